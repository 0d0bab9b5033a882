//! Documents of a journey, outside its meetings: who writes, signs and reads one (G1, G3).

use crate::access::{Decision, decide};
use crate::keys::{DocumentKey, ItemKey};
use crate::programmes::{DocumentKind, Onlooker, Opened, Own, Party, Sharing};

/// The kind of item by which sharing rules speak of a document: its key.
pub fn item_of(document: &DocumentKey) -> ItemKey {
    document.as_str().parse().expect("every document's key can be an item's")
}

/// How far a document is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    Draft,
    /// Handed in by its writer; others still sign.
    Submitted,
    /// Signed by all, or submitted where nobody signs.
    Closed,
}

/// What somebody may do with a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rights {
    pub writes: bool,
    pub signs: bool,
    pub reads: Reads,
}

/// How much of it somebody sees, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reads {
    All {
        because: String,
    },
    /// That it exists and how it stands.
    Outline {
        because: String,
    },
}

impl Rights {
    /// May the person read what was written?
    pub fn reads_all(&self) -> bool {
        matches!(self.reads, Reads::All { .. })
    }
}

/// Whether the owner of a copy has opened it to somebody, where it is the owner who opens (E2).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shown {
    ToThem,
    NotToThem,
}

/// What somebody who stands to the journey in these ways may do with a document; nothing at all is the same as no
/// document. `is_owner`: it is their own copy.
///
/// A copy of somebody's own is theirs alone until it is submitted, whatever the sharing table says. A shared draft is
/// read by those who write or sign it; whoever else may read it knows until then only that it exists. Where its owner
/// opens it, nobody but they read it before they do, and nobody after they take it back.
pub fn rights(
    kind: &DocumentKind,
    sharing: &Sharing,
    standing: &[Onlooker],
    is_owner: bool,
    stage: Stage,
    shown: Shown,
) -> Option<Rights> {
    let is_one_of = |parties: &[Party]| {
        standing.iter().any(|onlooker| matches!(onlooker, Onlooker::Party(party) if parties.contains(party)))
    };
    let is_own = kind.own == Own::EachTheirs;
    if is_own && is_owner {
        let writes = stage != Stage::Closed && is_one_of(&kind.written_by);
        let signs = stage != Stage::Draft && is_one_of(&kind.signed_by);
        return Some(Rights { writes, signs, reads: Reads::All { because: String::new() } });
    }
    if is_own && stage == Stage::Draft {
        return None;
    }
    let reads = match decide(sharing, standing, &item_of(&kind.key)) {
        Decision::Allow { because } => Reads::All { because },
        Decision::Summary { because } => Reads::Outline { because },
        Decision::Hide => return None,
    };
    let reads = match reads {
        Reads::All { because } if is_own && kind.opened == Opened::ByOwner && shown == Shown::NotToThem => {
            Reads::Outline { because }
        }
        reads => reads,
    };
    let (writes, signs) = (!is_own && is_one_of(&kind.written_by), is_one_of(&kind.signed_by));
    let reads = match reads {
        Reads::All { because } if stage == Stage::Draft && !writes && !signs => Reads::Outline { because },
        reads => reads,
    };
    let all = matches!(reads, Reads::All { .. });
    Some(Rights { writes: writes && all && stage != Stage::Closed, signs: signs && all, reads })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::programmes::{Gives, Kept, Opened, SharingRule};

    fn role(key: &str) -> Onlooker {
        Onlooker::Party(Party::Role(key.parse().unwrap()))
    }

    fn kind(own: Own, signed: bool) -> DocumentKind {
        let writers = vec![Party::Supportee, Party::Role("guide".parse().unwrap())];
        DocumentKind {
            key: "plan".parse().unwrap(),
            form: "plan".parse().unwrap(),
            signed_by: if signed { writers.clone() } else { Vec::new() },
            written_by: writers,
            marks: None,
            kept: Kept::Once,
            own,
            opened: Opened::WhenSubmitted,
        }
    }

    fn sharing() -> Sharing {
        let rule =
            |who, gives| SharingRule { who, item: item_of(&"plan".parse().unwrap()), gives, because: "so".into() };
        Sharing {
            rules: vec![
                rule(Onlooker::Party(Party::Supportee), Gives::Read),
                rule(role("guide"), Gives::Read),
                rule(Onlooker::LineManager, Gives::Summary),
                rule(role("friend"), Gives::Read),
            ],
        }
    }

    #[test]
    fn req_G1_ones_own_copy_is_nobody_elses_until_it_is_submitted() {
        let (kind, sharing) = (kind(Own::EachTheirs, false), sharing());
        let of =
            |standing: &[Onlooker], owner, stage| rights(&kind, &sharing, standing, owner, stage, Shown::NotToThem);
        assert!(of(&[role("guide")], true, Stage::Draft).unwrap().writes);
        assert_eq!(of(&[Onlooker::Party(Party::Supportee)], false, Stage::Draft), None);
        assert_eq!(of(&[Onlooker::LineManager], false, Stage::Draft), None);
        let theirs = of(&[Onlooker::Party(Party::Supportee)], false, Stage::Closed).unwrap();
        assert!(theirs.reads_all() && !theirs.writes);
        assert!(!of(&[role("guide")], true, Stage::Closed).unwrap().writes);
    }

    #[test]
    fn req_G1_a_shared_draft_is_read_by_those_who_write_it() {
        let (kind, sharing) = (kind(Own::Shared, true), sharing());
        let of = |standing: &[Onlooker], stage| rights(&kind, &sharing, standing, false, stage, Shown::NotToThem);
        let guide = of(&[role("guide")], Stage::Draft).unwrap();
        assert!(guide.writes && guide.signs && guide.reads_all());
        assert!(!of(&[role("friend")], Stage::Draft).unwrap().reads_all());
        assert!(of(&[role("friend")], Stage::Closed).unwrap().reads_all());
        assert!(!of(&[Onlooker::LineManager], Stage::Closed).unwrap().reads_all());
        assert_eq!(of(&[Onlooker::Cover], Stage::Closed), None);
        assert_eq!(of(&[], Stage::Closed), None);
    }
}

//! What was changed, and what becomes of it when two people change the same thing at once.

use super::item::{Details, Part};

/// A part that was changed: what was there before and what is there now, as they are kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Changed {
    pub part: Part,
    pub before: String,
    pub after: String,
}

/// Both changed the same part, each to something else.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clash {
    pub part: Part,
    /// What the other wrote meanwhile.
    pub theirs: String,
}

/// Two people's changes put together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Merged {
    /// Everything that does not clash; where it does, what was typed last.
    pub details: Details,
    pub clashes: Vec<Clash>,
}

/// Puts what was typed over what a page had shown (`base`) together with what stands now. A part that only one of the two
/// changed keeps that change.
pub fn merge(base: &Details, now: &Details, typed: &Details) -> Merged {
    let mut details = now.clone();
    let mut clashes = Vec::new();
    for part in Part::ALL {
        let (was, is, wants) = (base.part(part), now.part(part), typed.part(part));
        if wants == was || wants == is {
            continue;
        }
        if is != was {
            clashes.push(Clash { part, theirs: is });
        }
        details.take(part, typed);
    }
    Merged { details, clashes }
}

/// The parts in which two differ.
pub fn differences(before: &Details, after: &Details) -> Vec<Changed> {
    Part::ALL
        .into_iter()
        .map(|part| Changed { part, before: before.part(part), after: after.part(part) })
        .filter(|changed| changed.before != changed.after)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn details(what: &str, success: &str) -> Details {
        Details { what: what.to_owned(), success: success.to_owned(), ..Details::default() }
    }

    #[test]
    fn req_E3_two_who_change_different_parts_lose_nothing() {
        let base = details("Run a list", "");
        let merged = merge(&base, &details("Run a list", "They say so"), &details("Run a clinic", ""));
        assert_eq!(merged.details, details("Run a clinic", "They say so"));
        assert!(merged.clashes.is_empty());
    }

    #[test]
    fn req_E3_two_who_change_the_same_part_are_told() {
        let base = details("Run a list", "");
        let merged = merge(&base, &details("Run two lists", ""), &details("Run a clinic", ""));
        assert_eq!(merged.clashes, [Clash { part: Part::What, theirs: "Run two lists".to_owned() }]);
        assert_eq!(merged.details.what, "Run a clinic");
    }

    #[test]
    fn both_writing_the_same_is_no_clash() {
        let merged = merge(&details("a", ""), &details("b", ""), &details("b", ""));
        assert!(merged.clashes.is_empty());
        assert_eq!(differences(&details("a", ""), &merged.details)[0].after, "b");
    }
}

//! Who may see what, and because of which rule. Closed by default.
//!
//! A person stands to a journey in some ways at a time: as the one supported, in a role, by an office, as line
//! manager. The programme's sharing table says what each way gives of each kind of item. Everything that shows an item
//! asks here first.

use crate::ids::PersonId;
use crate::keys::ItemKey;
use crate::programmes::{Gives, Onlooker, Sharing};

/// What the answer is for one item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Decision {
    /// All of it, and the rule in words.
    Allow { because: String },
    /// That it exists and how it stands, but not what was written.
    Summary { because: String },
    /// Not even that it exists.
    Hide,
}

impl Decision {
    /// May the person read it?
    pub fn allows(&self) -> bool {
        matches!(self, Self::Allow { .. })
    }
}

/// Decides for somebody who stands to a journey in these ways: the most that any of them gives.
pub fn decide(sharing: &Sharing, standing: &[Onlooker], item: &ItemKey) -> Decision {
    let best = standing.iter().filter_map(|onlooker| sharing.rule(onlooker, item)).max_by_key(|rule| rule.gives);
    match best {
        Some(rule) if rule.gives == Gives::Read => Decision::Allow { because: rule.because.clone() },
        Some(rule) if rule.gives == Gives::Summary => Decision::Summary { because: rule.because.clone() },
        _ => Decision::Hide,
    }
}

/// A signed-in person, on a day: what every reading function that serves pages is given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Viewer {
    pub person: PersonId,
    pub today: jiff::civil::Date,
}

/// The office that the product itself knows: looks after people, posts and appointments of an organisation, and sees
/// nothing of what people write. All other offices are named by programmes.
pub const ADMINISTRATOR: &str = "administrator";

#[cfg(test)]
mod tests {
    use super::*;
    use crate::programmes::{Party, SharingRule};

    fn rule(who: Onlooker, gives: Gives) -> SharingRule {
        SharingRule { who, item: "meeting-record".parse().unwrap(), gives, because: "it is theirs".to_owned() }
    }

    #[test]
    fn nothing_is_seen_without_a_rule() {
        let item = "meeting-record".parse().unwrap();
        assert_eq!(decide(&Sharing::default(), &[Onlooker::LineManager], &item), Decision::Hide);
        let sharing = Sharing { rules: vec![rule(Onlooker::Party(Party::Supportee), Gives::Read)] };
        assert_eq!(decide(&sharing, &[], &item), Decision::Hide);
        assert_eq!(decide(&sharing, &[Onlooker::LineManager], &item), Decision::Hide);
        assert!(decide(&sharing, &[Onlooker::Party(Party::Supportee)], &item).allows());
    }

    #[test]
    fn the_most_that_any_way_gives_is_given() {
        let item = "meeting-record".parse().unwrap();
        let role = Onlooker::Party(Party::Role("guide".parse().unwrap()));
        let sharing =
            Sharing { rules: vec![rule(Onlooker::LineManager, Gives::Summary), rule(role.clone(), Gives::Read)] };
        assert!(decide(&sharing, &[Onlooker::LineManager, role], &item).allows());
        assert!(matches!(decide(&sharing, &[Onlooker::LineManager], &item), Decision::Summary { .. }));
    }
}

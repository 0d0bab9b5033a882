//! Who of a journey may see which kind of item, and why. Closed by default.

use std::fmt;
use std::str::FromStr;

use super::Party;
use crate::keys::{ItemKey, NotAKey, OfficeKey};

/// Kinds of item that any programme can share, beside those that its meetings and documents name. A fixed list:
/// programmes choose from it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// How a journey goes.
    Progress,
    /// What people of a journey write to one another.
    Message,
    /// When somebody asks to be away, and when they are.
    Leave,
    /// When assessments are due, and what they came to.
    Assessment,
    /// Where and when somebody is on placement, and what it offers.
    Placement,
    /// What somebody asked not to raise at a placement.
    NotToRaise,
}

impl Kind {
    pub const ALL: [Self; 6] =
        [Self::Progress, Self::Message, Self::Leave, Self::Assessment, Self::Placement, Self::NotToRaise];

    /// How programme files write it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Progress => "progress",
            Self::Message => "message",
            Self::Leave => "leave",
            Self::Assessment => "assessment",
            Self::Placement => "placement",
            Self::NotToRaise => "not-to-raise",
        }
    }

    /// As sharing rules name it.
    pub fn item(self) -> ItemKey {
        self.as_str().parse().expect("each is a key")
    }
}

/// A programme's sharing table.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Sharing {
    pub rules: Vec<SharingRule>,
}

/// One line of the table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SharingRule {
    pub who: Onlooker,
    pub item: ItemKey,
    pub gives: Gives,
    /// The reason in words, as people are told it.
    pub because: String,
}

/// In which capacity somebody looks at a journey.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Onlooker {
    /// The person supported, or somebody in a role of the journey.
    Party(Party),
    /// Somebody who stands in for a role, for a stated time.
    Cover,
    /// The line manager of the person supported.
    LineManager,
    /// The holder of an office of the organisation.
    Office(OfficeKey),
}

impl fmt::Display for Onlooker {
    /// As the database writes it: like programme files, but offices as `office.lead`, so that it is read back alone.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Party(party) => write!(f, "{party}"),
            Self::Cover => f.write_str("cover"),
            Self::LineManager => f.write_str("line-manager"),
            Self::Office(office) => write!(f, "office.{office}"),
        }
    }
}

impl FromStr for Onlooker {
    type Err = NotAKey;

    fn from_str(text: &str) -> Result<Self, NotAKey> {
        Ok(match (text, text.strip_prefix("office.")) {
            ("cover", _) => Self::Cover,
            ("line-manager", _) => Self::LineManager,
            (_, Some(office)) => Self::Office(office.parse()?),
            (party, None) => Self::Party(party.parse()?),
        })
    }
}

/// How much of an item is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Gives {
    Nothing,
    /// That it exists, when, and whether it is signed; none of what was written.
    Summary,
    Read,
}

impl Sharing {
    /// The rule that speaks of this onlooker and item, if there is one.
    pub fn rule(&self, who: &Onlooker, item: &ItemKey) -> Option<&SharingRule> {
        self.rules.iter().find(|rule| rule.who == *who && rule.item == *item)
    }

    /// What this onlooker is given of the item. Without a rule: nothing.
    pub fn gives(&self, who: &Onlooker, item: &ItemKey) -> Gives {
        self.rule(who, item).map_or(Gives::Nothing, |rule| rule.gives)
    }
}

//! Words that programme definitions and reference data choose and the code only carries: the names of programmes,
//! roles, kinds of meeting, forms, professions. Code never compares one with a literal.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// The text is not a key.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("“{0}” is not a key: use lower-case letters, digits and hyphens, starting with a letter")]
pub struct NotAKey(pub String);

fn is_key(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_lowercase())
        && text.len() <= 80
        && text.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
}

macro_rules! keys {
    ($($(#[$about:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$about])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(String);

        impl $name {
            /// The key as text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl FromStr for $name {
            type Err = NotAKey;

            fn from_str(text: &str) -> Result<Self, NotAKey> {
                if is_key(text) { Ok(Self(text.to_owned())) } else { Err(NotAKey(text.to_owned())) }
            }
        }

        impl TryFrom<String> for $name {
            type Error = NotAKey;

            fn try_from(text: String) -> Result<Self, NotAKey> {
                text.parse()
            }
        }

        impl From<$name> for String {
            fn from(key: $name) -> String {
                key.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    )+};
}

keys! {
    /// An assessment that somebody else examines and of which only the outcome is known.
    AssessmentKey,
    /// A kind of leave.
    LeaveKey,
    /// Something that a placement should offer.
    OpportunityKey,
    /// What an assessment came to.
    OutcomeKey,
    /// An area of a plan: a pillar, a domain.
    AreaKey,
    /// A way to get somewhere: shadowing, a course.
    WayKey,
    /// A framework of professional development, as in the reference data.
    FrameworkKey,
    /// What the people of a journey meet for, where a programme has several: a career, settling in.
    ContextKey,
    /// A form of a journey outside its meetings: an agreement, a plan, feedback.
    DocumentKey,
    /// An expectation of a programme: `first-meeting`.
    ExpectationKey,
    /// Programmes whose pairs count towards one cap.
    FamilyKey,
    /// A fact somebody confirms: that contact was made, that an induction is done.
    FactKey,
    /// A field of a form.
    FieldKey,
    /// A form of a programme.
    FormKey,
    /// A guide through a conversation.
    GuideKey,
    /// A kind of item that sharing rules speak of: a meeting's record, its preparation notes.
    ItemKey,
    /// A kind of meeting of a programme.
    MeetingKey,
    /// A document that an organisation keeps for a programme.
    GovernanceKey,
    /// A governance office: who leads a programme in an organisation.
    OfficeKey,
    /// A profession, as in the reference data.
    ProfessionKey,
    /// A page or a moment that a programme has guidance for.
    GuidanceKey,
    /// A programme.
    ProgrammeKey,
    /// A named group of professions, as at a date and in a nation: `ahp-england`.
    ProfessionGroupKey,
    /// A stretch of a guide through a conversation.
    MovementKey,
    /// A body that keeps a register, as in the reference data.
    RegulatorKey,
    /// A session or a resource of a programme's content.
    ResourceKey,
    /// A role of a programme.
    RoleKey,
    /// A rota that a programme asks organisations to keep.
    RotaKey,
    /// A sector in which organisations work, as in the reference data.
    SectorKey,
    /// A stage of a programme.
    StageKey,
    /// Something that a document has to say.
    StatementKey,
    /// A set of standards.
    StandardSetKey,
    /// A theme of a programme's content.
    ThemeKey,
    /// A course that supporters take.
    TrainingKey,
    /// A change in a working life that deserves support (requirement A6).
    TransitionKey,
}

/// One standard of a set, written `set/number`: `nhse-ahp/5.3`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct StandardRef {
    pub set: StandardSetKey,
    pub number: String,
}

impl FromStr for StandardRef {
    type Err = NotAKey;

    fn from_str(text: &str) -> Result<Self, NotAKey> {
        let (set, number) = text.split_once('/').ok_or_else(|| NotAKey(text.to_owned()))?;
        let numeric = !number.is_empty() && number.chars().all(|c| c.is_ascii_alphanumeric() || c == '.');
        if !numeric {
            return Err(NotAKey(text.to_owned()));
        }
        Ok(Self { set: set.parse()?, number: number.to_owned() })
    }
}

impl TryFrom<String> for StandardRef {
    type Error = NotAKey;

    fn try_from(text: String) -> Result<Self, NotAKey> {
        text.parse()
    }
}

impl From<StandardRef> for String {
    fn from(standard: StandardRef) -> String {
        standard.to_string()
    }
}

impl fmt::Display for StandardRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.set, self.number)
    }
}

/// An office: of a programme, written `programme/office`, or of the product itself, written as its word alone.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OfficeRef {
    pub programme: Option<ProgrammeKey>,
    pub office: OfficeKey,
}

impl FromStr for OfficeRef {
    type Err = NotAKey;

    fn from_str(text: &str) -> Result<Self, NotAKey> {
        match text.split_once('/') {
            Some((programme, office)) => Ok(Self { programme: Some(programme.parse()?), office: office.parse()? }),
            None => Ok(Self { programme: None, office: text.parse()? }),
        }
    }
}

impl fmt::Display for OfficeRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.programme {
            Some(programme) => write!(f, "{programme}/{}", self.office),
            None => self.office.fmt(f),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_lower_case_with_hyphens() {
        assert!("first-meeting".parse::<ExpectationKey>().is_ok());
        for wrong in ["", "First", "1st", "a b", "é", "a/b"] {
            assert_eq!(wrong.parse::<ExpectationKey>(), Err(NotAKey(wrong.to_owned())));
        }
    }

    #[test]
    fn an_office_is_of_a_programme_or_of_the_product() {
        for text in ["some-programme/lead", "administrator"] {
            assert_eq!(text.parse::<OfficeRef>().unwrap().to_string(), text);
        }
        assert!("/lead".parse::<OfficeRef>().is_err());
    }

    #[test]
    fn a_standard_is_a_set_and_a_number() {
        let standard: StandardRef = "nhse-ahp/5.3".parse().unwrap();
        assert_eq!((standard.set.as_str(), standard.number.as_str()), ("nhse-ahp", "5.3"));
        assert!("nhse-ahp".parse::<StandardRef>().is_err());
        assert!("nhse-ahp/".parse::<StandardRef>().is_err());
    }
}

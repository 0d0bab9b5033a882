//! Messages between the people of a journey (P4): what one may write to whom, and exactly who receives it.
//!
//! Whoever is supported receives every message of their journey: nothing is written behind their back (J2). Beyond routine
//! matters the programme names who is copied in.

mod receive;
mod text;

pub use receive::{Person, Receiver, Why, receivers, writes};
pub use text::{Body, MOST_IN_BODY, MOST_IN_SUBJECT, Subject, TextProblem};

/// Whether a matter is everyday, in the programme's sense.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Matter {
    Routine,
    Beyond,
}

impl Matter {
    /// As forms and the database write it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Routine => "routine",
            Self::Beyond => "beyond",
        }
    }

    /// The matter of a name.
    pub fn named(name: &str) -> Option<Self> {
        [Self::Routine, Self::Beyond].into_iter().find(|matter| matter.as_str() == name)
    }
}

/// How an answer that was asked for came about. No answer is judged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Answered {
    /// With a message of the same thread.
    Here,
    /// On the telephone, in a meeting, over a desk.
    Elsewhere,
    /// It solved itself, or another message asks it again.
    NotNeeded,
}

impl Answered {
    const ALL: [Self; 3] = [Self::Here, Self::Elsewhere, Self::NotNeeded];

    /// As forms and the database write it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Here => "here",
            Self::Elsewhere => "elsewhere",
            Self::NotNeeded => "not-needed",
        }
    }

    /// The way of a name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|answered| answered.as_str() == name)
    }
}

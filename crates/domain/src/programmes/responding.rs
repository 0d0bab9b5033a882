//! How soon people answer one another, and whom a concern may be passed to (P4, J2).

use super::{Offset, Onlooker, Party};

/// What a programme says about answering.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Responding {
    pub rules: Vec<AnswerRule>,
    /// What to do when it cannot wait, in words.
    pub urgent: Option<String>,
    /// What is routine, in words.
    pub routine: Option<String>,
    /// What goes beyond it, in words.
    pub beyond: Option<String>,
    /// Who is copied in beyond routine matters.
    pub copied: Vec<Party>,
}

impl Responding {
    /// By when this party answers, where the programme says.
    pub fn rule(&self, who: &Party) -> Option<&AnswerRule> {
        self.rules.iter().find(|rule| rule.who == *who)
    }
}

/// By when somebody answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AnswerRule {
    pub who: Party,
    /// Counted from the message; worked days leave out the days on which the person does not work.
    pub within: Offset,
}

/// A step of the ladder along which a concern may be passed on, in order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LadderStep {
    pub to: Vec<Onlooker>,
    /// When, in words.
    pub when: String,
    pub told: Told,
}

/// Whether the person whom a concern is about is told before it is passed on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Told {
    Always,
    /// Unless telling would put somebody in danger; the reason is recorded then.
    UnlessUnsafe,
}

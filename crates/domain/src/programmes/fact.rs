//! Facts that people confirm because no record tells them: that two were in touch, that an induction is done (C3).

use super::{Onlooker, Party};
use crate::keys::FactKey;

/// Something that somebody confirms.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fact {
    pub key: FactKey,
    /// In words: “Knows the principles”.
    pub name: String,
    /// What is asked on the page that confirms it.
    pub ask: Option<String>,
    /// Who may confirm it.
    pub confirmed_by: Vec<Onlooker>,
    pub repeats: Repeats,
    /// Whose consent it needs first.
    pub consent: Option<Party>,
}

impl Fact {
    /// May somebody who looks at the journey in this capacity confirm it?
    pub fn may_be_confirmed_by(&self, onlooker: &Onlooker) -> bool {
        self.confirmed_by.contains(onlooker)
    }
}

/// Whether a fact can happen on several days.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Repeats {
    Once,
    OnSeveralDays,
}

//! Assessments that somebody else examines: when they are due, what they came to, and what that calls for (P3, P5).
//! No mark and no judgement of competence is kept (C4).

use super::{Offset, Onlooker};
use crate::keys::{AssessmentKey, FactKey, OutcomeKey};

/// An assessment of a training.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assessment {
    pub key: AssessmentKey,
    pub name: String,
    pub counts: Counts,
    /// When it is usually due, from the start.
    pub due: Option<Offset>,
    /// Who enters the day on which it is due.
    pub dated_by: Vec<Onlooker>,
    /// Who enters its outcome.
    pub entered_by: Vec<Onlooker>,
    /// What it can come to.
    pub outcomes: Vec<AssessmentOutcome>,
    /// The fact that holds when it was not passed; what the programme expects then counts from it.
    pub calls: Option<FactKey>,
}

impl Assessment {
    /// The outcome of a key.
    pub fn outcome(&self, key: &OutcomeKey) -> Option<&AssessmentOutcome> {
        self.outcomes.iter().find(|outcome| outcome.key == *key)
    }

    /// What follows from an outcome: the fact that a fail calls.
    pub fn called_by(&self, outcome: &AssessmentOutcome) -> Option<&FactKey> {
        self.calls.as_ref().filter(|_| outcome.passed == Passed::No)
    }
}

/// Whether a training depends on an assessment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Counts {
    Formative,
    Summative,
}

/// Something that an assessment can come to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AssessmentOutcome {
    pub key: OutcomeKey,
    pub name: String,
    pub passed: Passed,
}

/// Whether an assessment is passed with an outcome.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Passed {
    Yes,
    No,
}

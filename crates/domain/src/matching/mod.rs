//! Matching: who supports whom, for a whole cohort at once.
//!
//! The programme states the [rules]: whom it never pairs, what training a supporter needs, how many people at once, and
//! how much each preference weighs. Nothing here knows a programme by name.

pub mod rules;
pub mod solver;

pub use rules::{MatchingRules, Never, TrainingRule, Weights};

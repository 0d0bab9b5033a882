//! Matching: who supports whom, for a whole cohort at once.
//!
//! The programme states the [rules]: whom it never pairs, what training a supporter needs, how many people at once, and
//! how much each preference weighs. [`judge`] weighs one pair, [`propose`] a cohort, by the [solver]; [`explain`] says
//! why, as data, and [`words`] as sentences. Nothing here knows a programme by name.

pub mod cohort;
pub mod explain;
pub mod judge;
pub mod propose;
pub mod rules;
pub mod solver;
pub mod words;

pub use cohort::{Seeker, SupporterOffer, Wishes};
pub use explain::{Obstacles, Reasons};
pub use judge::{Barrier, Preference};
pub use propose::{Capacity, Cohort, Line, Outcome, Proposal, Wanted, propose};
pub use rules::{MatchingRules, Never, TrainingRule, Weights};

#[cfg(test)]
mod tests;

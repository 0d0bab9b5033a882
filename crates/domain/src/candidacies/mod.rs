//! Joining: who may be owed a programme, and what became of it (requirements C1 and C2).
//!
//! A *candidacy* is a post and a programme that may belong together. [`eligibility`] says whether they do and why, from
//! what the programme says it serves; [`state`] says where a candidacy stands and who may move it on. A candidacy is
//! always in exactly one state, so that a lead can count them and nobody is lost sight of.

pub mod eligibility;
pub mod state;
pub mod waiting;

pub use eligibility::{Joining, NotServed, Reason, Registration, asked_start};
pub use state::{Action, Actor, Candidacy, Origin, Refusal, State};

//! Leave that is asked for where line management is delegated to a role (P5).

use crate::keys::LeaveKey;

/// A kind of leave. Never one that says anything of anybody's health.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeaveKind {
    pub key: LeaveKey,
    pub name: String,
    pub half_days: HalfDays,
}

/// Whether leave of a kind can begin or end at midday.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HalfDays {
    Yes,
    No,
}

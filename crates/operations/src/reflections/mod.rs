//! Writing reflections. Each is its writer's own; others read it only while it is shared with them (see
//! [`crate::shares`]).

mod begin;
mod remove;
mod save;

pub use begin::begin;
pub use remove::remove;
pub use save::{Entry, SaveRefusal, Saved, save};

/// The noun under which events speak of them.
pub const NOUN: &str = "reflections";

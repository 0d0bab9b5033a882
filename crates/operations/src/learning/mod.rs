//! Learning done and support received outside the meetings: noted by whom it is, counted as protected time where they
//! say so, and never when it is mandatory training (G2, C4).

mod keep;
mod remove;

pub use keep::{KeepRefusal, New, keep};
pub use remove::remove;

/// The noun under which events speak of it.
pub const NOUN: &str = "learning";

//! Reminders (Q2): which rungs of a programme's ladder have come, whom they concern, and when they reach a person.

mod choice;
mod ladder;

pub use choice::{Choice, Days, How, Received, Tone};
pub use ladder::{Known, MISSED_DAYS, Rung, concerns, due_between, highest, tone};

//! Meetings: planned, agreed, moved, held or not (F5, F1).
//!
//! [`step`] is the whole life of a meeting: from a state, by an event of a participant, to the next state, or a
//! refusal that says what one can do. Who takes part follows from the journey and is decided elsewhere; whoever calls
//! [`step`] has already established that the person takes part.

mod agenda;
mod clock;
mod series;
mod slot;
mod state;
mod suggest;
#[cfg(test)]
mod walk;

pub use agenda::{Gathered, LONGEST_NOTE, LONGEST_POINT, LOOKS_AHEAD_DAYS, StillOpen, gathered};
pub use clock::{Awaited, Consequence, consequence};
pub use series::{Concern, Diaries, MOST_IN_SERIES, Rhythm};
pub use slot::{HeldTime, LONGEST_MINUTES, Length, Place, Slot, SlotProblem, Way};
pub use state::{Absence, Event, MOST_PROPOSALS, Offer, Proposals, Reason, Refusal, State, StateName, step};
pub use suggest::{Because, MOST_SUGGESTED, Suggestion, suggestions};

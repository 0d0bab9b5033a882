//! Meetings: planned, agreed, moved, held or not (F5, F1).
//!
//! [`step`] is the whole life of a meeting: from a state, by an event of a participant, to the next state, or a
//! refusal that says what one can do. Who takes part follows from the journey and is decided elsewhere; whoever calls
//! [`step`] has already established that the person takes part.

mod slot;
mod state;
#[cfg(test)]
mod walk;

pub use slot::{HeldTime, LONGEST_MINUTES, Length, Place, Slot, SlotProblem, Way};
pub use state::{Absence, Event, MOST_PROPOSALS, Offer, Proposals, Reason, Refusal, State, StateName, step};

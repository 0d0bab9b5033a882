//! Journeys. `beginning` makes one, with its supporter's place; `contacts` finds who lacks somebody beside
//! them.

mod beginning;
mod contacts;

pub use beginning::{
    NewJourney, NewPairing, Override, Taken, adopted_version, insert, insert_pairing, take_slot, taken_numbers,
};
pub use contacts::{Paired, line_manager, of_professions, professions_at, without_role};

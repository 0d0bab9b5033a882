//! Journeys. `beginning` makes one, with its supporter's place.

mod beginning;

pub use beginning::{
    NewJourney, NewPairing, Override, Taken, adopted_version, insert, insert_pairing, take_slot, taken_numbers,
};

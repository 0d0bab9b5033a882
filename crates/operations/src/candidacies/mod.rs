//! Joining: who may be owed a programme, offers and requests, and what became of them (C1, C2).
//!
//! `recognise` is called by the staff import; the rest by a person: the lead, or whom it is about. Every change is a
//! step of `domain::candidacies::state` with its event, and a letter where somebody has to know.

mod recognise;

pub use recognise::recognise;

//! What is expected of journeys, as rows: the facts it is worked out from, and what was worked out.

mod documents;
mod facts;
mod rows;

pub(crate) use facts::share_of_full_time;
pub use facts::{Subject, subjects, subjects_after};
pub use rows::{Counters, StoredOccurrence, keep_counters, of_journey, of_journeys, replace};
pub(crate) use rows::{stored, waiting};

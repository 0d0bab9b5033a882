//! Journeys: what follows in them from every change.

mod recompute;
mod refresh;

pub use recompute::{Difference, Then, recompute};
pub use refresh::{refresh, refresh_many};

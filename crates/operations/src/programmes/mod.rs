//! Programmes: which of them an organisation runs (B3).

mod adopt;
mod at_hand;

pub(crate) use adopt::take_up;
pub use adopt::{AdoptRefusal, adopt};
pub use at_hand::at_hand;

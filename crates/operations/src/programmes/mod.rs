//! Programmes: which of them an organisation runs (B3).

mod adopt;

pub use adopt::{AdoptRefusal, adopt};

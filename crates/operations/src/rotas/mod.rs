//! Keeping a rota: who is there on which day, and who stands in (S2).

mod fill;

pub use fill::{FillRefusal, fill};

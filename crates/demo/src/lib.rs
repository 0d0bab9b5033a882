//! The demo's world: a fictional system of three organisations with a year of life in it, up to today.
//!
//! The same day gives the same world, to the letter: chance is thrown from seeds, times come from a held clock. People
//! come by staff files, are recognised, offered, matched and supported by the product's own operations, so that what
//! the demo shows is what the product makes.

pub mod cast;
mod dice;
mod houses;
mod names;
mod staff_file;
mod workers;

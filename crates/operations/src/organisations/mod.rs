//! Organisations: read from the files in which they are published.

mod import;
mod memberships;

pub use import::{Imported, Refused, import};

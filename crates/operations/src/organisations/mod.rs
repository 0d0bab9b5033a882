//! Organisations: read from the files in which they are published.

mod group;
mod import;
mod memberships;

pub use group::group;
pub use import::{Imported, Refused, import};

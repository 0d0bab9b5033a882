//! One file a page.

pub(super) mod amend;
pub(super) mod autosave;
pub(super) mod choices;
pub(super) mod files;
mod occasion;
pub(super) mod readers;
pub(crate) mod sign;
pub(super) mod signed;
pub(super) mod write;

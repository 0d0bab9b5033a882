//! One file a page.

pub(super) mod amend;
pub(super) mod autosave;
pub(super) mod choices;
pub(super) mod files;
pub(super) mod readers;
pub(super) mod sign;
pub(super) mod signed;
pub(super) mod write;

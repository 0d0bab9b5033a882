//! One file a page.

pub(super) mod detail;
pub(super) mod joining;
pub(super) mod list;
pub(super) mod offer;

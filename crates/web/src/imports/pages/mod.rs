//! The pages of an import, in the order in which one meets them.

pub(super) mod columns;
pub(super) mod doubts;
pub(super) mod leavers;
pub(super) mod result;
pub(super) mod upload;

use operations::access::Desk;

/// Where the import of an organisation begins.
fn base(desk: &Desk) -> String {
    format!("/organisations/{}/import", desk.code)
}

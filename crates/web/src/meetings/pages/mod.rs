//! One file a page.

pub(super) mod absence;
pub(super) mod calendar;
pub(super) mod cancel;
pub(super) mod enter;
pub(super) mod group;
pub(super) mod list;
pub(super) mod prepare;
pub(super) mod propose;
pub(super) mod reschedule;
pub(super) mod series;
pub(super) mod show;

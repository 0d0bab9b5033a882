//! What leaves as a file: calendar invitations, calendars that programs subscribe to, and portfolios as PDF. Knows the
//! domain, not the database and not the web.

pub mod calendar;
pub mod feed;
pub mod portfolio;

//! What leaves as a file: calendar invitations now; printed records and spreadsheets later. Knows the domain, not the
//! database and not the web.

pub mod calendar;
pub mod feed;

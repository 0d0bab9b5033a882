//! Cover (D8): somebody stands in for a supporter for a stated time and scope. They see a summary, as the programme's
//! sharing table says; it opens and closes by its dates, takes no place, and the one supported is told.

mod end;
mod name;
mod seen;

pub use end::{EndRefusal, end, tell_cover};
pub use name::{CoverRefusal, NewCover, name_cover};
pub use seen::{Looks, Seen, Stand, seen_by, stand_of};

/// The noun under which events speak of it.
pub const NOUN: &str = "covers";

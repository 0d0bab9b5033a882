//! Pausing, ending and taking an end back (K2). A pause is anybody's of the two and the lead's; an end is agreed by the two,
//! or entered by the lead; each is told to those concerned, without the words of the reason.

mod course;
mod finish;
mod letters;
mod pause;
mod propose;
mod settle;
mod undo;

pub use course::{Course, course_of};
pub use pause::{PauseRefusal, come_back, pause, take_back};
pub use propose::{EndRefusal, Ended, Ending, end};
pub use settle::{SettleRefusal, agree, decline, withdraw};
pub use undo::{UndoRefusal, undo};

pub(crate) use letters::{Told, leads, tell};

/// The noun under which letters and events speak of ends.
pub const NOUN: &str = "endings";

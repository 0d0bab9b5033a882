//! Another supporter mid-way (D6): either side may wish for one without giving fault, the lead names who comes and from
//! which day, whoever goes may leave a note that the one supported sees first, and access follows the dates by itself.

mod ask;
mod carry;
mod name;
mod note;
mod seen;

pub use ask::{AskRefusal, ask, keep_as_is, withdraw};
pub use carry::carry_due;
pub use name::{NameRefusal, Naming, name_successor};
pub use note::{NoteRefusal, step_note};
pub use seen::{Change, Seen, change_of, seen_by};

/// The noun under which events speak of them.
pub const NOUN: &str = "handovers";

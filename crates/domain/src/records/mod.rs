//! Records: answers on a programme's form, and exactly what is signed (F3, F4).

mod answer;
mod promises;
mod saving;
mod text;

pub use answer::{AnswerProblem, AnswerValue, Raw, parse_date, parse_time, shown};
pub use promises::{promises_kept_key, promises_of};
pub use saving::{Base, Saved, Standing, save};
pub use text::{Facts, Signatory, missing, signable};

/// The kind of item that sharing rules know a meeting's record by.
pub const RECORD_ITEM: &str = "meeting-record";

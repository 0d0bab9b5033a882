//! Records: answers on a programme's form, and exactly what is signed (F3, F4).

mod answer;
mod difference;
mod documents;
mod parse;
mod promises;
mod saving;
#[cfg(test)]
mod tests;
mod text;

pub use answer::{AnswerValue, KeptFile, NamedPerson, Row, file_size, shown};
pub use difference::{Piece, difference};
pub use documents::{Reads, Rights, Shown, Stage, item_of, rights};
pub use parse::{AnswerProblem, Raw, parse_date, parse_time, problems_in_rows};
pub use promises::{promised_field, promises_kept_key, promises_of};
pub use saving::{Base, Saved, Standing, save};
pub use text::{Facts, Occasion, Signatory, missing, signable};

/// The kind of item that sharing rules know a meeting's record by.
pub const RECORD_ITEM: &str = "meeting-record";

//! A staff file as workforce systems export it: which heading tells which field, what a row says, and what is wrong
//! with it (requirement A4).
//!
//! Pure: bytes, encodings and spreadsheets are opened in `operations::staff`; here rows are lists of cells. Nothing in a
//! cell is ever carried out: text that a spreadsheet program would take for a formula is refused.

mod dates;
mod fields;
mod ledger;
mod mapping;
mod row;

use serde::{Deserialize, Serialize};

#[cfg(test)]
mod tests;

pub use dates::read_date;
pub use fields::{About, Field, about, trained_on_training};
pub use ledger::Ledger;
pub use mapping::{Layout, Mapping, find_heading};
pub use row::{PostFacts, RowReader, StaffRow, is_blank};

/// One thing wrong with a file, in words that the person who exported it can act on.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Problem {
    /// The line of the file (the row of a spreadsheet), counted from 1.
    pub line: u64,
    /// The heading of the column as the file has it.
    pub column: String,
    pub problem: String,
    pub remedy: String,
}

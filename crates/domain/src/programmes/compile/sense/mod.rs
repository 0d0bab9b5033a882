//! What makes sense only over the whole programme: each part is well written, and yet nobody could ever do it.
//!
//! Runs when everything could be read; problems are said at the place in the file that has to change.

mod forms;
mod path;
mod sharing;

pub(super) use path::closes_early;

use crate::programmes::programme::Programme;
use crate::programmes::source::{Document, Section, Value};

/// Looks through a programme that could be read.
pub(super) fn check(root: &Section<'_>, forms: &[Document<'_>], programme: &Programme) {
    path::stages(root, programme);
    path::expectations(root, programme);
    forms::forms(forms, programme);
    sharing::sharing(root, programme);
}

/// The table of this number under `[[key]]`, to say a problem at.
fn at<'d>(root: &Section<'d>, key: &'static str, number: usize) -> Option<Value<'d>> {
    root.list(key).into_iter().nth(number)
}

/// The value of a key in such a table; the table itself when the key is not written.
fn inside<'d>(table: Value<'d>, key: &'static str) -> Value<'d> {
    let Some(section) = table.as_section("") else { return table };
    let value = section.maybe(key);
    section.all_read_quietly();
    value.unwrap_or(table)
}

/// Says a problem at a key of the table of this number.
fn tell(root: &Section<'_>, place: (&'static str, usize, &'static str), what: String, remedy: String) {
    let (part, number, key) = place;
    if let Some(table) = at(root, part, number) {
        inside(table, key).problem(what, remedy);
    }
}

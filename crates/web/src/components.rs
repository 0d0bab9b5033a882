//! What the component macros under `templates/components` take besides text: lists of things that belong together.

pub mod choice;
pub mod dates;
pub mod lists;
pub mod rich;

pub use choice::{Behaviour, Choice, Problem};
pub use dates::DateParts;
pub use lists::{Cell, Column, Link, PageLink, Pagination, Status, SummaryRow, Tab, Table, Task};
pub use rich::Rich;

/// The first text, or the second when the first is empty.
pub fn or(first: impl AsRef<str>, second: impl AsRef<str>) -> String {
    let first = first.as_ref();
    if first.is_empty() { second.as_ref().to_owned() } else { first.to_owned() }
}

/// Whether a text of any kind is this one.
pub fn is(text: impl AsRef<str>, this: &str) -> bool {
    text.as_ref() == this
}

/// The text when the condition holds, otherwise nothing.
pub fn only_if(condition: bool, text: &str) -> String {
    if condition { text.to_owned() } else { String::new() }
}

/// What may be empty: text of any kind.
pub trait MayBeEmpty {
    fn is_nothing(&self) -> bool;
}

impl MayBeEmpty for str {
    fn is_nothing(&self) -> bool {
        self.is_empty()
    }
}

impl MayBeEmpty for String {
    fn is_nothing(&self) -> bool {
        self.is_empty()
    }
}

impl<T: MayBeEmpty + ?Sized> MayBeEmpty for &T {
    fn is_nothing(&self) -> bool {
        (**self).is_nothing()
    }
}

impl MayBeEmpty for Rich {
    fn is_nothing(&self) -> bool {
        self.is_empty()
    }
}

/// The value of `aria-describedby` for a group of fields: the ids of what stands above it.
pub fn described_by(
    id: impl AsRef<str>,
    seen_by: &(impl MayBeEmpty + ?Sized),
    hint: &(impl MayBeEmpty + ?Sized),
    error: &(impl MayBeEmpty + ?Sized),
    before: impl AsRef<str>,
) -> String {
    let id = id.as_ref();
    let mut ids = Vec::new();
    if !before.as_ref().is_empty() {
        ids.push(before.as_ref().to_owned());
    }
    if !seen_by.is_nothing() {
        ids.push(format!("{id}-seen"));
    }
    if !hint.is_nothing() {
        ids.push(format!("{id}-hint"));
    }
    if !error.is_nothing() {
        ids.push(format!("{id}-error"));
    }
    ids.join(" ")
}

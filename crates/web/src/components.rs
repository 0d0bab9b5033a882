//! What the component macros under `templates/components` take besides text: lists of things that belong together.

pub mod choice;
pub mod lists;
pub mod rich;

pub use choice::{Choice, Problem};
pub use rich::Rich;

/// The first text, or the second when the first is empty.
pub fn or(first: impl AsRef<str>, second: impl AsRef<str>) -> String {
    let first = first.as_ref();
    if first.is_empty() { second.as_ref().to_owned() } else { first.to_owned() }
}

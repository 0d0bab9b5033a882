//! What every key of a programme's files is for: one line a key. `docs/programmes.md` prints these lines, and a test
//! holds them to what the reader asks for, so that neither can drift.
//!
//! A new key: read it in `compile/`, describe it here in its part, and print the page anew with
//! `cargo run -p domain --example manual`. A new part: add it to the file that fits and to [`parts`], and use it in
//! `crates/domain/tests/everything/`.

mod forms;
mod head;
mod open;
mod path;
mod people;
mod tables;

use std::fmt::Write as _;

/// A table of a programme's files, and its keys.
#[derive(Debug, Clone, Copy)]
pub struct Part {
    /// How it stands in the file: `[[roles]]`.
    pub written: &'static str,
    /// The names under which the reader opens it: the last key on the way to it.
    pub names: &'static [&'static str],
    /// What it is for.
    pub what: &'static str,
    pub keys: &'static [Key],
}

/// One key of a part.
#[derive(Debug, Clone, Copy)]
pub struct Key {
    pub name: &'static str,
    /// What may stand there.
    pub value: &'static str,
    /// What holds when it is left out; `None`: it has to be there.
    pub left_out: Option<&'static str>,
    pub meaning: &'static str,
}

/// A key that has to be there.
const fn needed(name: &'static str, value: &'static str, meaning: &'static str) -> Key {
    Key { name, value, left_out: None, meaning }
}

/// A key that may be left out, and what holds then.
const fn may(name: &'static str, value: &'static str, left_out: &'static str, meaning: &'static str) -> Key {
    Key { name, value, left_out: Some(left_out), meaning }
}

/// All parts, in the order of the page.
pub fn parts() -> impl Iterator<Item = &'static Part> {
    [head::PARTS, people::PARTS, path::PARTS, tables::PARTS, forms::PARTS, open::PARTS].into_iter().flatten()
}

/// Before and after what is printed in `docs/programmes.md`.
pub const MARKS: [&str; 2] = [
    "<!-- From here to the next mark: printed by `cargo run -p domain --example manual`. -->",
    "<!-- End of what is printed. -->",
];

/// The page with its tables printed anew; `None` when it has lost its marks.
pub fn printed(page: &str) -> Option<String> {
    let (before, rest) = page.split_once(MARKS[0])?;
    let (_, after) = rest.split_once(MARKS[1])?;
    Some(format!("{before}{}\n{}{}{after}", MARKS[0], tables(), MARKS[1]))
}

/// Every part with its keys as a table.
fn tables() -> String {
    let mut text = String::new();
    for part in parts() {
        let _ = write!(
            text,
            "\n### `{}`\n\n{}\n\n| key | value | left out | meaning |\n|---|---|---|---|\n",
            part.written, part.what
        );
        for key in part.keys {
            let left_out = key.left_out.unwrap_or("**needed**");
            let _ = writeln!(text, "| `{}` | {} | {left_out} | {} |", key.name, key.value, key.meaning);
        }
    }
    text + "\n"
}

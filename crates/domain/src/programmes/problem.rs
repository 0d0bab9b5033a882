//! What is wrong with a programme's files, said so that its author can put it right.

use std::fmt;
use std::ops::Range;

/// One mistake: where, what, and what to write instead. Problems sort by their place.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
pub struct Problem {
    pub file: String,
    /// Counted from 1.
    pub line: usize,
    /// In characters, counted from 1.
    pub column: usize,
    /// The line as it stands in the file; empty when the problem is about the file as a whole.
    pub excerpt: String,
    /// How many characters of the excerpt are meant, from `column` on; 0 when there is no excerpt.
    pub marked: usize,
    pub what: String,
    pub remedy: String,
}

impl Problem {
    /// A problem of a stretch of a file's text, given in bytes. A stretch over several lines is marked on its first.
    pub(crate) fn at(file: &str, text: &str, span: &Range<usize>, what: String, remedy: String) -> Self {
        let start = floor(text, span.start);
        let begins = text[..start].rfind('\n').map_or(0, |at| at + 1);
        let ends = text[start..].find('\n').map_or(text.len(), |at| start + at);
        let excerpt = text[begins..ends].trim_end();
        let stop = floor(text, span.end).clamp(start, begins + excerpt.len().max(start - begins));
        Self {
            file: file.to_owned(),
            line: text[..start].matches('\n').count() + 1,
            column: text[begins..start].chars().count() + 1,
            excerpt: excerpt.to_owned(),
            marked: text[start..stop].chars().count().max(usize::from(!excerpt.is_empty())),
            what,
            remedy,
        }
    }

    /// A problem of a file as a whole.
    pub(crate) fn of_file(file: &str, what: String, remedy: String) -> Self {
        Self { file: file.to_owned(), line: 1, column: 1, excerpt: String::new(), marked: 0, what, remedy }
    }

    /// The problem over several lines, with the excerpt and a marker under the place: for people at a terminal.
    pub fn shown(&self) -> String {
        let place = format!("{}:{}:{}", self.file, self.line, self.column);
        let mut shown = format!("{}\n  at {place}\n", self.what);
        if !self.excerpt.is_empty() {
            let number = self.line.to_string();
            let gutter = " ".repeat(number.len());
            // Tabs stay tabs, so that the marker stands under its place whatever they are worth.
            let before = self.excerpt.chars().take(self.column - 1);
            let before: String = before.map(|letter| if letter == '\t' { '\t' } else { ' ' }).collect();
            let marker = "^".repeat(self.marked);
            shown += &format!("  {gutter} |\n  {number} | {}\n  {gutter} | {before}{marker}\n", self.excerpt);
        }
        shown + &format!("  {}\n", self.remedy)
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}:{}: {} {}", self.file, self.line, self.column, self.what, self.remedy)
    }
}

/// The nearest place at or before one where the text can be cut.
fn floor(text: &str, at: usize) -> usize {
    (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
}

/// “Did you mean `at_once`?”, or the list of what is possible here.
pub(super) fn suggestion<'a>(written: &str, possible: impl IntoIterator<Item = &'a str>) -> String {
    let possible: Vec<&str> = possible.into_iter().collect();
    let nearest = possible.iter().map(|name| (distance(written, name), *name)).min();
    match nearest {
        None => "Nothing can stand here; take it out.".to_owned(),
        Some((steps, name)) if steps <= 1 + written.chars().count() / 4 => format!("Did you mean `{name}`?"),
        Some((_, only)) if possible.len() == 1 => format!("Write `{only}`."),
        Some(_) => format!("Write one of {}.", quoted_list(&possible)),
    }
}

/// “`a`, `b` or `c`”.
pub(super) fn quoted_list(names: &[&str]) -> String {
    let quoted: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    match quoted.as_slice() {
        [] => "nothing".to_owned(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} or {last}", first.join(", ")),
    }
}

/// How many letters have to change to get from one word to another (Levenshtein).
fn distance(one: &str, other: &str) -> usize {
    let other: Vec<char> = other.chars().collect();
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (i, a) in one.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, b) in other.iter().enumerate() {
            let change = diagonal + usize::from(a != *b);
            diagonal = row[j + 1];
            row[j + 1] = change.min(diagonal + 1).min(row[j] + 1);
        }
    }
    row[other.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn req_b1_the_place_is_counted_in_characters_and_marked() {
        let text = "a = 1\nwörd = \"é\" # note\n";
        let at = text.find("\"é").unwrap_or_default();
        let problem = Problem::at("x.toml", text, &(at..at + 4), "Wrong.".to_owned(), "Write it right.".to_owned());
        assert_eq!((problem.line, problem.column, problem.marked), (2, 8, 3));
        let shown = "Wrong.\n  at x.toml:2:8\n    |\n  2 | wörd = \"é\" # note\n    |        ^^^\n  Write it right.\n";
        assert_eq!(problem.shown(), shown);
    }

    #[test]
    fn a_slip_of_the_pen_is_recognised_and_anything_else_gets_the_list() {
        assert_eq!(suggestion("at_onse", ["key", "at_once"]), "Did you mean `at_once`?");
        assert_eq!(suggestion("colour", ["key", "at_once"]), "Write one of `key` or `at_once`.");
    }
}

//! What is wrong with a programme's files, said so that its author can put it right.

use std::fmt;

/// One mistake: where, what, and what to write instead.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Problem {
    pub file: String,
    /// Counted from 1.
    pub line: usize,
    pub what: String,
    pub remedy: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {} {}", self.file, self.line, self.what, self.remedy)
    }
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
    fn a_slip_of_the_pen_is_recognised_and_anything_else_gets_the_list() {
        assert_eq!(suggestion("at_onse", ["key", "at_once"]), "Did you mean `at_once`?");
        assert_eq!(suggestion("colour", ["key", "at_once"]), "Write one of `key` or `at_once`.");
    }
}

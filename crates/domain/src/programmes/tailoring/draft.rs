//! What an organisation wants to change, as typed, and the file that says it.

use crate::programmes::{ContentHash, Problem};

/// Changes as they were typed: nothing is parsed here, so that the checker can speak of every mistake.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// The version of the source.
    pub of: ContentHash,
    pub number: u32,
    pub why: String,
    pub consulted: String,
    pub changes: Vec<DraftChange>,
}

/// One change: the table it stands in, and its keys with what was typed and the field of the page where that was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DraftChange {
    /// `changes`, or `changes.fields` for a question of the form named before.
    pub table: &'static str,
    pub keys: Vec<(&'static str, Typed, String)>,
}

/// A value as typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Typed {
    Text(String),
    /// A number if it is one; otherwise the checker will say so.
    Number(String),
    /// Answers to choose from, one a line.
    Choices(String),
}

/// The file, and which field of the page each of its lines came from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    pub text: String,
    fields: Vec<String>,
}

impl Written {
    /// The field that caused a problem of the file; empty when it is none in particular.
    pub fn field_of(&self, problem: &Problem) -> &str {
        let line = problem.line.checked_sub(1).filter(|_| problem.file == super::FILE);
        line.and_then(|line| self.fields.get(line)).map_or("", String::as_str)
    }
}

impl Draft {
    /// Writes `tailoring.toml`.
    pub fn write(&self) -> Written {
        let mut written = Written { text: String::new(), fields: Vec::new() };
        written.line("[tailoring]", "");
        written.line(&format!("of_version = {}", quoted(self.of.as_str())), "");
        written.line(&format!("number = {}", self.number), "");
        written.line(&format!("why = {}", quoted(&self.why)), "why");
        written.line(&format!("consulted = {}", quoted(&self.consulted)), "consulted");
        for change in &self.changes {
            written.line("", "");
            let first = change.keys.first().map_or("", |(_, _, field)| field.as_str());
            written.line(&format!("[[{}]]", change.table), first);
            for (key, typed, field) in &change.keys {
                written.line(&format!("{key} = {}", typed.written()), field);
            }
        }
        written
    }
}

impl Written {
    fn line(&mut self, line: &str, field: &str) {
        self.text.push_str(line);
        self.text.push('\n');
        self.fields.push(field.to_owned());
    }
}

impl Typed {
    fn written(&self) -> String {
        match self {
            Self::Number(typed) if typed.trim().parse::<i64>().is_ok() => {
                typed.trim().parse::<i64>().unwrap_or_default().to_string()
            }
            Self::Text(typed) | Self::Number(typed) => quoted(typed),
            Self::Choices(typed) => {
                let lines = typed.lines().map(str::trim).filter(|line| !line.is_empty()).enumerate();
                let choices =
                    lines.map(|(i, line)| format!("{{ value = \"answer-{}\", label = {} }}", i + 1, quoted(line)));
                format!("[{}]", choices.collect::<Vec<_>>().join(", "))
            }
        }
    }
}

/// Text as TOML writes it on one line, whatever it holds.
fn quoted(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for letter in text.replace("\r\n", "\n").chars() {
        match letter {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '\n' => quoted.push_str("\\n"),
            '\t' => quoted.push_str("\\t"),
            control if control.is_control() => quoted.push_str(&format!("\\u{:04X}", u32::from(control))),
            other => quoted.push(other),
        }
    }
    quoted.push('"');
    quoted
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn req_b3_whatever_is_typed_stays_one_value_of_the_file() {
        let typed = "a \"b\" \\ \n[[changes]]\nlength_months = 1\u{7}";
        let text = format!("x = {}", quoted(typed));
        assert_eq!(text.lines().count(), 1);
        let table: toml::Table = text.parse().expect("it is TOML");
        assert_eq!(table["x"].as_str(), Some(typed));
    }
}

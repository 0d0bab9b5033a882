//! A programme's files exactly as written: every value with its line, every unknown key refused.
//!
//! Reading never stops at the first mistake: what cannot be read is reported and left out, and whatever needs it is not
//! made. A [`Section`] that is dropped reports the keys that nobody asked for, so that none is ever silently ignored.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::ops::Range;
use std::str::FromStr;

use toml::Spanned;
use toml::de::{DeArray, DeTable, DeValue};

use super::problem::{Problem, quoted_list, suggestion};

/// One file of a programme or a standard set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceFile {
    /// Its path within the folder, with forward slashes: `forms/first-meeting.toml`.
    pub name: String,
    pub text: String,
}

/// All problems of all files, in the order in which they were found, and what the reader asked for.
#[derive(Debug, Default)]
pub(crate) struct Problems {
    found: RefCell<Vec<Problem>>,
    asked: RefCell<BTreeSet<(String, &'static str)>>,
}

impl Problems {
    pub(crate) fn add(&self, problem: Problem) {
        self.found.borrow_mut().push(problem);
    }

    /// The problems by place, each once.
    pub(crate) fn sorted(self) -> Vec<Problem> {
        let mut problems = self.found.into_inner();
        problems.sort();
        problems.dedup();
        problems
    }

    /// Every key that was asked for, with the name of its table: what the reader knows of.
    pub(crate) fn asked(self) -> BTreeSet<(String, &'static str)> {
        self.asked.into_inner()
    }
}

/// A file read as TOML.
pub(crate) struct Document<'a> {
    file: &'a str,
    text: &'a str,
    problems: &'a Problems,
    root: Spanned<DeTable<'a>>,
}

impl<'a> Document<'a> {
    /// Reads a file. Mistakes of the notation itself are reported too, and what can be read is.
    pub(crate) fn read(source: &'a SourceFile, problems: &'a Problems) -> Self {
        let (root, errors) = DeTable::parse_recoverable(&source.text);
        let document = Self { file: &source.name, text: &source.text, problems, root };
        for error in errors {
            document.problem(
                &error.span().unwrap_or(0..0),
                format!("This is not TOML: {}.", error.message()),
                "See docs/programmes.md for how a value is written.".to_owned(),
            );
        }
        document
    }

    /// The whole file as a section.
    pub(crate) fn root(&self) -> Section<'_> {
        let part = match self.file.split_once('/') {
            Some((folder, _)) => folder,
            None if self.file == super::compile::MAIN_FILE => "",
            None => self.file,
        };
        let part = part.to_owned();
        let asked = RefCell::default();
        Section { document: self, name: String::new(), part, span: 0..0, table: self.root.get_ref(), asked }
    }

    fn problem(&self, span: &Range<usize>, what: String, remedy: String) {
        self.problems.add(Problem::at(self.file, self.text, span, what, remedy));
    }
}

/// A table of a file, read key by key.
pub(crate) struct Section<'d> {
    document: &'d Document<'d>,
    name: String,
    /// Under which part of the manual its keys are described.
    part: String,
    span: Range<usize>,
    table: &'d DeTable<'d>,
    asked: RefCell<BTreeSet<&'static str>>,
}

impl Drop for Section<'_> {
    fn drop(&mut self) {
        let asked = self.asked.borrow();
        for key in self.table.keys() {
            let written = key.get_ref().as_ref();
            if !asked.contains(written) {
                let remedy = suggestion(written, asked.iter().copied());
                self.document.problem(&key.span(), format!("`{written}` is not known {}.", self.place()), remedy);
            }
        }
        let asked = asked.iter().map(|key| (self.part.clone(), *key));
        self.document.problems.asked.borrow_mut().extend(asked);
    }
}

/// A value with its place in the file.
#[derive(Clone, Copy)]
pub(crate) struct Value<'d> {
    document: &'d Document<'d>,
    spanned: &'d Spanned<DeValue<'d>>,
}

impl<'d> Value<'d> {
    pub(crate) fn problem(&self, what: impl Into<String>, remedy: impl Into<String>) {
        self.document.problem(&self.spanned.span(), what.into(), remedy.into());
    }

    /// The value as text, if it is text.
    pub(crate) fn as_text(&self) -> Option<&'d str> {
        self.spanned.get_ref().as_str()
    }

    /// The value as a section, if it is a table.
    pub(crate) fn as_section(&self, name: &str) -> Option<Section<'d>> {
        let table = self.spanned.get_ref().as_table()?;
        Some(Section {
            document: self.document,
            name: name.to_owned(),
            part: name.to_owned(),
            span: self.spanned.span(),
            table,
            asked: RefCell::default(),
        })
    }

    fn as_array(&self) -> Option<&'d DeArray<'d>> {
        self.spanned.get_ref().as_array()
    }

    /// The value as text that is not empty; anything else is reported.
    pub(crate) fn text(&self, what: &str) -> Option<String> {
        match self.as_text() {
            Some(text) if !text.trim().is_empty() => Some(text.trim().to_owned()),
            Some(_) => {
                self.problem(format!("`{what}` is empty."), "Write it out, in quotation marks.");
                None
            }
            None => {
                self.problem(format!("`{what}` must be text."), "Write it in quotation marks.");
                None
            }
        }
    }

    /// The value as text of a kind that can be wrong, such as a key.
    pub(crate) fn parsed<T: FromStr>(&self, what: &str) -> Option<T>
    where
        T::Err: std::fmt::Display,
    {
        let text = self.text(what)?;
        match text.parse() {
            Ok(value) => Some(value),
            Err(error) => {
                self.problem(format!("`{what}`: {error}."), "Change it here and wherever it is referred to.");
                None
            }
        }
    }

    /// The value as a key that must be among the known ones.
    pub(crate) fn reference<T: FromStr>(&self, what: &str, known: &BTreeSet<String>) -> Option<T>
    where
        T::Err: std::fmt::Display,
    {
        let text = self.text(what)?;
        if !known.contains(&text) {
            self.problem(
                format!("There is no {what} `{text}` in this programme."),
                suggestion(&text, known.iter().map(String::as_str)),
            );
            return None;
        }
        self.parsed(what)
    }

    /// The value as one of a fixed list of words.
    pub(crate) fn one_of<T: Copy>(&self, what: &str, among: &[(&str, T)]) -> Option<T> {
        let text = self.text(what)?;
        let found = among.iter().find(|(word, _)| *word == text).map(|(_, value)| *value);
        if found.is_none() {
            self.problem(
                format!("`{text}` is not a possible `{what}`."),
                suggestion(&text, among.iter().map(|(word, _)| *word)),
            );
        }
        found
    }

    /// The value as a whole number within a range.
    pub(crate) fn number<T: TryFrom<i64>>(&self, what: &str, range: std::ops::RangeInclusive<i64>) -> Option<T> {
        let number = self.spanned.get_ref().as_integer().and_then(|n| i64::from_str_radix(n.as_str(), n.radix()).ok());
        match number.filter(|n| range.contains(n)).and_then(|n| T::try_from(n).ok()) {
            Some(number) => Some(number),
            None => {
                let remedy = format!("Write a whole number from {} to {}.", range.start(), range.end());
                self.problem(format!("`{what}` is not a number that can stand here."), remedy);
                None
            }
        }
    }
}

impl<'d> Section<'d> {
    fn place(&self) -> String {
        if self.name.is_empty() { "at the top of the file".to_owned() } else { format!("in `{}`", self.name) }
    }

    pub(crate) fn problem(&self, what: impl Into<String>, remedy: impl Into<String>) {
        self.document.problem(&self.span, what.into(), remedy.into());
    }

    /// The value of a key that may be left out.
    pub(crate) fn maybe(&self, key: &'static str) -> Option<Value<'d>> {
        self.asked.borrow_mut().insert(key);
        self.table.get(key).map(|spanned| Value { document: self.document, spanned })
    }

    /// The value of a key that must be there.
    pub(crate) fn value(&self, key: &'static str) -> Option<Value<'d>> {
        let value = self.maybe(key);
        if value.is_none() {
            self.problem(format!("`{key}` is missing {}.", self.place()), format!("Add a line `{key} = …`."));
        }
        value
    }

    pub(crate) fn text(&self, key: &'static str) -> Option<String> {
        self.value(key)?.text(key)
    }

    pub(crate) fn parsed<T: FromStr>(&self, key: &'static str) -> Option<T>
    where
        T::Err: std::fmt::Display,
    {
        self.value(key)?.parsed(key)
    }

    pub(crate) fn one_of<T: Copy>(&self, key: &'static str, among: &[(&str, T)]) -> Option<T> {
        self.value(key)?.one_of(key, among)
    }

    /// One of a fixed list of words, or what holds when nothing is said. `None` only when it is wrong.
    pub(crate) fn one_of_or<T: Copy>(&self, key: &'static str, among: &[(&str, T)], unsaid: T) -> Option<T> {
        self.maybe(key).map_or(Some(unsaid), |value| value.one_of(key, among))
    }

    pub(crate) fn number<T: TryFrom<i64>>(&self, key: &'static str, range: std::ops::RangeInclusive<i64>) -> Option<T> {
        self.value(key)?.number(key, range)
    }

    /// A table that must be there.
    pub(crate) fn section(&self, key: &'static str) -> Option<Section<'d>> {
        let value = self.maybe(key);
        if value.is_none() {
            self.problem(
                format!("The part `[{key}]` is missing."),
                format!("Add it: a line `[{key}]` and what it holds."),
            );
        }
        self.as_section(key, value?)
    }

    /// A table that may be left out.
    pub(crate) fn maybe_section(&self, key: &'static str) -> Option<Section<'d>> {
        self.as_section(key, self.maybe(key)?)
    }

    fn as_section(&self, key: &str, value: Value<'d>) -> Option<Section<'d>> {
        let section = value.as_section(key);
        if section.is_none() {
            value.problem(
                format!("`{key}` must be a table."),
                format!("Write `[{key}]` on a line, or `{key} = {{ … }}`."),
            );
        }
        section
    }

    /// A list of values; one value alone is a list of one. Left out: empty.
    pub(crate) fn list(&self, key: &'static str) -> Vec<Value<'d>> {
        let Some(value) = self.maybe(key) else { return Vec::new() };
        match value.as_array() {
            Some(array) => array.iter().map(|spanned| Value { document: self.document, spanned }).collect(),
            None => vec![value],
        }
    }

    /// The tables of `[[key]]`, in order.
    pub(crate) fn sections(&self, key: &'static str) -> Vec<Section<'d>> {
        self.list(key).into_iter().filter_map(|value| self.as_section(key, value)).collect()
    }

    /// All keys with their values, for tables whose keys are the author's own.
    pub(crate) fn entries(&self) -> Vec<(&'d str, Value<'d>)> {
        let entries = self.table.iter();
        entries.map(|(key, spanned)| (key.get_ref().as_ref(), Value { document: self.document, spanned })).collect()
    }

    /// Names the part of the manual that describes its keys, where the table's own name is the author's.
    pub(crate) fn described_as(mut self, part: &str) -> Self {
        part.clone_into(&mut self.part);
        self
    }

    /// Says that all keys were read by other means than by name.
    pub(crate) fn all_read(mut self) {
        self.table = empty();
    }

    /// The same for a second look at a table whose keys were described when it was read.
    pub(crate) fn all_read_quietly(mut self) {
        self.table = empty();
        self.asked.get_mut().clear();
    }

    /// Reports that none of several keys is there.
    pub(crate) fn one_needed(&self, keys: &[&str]) {
        self.problem(format!("Something is missing {}.", self.place()), format!("Write one of {}.", quoted_list(keys)));
    }
}

/// A table without keys.
fn empty() -> &'static DeTable<'static> {
    static EMPTY: std::sync::OnceLock<DeTable<'static>> = std::sync::OnceLock::new();
    EMPTY.get_or_init(DeTable::new)
}

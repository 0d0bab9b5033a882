//! A portfolio as a book: sections of parts of blocks. What a section holds for people to read stands in its blocks;
//! what it holds for programs stands beside them as data of its own.

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// The version of the format that `docs/open-data.md` describes.
pub const FORMAT: u32 = 1;

/// A person's portfolio.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Book {
    pub format: u32,
    pub owner: Owner,
    pub made_at: Timestamp,
    /// The installation that made it, as it calls itself, and where it is reached.
    pub made_by: String,
    pub made_at_address: String,
    pub sections: Vec<Section>,
}

/// Whose it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Owner {
    pub name: String,
    /// As the regulator writes it, with the regulator's name: “PH123456, HCPC”.
    pub registrations: Vec<String>,
    /// Hashes of the addresses the person is known by, so that a copy can be known for theirs without naming them.
    pub addresses: Vec<String>,
}

/// One kind of thing in it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Section {
    /// `journeys`, `documents`, `meetings`: programs know it by this.
    pub key: String,
    pub title: String,
    pub parts: Vec<Part>,
    /// The same for programs; `docs/open-data.md` says what each key holds.
    pub data: serde_json::Value,
}

/// A stretch of a section under a heading of its own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Part {
    pub title: String,
    /// What it belongs to, or how it stands; may be empty.
    pub about: String,
    pub blocks: Vec<Block>,
}

/// What people read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case", deny_unknown_fields)]
pub enum Block {
    /// Paragraphs; a line is a paragraph.
    Text { text: String },
    /// Names and values.
    Facts { rows: Vec<(String, String)> },
    /// A question and what was answered.
    Answer { question: String, answer: String },
    /// Rows under a head; each row is as long as the head.
    Table { caption: String, head: Vec<String>, rows: Vec<Vec<String>> },
    /// What happened and is to happen, by date.
    Timeline { stones: Vec<Stone> },
    /// Who signed, and the hash of exactly what.
    Signatures { signatures: Vec<Signed> },
}

/// A point of a timeline.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Stone {
    pub on: Date,
    pub what: String,
    /// In words: “met on 6 November 2026”.
    pub state: String,
    /// It is behind the person, and was done.
    pub done: bool,
}

/// A signature as it was given.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Signed {
    pub name: String,
    /// In which part: “preceptee”.
    pub part: String,
    pub meaning: String,
    pub signed_at: Timestamp,
    /// The SHA-256 of exactly the text that was signed, in hexadecimal.
    pub hash: String,
}

impl Book {
    /// A section by its key.
    pub fn section(&self, key: &str) -> Option<&Section> {
        self.sections.iter().find(|section| section.key == key)
    }
}

impl Part {
    /// A part without blocks yet.
    pub fn new(title: impl Into<String>, about: impl Into<String>) -> Self {
        Self { title: title.into(), about: about.into(), blocks: Vec::new() }
    }

    /// The same with one more block.
    #[must_use]
    pub fn with(mut self, block: Block) -> Self {
        self.blocks.push(block);
        self
    }
}

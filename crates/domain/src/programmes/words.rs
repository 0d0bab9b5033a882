//! A programme's own words for its people, meetings and itself.

use std::collections::BTreeMap;

use crate::keys::{DocumentKey, MeetingKey, OfficeKey, RoleKey};

/// A noun as the programme uses it: “guide”, “guides”, “a guide”. Written in full, so that nothing has to
/// guess a plural or an article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    pub one: String,
    pub many: String,
    pub article: String,
}

/// All words of a programme in one language. The compiler has checked that every role, office and kind of meeting has
/// one, and that the fixed ones (`programme`, `journey`, `supportee`, `supporter`) are there.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Words {
    map: BTreeMap<String, Word>,
}

/// The words that every programme must have. `supporter` is the word of the role that is stated to be the supporter.
pub const FIXED: [&str; 3] = ["programme", "journey", "supportee"];

impl Words {
    pub(super) fn new(map: BTreeMap<String, Word>) -> Self {
        Self { map }
    }

    pub(super) fn set(&mut self, key: String, word: Word) {
        self.map.insert(key, word);
    }

    /// All keys and words, for a page that lists them.
    pub fn all(&self) -> impl Iterator<Item = (&str, &Word)> {
        self.map.iter().map(|(key, word)| (key.as_str(), word))
    }

    /// The word with its forms, if the programme has it.
    pub fn find(&self, key: &str) -> Option<&Word> {
        self.map.get(key)
    }

    /// “learner” for `supportee`. A word that is not there shows as its key, so that a page never breaks on it.
    pub fn say<'a>(&'a self, key: &'a str) -> &'a str {
        self.find(key).map_or(key, |word| &word.one)
    }

    /// “learners” for `supportee`.
    pub fn plural<'a>(&'a self, key: &'a str) -> &'a str {
        self.find(key).map_or(key, |word| &word.many)
    }

    /// “a learner” for `supportee`.
    pub fn with_article<'a>(&'a self, key: &'a str) -> &'a str {
        self.find(key).map_or(key, |word| &word.article)
    }

    /// “Learner”: the word as a sentence or a heading begins with it.
    pub fn capital(&self, key: &str) -> String {
        capitalised(self.say(key))
    }

    /// “Learners”: the plural as a sentence or a heading begins with it.
    pub fn capital_plural(&self, key: &str) -> String {
        capitalised(self.plural(key))
    }

    /// “Your learner” and the like: the singular for one, the plural for any other number.
    pub fn counted<'a>(&'a self, key: &'a str, count: usize) -> &'a str {
        if count == 1 { self.say(key) } else { self.plural(key) }
    }

    /// The word of a role.
    pub fn role(&self, role: &RoleKey) -> &str {
        self.map.get(&format!("role.{role}")).map_or("", |word| &word.one)
    }

    /// The plural of a role.
    pub fn roles(&self, role: &RoleKey) -> &str {
        self.map.get(&format!("role.{role}")).map_or("", |word| &word.many)
    }

    /// The word of a kind of meeting: “first meeting”.
    pub fn meeting(&self, kind: &MeetingKey) -> &str {
        self.map.get(&format!("meeting.{kind}")).map_or("", |word| &word.one)
    }

    /// The word of a kind of meeting with its article: “a monthly meeting”, “the first meeting”.
    pub fn meeting_with_article(&self, kind: &MeetingKey) -> &str {
        self.map.get(&format!("meeting.{kind}")).map_or("", |word| &word.article)
    }

    /// The word of a document: “agreement”.
    pub fn document(&self, document: &DocumentKey) -> &str {
        self.map.get(&format!("document.{document}")).map_or("", |word| &word.one)
    }

    /// The plural of a document.
    pub fn documents(&self, document: &DocumentKey) -> &str {
        self.map.get(&format!("document.{document}")).map_or("", |word| &word.many)
    }

    /// The word of a document with its article: “an agreement”, “the plan”.
    pub fn document_with_article(&self, document: &DocumentKey) -> &str {
        self.map.get(&format!("document.{document}")).map_or("", |word| &word.article)
    }

    /// The word of an office: “programme lead”.
    pub fn office(&self, office: &OfficeKey) -> &str {
        self.map.get(&format!("office.{office}")).map_or("", |word| &word.one)
    }
}

/// The text with its first letter as a capital.
pub fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => String::new(),
    }
}

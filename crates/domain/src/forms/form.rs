//! A form as a programme declares it.

use crate::keys::{FieldKey, FormKey};
use crate::programmes::Party;

/// A form: sections of fields in the order in which one thinks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Form {
    pub key: FormKey,
    pub title: String,
    pub intro: String,
    /// Where in the source document the form comes from.
    pub reference: String,
    pub sections: Vec<Section>,
}

impl Form {
    /// All fields in order.
    pub fn fields(&self) -> impl Iterator<Item = &Field> {
        self.sections.iter().flat_map(|section| &section.fields)
    }

    pub fn field(&self, key: &FieldKey) -> Option<&Field> {
        self.fields().find(|field| field.key == *key)
    }
}

/// Fields under one heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    pub heading: String,
    pub fields: Vec<Field>,
}

/// One question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field {
    pub key: FieldKey,
    pub label: String,
    pub hint: Option<String>,
    pub kind: FieldKind,
    pub filled_by: FilledBy,
    pub need: Need,
    pub figure: Figure,
    /// The field whose last answer is shown beside it as context: what was promised last time.
    pub recalls: Option<FieldKey>,
}

/// What kind of answer a field takes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FieldKind {
    /// One line.
    Text {
        most: u32,
    },
    /// Paragraphs.
    LongText {
        most: u32,
    },
    Choice {
        among: Vec<Choice>,
    },
    Date,
    Time,
    /// Minutes, entered as hours and minutes.
    Duration {
        most_minutes: u32,
    },
    /// A whole number.
    Number {
        least: i64,
        most: i64,
        unit: String,
    },
}

/// One of the answers to choose from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    pub value: String,
    pub label: String,
}

/// Who answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FilledBy {
    Anyone,
    Only(Party),
}

/// Whether a record can be signed without it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Need {
    Optional,
    ToSign,
}

/// Whether reports count the answer, so that it is stored typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Figure {
    No,
    Yes,
}

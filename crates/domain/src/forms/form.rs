//! A form as a programme declares it.

use super::file::FileType;
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
    pub seen_by: SeenBy,
    pub need: Need,
    pub figure: Figure,
    /// What stands in its box when a document begins, to be changed or left.
    pub suggested: Option<String>,
    /// The field whose last answer is shown beside it as context: what was promised last time.
    pub recalls: Option<FieldKey>,
}

impl Field {
    /// May somebody in these capacities answer it?
    pub fn may_answer(&self, capacities: &[Party]) -> bool {
        match (&self.filled_by, &self.seen_by) {
            (FilledBy::Only(party), _) => capacities.contains(party),
            // Nobody writes what they may not read again.
            (FilledBy::Anyone, SeenBy::Only(parties)) => parties.iter().any(|party| capacities.contains(party)),
            (FilledBy::Anyone, SeenBy::Readers) => true,
        }
    }

    /// May somebody who may read the record in these capacities read the answer?
    pub fn may_see(&self, capacities: &[Party]) -> bool {
        match &self.seen_by {
            SeenBy::Readers => true,
            SeenBy::Only(parties) => {
                let fills = matches!(&self.filled_by, FilledBy::Only(party) if capacities.contains(party));
                fills || parties.iter().any(|party| capacities.contains(party))
            }
        }
    }
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
    /// Several of the answers.
    Choices {
        among: Vec<Choice>,
        least: u32,
        most: u32,
    },
    /// A place between two ends that have names. Never a score of competence: what is counted is how people see
    /// themselves.
    Scale {
        steps: u32,
        least_label: String,
        most_label: String,
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
    /// A file, checked by what it holds.
    File {
        types: Vec<FileType>,
        most_bytes: u64,
    },
    /// Somebody by name.
    Person {
        among: Vec<Among>,
    },
    /// What stands in the journey's plan, written there and shown here (E3).
    Plan {
        shows: crate::plans::ItemKind,
    },
    /// The same few questions, as often as there is something to say: objectives, courses, visits.
    Group(Group),
}

/// Questions that are asked again and again: each time is a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// None of them is a group or a file.
    pub fields: Vec<Field>,
    /// Rows that there must be; at most as many as `most`.
    pub least: u32,
    pub most: u32,
    /// What one row is called: “objective”.
    pub each: Noun,
    pub show: GroupShow,
}

impl Group {
    pub fn field(&self, key: &FieldKey) -> Option<&Field> {
        self.fields.iter().find(|field| field.key == *key)
    }
}

/// A word for one and for several.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Noun {
    pub one: String,
    pub many: String,
}

/// How the rows of a group are laid out to be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GroupShow {
    Cards,
    Table,
}

/// Who can be named in a person's place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Among {
    /// Whoever is that of the journey.
    Party(Party),
    /// Anybody who works at the journey's organisation.
    AnyoneHere,
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

/// Who reads the answer. Narrower than the programme's sharing table, never wider.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SeenBy {
    /// Whoever may read the record.
    Readers,
    /// Of those only these, and whoever fills it in.
    Only(Vec<Party>),
}

/// Whether a record can be handed in or signed without it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Need {
    Optional,
    /// There before it is submitted, and so before it is signed too.
    ToSubmit,
    ToSign,
}

impl Need {
    /// Is the answer needed at this moment?
    pub fn at(self, moment: Moment) -> bool {
        match self {
            Self::Optional => false,
            Self::ToSubmit => true,
            Self::ToSign => moment == Moment::Sign,
        }
    }
}

/// When answers have to be there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Moment {
    /// The writer hands it in; others sign later, or nobody does.
    Submit,
    Sign,
}

/// Whether reports count the answer, so that it is stored typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Figure {
    No,
    Yes,
}

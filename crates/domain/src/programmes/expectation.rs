//! What a programme expects to happen, by when, and what meets it.

use super::{Onlooker, Party};
use crate::keys::{
    ContextKey, DocumentKey, ExpectationKey, FactKey, FieldKey, MeetingKey, RoleKey, StageKey, StandardRef,
    TransitionKey,
};

/// Something that a programme says should happen by some time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Expectation {
    pub key: ExpectationKey,
    /// In words: “First meeting within a week of starting”.
    pub what: String,
    /// Whose task it is, and how it is put to them. Nobody's: it is counted, and asked of no one.
    pub asks: Vec<Ask>,
    pub when: When,
    pub met_by: Requirement,
    /// In which journeys it applies at all.
    pub circumstance: Circumstance,
    pub counts_for: Vec<StandardRef>,
    pub remind: Vec<Reminder>,
}

impl Expectation {
    /// Once its period is over it cannot be made up: the next period has its own.
    pub fn lapses(&self) -> bool {
        matches!(self.when, When::Every(_))
    }

    /// How it is put to somebody: “The first meeting with Priya Shah”; `None`: it is not theirs to do.
    pub fn ask(&self, of: &Onlooker, supportee: &str, supporter: &str) -> Option<String> {
        let ask = self.asks.iter().find(|ask| ask.of == *of)?;
        Some(ask.sentence.replace("{supportee}", supportee).replace("{supporter}", supporter))
    }
}

/// What is asked of somebody, as a phrase that “is due by …” can follow. `{supportee}` and `{supporter}` stand for names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ask {
    pub of: Onlooker,
    pub sentence: String,
}

/// How often and by when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum When {
    /// Once: from a day on which it may first be done, to the day it is due.
    Once { opens: Due, due: Due },
    /// Once in each full period between two anchors.
    Every(Recurrence),
    /// Once for each meeting that counts for another expectation, so many days after it.
    EachMeeting { of: ExpectationKey, days: i32 },
}

impl When {
    /// Is it due so long after a fact?
    pub fn counts_from(&self, fact: &FactKey) -> bool {
        matches!(self, Self::Once { due: Due { from: Anchor::Fact(from), .. }, .. } if from == fact)
    }
}

/// A period that repeats: each month from the start to the end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recurrence {
    pub months: u32,
    pub from: Anchor,
    pub to: Anchor,
}

/// A date of the journey, moved by an offset.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Due {
    pub from: Anchor,
    pub offset: Offset,
}

/// How far from an anchor. Negative is before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Offset {
    Days(i32),
    WorkingDays(i32),
    /// Days on which the person works: part-time people have fewer of them in a week.
    WorkedDays(i32),
    Months(i32),
}

impl Offset {
    /// As many of the same unit, whatever the unit.
    pub fn count(self) -> i32 {
        match self {
            Self::Days(count) | Self::WorkingDays(count) | Self::WorkedDays(count) | Self::Months(count) => count,
        }
    }

    /// The same distance to the other side.
    #[must_use]
    pub fn reversed(self) -> Self {
        match self {
            Self::Days(count) => Self::Days(-count),
            Self::WorkingDays(count) => Self::WorkingDays(-count),
            Self::WorkedDays(count) => Self::WorkedDays(-count),
            Self::Months(count) => Self::Months(-count),
        }
    }
}

/// A date that a journey has, or will have when something happens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Anchor {
    Start,
    /// The day halfway between start and end.
    Middle,
    /// The last day, planned or actual.
    End,
    /// The day the agreement was signed by all.
    Agreement,
    /// The day somebody first held the role.
    Role(RoleKey),
    /// The day the stage opened.
    Stage(StageKey),
    /// Each day on which a fact was confirmed: a failed assessment.
    Fact(FactKey),
    /// The day the document was signed by all who sign it, or submitted when nobody does.
    Document(DocumentKey),
}

/// What meets an expectation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Requirement {
    /// So many meetings of these kinds were held.
    MeetingHeld {
        kinds: Vec<CountedKind>,
        /// Kinds that stand in for it in the same period.
        replaced_by: Vec<MeetingKey>,
        /// How many of them; at least 1.
        times: u32,
        /// Only meetings that all of these attended count; empty: any.
        attended_by: Vec<Party>,
    },
    /// The meeting lasted so long, by start and end as entered.
    MeetingLasted { minimum: Minimum },
    /// The meeting's record, on the programme's form, was signed by all parties.
    RecordSigned,
    /// The role was filled.
    RoleFilled { role: RoleKey },
    /// All of these confirmed the fact; nobody named: anybody did.
    FactConfirmed { fact: FactKey, by: Vec<Onlooker> },
    /// The document was signed by all who sign it, or submitted when nobody does. `by`: that party's own copy.
    DocumentDone { document: DocumentKey, by: Option<Party> },
    /// The field of the document has an answer; a group has at least one row.
    FieldAnswered { document: DocumentKey, field: FieldKey },
    /// All of these are met.
    All(Vec<Requirement>),
    /// Each of these attended the meeting, or held one of these kinds apart within the days.
    AttendedByAll { parties: Vec<Party>, otherwise: Vec<MeetingKey> },
    /// Those in the role had their training, and it was in date.
    Trained { role: RoleKey },
}

impl Requirement {
    /// Is it about one single meeting, rather than looked for in a stretch of time?
    pub fn of_one_meeting(&self) -> bool {
        matches!(self, Self::MeetingLasted { .. } | Self::RecordSigned | Self::AttendedByAll { .. })
    }

    /// This requirement and those it consists of.
    pub fn parts(&self) -> Vec<&Requirement> {
        match self {
            Self::All(parts) => parts.iter().flat_map(Requirement::parts).collect(),
            one => vec![one],
        }
    }

    /// The facts that it asks for.
    pub fn facts(&self) -> impl Iterator<Item = &FactKey> {
        self.parts().into_iter().filter_map(|part| match part {
            Self::FactConfirmed { fact, .. } => Some(fact),
            _ => None,
        })
    }

    /// The documents that it asks for.
    pub fn documents(&self) -> impl Iterator<Item = &DocumentKey> {
        self.parts().into_iter().filter_map(|part| match part {
            Self::DocumentDone { document, .. } | Self::FieldAnswered { document, .. } => Some(document),
            _ => None,
        })
    }
}

/// A kind of meeting that counts, perhaps only when it was long enough.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CountedKind {
    pub kind: MeetingKey,
    pub at_least: Option<Minimum>,
}

/// A least length, in minutes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Minimum {
    pub minutes: u32,
}

/// The circumstances on which a role or an expectation may depend. A fixed list: programmes choose from it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Circumstance {
    Always,
    /// Nobody who is *the* supporter shares the supported person's profession.
    SupporterOfAnotherProfession,
    /// The supported person works part-time.
    PartTime,
    /// The journey is for one of these.
    Context(Vec<ContextKey>),
    /// The journey began with one of these changes in a working life.
    Transition(Vec<TransitionKey>),
    /// The supported person's profession is registered, or is not.
    Registered(bool),
}

/// A step of the ladder of reminders: so many days before or after the due date, to whom.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reminder {
    /// Days from the due date; negative is before it.
    pub days: i32,
    pub to: Vec<Onlooker>,
}

//! What is known of a journey, as far as expectations care. The store loads it; nothing here is derived.

use jiff::civil::Date;

use crate::calendar::Period;
use crate::ids::{MeetingId, OrganisationId, PersonId};
use crate::keys::{
    ContextKey, DocumentKey, ExpectationKey, FactKey, FieldKey, MeetingKey, ProfessionKey, RoleKey, TrainingKey,
    TransitionKey,
};
use crate::programmes::{Onlooker, Party};
use crate::working_days::Nation;

/// The facts of one journey. The order within the lists carries no meaning.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JourneyFacts {
    /// The supported person's first working day in the post.
    pub started_on: Date,
    /// The last day as planned, pauses not added (they are added here); `None`: no fixed end.
    pub planned_end_on: Option<Date>,
    /// The last day, when it has ended (completed or early).
    pub finished_on: Option<Date>,
    /// Withdrawn: before the start it never counts; later it is an early end.
    pub withdrawn_on: Option<Date>,
    /// The day the agreement was signed by all.
    pub agreed_on: Option<Date>,
    pub profession: Option<ProfessionKey>,
    /// The change in a working life with which it began.
    pub transition: Option<TransitionKey>,
    /// Whether the supported person's profession is one with a register.
    pub registered: bool,
    /// What the journey is for, where its programme has several contexts.
    pub context: Option<ContextKey>,
    /// Whose bank holidays are kept.
    pub nation: Nation,
    /// How much the supported person works, by period; days of no period count as full time.
    pub work: Vec<Work>,
    /// Who employed the person in the journey's post, when.
    pub employers: Vec<Employer>,
    pub roles: Vec<RoleFact>,
    pub meetings: Vec<MeetingFact>,
    pub documents: Vec<DocumentFact>,
    pub confirmed: Vec<ConfirmedFact>,
    /// Facts for which the consent that they need stands.
    pub consented: Vec<FactKey>,
    /// Whether the journey's post has a line manager, who might confirm something.
    pub managed: bool,
    pub pauses: Vec<Pause>,
    pub exceptions: Vec<Exception>,
}

impl JourneyFacts {
    /// A journey of which nothing is known but its first and last day.
    pub fn starting(started_on: Date, planned_end_on: Option<Date>) -> Self {
        Self {
            started_on,
            planned_end_on,
            finished_on: None,
            withdrawn_on: None,
            agreed_on: None,
            profession: None,
            transition: None,
            registered: false,
            context: None,
            nation: Nation::England,
            work: Vec::new(),
            employers: Vec::new(),
            roles: Vec::new(),
            meetings: Vec::new(),
            documents: Vec::new(),
            confirmed: Vec::new(),
            consented: Vec::new(),
            managed: true,
            pauses: Vec::new(),
            exceptions: Vec::new(),
        }
    }
}

/// How much the supported person works in a period.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Work {
    pub period: Period,
    /// Thousandths of full time.
    pub thousandths: u32,
}

/// An employer of the supported person in the journey's post.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Employer {
    pub organisation: OrganisationId,
    pub period: Period,
}

/// Somebody in a role of the journey.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RoleFact {
    pub role: RoleKey,
    pub person: PersonId,
    pub profession: Option<ProfessionKey>,
    /// The day the place was given to them, often before it begins.
    pub assigned_on: Date,
    pub period: Period,
    /// Trainings taken, with their days.
    pub trained: Vec<(TrainingKey, Date)>,
}

/// A meeting, planned or past.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MeetingFact {
    pub id: MeetingId,
    pub kind: MeetingKey,
    pub state: MeetingState,
    /// The signatures that hold for the current text of its record on the programme's form.
    pub signatures: Vec<PartySignature>,
    /// Who attended, when it was held.
    pub attended: Vec<Party>,
}

/// A document of the journey: the current text of a shared one, or somebody's own copy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DocumentFact {
    pub document: DocumentKey,
    /// Whose copy it is, where each writes their own.
    pub by: Option<Party>,
    /// The day of the last signature needed for its current text.
    pub signed_on: Option<Date>,
    pub submitted_on: Option<Date>,
    /// The fields with an answer, and the days they were first answered.
    pub answered: Vec<(FieldKey, Date)>,
}

/// What became of a meeting.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum MeetingState {
    /// Agreed for a day; nothing is said of what became of it.
    Planned {
        on: Date,
    },
    /// Held, with the minutes between start and end as entered; `None`: not entered, and never filled in for people.
    Held {
        on: Date,
        minutes: Option<u32>,
    },
    NotAttended {
        on: Date,
    },
    Cancelled,
}

/// That a party signed what now stands.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct PartySignature {
    pub party: Party,
    pub on: Date,
}

/// That something was confirmed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConfirmedFact {
    pub fact: FactKey,
    pub on: Date,
    /// In which capacity whoever confirmed it did so.
    pub by: Onlooker,
}

/// Time in which the journey stands still, both days included; an open end means it still does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pause {
    pub period: Period,
    /// When it was entered; figures say how many were entered late.
    pub entered_on: Date,
}

/// What both agreed to do otherwise, and why (the reason stays with its record).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exception {
    pub expectation: ExpectationKey,
    /// The due dates it covers, pauses not added.
    pub covers: Period,
    pub kind: ExceptionKind,
    /// The day of its last signature: it holds from then on, not before.
    pub agreed_on: Date,
}

/// The ways in which people may agree to depart from an expectation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ExceptionKind {
    /// It need not happen for the due dates covered: fewer meetings.
    Left,
    /// Shorter, but at least so many minutes.
    Shorter { minutes: u32 },
    /// Later, but by this day.
    Later { by: Date },
}

//! A compiled programme: valid by construction, never changed.

use std::collections::BTreeMap;
use std::fmt;

use jiff::civil::Date;

use super::governance::{GovernanceDocument, Resource, Responsibility, Theme};
use super::{Due, Expectation, Office, Party, Reminder, Role, Sharing, Words};
use crate::calendar;
use crate::forms::Form;
use crate::keys::{
    ExpectationKey, FamilyKey, FormKey, GuidanceKey, MeetingKey, OfficeKey, ProfessionGroupKey, ProgrammeKey, RoleKey,
    StageKey, StandardSetKey, TransitionKey,
};
use crate::matching::rules::MatchingRules;

/// A kind of structured support. Only the compiler makes one; journeys pin the `hash` of the version they run under.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Programme {
    pub key: ProgrammeKey,
    /// The version as its author names it: `2024.1`.
    pub version: String,
    /// Programmes of one family share one cap per supporter.
    pub family: FamilyKey,
    /// The address of exactly these files.
    pub hash: ContentHash,
    pub source: SourceDocument,
    pub purpose: String,
    pub length: Length,
    pub transitions: Vec<TransitionKey>,
    pub standards: Vec<StandardSetKey>,
    pub words: Words,
    pub serves: Serves,
    pub offering: Offering,
    /// In the order of the file.
    pub roles: Vec<Role>,
    /// Which of the roles is *the* supporter.
    pub supporter: RoleKey,
    /// How people and supporters are brought together.
    pub matching: MatchingRules,
    pub offices: Vec<Office>,
    pub meeting_kinds: Vec<MeetingKind>,
    pub stages: Vec<Stage>,
    pub expectations: Vec<Expectation>,
    pub forms: Vec<Form>,
    pub time: Vec<TimePromise>,
    pub sharing: Sharing,
    /// Documents that an organisation keeps.
    pub governance: Vec<GovernanceDocument>,
    pub content: Vec<Theme>,
    /// Sessions and resources that come with the programme.
    pub resources: Vec<Resource>,
    pub responsibilities: Vec<Responsibility>,
    pub guidance: BTreeMap<GuidanceKey, String>,
}

impl Programme {
    /// The role that is *the* supporter.
    pub fn supporter_role(&self) -> &Role {
        self.role(&self.supporter).expect("the compiler has checked that the supporter is a role")
    }

    pub fn role(&self, key: &RoleKey) -> Option<&Role> {
        self.roles.iter().find(|role| role.key == *key)
    }

    pub fn office(&self, key: &OfficeKey) -> Option<&Office> {
        self.offices.iter().find(|office| office.key == *key)
    }

    /// The document of a key.
    pub fn governance_document(&self, key: &str) -> Option<&GovernanceDocument> {
        self.governance.iter().find(|document| document.key.as_str() == key)
    }

    /// The offices whose vacancy is counted.
    pub fn accountable(&self) -> impl Iterator<Item = &Office> {
        self.offices.iter().filter(|office| office.accountable)
    }

    pub fn meeting_kind(&self, key: &MeetingKey) -> Option<&MeetingKind> {
        self.meeting_kinds.iter().find(|kind| kind.key == *key)
    }

    pub fn form(&self, key: &FormKey) -> Option<&Form> {
        self.forms.iter().find(|form| form.key == *key)
    }

    /// The form on which meetings of this kind are recorded.
    pub fn form_of(&self, kind: &MeetingKey) -> Option<&Form> {
        self.form(&self.meeting_kind(kind)?.form)
    }

    pub fn expectation(&self, key: &ExpectationKey) -> Option<&Expectation> {
        self.expectations.iter().find(|expectation| expectation.key == *key)
    }

    /// Guidance for a page or a moment, if the programme has any.
    pub fn guidance(&self, key: &str) -> Option<&str> {
        self.guidance.iter().find(|(name, _)| name.as_str() == key).map(|(_, text)| text.as_str())
    }

    /// The last day of a journey that starts on a day and keeps the programme's length; `None`: it has no fixed end.
    pub fn planned_end(&self, started_on: Date) -> Option<Date> {
        let months = i32::try_from(self.length.months?).unwrap_or(i32::MAX);
        Some(calendar::plus_days(calendar::plus_months(started_on, months), -1))
    }

    /// “guide”: the word of a party in this programme.
    pub fn party_word<'a>(&'a self, party: &Party) -> &'a str {
        match party {
            Party::Supportee => self.words.say("supportee"),
            Party::Role(role) => self.words.role(role),
        }
    }
}

/// The SHA-256 of a programme's files, in hexadecimal.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ContentHash(pub(crate) String);

impl ContentHash {
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// A hash as it was stored. Text that is not one addresses nothing.
    pub fn from_stored(text: &str) -> Self {
        Self(text.to_owned())
    }
}

impl fmt::Display for ContentHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The document that a programme follows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceDocument {
    pub title: String,
    pub body: String,
    pub link: String,
}

/// How long a journey lasts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Length {
    /// `None`: until somebody ends it.
    pub months: Option<u32>,
    pub may_vary: MayVary,
}

/// Whether a journey may be longer or shorter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MayVary {
    ByAgreement,
    Never,
}

/// Whom a programme is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Serves {
    /// Named groups of professions of the reference data, as at a date.
    pub professions: Vec<ProfessionGroupKey>,
    pub registered: Registered,
    pub recognise: Recognise,
}

/// Whether the person must be on a register.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Registered {
    Required,
    NotRequired,
}

/// When somebody with a fitting post becomes a candidate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Recognise {
    /// Up to so many days after.
    pub within_days: u32,
    /// From so many days before.
    pub ahead_days: u32,
    pub of: RecogniseBy,
}

/// The date by which candidates are recognised.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RecogniseBy {
    PostStart,
}

/// How a programme is offered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offering {
    /// By when a candidate is offered it, counted from the start in days.
    pub due: Due,
    /// Reminders of an offer without an answer: days since it was sent, and to whom.
    pub remind: Vec<Reminder>,
    /// Within how many working days a request is answered.
    pub answer_within_working_days: u32,
    /// What the programme says; an organisation may make it mandatory.
    pub participation: Participation,
}

/// Whether one may decline.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Participation {
    Voluntary,
    Mandatory,
}

/// A kind of meeting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MeetingKind {
    pub key: MeetingKey,
    pub form: FormKey,
    /// Who signs its record.
    pub signed_by: Vec<Party>,
    pub planned: Planned,
    /// The length that is suggested when one is planned.
    pub suggested_minutes: u32,
}

/// Whether the programme plans a kind of meeting, or people hold one when they need it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Planned {
    Planned,
    AdHoc,
}

/// A stretch of a journey.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stage {
    pub key: StageKey,
    pub name: String,
    pub what: String,
    pub opens: StageMark,
    pub closes: StageMark,
}

/// What opens or closes a stage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StageMark {
    /// The journey was made: the supporter is in place.
    Matched,
    Start,
    Agreement,
    End,
    /// The expectation was met (the first time, when it recurs).
    Met(ExpectationKey),
}

/// Protected time that the programme promises somebody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TimePromise {
    pub party: Party,
    /// For each journey, in each month.
    pub minutes_a_month: u32,
    /// Once per person and year, however many journeys.
    pub own_minutes_a_year: u32,
    /// A year's least, and what is recommended.
    pub least_minutes_a_year: u32,
    pub recommended_minutes_a_year: u32,
}

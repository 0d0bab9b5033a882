//! A compiled programme: valid by construction, never changed.

use std::collections::BTreeMap;
use std::fmt;

use jiff::civil::Date;

use super::governance::{GovernanceDocument, Resource, Responsibility, Theme};
use super::tailoring::{Confidential, Open, Tailored};
use super::{
    Assessment, Choosing, ConfidenceShape, Delegation, DocumentKind, Due, Expectation, Fact, Guide, LadderStep,
    LeaveKind, Office, Party, Placements, PlanShape, Reminder, Requirement, Responding, Role, Rota, Sharing, Words,
};
use crate::calendar;
use crate::forms::Form;
use crate::keys::{
    AssessmentKey, ContextKey, DocumentKey, ExpectationKey, FactKey, FamilyKey, FormKey, GuidanceKey, GuideKey,
    ItemKey, LeaveKey, MeetingKey, OfficeKey, OfficeRef, ProfessionGroupKey, ProgrammeKey, RoleKey, RotaKey, StageKey,
    StandardSetKey, TransitionKey,
};
use crate::matching::rules::MatchingRules;
use crate::working_days::Nation;

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
    /// Its words in Welsh: all of them, or none.
    pub welsh: Option<Words>,
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
    /// Forms of a journey outside its meetings.
    pub documents: Vec<DocumentKind>,
    /// Its plan, where it has one.
    pub plan: Option<PlanShape>,
    /// How people look at their own confidence, where it asks them to.
    pub confidence: Option<ConfidenceShape>,
    /// What people confirm.
    pub facts: Vec<Fact>,
    /// What a journey may be for; none: there is only one kind of journey.
    pub contexts: Vec<Context>,
    /// Guides through a conversation.
    pub guides: Vec<Guide>,
    /// Rotas that organisations keep.
    pub rotas: Vec<Rota>,
    /// How soon people answer one another.
    pub responding: Responding,
    /// Kinds of leave that are asked for where a role approves it.
    pub leave: Vec<LeaveKind>,
    /// Assessments whose outcomes are known here.
    pub assessments: Vec<Assessment>,
    /// Stays at places of practice.
    pub placements: Option<Placements>,
    /// How somebody finds a supporter themselves.
    pub choosing: Option<Choosing>,
    /// Whom a concern may be passed to, in order.
    pub ladder: Vec<LadderStep>,
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
    /// What the source leaves to organisations.
    pub open: Open,
    /// What the source wants kept from somebody.
    pub confidential: Vec<Confidential>,
    /// What an organisation has made of it; `None`: it is the source's own.
    pub tailored: Option<Tailored>,
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

    /// The roles to which a part of line management is delegated, in the order of the file.
    pub fn delegated(&self, what: Delegation) -> impl Iterator<Item = &Role> {
        self.roles.iter().filter(move |role| role.delegated.contains(&what))
    }

    /// The kind of leave of a key.
    pub fn leave_kind(&self, key: &LeaveKey) -> Option<&LeaveKind> {
        self.leave.iter().find(|kind| kind.key == *key)
    }

    /// The assessment of a key.
    pub fn assessment(&self, key: &AssessmentKey) -> Option<&Assessment> {
        self.assessments.iter().find(|assessment| assessment.key == *key)
    }

    /// How appointments name an office of this programme.
    pub fn office_ref(&self, office: &OfficeKey) -> OfficeRef {
        OfficeRef { programme: Some(self.key.clone()), office: office.clone() }
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

    pub fn document(&self, key: &DocumentKey) -> Option<&DocumentKind> {
        self.documents.iter().find(|document| document.key == *key)
    }

    pub fn fact(&self, key: &FactKey) -> Option<&Fact> {
        self.facts.iter().find(|fact| fact.key == *key)
    }

    pub fn context(&self, key: &ContextKey) -> Option<&Context> {
        self.contexts.iter().find(|context| context.key == *key)
    }

    pub fn guide(&self, key: &GuideKey) -> Option<&Guide> {
        self.guides.iter().find(|guide| guide.key == *key)
    }

    pub fn rota(&self, key: &RotaKey) -> Option<&Rota> {
        self.rotas.iter().find(|rota| rota.key == *key)
    }

    /// Guidance for a page or a moment, if the programme has any.
    pub fn guidance(&self, key: &str) -> Option<&str> {
        self.guidance.iter().find(|(name, _)| name.as_str() == key).map(|(_, text)| text.as_str())
    }

    /// The last day of a journey that starts on a day and keeps the programme's length; `None`: it has no fixed end.
    pub fn planned_end(&self, started_on: Date) -> Option<Date> {
        self.planned_end_at(started_on, FULL_TIME)
    }

    /// The same for somebody who works so many thousandths of full time. Where part-time people take longer, the months
    /// are divided by it and rounded up.
    pub fn planned_end_at(&self, started_on: Date, thousandths: u32) -> Option<Date> {
        let months = self.length.months?;
        let months = match self.length.part_time {
            PartTime::Longer if (1..FULL_TIME).contains(&thousandths) => (months * FULL_TIME).div_ceil(thousandths),
            _ => months,
        };
        let months = i32::try_from(months).unwrap_or(i32::MAX);
        Some(calendar::plus_days(calendar::plus_months(started_on, months), -1))
    }

    /// The kind of meeting that meets an expectation best: the only one, or the first planned one that no other
    /// expectation asks for by name.
    pub fn meeting_asked_for<'p>(&'p self, expectation: &'p Expectation) -> Option<&'p MeetingKey> {
        let Requirement::MeetingHeld { kinds, .. } = &expectation.met_by else { return None };
        if let [only] = kinds.as_slice() {
            return Some(&only.kind);
        }
        let named: Vec<&MeetingKey> = self
            .expectations
            .iter()
            .filter_map(|other| match &other.met_by {
                Requirement::MeetingHeld { kinds, .. } if kinds.len() == 1 => Some(&kinds[0].kind),
                _ => None,
            })
            .collect();
        let is_planned = |kind: &MeetingKey| self.meeting_kind(kind).is_some_and(|k| k.planned == Planned::Planned);
        let free = kinds.iter().map(|counted| &counted.kind).find(|kind| is_planned(kind) && !named.contains(kind));
        free.or_else(|| kinds.first().map(|counted| &counted.kind))
    }

    /// “guide”: the word of a party in this programme.
    pub fn party_word<'a>(&'a self, party: &Party) -> &'a str {
        match party {
            Party::Supportee => self.words.say("supportee"),
            Party::Role(role) => self.words.role(role),
        }
    }
}

/// Full time, in thousandths of it.
pub const FULL_TIME: u32 = 1000;

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
    pub part_time: PartTime,
}

/// How long people take who work part-time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PartTime {
    /// As long as anybody.
    Same,
    /// Longer, by their share of full time.
    Longer,
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
    /// Only posts of these job roles, in any case of letters; none: all.
    pub job_roles: Vec<String>,
    pub registered: Registered,
    /// `None`: nobody is recognised from the staff file; people ask, or a lead begins.
    pub recognise: Option<Recognise>,
}

/// Whether the person must be on a register.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Registered {
    Required,
    NotRequired,
}

/// When somebody with a fitting post becomes a candidate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recognise {
    /// Up to so many days after.
    pub within_days: u32,
    /// From so many days before.
    pub ahead_days: u32,
    pub of: RecogniseBy,
    /// In these nations an organisation that has never chosen a programme runs this one from its first staff file on.
    pub first_file_in: Vec<Nation>,
}

/// The date by which candidates are recognised.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RecogniseBy {
    PostStart,
}

/// How a programme is offered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offering {
    /// By when a candidate is offered it; `None`: the programme says nothing of it.
    pub due: Option<Due>,
    /// Reminders of an offer without an answer: days since it was sent, and to whom.
    pub remind: Vec<Reminder>,
    /// Within how many working days a request is answered.
    pub answer_within_working_days: u32,
    /// What the programme says; an organisation may say otherwise where the source leaves it open.
    pub participation: Participation,
}

/// Whether one may decline.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Participation {
    Voluntary,
    Mandatory,
}

impl Participation {
    /// Its names in programme files.
    pub const NAMED: [(&str, Self); 2] = [("voluntary", Self::Voluntary), ("mandatory", Self::Mandatory)];

    /// Its name in programme files.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Voluntary => "voluntary",
            Self::Mandatory => "mandatory",
        }
    }
}

/// A kind of meeting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MeetingKind {
    pub key: MeetingKey,
    pub form: FormKey,
    /// Who signs its record. Nobody: the record is kept as notes.
    pub signed_by: Vec<Party>,
    /// Who takes part; often those who sign.
    pub attended_by: Vec<Party>,
    pub together: Together,
    pub planned: Planned,
    /// The length that is suggested when one is planned.
    pub suggested_minutes: u32,
    /// What the sharing table calls its record.
    pub item: ItemKey,
    /// The guide shown beside the record.
    pub guide: Option<GuideKey>,
}

/// Who meets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Together {
    /// The people of one journey.
    Pair,
    /// The people of several journeys.
    Group,
}

/// What a journey is for, where a programme has several kinds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Context {
    pub key: ContextKey,
    pub name: String,
    pub what: String,
    /// How often people meet, in words.
    pub rhythm: String,
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
    /// What goals look like in this stretch.
    pub horizon: Option<String>,
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
    /// A date of the journey.
    On(Due),
    /// The document was signed by all who sign it.
    Signed(DocumentKey),
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
    /// For people who work part-time.
    pub part_time: Measured,
    /// For less than a year: of what is promised by the year.
    pub shorter: Measured,
}

/// Whether a promise is cut to a share (H1: only where the programme says so).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Measured {
    /// As it stands.
    Whole,
    /// By the share of full time, or of a year.
    ByShare,
}

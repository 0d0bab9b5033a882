//! Protected time as stored: what is planned and what was entered, and the journeys for which hours are promised (H1-H3).

mod accounts;
mod at;
mod lines;

use domain::calendar::Period;
use domain::ids::{JourneyId, LearningId, MeetingId, OrganisationId, PersonId, TimeLineId, TimePlanId};
use domain::keys::{ProgrammeKey, RoleKey};
use domain::programmes::{ContentHash, Party};
use domain::time::{Line, Plan, Walk};
use jiff::Timestamp;

pub use accounts::{accounts_of, journeys_supported};
pub use at::{AtOrganisation, add_plans, at_organisation};
pub use lines::{
    Uncounted, end_plan, insert_line, insert_lines, insert_plan, lines_of, plans_of, remove_line, remove_of_learning,
    uncounted,
};

/// Which account of a person: one for each journey in which they are supported, and one for each role of a programme in
/// which they support others.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Which {
    Supported { programme: ProgrammeKey, journey: JourneyId },
    Supporting { programme: ProgrammeKey, role: RoleKey },
}

impl Which {
    /// The programme that promises the hours.
    pub fn programme(&self) -> &ProgrammeKey {
        match self {
            Self::Supported { programme, .. } | Self::Supporting { programme, .. } => programme,
        }
    }

    /// The party to whom they are promised.
    pub fn party(&self) -> Party {
        match self {
            Self::Supported { .. } => Party::Supportee,
            Self::Supporting { role, .. } => Party::Role(role.clone()),
        }
    }

    /// The journey, of somebody who is supported.
    pub fn journey(&self) -> Option<JourneyId> {
        match self {
            Self::Supported { journey, .. } => Some(*journey),
            Self::Supporting { .. } => None,
        }
    }

    /// Does what was entered for this party and journey stand in this account?
    fn holds(&self, programme: &ProgrammeKey, party: &Party, journey: Option<JourneyId>) -> bool {
        match self {
            Self::Supported { journey: mine, .. } => *party == Party::Supportee && journey == Some(*mine),
            Self::Supporting { programme: mine, role } => mine == programme && Party::Role(role.clone()) == *party,
        }
    }
}

/// One journey of an account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnWalk {
    pub journey: JourneyId,
    pub organisation: OrganisationId,
    /// The one supported.
    pub supportee_name: String,
    pub version: ContentHash,
    pub walk: Walk,
}

/// An account of a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    pub which: Which,
    /// Of full time, in thousandths.
    pub share: u32,
    /// By their first day.
    pub walks: Vec<OwnWalk>,
}

impl Account {
    /// The version of the newest journey: what it promises holds.
    pub fn version(&self) -> Option<&ContentHash> {
        self.walks.last().map(|walk| &walk.version)
    }

    /// Is there a journey that has not ended on a day?
    pub fn goes_on(&self, on: jiff::civil::Date) -> bool {
        self.walks.iter().any(|walk| walk.walk.period.finished_on.is_none_or(|end| end >= on))
    }
}

/// Something entered, as stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TimeLine {
    pub id: TimeLineId,
    pub person: PersonId,
    pub programme: ProgrammeKey,
    pub party: Party,
    pub journey: Option<JourneyId>,
    pub line: Line,
    pub note: String,
    /// The held meeting whose time it is.
    pub meeting: Option<MeetingId>,
    pub learning: Option<LearningId>,
    pub entered_at: Timestamp,
}

impl TimeLine {
    /// Does it stand in this account?
    pub fn is_of(&self, which: &Which) -> bool {
        which.holds(&self.programme, &self.party, self.journey)
    }
}

/// Hours of a job plan, as stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TimePlan {
    pub id: TimePlanId,
    pub person: PersonId,
    pub which: Which,
    pub plan: Plan,
    pub note: String,
    pub entered_at: Timestamp,
}

/// From a first to a last day.
fn period(started_on: jiff::civil::Date, finished_on: Option<jiff::civil::Date>) -> Period {
    Period { started_on, finished_on }
}

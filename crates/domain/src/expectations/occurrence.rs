//! One thing that should happen once, and what became of it.

use jiff::civil::Date;

use crate::calendar;
use crate::ids::{MeetingId, OrganisationId};
use crate::keys::MeetingKey;
use crate::programmes::Expectation;

/// How many days before its due date something open counts as due rather than upcoming.
pub const SOON_DAYS: i32 = 7;

/// One occurrence of an expectation. Rows of it are stored as they are.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Occurrence<'p> {
    pub expectation: &'p Expectation,
    /// 1 for the first (or only) one, 2 for the second month, …
    pub number: u32,
    /// From this day it can be met.
    pub opens_on: Date,
    /// Due at the end of this day.
    pub due_on: Date,
    pub outcome: Outcome,
    /// The meeting that met it, or that it is about.
    pub meeting: Option<MeetingId>,
    /// The kind of meeting that stood in for what was expected.
    pub replaced_by: Option<&'p MeetingKey>,
    /// It was missed, and an exception was agreed only afterwards: not met, but explained.
    pub explained_on: Option<Date>,
    /// A meeting was planned for this day and nothing says what became of it.
    pub unrecorded_on: Option<Date>,
    /// Whether somebody can still bring it about: a record of a meeting that was not held cannot be signed.
    pub can_be_done: bool,
    /// The employer on the due date.
    pub organisation: Option<OrganisationId>,
}

/// What became of it. Exactly one of these.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Outcome {
    /// It happened, perhaps late: figures compare `on` with the due date.
    Met {
        on: Date,
    },
    /// Both agreed in time that it would be otherwise.
    AgreedException {
        agreed_on: Date,
    },
    /// The journey stands still since then, without a known end.
    Paused {
        since: Date,
    },
    NotApplicable {
        because: NotApplicable,
    },
    Open,
}

/// Why an occurrence does not apply.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NotApplicable {
    /// The journey never began.
    Withdrawn,
    /// The journey ended before it was due.
    Ended,
    /// The circumstance that it depends on is not given.
    Circumstance,
}

/// An open occurrence against today.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Timing {
    /// Its day passed, and it can still be done.
    Overdue,
    /// Its day passed, and its time is over: the next one takes its place.
    Missed,
    /// Today or within the next seven days.
    Due,
    Upcoming,
}

impl Occurrence<'_> {
    /// Did it happen by its day?
    pub fn met_in_time(&self) -> bool {
        matches!(self.outcome, Outcome::Met { on } if on <= self.due_on)
    }

    /// Where an open occurrence stands today; `None` when it is not open.
    pub fn timing(&self, today: Date) -> Option<Timing> {
        (self.outcome == Outcome::Open).then(|| Timing::of(self.expectation, self.due_on, today))
    }
}

impl Timing {
    /// Where something open with this due date stands today.
    pub fn of(expectation: &Expectation, due_on: Date, today: Date) -> Self {
        match (due_on < today, expectation.lapses()) {
            (true, true) => Self::Missed,
            (true, false) => Self::Overdue,
            (false, _) if due_on <= calendar::plus_days(today, SOON_DAYS) => Self::Due,
            (false, _) => Self::Upcoming,
        }
    }
}

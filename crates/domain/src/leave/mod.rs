//! Leave that is asked for, answered, taken back (P5). No reason is asked, and there is no box for one.

use jiff::civil::Date;

use crate::calendar::{self, Period};
use crate::programmes::{HalfDays, LeaveKind};
use crate::working_time::WorkingTime;

/// From when to when somebody would like to be away, with halves at its ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    pub from: Date,
    pub until: Date,
    pub begins: Begins,
    pub ends: Ends,
}

/// When on its first day leave begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Begins {
    InTheMorning,
    AtMidday,
}

/// When on its last day leave ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ends {
    AtMidday,
    InTheEvening,
}

/// Why leave cannot be asked for so.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SpanProblem {
    #[error("the last day lies before the first")]
    EndsBeforeItBegins,
    #[error("this kind of leave knows no half days")]
    NoHalfDays,
    #[error("nothing is left between the two halves")]
    NothingLeft,
    #[error("it is longer than a year")]
    TooLong,
}

/// The longest leave that is asked for at once, in days.
const LONGEST_DAYS: i32 = 366;

impl Span {
    /// Checks what was asked for against the kind of leave.
    ///
    /// # Errors
    /// It ends before it begins, or has halves where there are none.
    pub fn check(self, kind: &LeaveKind) -> Result<Self, SpanProblem> {
        if self.until < self.from {
            return Err(SpanProblem::EndsBeforeItBegins);
        }
        if calendar::days_between(self.from, self.until) > LONGEST_DAYS {
            return Err(SpanProblem::TooLong);
        }
        let halved = self.begins == Begins::AtMidday || self.ends == Ends::AtMidday;
        if halved && kind.half_days == HalfDays::No {
            return Err(SpanProblem::NoHalfDays);
        }
        if self.from == self.until && self.begins == Begins::AtMidday && self.ends == Ends::AtMidday {
            return Err(SpanProblem::NothingLeft);
        }
        Ok(self)
    }

    /// The days, both included.
    pub fn period(&self) -> Period {
        Period { started_on: self.from, finished_on: Some(self.until) }
    }

    /// Days on which nothing is worked at all: a half day at an end is still one on which people can be reached.
    pub fn whole_days(&self) -> Option<Period> {
        let from = if self.begins == Begins::AtMidday { calendar::plus_days(self.from, 1) } else { self.from };
        let until = if self.ends == Ends::AtMidday { calendar::plus_days(self.until, -1) } else { self.until };
        (from <= until).then_some(Period { started_on: from, finished_on: Some(until) })
    }

    /// How many half days of work it takes, in the working time of whoever takes it, whose own time away aside.
    pub fn half_days(&self, time: &WorkingTime) -> u32 {
        let mut halves = 0;
        let mut day = self.from;
        while day <= self.until {
            let worked = match &time.days {
                Some(days) => days.contains(day.weekday()),
                None => true,
            };
            if worked && crate::working_days::is_working_day(time.nation, day) {
                halves += 2;
                if day == self.from && self.begins == Begins::AtMidday {
                    halves -= 1;
                }
                if day == self.until && self.ends == Ends::AtMidday {
                    halves -= 1;
                }
            }
            day = calendar::plus_days(day, 1);
        }
        halves
    }
}

/// How it stands with leave that was asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum State {
    /// Waits for an answer.
    Asked,
    Approved,
    Declined,
    /// Taken back before it was answered.
    Withdrawn,
    /// Given up after it was approved.
    Cancelled,
}

/// What somebody does about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Act {
    Approve,
    Decline,
    Withdraw,
    Cancel,
}

impl State {
    pub const ALL: [Self; 5] = [Self::Asked, Self::Approved, Self::Declined, Self::Withdrawn, Self::Cancelled];

    /// As the database writes it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Asked => "asked",
            Self::Approved => "approved",
            Self::Declined => "declined",
            Self::Withdrawn => "withdrawn",
            Self::Cancelled => "cancelled",
        }
    }

    /// The state of a name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == name)
    }

    /// The state after an act, where the act is possible: an answer is given once; what was approved is given up, not
    /// answered again.
    pub fn after(self, act: Act) -> Option<Self> {
        match (self, act) {
            (Self::Asked, Act::Approve) => Some(Self::Approved),
            (Self::Asked, Act::Decline) => Some(Self::Declined),
            (Self::Asked, Act::Withdraw) => Some(Self::Withdrawn),
            (Self::Approved, Act::Cancel) => Some(Self::Cancelled),
            _ => None,
        }
    }

    /// Does it still take up its days?
    pub fn stands(self) -> bool {
        matches!(self, Self::Asked | Self::Approved)
    }
}

/// From so many days on, time away is long: it is proposed that what is expected stands still (K2).
pub const LONG_DAYS: i32 = 28;

/// Is time away long? Without a known end it is, once it has lasted so.
pub fn is_long(away: &Period, today: Date) -> bool {
    calendar::days_between(away.started_on, away.finished_on.unwrap_or(today)) + 1 >= LONG_DAYS
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::working_days::Nation;
    use crate::working_time::Weekdays;

    fn annual() -> LeaveKind {
        LeaveKind { key: "annual".parse().unwrap(), name: "Annual leave".to_owned(), half_days: HalfDays::Yes }
    }

    fn span(from: Date, until: Date) -> Span {
        Span { from, until, begins: Begins::InTheMorning, ends: Ends::InTheEvening }
    }

    #[test]
    fn req_P5_leave_counts_the_days_that_would_have_been_worked_with_halves() {
        let full = WorkingTime::full(Nation::England);
        let week = span(date(2026, 12, 21), date(2026, 12, 29));
        assert_eq!(week.half_days(&full), 10, "five days: two bank holidays and a weekend between");
        let from_midday = Span { begins: Begins::AtMidday, ends: Ends::AtMidday, ..week };
        assert_eq!(from_midday.half_days(&full), 8);
        let days = Weekdays::named(["monday", "tuesday"]);
        assert_eq!(week.half_days(&WorkingTime { days, ..full }), 6, "Monday, Tuesday, and the Tuesday after");
        assert_eq!(from_midday.whole_days().unwrap().started_on, date(2026, 12, 22));
    }

    #[test]
    fn leave_ends_after_it_begins_and_keeps_half_a_day_at_least() {
        let day = date(2026, 11, 23);
        assert_eq!(span(day, date(2026, 11, 20)).check(&annual()), Err(SpanProblem::EndsBeforeItBegins));
        let nothing = Span { begins: Begins::AtMidday, ends: Ends::AtMidday, ..span(day, day) };
        assert_eq!(nothing.check(&annual()), Err(SpanProblem::NothingLeft));
        let half = Span { begins: Begins::AtMidday, ..span(day, day) };
        assert!(half.check(&annual()).is_ok());
        assert_eq!(half.whole_days(), None);
        let study = LeaveKind { half_days: HalfDays::No, ..annual() };
        assert_eq!(half.check(&study), Err(SpanProblem::NoHalfDays));
    }

    #[test]
    fn an_answer_is_given_once() {
        assert_eq!(State::Asked.after(Act::Approve), Some(State::Approved));
        assert_eq!(State::Approved.after(Act::Decline), None);
        assert_eq!(State::Approved.after(Act::Cancel), Some(State::Cancelled));
        assert_eq!(State::Withdrawn.after(Act::Approve), None);
        for state in State::ALL {
            assert_eq!(State::named(state.as_str()), Some(state));
        }
    }

    #[test]
    fn req_K2_four_weeks_away_are_long() {
        let today = date(2026, 11, 20);
        let away = |from, until| Period { started_on: from, finished_on: until };
        assert!(is_long(&away(date(2026, 11, 2), Some(date(2026, 11, 29))), today));
        assert!(!is_long(&away(date(2026, 11, 2), Some(date(2026, 11, 28))), today));
        assert!(!is_long(&away(date(2026, 11, 2), None), today), "not yet");
    }
}

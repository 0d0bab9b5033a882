//! Hours in a job plan, and the time in which they hold.

use jiff::civil::{Date, Weekday};

use crate::calendar::{Period, days_between, plus_days};

/// One person's time in a journey for which hours are promised, and when it stands still.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Walk {
    pub period: Period,
    pub pauses: Vec<Period>,
}

impl Walk {
    /// Does it go on, on this day? Leave and other pauses stop it.
    pub fn goes_on(&self, on: Date) -> bool {
        self.period.contains(on) && !self.pauses.iter().any(|pause| pause.contains(on))
    }
}

/// The days of a stretch, both ends included: how many of each journey, added up, and how many of any.
pub fn active_days(walks: &[Walk], from: Date, until: Date) -> (u32, u32) {
    let (mut each, mut any) = (0, 0);
    for on in days(from, until) {
        let going = u32::try_from(walks.iter().filter(|walk| walk.goes_on(on)).count()).unwrap_or(u32::MAX);
        each += going;
        any += going.min(1);
    }
    (each, any)
}

/// Each day of a stretch, both ends included.
pub(super) fn days(from: Date, until: Date) -> impl Iterator<Item = Date> {
    (0..=days_between(from, until)).map(move |number| plus_days(from, number)).filter(move |on| *on <= until)
}

/// How often planned hours come round.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Every {
    Month,
    Week,
    /// On this day of each week.
    On(Weekday),
}

impl Every {
    pub const ALL: [Self; 7] = [
        Self::Month,
        Self::Week,
        Self::On(Weekday::Monday),
        Self::On(Weekday::Tuesday),
        Self::On(Weekday::Wednesday),
        Self::On(Weekday::Thursday),
        Self::On(Weekday::Friday),
    ];

    /// How forms, words and the database write it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Month => "month",
            Self::Week => "week",
            Self::On(Weekday::Monday) => "monday",
            Self::On(Weekday::Tuesday) => "tuesday",
            Self::On(Weekday::Wednesday) => "wednesday",
            Self::On(Weekday::Thursday) => "thursday",
            Self::On(Weekday::Friday) => "friday",
            Self::On(Weekday::Saturday) => "saturday",
            Self::On(Weekday::Sunday) => "sunday",
        }
    }

    /// The rhythm of a word.
    pub fn of(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|every| every.as_str() == word)
    }
}

/// Hours that a job plan holds (H2).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Plan {
    pub minutes: u32,
    pub every: Every,
    pub period: Period,
}

impl Plan {
    /// How much is planned in a stretch within one calendar month, while any of the journeys goes on.
    pub fn minutes_in(&self, walks: &[Walk], from: Date, until: Date) -> u32 {
        let held =
            days(from, until).filter(|on| self.period.contains(*on) && walks.iter().any(|walk| walk.goes_on(*on)));
        let (times, of) = match self.every {
            Every::Month => (held.count(), u32::from(from.days_in_month().unsigned_abs())),
            Every::Week => (held.count(), 7),
            Every::On(day) => (held.filter(|on| on.weekday() == day).count(), 1),
        };
        let times = u32::try_from(times).unwrap_or(u32::MAX);
        (self.minutes.saturating_mul(times) + of / 2) / of
    }
}

//! Several meetings in one go: the days a rhythm gives, and what speaks against each before anything is sent (F5).

use std::fmt;
use std::str::FromStr;

use jiff::Timestamp;
use jiff::civil::{Date, Weekday};

use super::slot::Slot;
use crate::calendar::{Period, date_of, plus_days, plus_months};
use crate::working_days::{Nation, is_working_day};

/// Nobody plans further ahead than a year of months.
pub const MOST_IN_SERIES: usize = 12;

/// How often people meet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rhythm {
    /// On the same weekday of the month: the second Tuesday. A fifth one is the last of its month.
    Monthly,
    Weekly,
    Fortnightly,
    FourWeekly,
}

impl Rhythm {
    pub const ALL: [Self; 4] = [Self::Monthly, Self::FourWeekly, Self::Fortnightly, Self::Weekly];

    /// How forms send it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Monthly => "monthly",
            Self::Weekly => "weekly",
            Self::Fortnightly => "fortnightly",
            Self::FourWeekly => "four-weekly",
        }
    }

    /// So many days from the first on.
    pub fn days(self, first: Date, count: usize) -> Vec<Date> {
        (0_i32..)
            .take(count)
            .map(|n| match self {
                Self::Monthly => same_weekday(first, n),
                Self::Weekly => plus_days(first, 7 * n),
                Self::Fortnightly => plus_days(first, 14 * n),
                Self::FourWeekly => plus_days(first, 28 * n),
            })
            .collect()
    }
}

impl fmt::Display for Rhythm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for Rhythm {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        Self::ALL.into_iter().find(|rhythm| rhythm.as_str() == text).ok_or(())
    }
}

/// The same weekday in a later month: the second Tuesday stays the second; a fifth is the last.
fn same_weekday(first: Date, months: i32) -> Date {
    let month = plus_months(first.first_of_month(), months);
    let nth = (first.day() - 1) / 7 + 1;
    let wanted = if nth >= 5 { -1 } else { nth };
    month.nth_weekday_of_month(wanted, first.weekday()).expect("every month has four of each weekday")
}

/// What speaks against a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Concern {
    Passed,
    BeforeStart,
    AfterEnd,
    Weekend,
    BankHoliday,
    /// Somebody who takes part is known to be away. Who and why is nobody's news.
    Away,
    /// Somebody who takes part meets somebody else then.
    Busy,
}

impl Concern {
    /// How it is said: the last part of a message's key.
    pub fn key(self) -> &'static str {
        match self {
            Self::Passed => "passed",
            Self::BeforeStart => "before-start",
            Self::AfterEnd => "after-end",
            Self::Weekend => "weekend",
            Self::BankHoliday => "bank-holiday",
            Self::Away => "away",
            Self::Busy => "busy",
        }
    }
}

/// What is known of everybody's days.
#[derive(Debug, Clone)]
pub struct Diaries {
    pub now: Timestamp,
    pub nation: Nation,
    /// From when to when the journey runs.
    pub runs: Period,
    /// When somebody who takes part is away.
    pub away: Vec<Period>,
    /// When somebody who takes part meets: from and to.
    pub busy: Vec<(Timestamp, Timestamp)>,
}

impl Diaries {
    /// All that speaks against a time; nothing when it is free.
    pub fn concerns(&self, slot: &Slot) -> Vec<Concern> {
        let on = date_of(slot.starts_at);
        let weekend = matches!(on.weekday(), Weekday::Saturday | Weekday::Sunday);
        let busy = self.busy.iter().any(|(from, to)| slot.starts_at < *to && *from < slot.ends_at());
        let all = [
            (Concern::Passed, slot.starts_at < self.now),
            (Concern::BeforeStart, on < self.runs.started_on),
            (Concern::AfterEnd, self.runs.finished_on.is_some_and(|end| end < on)),
            (Concern::Weekend, weekend),
            (Concern::BankHoliday, !weekend && !is_working_day(self.nation, on)),
            (Concern::Away, self.away.iter().any(|away| away.contains(on))),
            (Concern::Busy, busy),
        ];
        all.into_iter().filter(|(_, is_so)| *is_so).map(|(concern, _)| concern).collect()
    }

    /// The nearest day, within a week, on which the same time is free; the later of two that are as near.
    pub fn nearest_free(&self, slot: &Slot) -> Option<Slot> {
        let (on, at) = (date_of(slot.starts_at), crate::calendar::time_of(slot.starts_at));
        let shifts = (1..=7).flat_map(|days| [days, -days]);
        let moved = |days: i32| Slot { starts_at: crate::calendar::instant(plus_days(on, days), at), ..slot.clone() };
        shifts.map(moved).find(|slot| self.concerns(slot).is_empty())
    }
}

#[cfg(test)]
mod tests {
    #![expect(non_snake_case, reason = "tests name the requirement they prove")]

    use jiff::civil::{date, time};

    use super::*;
    use crate::calendar::instant;
    use crate::meetings::{Length, Place, Way};

    fn slot(on: Date) -> Slot {
        let length = Length::of_minutes(60).unwrap();
        Slot { starts_at: instant(on, time(10, 0, 0, 0)), length, way: Way::Video, place: Place::default() }
    }

    fn diaries() -> Diaries {
        Diaries {
            now: instant(date(2026, 11, 2), time(9, 0, 0, 0)),
            nation: Nation::England,
            runs: Period { started_on: date(2026, 10, 26), finished_on: Some(date(2027, 10, 25)) },
            away: vec![Period { started_on: date(2027, 2, 8), finished_on: Some(date(2027, 2, 12)) }],
            busy: vec![(
                instant(date(2027, 1, 12), time(10, 30, 0, 0)),
                instant(date(2027, 1, 12), time(11, 30, 0, 0)),
            )],
        }
    }

    #[test]
    fn req_F5_a_monthly_series_keeps_its_weekday_and_its_place_in_the_month() {
        let second_tuesdays = Rhythm::Monthly.days(date(2026, 11, 10), 4);
        assert_eq!(second_tuesdays, [date(2026, 11, 10), date(2026, 12, 8), date(2027, 1, 12), date(2027, 2, 9)]);
        let fifth_mondays = Rhythm::Monthly.days(date(2026, 11, 30), 3);
        assert_eq!(fifth_mondays, [date(2026, 11, 30), date(2026, 12, 28), date(2027, 1, 25)]);
        assert_eq!(Rhythm::FourWeekly.days(date(2026, 11, 10), 2)[1], date(2026, 12, 8));
    }

    #[test]
    fn req_F5_what_speaks_against_a_day_is_known_before_anything_is_sent() {
        let diaries = diaries();
        let of = |on| diaries.concerns(&slot(on));
        assert_eq!(of(date(2026, 11, 10)), []);
        assert_eq!(of(date(2026, 12, 28)), [Concern::BankHoliday], "Boxing Day, taken on the Monday");
        assert_eq!(of(date(2026, 11, 14)), [Concern::Weekend]);
        assert_eq!(of(date(2027, 2, 9)), [Concern::Away]);
        assert_eq!(of(date(2027, 1, 12)), [Concern::Busy]);
        assert_eq!(of(date(2027, 11, 9)), [Concern::AfterEnd]);
        assert_eq!(of(date(2026, 10, 20)), [Concern::Passed, Concern::BeforeStart]);
    }

    #[test]
    fn req_F5_the_nearest_free_day_is_offered_instead() {
        let diaries = diaries();
        let instead = |on| diaries.nearest_free(&slot(on)).map(|slot| date_of(slot.starts_at));
        assert_eq!(instead(date(2026, 12, 28)), Some(date(2026, 12, 29)));
        assert_eq!(instead(date(2027, 2, 10)), Some(date(2027, 2, 15)), "past the week away");
        assert_eq!(instead(date(2028, 2, 10)), None);
    }
}

//! When somebody works: their nation's bank holidays, the days of the week or the share of full time they work, and the
//! days they are away. Answers are expected in it (P4).

use jiff::civil::{Date, Weekday};

use crate::calendar::{self, Period};
use crate::programmes::{FULL_TIME, Offset};
use crate::working_days::{Nation, is_working_day};

/// The days of the week on which somebody works, where they have said so.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Weekdays(Vec<Weekday>);

impl Weekdays {
    /// The days in the order of the week, with the names under which they are stored.
    pub const ALL: [(Weekday, &str); 7] = [
        (Weekday::Monday, "monday"),
        (Weekday::Tuesday, "tuesday"),
        (Weekday::Wednesday, "wednesday"),
        (Weekday::Thursday, "thursday"),
        (Weekday::Friday, "friday"),
        (Weekday::Saturday, "saturday"),
        (Weekday::Sunday, "sunday"),
    ];

    /// Of their names; a name that is none is left out. `None`: no day at all.
    pub fn named<'a>(names: impl IntoIterator<Item = &'a str>) -> Option<Self> {
        let names: Vec<&str> = names.into_iter().collect();
        let days: Vec<Weekday> =
            Self::ALL.iter().filter(|(_, name)| names.contains(name)).map(|(day, _)| *day).collect();
        (!days.is_empty()).then_some(Self(days))
    }

    /// The names of the days, in the order of the week.
    pub fn names(&self) -> impl Iterator<Item = &'static str> {
        Self::ALL.iter().filter(|(day, _)| self.contains(*day)).map(|(_, name)| *name)
    }

    /// Does the person work on it?
    pub fn contains(&self, day: Weekday) -> bool {
        self.0.contains(&day)
    }
}

/// When somebody works.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WorkingTime {
    pub nation: Nation,
    /// Of full time, in thousandths; counted evenly over the week where `days` is not said.
    pub share: u32,
    pub days: Option<Weekdays>,
    /// Leave, absence, and whatever else they said they are away for.
    pub away: Vec<Period>,
}

impl WorkingTime {
    /// Full time in a nation, never away.
    pub fn full(nation: Nation) -> Self {
        Self { nation, share: FULL_TIME, days: None, away: Vec::new() }
    }

    /// Is the person away on a day?
    pub fn is_away(&self, on: Date) -> bool {
        self.away.iter().any(|period| period.contains(on))
    }

    /// How much of a day of work the day is for them, in thousandths.
    fn worked(&self, on: Date) -> u32 {
        if self.is_away(on) {
            return 0;
        }
        let is_holiday = !is_working_day(self.nation, on);
        match &self.days {
            // Somebody who works at weekends does so on their own days; bank holidays lie within the week.
            Some(days) if days.contains(on.weekday()) => {
                let is_weekend = matches!(on.weekday(), Weekday::Saturday | Weekday::Sunday);
                if is_weekend || !is_holiday { FULL_TIME } else { 0 }
            }
            Some(_) => 0,
            None if is_holiday => 0,
            None => match self.share {
                0 => FULL_TIME,
                share => share.min(FULL_TIME),
            },
        }
    }
}

/// How far ahead an answer is looked for; further away somebody without any working day would never be found.
const FARTHEST_DAYS: i32 = 800;

/// By which day an answer is due that was asked for on a day: counted from the day after, in the working time of whoever
/// answers. Days away never count, whatever the unit; the last day is one on which the person works.
pub fn answer_due(within: Offset, asked_on: Date, time: &WorkingTime) -> Date {
    let last = calendar::plus_days(asked_on, FARTHEST_DAYS);
    let mut day = asked_on;
    let mut left = match within {
        Offset::Months(months) => {
            day = calendar::plus_months(asked_on, months);
            0
        }
        Offset::Days(days) | Offset::WorkingDays(days) | Offset::WorkedDays(days) => {
            i64::from(days.max(0)) * i64::from(FULL_TIME)
        }
    };
    while left > 0 && day < last {
        day = calendar::plus_days(day, 1);
        left -= i64::from(match within {
            Offset::WorkedDays(_) => time.worked(day),
            Offset::WorkingDays(_) if is_working_day(time.nation, day) && !time.is_away(day) => FULL_TIME,
            Offset::WorkingDays(_) => 0,
            _ if time.is_away(day) => 0,
            _ => FULL_TIME,
        });
    }
    while time.worked(day) == 0 && day < last {
        day = calendar::plus_days(day, 1);
    }
    day
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn full() -> WorkingTime {
        WorkingTime::full(Nation::England)
    }

    const MONDAY: Date = date(2026, 11, 2);

    #[test]
    fn req_P4_an_answer_within_a_working_week_is_counted_in_the_days_somebody_works() {
        let five = Offset::WorkedDays(5);
        assert_eq!(answer_due(five, MONDAY, &full()), date(2026, 11, 9));
        let three_fifths = WorkingTime { share: 600, ..full() };
        assert_eq!(answer_due(five, MONDAY, &three_fifths), date(2026, 11, 13), "spread evenly over the week");
        let days = Weekdays::named(["tuesday", "wednesday", "thursday"]);
        let on_three_days = WorkingTime { days, ..full() };
        assert_eq!(answer_due(five, MONDAY, &on_three_days), date(2026, 11, 11), "their fifth day, a Wednesday");
    }

    #[test]
    fn req_P4_leave_and_bank_holidays_do_not_count() {
        let five = Offset::WorkedDays(5);
        let away = vec![Period { started_on: date(2026, 11, 4), finished_on: Some(date(2026, 11, 10)) }];
        let on_leave = WorkingTime { away, ..full() };
        assert_eq!(answer_due(five, MONDAY, &on_leave), date(2026, 11, 16));
        assert_eq!(answer_due(five, date(2026, 12, 23), &full()), date(2027, 1, 4), "Christmas and New Year between");
        let week = Offset::Days(7);
        assert_eq!(answer_due(week, MONDAY, &full()), date(2026, 11, 9));
        assert_eq!(answer_due(week, MONDAY, &on_leave), date(2026, 11, 16));
    }

    #[test]
    fn req_P4_the_last_day_is_one_on_which_the_person_works() {
        assert_eq!(answer_due(Offset::Days(7), date(2026, 12, 18), &full()), date(2026, 12, 29), "not Christmas Day");
        let days = Weekdays::named(["monday"]);
        let mondays = WorkingTime { days, ..full() };
        assert_eq!(answer_due(Offset::Days(2), MONDAY, &mondays), date(2026, 11, 9));
        let never = WorkingTime { away: vec![Period::since(MONDAY)], ..full() };
        assert!(answer_due(Offset::WorkedDays(1), MONDAY, &never) > date(2028, 1, 1), "away without an end");
    }

    #[test]
    fn weekdays_are_read_back_by_their_names() {
        let days = Weekdays::named(["friday", "monday", "nonsense"]).expect("two days");
        assert_eq!(days.names().collect::<Vec<_>>(), ["monday", "friday"]);
        assert_eq!(Weekdays::named([""]), None);
    }
}

//! A figure: five numbers that are never mixed.

use jiff::civil::Date;

use crate::calendar::{self, Period};
use crate::expectations::Outcome;

/// How many days after the time of a planned meeting its silence counts as missing data.
pub const UNRECORDED_DAYS: i32 = 7;

/// What an occurrence is in a figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    Met,
    AgreedException,
    NotMet,
    NotYetDue,
    NoData,
}

impl Part {
    pub const ALL: [Self; 5] = [Self::Met, Self::AgreedException, Self::NotMet, Self::NotYetDue, Self::NoData];

    /// Its name in addresses and words.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Met => "met",
            Self::AgreedException => "agreed-exception",
            Self::NotMet => "not-met",
            Self::NotYetDue => "not-yet-due",
            Self::NoData => "no-data",
        }
    }
}

/// Which part an occurrence is of on a day; `None`: it is not counted (paused, or it does not apply).
pub fn part(outcome: Outcome, due_on: Date, unrecorded_on: Option<Date>, today: Date) -> Option<Part> {
    match outcome {
        Outcome::Met { on } if on <= due_on => Some(Part::Met),
        Outcome::AgreedException { .. } => Some(Part::AgreedException),
        Outcome::Paused { .. } | Outcome::NotApplicable { .. } => None,
        // Due at the end of the day: until then nothing is missed.
        Outcome::Open if due_on >= today => Some(Part::NotYetDue),
        Outcome::Open if unrecorded_on.is_some_and(|on| calendar::plus_days(on, UNRECORDED_DAYS) <= today) => {
            Some(Part::NoData)
        }
        Outcome::Met { .. } | Outcome::Open => Some(Part::NotMet),
    }
}

/// The twelve months to a day, both days included.
pub fn period_to(day: Date) -> Period {
    Period { started_on: calendar::plus_days(calendar::plus_months(day, -12), 1), finished_on: Some(day) }
}

/// A figure of a standard.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Figure {
    pub met: u32,
    pub agreed_exception: u32,
    pub not_met: u32,
    pub not_yet_due: u32,
    pub no_data: u32,
}

impl Figure {
    /// One more of a part.
    pub fn add(&mut self, part: Part) {
        *self.of_mut(part) += 1;
    }

    /// Adds another figure, part by part.
    pub fn add_all(&mut self, other: &Self) {
        for part in Part::ALL {
            *self.of_mut(part) += other.of(part);
        }
    }

    fn of_mut(&mut self, part: Part) -> &mut u32 {
        match part {
            Part::Met => &mut self.met,
            Part::AgreedException => &mut self.agreed_exception,
            Part::NotMet => &mut self.not_met,
            Part::NotYetDue => &mut self.not_yet_due,
            Part::NoData => &mut self.no_data,
        }
    }

    /// The number of a part.
    pub fn of(&self, part: Part) -> u32 {
        match part {
            Part::Met => self.met,
            Part::AgreedException => self.agreed_exception,
            Part::NotMet => self.not_met,
            Part::NotYetDue => self.not_yet_due,
            Part::NoData => self.no_data,
        }
    }

    /// What the number met is *of*: met, agreed exceptions and not met.
    pub fn counted(&self) -> u32 {
        self.met + self.agreed_exception + self.not_met
    }

    /// All five together.
    pub fn total(&self) -> u32 {
        self.counted() + self.not_yet_due + self.no_data
    }

    /// More than a fifth of what was due has no data: then no number says anything.
    pub fn too_little_recorded(&self) -> bool {
        self.no_data * 5 > self.counted() + self.no_data
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    const DUE: Date = date(2026, 11, 8);

    #[test]
    fn req_l8_each_outcome_is_in_one_part_and_nothing_missing_is_met() {
        let on = |days: i32| calendar::plus_days(DUE, days);
        let met = |days: i32| Outcome::Met { on: on(days) };
        let open = |today: Date, unrecorded: Option<Date>| part(Outcome::Open, DUE, unrecorded, today);
        assert_eq!(part(met(0), DUE, None, on(30)), Some(Part::Met));
        assert_eq!(part(met(-3), DUE, None, on(-2)), Some(Part::Met), "known as soon as it happened");
        assert_eq!(part(met(1), DUE, None, on(30)), Some(Part::NotMet), "late is not met");
        assert_eq!(part(Outcome::AgreedException { agreed_on: DUE }, DUE, None, on(30)), Some(Part::AgreedException));
        assert_eq!(part(Outcome::Paused { since: DUE }, DUE, None, on(30)), None);
        assert_eq!(open(DUE, None), Some(Part::NotYetDue), "due at the end of the day");
        assert_eq!(open(on(1), None), Some(Part::NotMet));
        assert_eq!(open(on(6), Some(DUE)), Some(Part::NotMet), "six days after the planned time");
        assert_eq!(open(on(7), Some(DUE)), Some(Part::NoData), "a week after the planned time");
    }

    #[test]
    fn req_l8_with_more_than_a_fifth_missing_no_number_says_anything() {
        let mut figure = Figure { met: 26, agreed_exception: 2, not_met: 2, not_yet_due: 3, no_data: 7 };
        assert_eq!((figure.counted(), figure.total()), (30, 40));
        assert!(!figure.too_little_recorded(), "7 of 37 is less than a fifth");
        figure.no_data = 8;
        assert!(figure.too_little_recorded());
        assert!(!Figure::default().too_little_recorded());
    }

    #[test]
    fn the_period_is_twelve_months_to_the_day() {
        let period = period_to(date(2026, 11, 21));
        assert_eq!((period.started_on, period.finished_on), (date(2025, 11, 22), Some(date(2026, 11, 21))));
    }
}

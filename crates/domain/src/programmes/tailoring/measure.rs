//! The numbers of an expectation that an organisation may change.

use crate::programmes::{CountedKind, Due, Expectation, Minimum, Offset, Recurrence, Requirement, When};

/// One number of an expectation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Measure {
    /// How far the due date is from the date it counts from, in its own unit.
    Offset,
    /// How many months a period has.
    Months,
    /// How many days after a meeting it is due.
    Days,
    /// How long a meeting lasts at least.
    Minutes,
}

impl Measure {
    pub const ALL: [Self; 4] = [Self::Offset, Self::Months, Self::Days, Self::Minutes];

    /// Its key in `tailoring.toml`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Offset => "offset",
            Self::Months => "months",
            Self::Days => "days",
            Self::Minutes => "minutes",
        }
    }

    /// What can stand there.
    pub(in crate::programmes) fn range(self) -> std::ops::RangeInclusive<i64> {
        match self {
            Self::Offset => 0..=3660,
            Self::Months => 1..=60,
            Self::Days => 0..=365,
            Self::Minutes => 1..=1440,
        }
    }
}

/// The numbers that an expectation has.
pub fn measures(expectation: &Expectation) -> Vec<(Measure, i64)> {
    Measure::ALL.into_iter().filter_map(|measure| Some((measure, of(expectation, measure)?))).collect()
}

/// One of its numbers, if it has it.
pub(super) fn of(expectation: &Expectation, measure: Measure) -> Option<i64> {
    match (measure, &expectation.when, &expectation.met_by) {
        (Measure::Offset, When::Once { due, .. }, _) => Some(i64::from(due.offset.amount().abs())),
        (Measure::Months, When::Every(Recurrence { months, .. }), _) => Some(i64::from(*months)),
        (Measure::Days, When::EachMeeting { days, .. }, _) => Some(i64::from(*days)),
        (Measure::Minutes, _, Requirement::MeetingLasted { minimum }) => Some(i64::from(minimum.minutes)),
        (Measure::Minutes, _, Requirement::MeetingHeld { kinds, .. }) => {
            kinds.iter().find_map(|kind| kind.at_least).map(|least| i64::from(least.minutes))
        }
        _ => None,
    }
}

/// Sets one of its numbers. A number that it does not have stays unset.
pub(in crate::programmes) fn change(expectation: &mut Expectation, measure: Measure, to: i64) {
    let number = i32::try_from(to).unwrap_or(i32::MAX);
    match (measure, &mut expectation.when, &mut expectation.met_by) {
        (Measure::Offset, When::Once { due, .. }, _) => {
            let sign = if due.offset.amount() < 0 { -1 } else { 1 };
            due.offset = due.offset.with_amount(number * sign);
        }
        (Measure::Months, When::Every(recurrence), _) => recurrence.months = number.unsigned_abs(),
        (Measure::Days, When::EachMeeting { days, .. }, _) => *days = number,
        (Measure::Minutes, _, Requirement::MeetingLasted { minimum }) => minimum.minutes = number.unsigned_abs(),
        (Measure::Minutes, _, Requirement::MeetingHeld { kinds, .. }) => {
            for CountedKind { at_least, .. } in kinds {
                if let Some(least) = at_least {
                    *least = Minimum { minutes: number.unsigned_abs() };
                }
            }
        }
        _ => {}
    }
}

/// Would the number ask less than the source does: later, rarer, shorter?
pub(in crate::programmes) fn is_looser(expectation: &Expectation, measure: Measure, to: i64) -> bool {
    let Some(now) = of(expectation, measure) else { return false };
    match (measure, &expectation.when) {
        (Measure::Minutes, _) => to < now,
        (Measure::Offset, When::Once { due: Due { offset, .. }, .. }) if offset.amount() < 0 => to < now,
        _ => to > now,
    }
}

impl Offset {
    /// How many of its unit. Negative is before.
    pub fn amount(self) -> i32 {
        match self {
            Self::Days(n) | Self::WorkingDays(n) | Self::WorkedDays(n) | Self::Months(n) => n,
        }
    }

    /// As many others of the same unit.
    #[must_use]
    pub fn with_amount(self, n: i32) -> Self {
        match self {
            Self::Days(_) => Self::Days(n),
            Self::WorkingDays(_) => Self::WorkingDays(n),
            Self::WorkedDays(_) => Self::WorkedDays(n),
            Self::Months(_) => Self::Months(n),
        }
    }
}

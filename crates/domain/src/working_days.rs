//! Working days: Monday to Friday without bank holidays, as at England and Wales.

use std::sync::LazyLock;

use jiff::civil::{Date, Weekday};

use crate::calendar;

static HOLIDAYS: LazyLock<Vec<Date>> = LazyLock::new(|| {
    #[derive(serde::Deserialize)]
    struct File {
        holidays: Vec<Holiday>,
    }
    #[derive(serde::Deserialize)]
    struct Holiday {
        on: toml::value::Datetime,
    }
    let file: File = toml::from_str(include_str!("../data/bank_holidays_england.toml")).expect("read by a test");
    let mut days: Vec<Date> = file.holidays.iter().filter_map(|day| day.on.date.and_then(civil)).collect();
    days.sort_unstable();
    days
});

fn civil(on: toml::value::Date) -> Option<Date> {
    Date::new(i16::try_from(on.year).ok()?, i8::try_from(on.month).ok()?, i8::try_from(on.day).ok()?).ok()
}

/// Is it a day on which offices work?
pub fn is_working_day(on: Date) -> bool {
    !matches!(on.weekday(), Weekday::Saturday | Weekday::Sunday) && HOLIDAYS.binary_search(&on).is_err()
}

/// A date so many working days later (or earlier, when negative). None: the day itself, working or not.
pub fn plus_working_days(on: Date, days: i32) -> Date {
    let step = days.signum();
    let mut day = on;
    let mut left = days.abs();
    while left > 0 {
        day = calendar::plus_days(day, step);
        left -= i32::from(is_working_day(day));
    }
    day
}

/// How many working days lie after the first day, up to and including the second; negative when it is earlier.
pub fn working_days_between(from: Date, to: Date) -> i32 {
    if to < from {
        return -working_days_between(to, from);
    }
    let days = calendar::days_between(from, to);
    (1..=days).filter(|n| is_working_day(calendar::plus_days(from, *n))).count().try_into().unwrap_or(i32::MAX)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn christmas_and_weekends_are_not_worked() {
        // Thursday 24 December 2026; Boxing Day 2026 is a Saturday and taken on Monday 28.
        assert_eq!(plus_working_days(date(2026, 12, 24), 1), date(2026, 12, 29));
        assert_eq!(plus_working_days(date(2026, 12, 29), -1), date(2026, 12, 24));
        assert_eq!(plus_working_days(date(2026, 11, 21), 0), date(2026, 11, 21));
        assert_eq!(working_days_between(date(2026, 12, 24), date(2026, 12, 29)), 1);
        assert_eq!(working_days_between(date(2026, 12, 29), date(2026, 12, 24)), -1);
    }

    #[test]
    fn announced_holidays_are_known() {
        for on in [date(2025, 4, 18), date(2026, 5, 4), date(2022, 9, 19), date(2027, 12, 28), date(2021, 12, 28)] {
            assert!(!is_working_day(on), "{on}");
        }
        assert!(is_working_day(date(2026, 11, 20)));
    }
}

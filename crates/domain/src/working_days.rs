//! Working days: Monday to Friday without the bank holidays of a nation; and the days somebody works part-time.

use std::sync::LazyLock;

use jiff::civil::{Date, Weekday};

use crate::calendar;

/// A nation of the United Kingdom, as far as bank holidays differ. England and Wales keep the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Nation {
    #[default]
    England,
    Wales,
    Scotland,
    NorthernIreland,
}

impl Nation {
    /// The nations as programme files write them.
    pub const WRITTEN: [(&str, Self); 4] = [
        ("england", Self::England),
        ("wales", Self::Wales),
        ("scotland", Self::Scotland),
        ("northern-ireland", Self::NorthernIreland),
    ];

    /// The nation of an organisation's grouping, by its statistical code (`S92000003`) or its name. Unknown: `None`.
    pub fn named(code: &str, name: &str) -> Option<Self> {
        let letter = code.strip_suffix(|c: char| c.is_ascii_digit()).and_then(|_| code.chars().next());
        match (letter, crate::text::searchable(name).as_str()) {
            (_, "england") => Some(Self::England),
            (_, "wales" | "cymru") => Some(Self::Wales),
            (_, "scotland") => Some(Self::Scotland),
            (_, "northern ireland") => Some(Self::NorthernIreland),
            (Some('E'), _) => Some(Self::England),
            (Some('W'), _) => Some(Self::Wales),
            (Some('S'), _) => Some(Self::Scotland),
            (Some('N'), _) => Some(Self::NorthernIreland),
            _ => None,
        }
    }

    fn holidays(self) -> &'static [Date] {
        match self {
            Self::England | Self::Wales => &ENGLAND,
            Self::Scotland => &SCOTLAND,
            Self::NorthernIreland => &NORTHERN_IRELAND,
        }
    }
}

static ENGLAND: LazyLock<Vec<Date>> = LazyLock::new(|| read(include_str!("../data/bank_holidays_england.toml")));
static SCOTLAND: LazyLock<Vec<Date>> = LazyLock::new(|| read(include_str!("../data/bank_holidays_scotland.toml")));
static NORTHERN_IRELAND: LazyLock<Vec<Date>> =
    LazyLock::new(|| read(include_str!("../data/bank_holidays_northern_ireland.toml")));

fn read(text: &str) -> Vec<Date> {
    #[derive(serde::Deserialize)]
    struct File {
        holidays: Vec<Holiday>,
    }
    #[derive(serde::Deserialize)]
    struct Holiday {
        on: toml::value::Datetime,
    }
    let file: File = toml::from_str(text).expect("read by a test");
    let mut days: Vec<Date> = file.holidays.iter().filter_map(|day| day.on.date.and_then(civil)).collect();
    days.sort_unstable();
    days
}

fn civil(on: toml::value::Date) -> Option<Date> {
    Date::new(i16::try_from(on.year).ok()?, i8::try_from(on.month).ok()?, i8::try_from(on.day).ok()?).ok()
}

/// Is it a day on which offices of the nation work?
pub fn is_working_day(nation: Nation, on: Date) -> bool {
    !matches!(on.weekday(), Weekday::Saturday | Weekday::Sunday) && nation.holidays().binary_search(&on).is_err()
}

/// A date so many working days later (or earlier, when negative). None: the day itself, working or not.
pub fn plus_working_days(nation: Nation, on: Date, days: i32) -> Date {
    plus_worked_days(nation, on, days, |_| WHOLE)
}

/// A whole day of work, in thousandths of one.
const WHOLE: u32 = crate::programmes::FULL_TIME;

/// A date so many days of somebody's work later (or earlier, when negative).
///
/// `share` says how much of full time they work on a day, in thousandths. Which days of the week they work is not known,
/// so their work is spread evenly: somebody who works half of full time has worked a day after each two working days. A
/// share that is not known (0) counts as full time.
pub fn plus_worked_days(nation: Nation, on: Date, days: i32, share: impl Fn(Date) -> u32) -> Date {
    let step = days.signum();
    let mut day = on;
    let mut left = i64::from(days.unsigned_abs()) * i64::from(WHOLE);
    while left > 0 && day > Date::MIN && day < Date::MAX {
        day = calendar::plus_days(day, step);
        if is_working_day(nation, day) {
            left -= i64::from(match share(day) {
                0 => WHOLE,
                share => share.min(WHOLE),
            });
        }
    }
    day
}

/// How many working days lie after the first day, up to and including the second; negative when it is earlier.
pub fn working_days_between(nation: Nation, from: Date, to: Date) -> i32 {
    if to < from {
        return -working_days_between(nation, to, from);
    }
    let days = calendar::days_between(from, to);
    let worked = (1..=days).filter(|n| is_working_day(nation, calendar::plus_days(from, *n)));
    worked.count().try_into().unwrap_or(i32::MAX)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::Nation::{England, NorthernIreland, Scotland, Wales};
    use super::*;

    #[test]
    fn christmas_and_weekends_are_not_worked() {
        // Thursday 24 December 2026; Boxing Day 2026 is a Saturday and taken on Monday 28.
        assert_eq!(plus_working_days(England, date(2026, 12, 24), 1), date(2026, 12, 29));
        assert_eq!(plus_working_days(England, date(2026, 12, 29), -1), date(2026, 12, 24));
        assert_eq!(plus_working_days(England, date(2026, 11, 21), 0), date(2026, 11, 21));
        assert_eq!(working_days_between(England, date(2026, 12, 24), date(2026, 12, 29)), 1);
        assert_eq!(working_days_between(England, date(2026, 12, 29), date(2026, 12, 24)), -1);
    }

    #[test]
    fn announced_holidays_are_known() {
        for on in [date(2025, 4, 18), date(2026, 5, 4), date(2022, 9, 19), date(2027, 12, 28), date(2021, 12, 28)] {
            for nation in [England, Wales, Scotland, NorthernIreland] {
                assert!(!is_working_day(nation, on), "{on}");
            }
        }
        assert!(is_working_day(England, date(2026, 11, 20)));
    }

    #[test]
    fn req_F1_the_nations_keep_their_own_days() {
        // The second of January, the first Monday in August and Saint Andrew's (2025: a Sunday, taken on the Monday).
        for on in [date(2025, 1, 2), date(2022, 1, 4), date(2026, 8, 3), date(2025, 12, 1), date(2024, 12, 2)] {
            assert!(!is_working_day(Scotland, on) && is_working_day(England, on), "{on}");
        }
        // Easter Monday and the last Monday in August are worked in Scotland.
        for on in [date(2026, 4, 6), date(2026, 8, 31)] {
            assert!(is_working_day(Scotland, on) && !is_working_day(Wales, on), "{on}");
        }
        // Saint Patrick's (2024: a Sunday) and the twelfth of July (2026: a Sunday).
        for on in [date(2026, 3, 17), date(2024, 3, 18), date(2026, 7, 13), date(2027, 7, 12)] {
            assert!(!is_working_day(NorthernIreland, on) && is_working_day(England, on), "{on}");
        }
    }

    #[test]
    fn req_F1_days_of_work_are_spread_evenly_over_a_part_time_week() {
        let monday = date(2026, 11, 2);
        assert_eq!(plus_worked_days(England, monday, 5, |_| 1000), date(2026, 11, 9));
        assert_eq!(plus_worked_days(England, monday, 5, |_| 500), date(2026, 11, 16), "twice as long");
        assert_eq!(plus_worked_days(England, monday, 5, |_| 600), date(2026, 11, 13), "the ninth working day");
        assert_eq!(plus_worked_days(England, monday, -5, |_| 500), date(2026, 10, 19));
        assert_eq!(plus_worked_days(England, monday, 5, |_| 0), date(2026, 11, 9), "not known: full time");
        let more = |on: Date| if on < date(2026, 11, 9) { 500 } else { 1000 };
        assert_eq!(plus_worked_days(England, monday, 5, more), date(2026, 11, 11), "two in four days, three in three");
    }

    #[test]
    fn a_nation_is_known_by_its_code_or_name() {
        assert_eq!(Nation::named("S92000003", "Scotland"), Some(Scotland));
        assert_eq!(Nation::named("N92000002", "NI"), Some(NorthernIreland));
        assert_eq!(Nation::named("x", "Wales"), Some(Wales));
        assert_eq!(Nation::named("x", "Elsewhere"), None);
    }
}

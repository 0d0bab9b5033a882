//! Dates, periods and how people say them.
//!
//! `*_at` is an instant in UTC; `*_on` is a calendar date in the organisation's time zone. An open end means current.

use jiff::civil::{Date, Time};
use jiff::tz::TimeZone;
use jiff::{Span, Timestamp};

/// The time zone of organisations in the United Kingdom.
pub const LONDON: &str = "Europe/London";

/// The time zone of organisations in the United Kingdom, from the bundled or the system's database.
pub fn london() -> TimeZone {
    TimeZone::get(LONDON).expect("the time zone database knows Europe/London")
}

/// The calendar date of an instant in the United Kingdom.
pub fn date_of(at: Timestamp) -> Date {
    at.to_zoned(london()).date()
}

/// The wall-clock time of an instant in the United Kingdom.
pub fn time_of(at: Timestamp) -> Time {
    at.to_zoned(london()).time()
}

/// The instant of a local date and time in the United Kingdom; a time that a clock change skips moves forward with it.
pub fn instant(on: Date, time: Time) -> Timestamp {
    on.to_datetime(time).to_zoned(london()).expect("dates of a working life are in range").timestamp()
}

/// A date so many days later (or earlier).
pub fn plus_days(on: Date, days: i32) -> Date {
    on.saturating_add(Span::new().days(days))
}

/// A date so many calendar months later; a day that the month lacks becomes its last.
pub fn plus_months(on: Date, months: i32) -> Date {
    on.saturating_add(Span::new().months(months))
}

/// Whole months from one date to another, the last day included; none when the second is earlier.
pub fn whole_months(from: Date, to: Date) -> u32 {
    let span = from.until((jiff::Unit::Month, plus_days(to, 1)));
    span.map_or(0, |span| u32::try_from(span.get_months()).unwrap_or(0))
}

/// Whole days from one date to another; negative when the second is earlier.
pub fn days_between(from: Date, to: Date) -> i32 {
    from.until(to).map(|span| span.get_days()).unwrap_or(0)
}

/// From a day to a day, both included; an open end means current.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
pub struct Period {
    pub started_on: Date,
    pub finished_on: Option<Date>,
}

impl Period {
    /// A period that has not ended.
    pub fn since(started_on: Date) -> Self {
        Self { started_on, finished_on: None }
    }

    /// Does the day fall within it?
    pub fn contains(&self, on: Date) -> bool {
        self.started_on <= on && self.finished_on.is_none_or(|end| on <= end)
    }

    /// Do the two share a day?
    pub fn overlaps(&self, other: &Period) -> bool {
        self.finished_on.is_none_or(|end| other.started_on <= end)
            && other.finished_on.is_none_or(|end| self.started_on <= end)
    }
}

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
const DAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/// The names of the months, January first.
pub fn month_names() -> [&'static str; 12] {
    MONTHS
}

/// “6 August 2026”, as the NHS service manual writes dates.
pub fn long_date(on: Date) -> String {
    format!("{} {} {}", on.day(), MONTHS[(on.month() - 1) as usize], on.year())
}

/// “November 2026”.
pub fn month_and_year(on: Date) -> String {
    format!("{} {}", MONTHS[(on.month() - 1) as usize], on.year())
}

/// “Friday 6 November 2026”.
pub fn weekday_date(on: Date) -> String {
    format!("{} {}", DAYS[on.weekday().to_monday_zero_offset() as usize], long_date(on))
}

/// “6 Aug”, for narrow places that name the year elsewhere.
pub fn short_date(on: Date) -> String {
    format!("{} {}", on.day(), &MONTHS[(on.month() - 1) as usize][..3])
}

/// “5pm”, “5:30pm”, “midday”, “midnight”, as the NHS service manual writes times.
pub fn clock_time(time: Time) -> String {
    let (hour, minute) = (time.hour(), time.minute());
    let suffix = if hour < 12 { "am" } else { "pm" };
    let twelve = if hour % 12 == 0 { 12 } else { hour % 12 };
    match (hour, minute) {
        (0, 0) => "midnight".to_owned(),
        (12, 0) => "midday".to_owned(),
        (_, 0) => format!("{twelve}{suffix}"),
        _ => format!("{twelve}:{minute:02}{suffix}"),
    }
}

/// “Friday 6 November 2026 at 2:30pm”, in the United Kingdom.
pub fn long_instant(at: Timestamp) -> String {
    format!("{} at {}", weekday_date(date_of(at)), clock_time(time_of(at)))
}

#[cfg(test)]
mod tests {
    use jiff::civil::{date, time};

    use super::*;

    #[test]
    fn dates_and_times_read_as_people_say_them() {
        assert_eq!(long_date(date(2026, 8, 6)), "6 August 2026");
        assert_eq!(weekday_date(date(2026, 11, 6)), "Friday 6 November 2026");
        assert_eq!(clock_time(time(17, 0, 0, 0)), "5pm");
        assert_eq!(clock_time(time(0, 30, 0, 0)), "12:30am");
        assert_eq!(clock_time(time(12, 0, 0, 0)), "midday");
        assert_eq!(clock_time(time(0, 0, 0, 0)), "midnight");
    }

    #[test]
    fn a_month_after_the_last_of_january_is_the_last_of_february() {
        assert_eq!(plus_months(date(2028, 1, 31), 1), date(2028, 2, 29));
        assert_eq!(plus_months(date(2027, 1, 31), 1), date(2027, 2, 28));
    }

    #[test]
    fn summer_time_is_honoured() {
        let at = instant(date(2026, 7, 1), time(9, 0, 0, 0));
        assert_eq!(at.to_string(), "2026-07-01T08:00:00Z");
        assert_eq!(long_instant(at), "Wednesday 1 July 2026 at 9am");
    }

    #[test]
    fn periods_include_both_their_days() {
        let week = Period { started_on: date(2026, 1, 1), finished_on: Some(date(2026, 1, 7)) };
        assert!(week.contains(date(2026, 1, 7)) && !week.contains(date(2026, 1, 8)));
        assert!(week.overlaps(&Period::since(date(2026, 1, 7))));
        assert!(!week.overlaps(&Period::since(date(2026, 1, 8))));
    }
}

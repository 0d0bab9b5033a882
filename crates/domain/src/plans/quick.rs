//! “Run the hand clinic alone by 30 June”: an objective in one line, as one says it.

use jiff::ToSpan;
use jiff::civil::Date;

use crate::calendar;

/// Reads what, and by when, out of one line; without a day at its end the whole line is what.
///
/// Understood at the end: `by 30 June`, `by 30 June 2027`, `by 30/6/2027`, `by June`, `by Friday`, `in 6 weeks`,
/// `in 3 months`, `in 10 days`.
pub fn quick(line: &str, today: Date) -> (String, Option<Date>) {
    let line = line.split_whitespace().collect::<Vec<_>>().join(" ");
    let lower = line.to_lowercase();
    for (word, read) in [(" by ", by as fn(&str, Date) -> Option<Date>), (" in ", within)] {
        let Some(at) = lower.rfind(word) else { continue };
        // What lies before is the same in small letters only where they are as long.
        if lower.len() != line.len() || !line.is_char_boundary(at) {
            continue;
        }
        if let Some(on) = read(lower[at + word.len()..].trim_end_matches('.'), today) {
            let what = line[..at].trim_end_matches([',', ' ']).to_owned();
            return (what, Some(on));
        }
    }
    (line, None)
}

fn by(text: &str, today: Date) -> Option<Date> {
    let text = text.strip_prefix("the end of ").or_else(|| text.strip_prefix("end of ")).unwrap_or(text);
    let words: Vec<&str> = text.split([' ', '/', '-']).filter(|w| !w.is_empty()).collect();
    match words.as_slice() {
        [one] => weekday(one, today).or_else(|| month(one).map(|month| end_of(month, today))),
        [one, year] if month(one).is_some() => {
            Date::new(year_of(year)?, month(one)?, 1).ok().map(|first| first.last_of_month())
        }
        [day, m] => on(day_of(day)?, month(m).or_else(|| number_of_month(m))?, today),
        [day, m, year] => Date::new(year_of(year)?, month(m).or_else(|| number_of_month(m))?, day_of(day)?).ok(),
        _ => None,
    }
}

fn within(text: &str, today: Date) -> Option<Date> {
    let (number, unit) = text.split_once(' ')?;
    let number: i32 = match number {
        "a" | "one" => 1,
        "two" => 2,
        "three" => 3,
        "four" => 4,
        "six" => 6,
        digits => digits.parse().ok().filter(|n| (1..=400).contains(n))?,
    };
    match unit {
        "day" | "days" => Some(calendar::plus_days(today, number)),
        "week" | "weeks" => Some(calendar::plus_days(today, number * 7)),
        "month" | "months" => Some(calendar::plus_months(today, number)),
        _ => None,
    }
}

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];
const DAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

/// A month by its name or the first three letters of it.
fn month(text: &str) -> Option<i8> {
    let place = MONTHS.iter().position(|month| *month == text || (text.len() == 3 && month.starts_with(text)))?;
    i8::try_from(place + 1).ok()
}

fn number_of_month(text: &str) -> Option<i8> {
    text.parse().ok().filter(|month| (1..=12).contains(month))
}

fn day_of(text: &str) -> Option<i8> {
    let digits = text.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    digits.parse().ok().filter(|day| (1..=31).contains(day))
}

fn year_of(text: &str) -> Option<i16> {
    let year: i16 = text.parse().ok()?;
    let year = if (0..100).contains(&year) { year + 2000 } else { year };
    (2000..=2200).contains(&year).then_some(year)
}

/// The next such day, today included.
fn on(day: i8, month: i8, today: Date) -> Option<Date> {
    let this_year = Date::new(today.year(), month, day).ok();
    this_year.filter(|on| *on >= today).or_else(|| Date::new(today.year() + 1, month, day).ok())
}

/// The last day of the next such month, this one included.
fn end_of(month: i8, today: Date) -> Date {
    let year = if month < today.month() { today.year() + 1 } else { today.year() };
    Date::new(year, month, 1).expect("a month of a year").last_of_month()
}

fn weekday(text: &str, today: Date) -> Option<Date> {
    let place = DAYS.iter().position(|day| *day == text || (text.len() == 3 && day.starts_with(text)))?;
    let wanted = i8::try_from(place).ok()?;
    let now = today.weekday().to_monday_zero_offset();
    today.checked_add(i64::from((wanted - now).rem_euclid(7)).days()).ok()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn read(line: &str) -> (String, Option<Date>) {
        quick(line, date(2027, 3, 10))
    }

    #[test]
    fn req_E3_one_line_says_what_and_by_when() {
        let cases = [
            ("Run the hand clinic alone by 30 June", "Run the hand clinic alone", date(2027, 6, 30)),
            ("Shadow a ward round, by 1 Feb.", "Shadow a ward round", date(2028, 2, 1)),
            ("Teach a student by 4/5/2027", "Teach a student", date(2027, 5, 4)),
            ("Stand by the bed by June", "Stand by the bed", date(2027, 6, 30)),
            ("Read the guide by Friday", "Read the guide", date(2027, 3, 12)),
            ("Join the audit group in 6 weeks", "Join the audit group", date(2027, 4, 21)),
            ("Take part in teaching by the end of December 2027", "Take part in teaching", date(2027, 12, 31)),
            ("Lead a session by 3rd April 28", "Lead a session", date(2028, 4, 3)),
        ];
        for (line, what, by) in cases {
            assert_eq!(read(line), (what.to_owned(), Some(by)), "{line}");
        }
    }

    #[test]
    fn without_a_day_the_whole_line_is_what() {
        for line in ["Learn by doing", "Feel at home in theatre", "Work by 31 February", "Été by Ünder", ""] {
            assert_eq!(read(line), (line.to_owned(), None));
        }
        assert_eq!(read("  Two   spaces ").0, "Two spaces");
    }
}

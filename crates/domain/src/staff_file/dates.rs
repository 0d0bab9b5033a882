//! Dates as people and workforce systems write them: the day first as in the United Kingdom, or ISO 8601.

use jiff::civil::Date;

use crate::misfit::{Misfit, quoted};

const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// Years of a working life; anything else is a slip of the keyboard.
const YEARS: std::ops::RangeInclusive<i16> = 1940..=2100;

/// Reads `3/11/2026`, `03.11.2026`, `03-Nov-2026`, `3 November 2026`, `2026-11-03` or `20261103`, each also with a time
/// behind it, which is dropped. A two-digit year is taken only with a month in letters, as the Electronic Staff Record
/// writes it.
///
/// # Errors
/// The text is no date, or the day does not exist, or the year is not one of a working life.
pub fn read_date(text: &str) -> Result<Date, Misfit> {
    let wrong = |problem: &str| {
        Misfit::new(
            format!("{} {problem}", quoted(text)),
            "Give the date with the day first, such as 03/11/2026, or as 2026-11-03",
        )
    };
    let (year, month, day) = parts(text.trim()).ok_or_else(|| wrong("is not a date"))?;
    let date = Date::new(year, month, day).map_err(|_| wrong("is a date that does not exist"))?;
    if YEARS.contains(&year) { Ok(date) } else { Err(wrong("is not a date of a working life")) }
}

fn parts(text: &str) -> Option<(i16, i8, i8)> {
    let text = without_time(text);
    if text.len() == 8 && text.bytes().all(|b| b.is_ascii_digit()) {
        return Some((number(&text[..4])?, number(&text[4..6])? as i8, number(&text[6..])? as i8));
    }
    let mut pieces = text.split(['/', '-', '.', ' ', ',']).filter(|piece| !piece.is_empty());
    let (first, second, third) = (pieces.next()?, pieces.next()?, pieces.next()?);
    if pieces.next().is_some() {
        return None;
    }
    if first.len() == 4 {
        return Some((number(first)?, month(second)?, small(third)?));
    }
    let named = second.starts_with(|c: char| c.is_alphabetic());
    let year = match third.len() {
        4 => number(third)?,
        2 if named => 2000 + number(third)? - if number(third)? > 60 { 100 } else { 0 },
        _ => return None,
    };
    Some((year, month(second)?, small(first)?))
}

/// The part before a time of day: `2026-11-03T00:00:00`, `03/11/2026 00:00`.
fn without_time(text: &str) -> &str {
    let looks_like_time = |rest: &str| rest.contains(':') && rest.starts_with(|c: char| c.is_ascii_digit());
    match text.split_once(['T', ' ']) {
        Some((date, rest)) if looks_like_time(rest) => date,
        _ => text,
    }
}

fn number(text: &str) -> Option<i16> {
    if !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit()) { text.parse().ok() } else { None }
}

fn small(text: &str) -> Option<i8> {
    if text.len() > 2 { None } else { number(text).map(|n| n as i8) }
}

fn month(text: &str) -> Option<i8> {
    if text.starts_with(|c: char| c.is_ascii_digit()) {
        return small(text);
    }
    let folded = text.to_lowercase();
    let head = folded.get(..3)?;
    let at = MONTHS.iter().position(|month| *month == head)?;
    (folded.len() == 3 || crate::calendar::month_names()[at].to_lowercase() == folded || folded == "sept")
        .then(|| i8::try_from(at + 1).unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn req_A4_dates_are_read_as_written_in_the_united_kingdom_or_as_iso() {
        for text in [
            "03/11/2026",
            "3/11/2026",
            "03.11.2026",
            "3-11-2026",
            "03-NOV-2026",
            "03-Nov-26",
            "3 November 2026",
            "2026-11-03",
            "2026/11/03",
            "20261103",
            "2026-11-03T00:00:00",
            "2026-11-03 00:00:00",
            "03/11/2026 00:00",
        ] {
            assert_eq!(read_date(text), Ok(date(2026, 11, 3)), "{text}");
        }
        assert_eq!(read_date("01-SEP-85"), Ok(date(1985, 9, 1)));
    }

    #[test]
    fn req_A4_a_date_that_does_not_exist_is_refused_with_a_remedy() {
        for text in [
            "31/02/2026",
            "32/13/2026",
            "2026",
            "11/25/2026",
            "03/11/26",
            "",
            "soon",
            "45964",
            "1/1/1",
            "03/11/2026/1",
            "00/00/0000",
            "03-Nuv-2026",
            "1/1/0202",
        ] {
            let misfit = read_date(text).unwrap_err();
            assert!(misfit.remedy.contains("03/11/2026"), "{text}");
        }
    }
}

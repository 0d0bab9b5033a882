//! One answer: parsed from what was typed, stored, and shown again.

use jiff::civil::{Date, Time};
use serde_json::Value;

use crate::calendar;
use crate::forms::{Field, FieldKind};

/// An answer of the kind that its field takes. No answer is `None` everywhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AnswerValue {
    Text(String),
    Choice(String),
    On(Date),
    At(Time),
    Minutes(u32),
    Number(i64),
}

/// What a browser sends for a field: one box, or the boxes of a date or a duration.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Raw {
    pub text: String,
    pub day: String,
    pub month: String,
    pub year: String,
    pub hours: String,
    pub minutes: String,
}

impl Raw {
    /// One box.
    pub fn of(text: &str) -> Self {
        Self { text: text.to_owned(), ..Self::default() }
    }
}

/// What is wrong with what was typed; says what to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum AnswerProblem {
    #[error("shorten this to {most} letters or fewer")]
    TooLong { most: u32 },
    #[error("choose one of the answers")]
    NotAChoice,
    #[error("enter a real date, such as 6 11 2026")]
    NotADate,
    #[error("enter a time, such as 2:30pm or 14:30")]
    NotATime,
    #[error("enter hours and minutes, up to {most_minutes} minutes in all")]
    NotADuration { most_minutes: u32 },
    #[error("enter a whole number from {least} to {most}")]
    NotANumber { least: i64, most: i64 },
}

impl AnswerProblem {
    /// The key of the message that a page shows.
    pub fn key(self) -> &'static str {
        match self {
            Self::TooLong { .. } => "answer-too-long",
            Self::NotAChoice => "answer-not-a-choice",
            Self::NotADate => "answer-not-a-date",
            Self::NotATime => "answer-not-a-time",
            Self::NotADuration { .. } => "answer-not-a-duration",
            Self::NotANumber { .. } => "answer-not-a-number",
        }
    }
}

impl AnswerValue {
    /// What was typed, as an answer of the field's kind; `None` when nothing was.
    ///
    /// # Errors
    /// What was typed is not of the field's kind.
    pub fn parse(field: &Field, raw: &Raw) -> Result<Option<Self>, AnswerProblem> {
        match &field.kind {
            FieldKind::Text { most } => text(&raw.text.replace(['\r', '\n'], " "), *most),
            FieldKind::LongText { most } => text(&raw.text, *most),
            FieldKind::Choice { among } => {
                let chosen = raw.text.trim();
                let known = among.iter().any(|choice| choice.value == chosen);
                match chosen {
                    "" => Ok(None),
                    _ if known => Ok(Some(Self::Choice(chosen.to_owned()))),
                    _ => Err(AnswerProblem::NotAChoice),
                }
            }
            FieldKind::Date => Ok(parse_date(raw)?.map(Self::On)),
            FieldKind::Time => match raw.text.trim() {
                "" => Ok(None),
                typed => parse_time(typed).map(Self::At).map(Some).ok_or(AnswerProblem::NotATime),
            },
            FieldKind::Duration { most_minutes } => duration(raw, *most_minutes),
            FieldKind::Number { least, most, .. } => match raw.text.trim() {
                "" => Ok(None),
                typed => match typed.parse() {
                    Ok(number) if (*least..=*most).contains(&number) => Ok(Some(Self::Number(number))),
                    _ => Err(AnswerProblem::NotANumber { least: *least, most: *most }),
                },
            },
        }
    }

    /// How an answer is stored; nothing is stored as empty text.
    pub fn to_json(answer: Option<&Self>) -> Value {
        match answer {
            None => Value::String(String::new()),
            Some(Self::Text(text) | Self::Choice(text)) => Value::String(text.clone()),
            Some(Self::On(on)) => Value::String(on.to_string()),
            Some(Self::At(at)) => Value::String(at.strftime("%H:%M").to_string()),
            Some(Self::Minutes(minutes)) => Value::from(*minutes),
            Some(Self::Number(number)) => Value::from(*number),
        }
    }

    /// A stored answer read as the field's kind; `None` when there is none, or when the field has changed its kind.
    pub fn from_json(field: &Field, value: &Value) -> Option<Self> {
        match &field.kind {
            FieldKind::Duration { .. } => value.as_u64().and_then(|n| u32::try_from(n).ok()).map(Self::Minutes),
            FieldKind::Number { .. } => value.as_i64().map(Self::Number),
            kind => {
                let text = value.as_str().filter(|text| !text.is_empty())?;
                match kind {
                    FieldKind::Choice { .. } => Some(Self::Choice(text.to_owned())),
                    FieldKind::Date => text.parse().ok().map(Self::On),
                    FieldKind::Time => parse_time(text).map(Self::At),
                    _ => Some(Self::Text(text.to_owned())),
                }
            }
        }
    }

    /// What the boxes of the field held when this was typed.
    pub fn raw(&self) -> Raw {
        match self {
            Self::Text(text) | Self::Choice(text) => Raw::of(text),
            Self::On(on) => Raw {
                day: on.day().to_string(),
                month: on.month().to_string(),
                year: on.year().to_string(),
                ..Raw::default()
            },
            Self::At(at) => Raw::of(&at.strftime("%H:%M").to_string()),
            Self::Minutes(minutes) => {
                Raw { hours: (minutes / 60).to_string(), minutes: (minutes % 60).to_string(), ..Raw::default() }
            }
            Self::Number(number) => Raw::of(&number.to_string()),
        }
    }
}

/// An answer as people read it.
pub fn shown(field: &Field, answer: &AnswerValue) -> String {
    match answer {
        AnswerValue::Text(text) => text.clone(),
        AnswerValue::Choice(value) => match &field.kind {
            FieldKind::Choice { among } => {
                let label = among.iter().find(|choice| choice.value == *value).map(|choice| choice.label.clone());
                label.unwrap_or_else(|| value.clone())
            }
            _ => value.clone(),
        },
        AnswerValue::On(on) => calendar::weekday_date(*on),
        AnswerValue::At(at) => calendar::clock_time(*at),
        AnswerValue::Minutes(minutes) => match (minutes / 60, minutes % 60) {
            (0, minutes) => format!("{minutes} minutes"),
            (1, 0) => "1 hour".to_owned(),
            (hours, 0) => format!("{hours} hours"),
            (1, minutes) => format!("1 hour {minutes} minutes"),
            (hours, minutes) => format!("{hours} hours {minutes} minutes"),
        },
        AnswerValue::Number(number) => match &field.kind {
            FieldKind::Number { unit, .. } if !unit.is_empty() => format!("{number} {unit}"),
            _ => number.to_string(),
        },
    }
}

/// Text without what no box can hold (a null character, which one of the databases refuses) and with one kind of line
/// end, so that the same words have the same hash from every browser.
fn text(typed: &str, most: u32) -> Result<Option<AnswerValue>, AnswerProblem> {
    let typed: String = typed.replace("\r\n", "\n").replace('\r', "\n").chars().filter(|c| *c != '\0').collect();
    let typed = typed.trim_end();
    if typed.trim().is_empty() {
        return Ok(None);
    }
    if typed.chars().count() > most as usize {
        return Err(AnswerProblem::TooLong { most });
    }
    Ok(Some(AnswerValue::Text(typed.to_owned())))
}

/// A date from its three boxes; `None` when all are empty.
///
/// # Errors
/// There is no such day, or a year that nobody means.
pub fn parse_date(raw: &Raw) -> Result<Option<Date>, AnswerProblem> {
    let parts = [raw.day.trim(), raw.month.trim(), raw.year.trim()];
    if parts.iter().all(|part| part.is_empty()) {
        return Ok(None);
    }
    let (Ok(day), Ok(month), Ok(year)) = (parts[0].parse(), parts[1].parse(), parts[2].parse::<i16>()) else {
        return Err(AnswerProblem::NotADate);
    };
    // Nobody means the year 26.
    if !(1900..=2200).contains(&year) {
        return Err(AnswerProblem::NotADate);
    }
    Date::new(year, month, day).map(Some).map_err(|_| AnswerProblem::NotADate)
}

fn duration(raw: &Raw, most_minutes: u32) -> Result<Option<AnswerValue>, AnswerProblem> {
    let problem = AnswerProblem::NotADuration { most_minutes };
    let number = |text: &str| match text.trim() {
        "" => Ok(0),
        typed => typed.parse::<u32>().map_err(|_| problem),
    };
    if raw.hours.trim().is_empty() && raw.minutes.trim().is_empty() {
        return Ok(None);
    }
    let total = number(&raw.hours)?.checked_mul(60).and_then(|hours| hours.checked_add(number(&raw.minutes).ok()?));
    number(&raw.minutes)?;
    match total {
        Some(total) if total <= most_minutes => Ok(Some(AnswerValue::Minutes(total))),
        _ => Err(problem),
    }
}

/// A time as people type it: `14:30`, `14.30`, `2:30pm`, `2 pm`, `1430`, `midday`.
pub fn parse_time(typed: &str) -> Option<Time> {
    let typed = typed.trim().to_lowercase();
    if typed == "midday" || typed == "noon" {
        return Time::new(12, 0, 0, 0).ok();
    }
    let (digits, half) = if let Some(rest) = typed.strip_suffix("am") {
        (rest, Some(0))
    } else if let Some(rest) = typed.strip_suffix("pm") {
        (rest, Some(12))
    } else {
        (typed.as_str(), None)
    };
    let digits = digits.trim();
    let (hours, minutes) = match digits.split_once([':', '.']) {
        Some((hours, minutes)) if minutes.len() == 2 => (hours, minutes),
        Some(_) => return None,
        None if digits.len() == 4 && half.is_none() => digits.split_at_checked(2)?,
        None if half.is_some() || digits.len() <= 2 => (digits, "00"),
        None => return None,
    };
    if ![hours, minutes].iter().all(|part| !part.is_empty() && part.chars().all(|c| c.is_ascii_digit())) {
        return None;
    }
    let (hours, minutes): (i8, i8) = (hours.parse().ok()?, minutes.parse().ok()?);
    let hours = match half {
        Some(_) if !(1..=12).contains(&hours) => return None,
        Some(half) => hours % 12 + half,
        None => hours,
    };
    Time::new(hours, minutes, 0, 0).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::forms::{Choice, Figure, FilledBy, Need};

    pub(crate) fn field(kind: FieldKind) -> Field {
        Field {
            key: "answer".parse().unwrap(),
            label: "What?".into(),
            hint: None,
            kind,
            filled_by: FilledBy::Anyone,
            need: Need::Optional,
            figure: Figure::No,
            recalls: None,
        }
    }

    fn kinds() -> Vec<FieldKind> {
        let among = vec![Choice { value: "fits".into(), label: "Yes, it fits".into() }];
        vec![
            FieldKind::Text { most: 10 },
            FieldKind::LongText { most: 10 },
            FieldKind::Choice { among },
            FieldKind::Date,
            FieldKind::Time,
            FieldKind::Duration { most_minutes: 600 },
            FieldKind::Number { least: 0, most: 9, unit: "visits".into() },
        ]
    }

    #[test]
    fn nothing_typed_is_no_answer_in_every_kind() {
        for kind in kinds() {
            let field = field(kind);
            assert_eq!(AnswerValue::parse(&field, &Raw::default()), Ok(None));
            assert_eq!(AnswerValue::from_json(&field, &AnswerValue::to_json(None)), None);
        }
    }

    #[test]
    fn every_kind_comes_back_from_the_store_and_from_its_boxes() {
        let date = Raw { day: "6".into(), month: "11".into(), year: "2026".into(), ..Raw::default() };
        let duration = Raw { hours: "1".into(), minutes: "30".into(), ..Raw::default() };
        let typed =
            [Raw::of("Hello"), Raw::of("a\r\nb"), Raw::of("fits"), date, Raw::of("2:30pm"), duration, Raw::of("7")];
        let read =
            ["Hello", "a\nb", "Yes, it fits", "Friday 6 November 2026", "2:30pm", "1 hour 30 minutes", "7 visits"];
        for ((kind, raw), read) in kinds().into_iter().zip(typed).zip(read) {
            let field = field(kind);
            let answer = AnswerValue::parse(&field, &raw).unwrap().unwrap();
            assert_eq!(AnswerValue::from_json(&field, &AnswerValue::to_json(Some(&answer))), Some(answer.clone()));
            assert_eq!(AnswerValue::parse(&field, &answer.raw()), Ok(Some(answer.clone())));
            assert_eq!(shown(&field, &answer), read);
        }
    }

    #[test]
    fn what_cannot_be_an_answer_says_so() {
        let date = |day: &str, month: &str, year: &str| Raw {
            day: day.into(),
            month: month.into(),
            year: year.into(),
            ..Raw::default()
        };
        let hours = |hours: &str, minutes: &str| Raw { hours: hours.into(), minutes: minutes.into(), ..Raw::default() };
        let wrong = [
            vec![Raw::of("eleven letters")],
            vec![Raw::of("eleven letters")],
            vec![Raw::of("other")],
            vec![date("31", "2", "2026"), date("6", "11", "26"), date("6", "", "2026"), date("a", "b", "c")],
            vec![Raw::of("25:00"), Raw::of("2:3"), Raw::of("13pm"), Raw::of("soon"), Raw::of("0pm"), Raw::of("-1")],
            vec![hours("11", "0"), hours("x", ""), hours("1", "x"), hours("99999999", "")],
            vec![Raw::of("10"), Raw::of("-1"), Raw::of("1.5")],
        ];
        for (kind, raws) in kinds().into_iter().zip(wrong) {
            let field = field(kind);
            for raw in raws {
                assert!(AnswerValue::parse(&field, &raw).is_err(), "{raw:?} for {:?}", field.kind);
            }
        }
    }

    #[test]
    fn times_are_read_as_people_type_them() {
        for typed in ["14:30", "14.30", "2:30pm", "2.30 PM", "1430"] {
            assert_eq!(parse_time(typed), Time::new(14, 30, 0, 0).ok(), "{typed}");
        }
        assert_eq!(parse_time("12am"), Time::new(0, 0, 0, 0).ok());
        assert_eq!(parse_time("12pm"), Time::new(12, 0, 0, 0).ok());
        assert_eq!(parse_time("9"), Time::new(9, 0, 0, 0).ok());
    }

    #[test]
    fn a_null_character_is_left_out() {
        let field = field(FieldKind::LongText { most: 10 });
        assert_eq!(AnswerValue::parse(&field, &Raw::of("a\0b")), Ok(Some(AnswerValue::Text("ab".into()))));
    }
}

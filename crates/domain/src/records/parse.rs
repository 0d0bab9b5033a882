//! What was typed, as answers.

use std::collections::BTreeMap;

use jiff::civil::{Date, Time};

use super::answer::{AnswerValue, NamedPerson};
use crate::forms::{Choice, Field, FieldKind, Group};
use crate::keys::FieldKey;

/// What a browser sends for a field: one box, the boxes of a date or a duration, ticks, or rows of boxes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Raw {
    pub text: String,
    pub day: String,
    pub month: String,
    pub year: String,
    pub hours: String,
    pub minutes: String,
    /// The boxes that are ticked.
    pub ticked: Vec<String>,
    /// The rows of a group.
    pub rows: Vec<BTreeMap<FieldKey, Raw>>,
    /// Whom the text names, looked up by the page; never what a browser sent.
    pub found: Option<NamedPerson>,
}

impl Raw {
    /// One box.
    pub fn of(text: &str) -> Self {
        Self { text: text.to_owned(), ..Self::default() }
    }

    /// Was nothing typed, ticked or chosen?
    pub fn is_empty(&self) -> bool {
        let boxes = [&self.text, &self.day, &self.month, &self.year, &self.hours, &self.minutes];
        boxes.iter().all(|text| text.trim().is_empty())
            && self.ticked.is_empty()
            && self.rows.iter().all(|row| row.values().all(Self::is_empty))
    }
}

/// What is wrong with what was typed; says what to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum AnswerProblem {
    #[error("shorten this to {most} letters or fewer")]
    TooLong { most: u32 },
    #[error("choose one of the answers")]
    NotAChoice,
    #[error("choose from {least} to {most} of the answers")]
    NotSoMany { least: u32, most: u32 },
    #[error("enter a real date, such as 6 11 2026")]
    NotADate,
    #[error("enter a time, such as 2:30pm or 14:30")]
    NotATime,
    #[error("enter hours and minutes, up to {most_minutes} minutes in all")]
    NotADuration { most_minutes: u32 },
    #[error("enter a whole number from {least} to {most}")]
    NotANumber { least: i64, most: i64 },
    #[error("nobody is found by that: enter the name in full, or the work e-mail address")]
    NotAPerson,
    #[error("add the file on its own page")]
    NotAFile,
    #[error("put down {most} at most")]
    TooManyRows { most: u32 },
    #[error("put right what is wrong in row {row}")]
    InRow { row: usize },
}

impl AnswerProblem {
    /// The key of the message that a page shows.
    pub fn key(self) -> &'static str {
        match self {
            Self::TooLong { .. } => "answer-too-long",
            Self::NotAChoice => "answer-not-a-choice",
            Self::NotSoMany { .. } => "answer-not-so-many",
            Self::NotADate => "answer-not-a-date",
            Self::NotATime => "answer-not-a-time",
            Self::NotADuration { .. } => "answer-not-a-duration",
            Self::NotANumber { .. } => "answer-not-a-number",
            Self::NotAPerson => "answer-not-a-person",
            Self::NotAFile => "answer-not-a-file",
            Self::TooManyRows { .. } => "answer-too-many-rows",
            Self::InRow { .. } => "answer-in-row",
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
            FieldKind::Choice { among } => Ok(choice(among, &raw.text)?.map(Self::Choice)),
            FieldKind::Choices { among, least, most } => choices(among, &raw.ticked, *least, *most),
            FieldKind::Scale { steps, .. } => match raw.text.trim() {
                "" => Ok(None),
                typed => match typed.parse() {
                    Ok(step) if (1..=*steps).contains(&step) => Ok(Some(Self::Scale(step))),
                    _ => Err(AnswerProblem::NotAChoice),
                },
            },
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
            FieldKind::Person { .. } => match (raw.text.trim(), &raw.found) {
                ("", _) => Ok(None),
                (_, Some(person)) => Ok(Some(Self::Person(person.clone()))),
                (_, None) => Err(AnswerProblem::NotAPerson),
            },
            FieldKind::File { .. } if raw.text.trim().is_empty() => Ok(None),
            FieldKind::File { .. } => Err(AnswerProblem::NotAFile),
            // It is written in the plan.
            FieldKind::Plan { .. } => Ok(None),
            FieldKind::Group(group) => rows(group, &raw.rows),
        }
    }
}

/// What is wrong in the boxes of a group: row (from 0), field and problem, for each box.
pub fn problems_in_rows<'g>(
    group: &'g Group,
    rows: &[BTreeMap<FieldKey, Raw>],
) -> Vec<(usize, &'g Field, AnswerProblem)> {
    let mut found = Vec::new();
    for (place, row) in rows.iter().enumerate() {
        for field in &group.fields {
            let problem = row.get(&field.key).and_then(|raw| AnswerValue::parse(field, raw).err());
            found.extend(problem.map(|problem| (place, field, problem)));
        }
    }
    found
}

/// The rows in which something was typed.
fn rows(group: &Group, raws: &[BTreeMap<FieldKey, Raw>]) -> Result<Option<AnswerValue>, AnswerProblem> {
    if let Some((row, ..)) = problems_in_rows(group, raws).first() {
        return Err(AnswerProblem::InRow { row: row + 1 });
    }
    let mut rows = Vec::new();
    for raw in raws {
        let mut row = BTreeMap::new();
        for field in &group.fields {
            let Some(raw) = raw.get(&field.key) else { continue };
            row.extend(AnswerValue::parse(field, raw)?.map(|value| (field.key.clone(), value)));
        }
        if !row.is_empty() {
            rows.push(row);
        }
    }
    if rows.len() > group.most as usize {
        return Err(AnswerProblem::TooManyRows { most: group.most });
    }
    Ok((!rows.is_empty()).then_some(AnswerValue::Rows(rows)))
}

fn choice(among: &[Choice], typed: &str) -> Result<Option<String>, AnswerProblem> {
    match typed.trim() {
        "" => Ok(None),
        chosen if among.iter().any(|choice| choice.value == chosen) => Ok(Some(chosen.to_owned())),
        _ => Err(AnswerProblem::NotAChoice),
    }
}

/// The ticked answers, in the order of the form.
fn choices(among: &[Choice], ticked: &[String], least: u32, most: u32) -> Result<Option<AnswerValue>, AnswerProblem> {
    let ticked: Vec<&str> = ticked.iter().map(|value| value.trim()).filter(|value| !value.is_empty()).collect();
    if ticked.iter().any(|value| among.iter().all(|choice| choice.value != *value)) {
        return Err(AnswerProblem::NotAChoice);
    }
    let chosen = among.iter().map(|choice| &choice.value).filter(|value| ticked.contains(&value.as_str()));
    let chosen: Vec<String> = chosen.cloned().collect();
    if chosen.is_empty() {
        return Ok(None);
    }
    if !(least as usize..=most as usize).contains(&chosen.len()) {
        return Err(AnswerProblem::NotSoMany { least: least.max(1), most });
    }
    Ok(Some(AnswerValue::Choices(chosen)))
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

//! One answer: stored, and shown again.

use std::collections::BTreeMap;

use jiff::civil::{Date, Time};
use serde_json::{Map, Value};

use super::parse::{Raw, parse_time};
use crate::calendar;
use crate::forms::{Choice, Field, FieldKind, Group};
use crate::ids::{FileId, PersonId};
use crate::keys::FieldKey;

/// The answers of one row of a group.
pub type Row = BTreeMap<FieldKey, AnswerValue>;

/// An answer of the kind that its field takes. No answer is `None` everywhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AnswerValue {
    Text(String),
    Choice(String),
    /// In the order of the form; never empty.
    Choices(Vec<String>),
    /// A step, from 1.
    Scale(u32),
    On(Date),
    At(Time),
    Minutes(u32),
    Number(i64),
    File(KeptFile),
    Person(NamedPerson),
    /// What stands in the plan, each thing as it is read; never empty.
    Plan(Vec<String>),
    /// Never empty, and no row is.
    Rows(Vec<Row>),
}

/// A file as an answer; its bytes are kept beside it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptFile {
    pub id: FileId,
    pub name: String,
    pub bytes: u64,
    /// The SHA-256 of its content, so that what is signed is this content and no other.
    pub fingerprint: String,
}

/// Somebody, by the name that they had when they were named.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamedPerson {
    pub id: PersonId,
    pub name: String,
}

impl AnswerValue {
    /// How an answer is stored; nothing is stored as empty text.
    pub fn to_json(answer: Option<&Self>) -> Value {
        match answer {
            None => Value::String(String::new()),
            Some(Self::Text(text) | Self::Choice(text)) => Value::String(text.clone()),
            Some(Self::Choices(texts) | Self::Plan(texts)) => Value::from(texts.clone()),
            Some(Self::Scale(step)) => Value::from(*step),
            Some(Self::On(on)) => Value::String(on.to_string()),
            Some(Self::At(at)) => Value::String(at.strftime("%H:%M").to_string()),
            Some(Self::Minutes(minutes)) => Value::from(*minutes),
            Some(Self::Number(number)) => Value::from(*number),
            Some(Self::File(file)) => serde_json::json!({
                "id": file.id, "name": file.name, "bytes": file.bytes, "fingerprint": file.fingerprint
            }),
            Some(Self::Person(person)) => serde_json::json!({ "id": person.id, "name": person.name }),
            Some(Self::Rows(rows)) => rows.iter().map(row_to_json).collect(),
        }
    }

    /// A stored answer read as the field's kind; `None` when there is none, or when the field has changed its kind.
    pub fn from_json(field: &Field, value: &Value) -> Option<Self> {
        let number = || value.as_u64().and_then(|n| u32::try_from(n).ok());
        let text = || value.as_str().filter(|text| !text.is_empty());
        match &field.kind {
            FieldKind::Duration { .. } => number().map(Self::Minutes),
            FieldKind::Scale { .. } => number().map(Self::Scale),
            FieldKind::Number { .. } => value.as_i64().map(Self::Number),
            FieldKind::Choices { .. } => texts(value).map(Self::Choices),
            FieldKind::Plan { .. } => texts(value).map(Self::Plan),
            FieldKind::File { .. } => kept_file(value).map(Self::File),
            FieldKind::Person { .. } => {
                let name = value.get("name")?.as_str()?.to_owned();
                Some(Self::Person(NamedPerson { id: value.get("id")?.as_str()?.parse().ok()?, name }))
            }
            FieldKind::Group(group) => {
                let rows = value.as_array()?.iter().map(|row| row_from_json(group, row)).filter(|row| !row.is_empty());
                let rows: Vec<Row> = rows.collect();
                (!rows.is_empty()).then_some(Self::Rows(rows))
            }
            FieldKind::Choice { .. } => text().map(|text| Self::Choice(text.to_owned())),
            FieldKind::Date => text()?.parse().ok().map(Self::On),
            FieldKind::Time => parse_time(text()?).map(Self::At),
            FieldKind::Text { .. } | FieldKind::LongText { .. } => text().map(|text| Self::Text(text.to_owned())),
        }
    }

    /// What the boxes of the field held when this was typed.
    pub fn raw(&self) -> Raw {
        match self {
            Self::Text(text) | Self::Choice(text) => Raw::of(text),
            Self::Choices(chosen) => Raw { ticked: chosen.clone(), ..Raw::default() },
            Self::Scale(step) => Raw::of(&step.to_string()),
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
            Self::File(file) => Raw::of(&file.id.to_string()),
            // It is written in the plan, never in a box.
            Self::Plan(_) => Raw::default(),
            Self::Person(person) => Raw { text: person.id.to_string(), found: Some(person.clone()), ..Raw::default() },
            Self::Rows(rows) => {
                let raw = |row: &Row| row.iter().map(|(key, value)| (key.clone(), value.raw())).collect();
                Raw { rows: rows.iter().map(raw).collect(), ..Raw::default() }
            }
        }
    }
}

/// Texts of a list; nothing when there are none.
fn texts(value: &Value) -> Option<Vec<String>> {
    let texts: Vec<String> = value.as_array()?.iter().filter_map(|v| v.as_str().map(str::to_owned)).collect();
    (!texts.is_empty()).then_some(texts)
}

fn row_to_json(row: &Row) -> Value {
    let entries = row.iter().map(|(key, value)| (key.to_string(), AnswerValue::to_json(Some(value))));
    Value::Object(entries.collect::<Map<_, _>>())
}

fn row_from_json(group: &Group, value: &Value) -> Row {
    let read =
        |field: &Field| Some((field.key.clone(), AnswerValue::from_json(field, value.get(field.key.as_str())?)?));
    group.fields.iter().filter_map(read).collect()
}

fn kept_file(value: &Value) -> Option<KeptFile> {
    Some(KeptFile {
        id: value.get("id")?.as_str()?.parse().ok()?,
        name: value.get("name")?.as_str()?.to_owned(),
        bytes: value.get("bytes")?.as_u64()?,
        fingerprint: value.get("fingerprint")?.as_str()?.to_owned(),
    })
}

/// An answer as people read it.
pub fn shown(field: &Field, answer: &AnswerValue) -> String {
    match (answer, &field.kind) {
        (AnswerValue::Text(text), _) => text.clone(),
        (AnswerValue::Choice(value), FieldKind::Choice { among }) => label(among, value),
        (AnswerValue::Choice(value), _) => value.clone(),
        (AnswerValue::Choices(values), FieldKind::Choices { among, .. }) => {
            values.iter().map(|value| label(among, value)).collect::<Vec<_>>().join("\n")
        }
        (AnswerValue::Choices(values), _) => values.join("\n"),
        (AnswerValue::Scale(step), FieldKind::Scale { steps, least_label, most_label }) => {
            format!("{step} on a scale from 1 ({least_label}) to {steps} ({most_label})")
        }
        (AnswerValue::Scale(step), _) => step.to_string(),
        (AnswerValue::On(on), _) => calendar::weekday_date(*on),
        (AnswerValue::At(at), _) => calendar::clock_time(*at),
        (AnswerValue::Minutes(minutes), _) => duration_in_words(*minutes),
        (AnswerValue::Number(number), FieldKind::Number { unit, .. }) if !unit.is_empty() => format!("{number} {unit}"),
        (AnswerValue::Number(number), _) => number.to_string(),
        (AnswerValue::Plan(items), _) => {
            let items = items.iter().enumerate().map(|(place, item)| format!("{}. {item}", place + 1));
            items.collect::<Vec<_>>().join("\n")
        }
        (AnswerValue::File(file), _) => format!("{} ({})", file.name, file_size(file.bytes)),
        (AnswerValue::Person(person), _) => person.name.clone(),
        (AnswerValue::Rows(rows), FieldKind::Group(group)) => {
            let rows = rows.iter().enumerate().map(|(place, row)| row_shown(group, place + 1, row));
            rows.collect::<Vec<_>>().join("\n")
        }
        (AnswerValue::Rows(rows), _) => rows.len().to_string(),
    }
}

/// “Objective 1”, then what stands in it, question by question. Questions without an answer are in it too.
fn row_shown(group: &Group, number: usize, row: &Row) -> String {
    let mut text = crate::programmes::capitalised(&format!("{} {number}", group.each.one));
    for field in &group.fields {
        text.push_str(&format!("\n  {}", field.label));
        let answer = row.get(&field.key).map_or_else(|| "–".to_owned(), |answer| shown(field, answer));
        for line in answer.lines() {
            text.push_str(&format!("\n    {line}"));
        }
    }
    text
}

fn label(among: &[Choice], value: &str) -> String {
    among.iter().find(|choice| choice.value == value).map_or_else(|| value.to_owned(), |choice| choice.label.clone())
}

fn duration_in_words(minutes: u32) -> String {
    match (minutes / 60, minutes % 60) {
        (0, minutes) => format!("{minutes} minutes"),
        (1, 0) => "1 hour".to_owned(),
        (hours, 0) => format!("{hours} hours"),
        (1, minutes) => format!("1 hour {minutes} minutes"),
        (hours, minutes) => format!("{hours} hours {minutes} minutes"),
    }
}

/// “120 KB”: how large a file is, rounded up.
pub fn file_size(bytes: u64) -> String {
    if bytes < 1_000_000 { format!("{} KB", bytes.div_ceil(1000)) } else { format!("{} MB", bytes.div_ceil(1_000_000)) }
}

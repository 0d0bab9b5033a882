//! The programme's questions as boxes on a page, and what was typed in them as answers.

use std::collections::BTreeMap;

use domain::calendar::{date_of, long_date};
use domain::forms::{Field, FieldKind, FilledBy, Form};
use domain::keys::FieldKey;
use domain::records::{AnswerValue, Raw, shown};
use operations::records::{Entry, Paper, may_answer};
use store::meetings::Circle;
use store::records::Answer;

use crate::components::{Choice, Problem};
use crate::form::FormData;
use crate::words::Words;

/// Questions under one heading.
pub(super) struct SectionView {
    pub(super) heading: String,
    pub(super) fields: Vec<FieldView>,
}

/// A question as the page shows it.
pub(super) struct FieldView {
    pub(super) key: String,
    /// The name of its box: `a-strengths`.
    pub(super) name: String,
    /// The revision that the page shows.
    pub(super) base: i32,
    pub(super) label: String,
    pub(super) hint: String,
    /// text | long-text | choice | date | time | duration | number
    pub(super) shape: &'static str,
    pub(super) unit: String,
    pub(super) raw: Raw,
    pub(super) options: Vec<Choice>,
    pub(super) error: String,
    /// What was answered last time.
    pub(super) before: Option<Before>,
    /// Who answers, when it is somebody else; their answer is in `raw` then.
    pub(super) only: String,
    pub(super) shown: String,
}

/// An answer of an earlier meeting.
pub(super) struct Before {
    pub(super) when: String,
    pub(super) text: String,
}

/// Everything the boxes are made from.
pub(super) struct Source<'a> {
    pub(super) w: Words,
    pub(super) circle: &'a Circle,
    pub(super) paper: &'a Paper,
    /// The answers of earlier meetings.
    pub(super) last: &'a [Answer],
    /// The field whose last answer stands at the top of the page, as promises.
    pub(super) promised: Option<&'a FieldKey>,
    /// What was typed and could not be kept, with what is wrong.
    pub(super) wrong: &'a BTreeMap<FieldKey, (Raw, String)>,
}

/// The name of a field's box.
pub(super) fn name_of(key: &FieldKey) -> String {
    format!("a-{key}")
}

/// The element that the error summary leads to.
pub(super) fn anchor(field: &Field) -> String {
    match field.kind {
        FieldKind::Date => format!("a-{}-day", field.key),
        FieldKind::Duration { .. } => format!("a-{}-hours", field.key),
        _ => name_of(&field.key),
    }
}

impl Source<'_> {
    /// The sections of the form.
    pub(super) fn sections(&self, form: &Form) -> Vec<SectionView> {
        form.sections
            .iter()
            .map(|section| SectionView {
                heading: section.heading.clone(),
                fields: section.fields.iter().map(|field| self.view(field)).collect(),
            })
            .collect()
    }

    fn view(&self, field: &Field) -> FieldView {
        let value = self.paper.values.get(&field.key);
        let (raw, error) = match self.wrong.get(&field.key) {
            Some((raw, error)) => (raw.clone(), error.clone()),
            None => (value.map_or_else(Raw::default, AnswerValue::raw), String::new()),
        };
        let (shape, unit) = match &field.kind {
            FieldKind::Text { .. } => ("text", String::new()),
            FieldKind::LongText { .. } => ("long-text", String::new()),
            FieldKind::Choice { .. } => ("choice", String::new()),
            FieldKind::Date => ("date", String::new()),
            FieldKind::Time => ("time", String::new()),
            FieldKind::Duration { .. } => ("duration", String::new()),
            FieldKind::Number { unit, .. } => ("number", unit.clone()),
            FieldKind::Choices { .. } => ("choices", String::new()),
            FieldKind::Scale { .. } => ("scale", String::new()),
            FieldKind::File { .. } => ("file", String::new()),
            FieldKind::Person { .. } => ("person", String::new()),
            FieldKind::Group(_) => ("group", String::new()),
        };
        let options = match &field.kind {
            FieldKind::Choice { among } => among
                .iter()
                .map(|choice| Choice::new(choice.value.as_str(), choice.label.as_str()).chosen_if(&raw.text))
                .collect(),
            _ => Vec::new(),
        };
        FieldView {
            key: field.key.to_string(),
            name: name_of(&field.key),
            base: self.paper.standing(&field.key).map_or(0, |answer| answer.revision),
            label: field.label.clone(),
            hint: field.hint.clone().unwrap_or_default(),
            shape,
            unit,
            options,
            error,
            before: self.before(field),
            only: self.only(field),
            shown: value.map_or_else(String::new, |value| shown(field, value)),
            raw,
        }
    }

    /// What was answered last time, unless it stands at the top already.
    fn before(&self, field: &Field) -> Option<Before> {
        let recalled = field.recalls.as_ref().filter(|key| Some(*key) != self.promised)?;
        let answer = self.last.iter().find(|answer| answer.field == *recalled)?;
        // The field may be of another form, in which it stood with the same key.
        let text = self
            .circle
            .programme
            .forms
            .iter()
            .filter_map(|form| form.field(recalled))
            .find_map(|field| AnswerValue::from_json(field, &answer.value).map(|value| shown(field, &value)))?;
        Some(Before { when: long_date(date_of(answer.saved_at)), text })
    }

    /// Who answers the question when the viewer may not.
    fn only(&self, field: &Field) -> String {
        match &field.filled_by {
            FilledBy::Only(party) if !may_answer(field, &self.circle.capacities()) => {
                let names = self.circle.participants.iter().filter(|participant| participant.party == *party);
                let names: Vec<String> = names.map(|participant| participant.name.clone()).collect();
                if names.is_empty() {
                    self.circle.programme.party_word(party).to_owned()
                } else {
                    crate::meetings::and(self.w, &names)
                }
            }
            _ => String::new(),
        }
    }
}

/// What the boxes of a field held when the form was sent; `None`: the form has no such box.
pub(super) fn raw_of(form: &FormData, field: &Field) -> Option<Raw> {
    let name = name_of(&field.key);
    let part = |part: &str| form.text(&format!("{name}-{part}"));
    match field.kind {
        FieldKind::Date => form.has(&format!("{name}-day")).then(|| Raw {
            day: part("day"),
            month: part("month"),
            year: part("year"),
            ..Raw::default()
        }),
        FieldKind::Duration { .. } => form.has(&format!("{name}-hours")).then(|| Raw {
            hours: part("hours"),
            minutes: part("minutes"),
            ..Raw::default()
        }),
        _ => form.has(&name).then(|| Raw::of(&form.raw(&name))),
    }
}

/// What a form brought: answers to keep, and what could not be read.
#[derive(Default)]
pub(super) struct Typed {
    pub(super) entries: Vec<Entry>,
    pub(super) wrong: BTreeMap<FieldKey, (Raw, String)>,
    pub(super) problems: Vec<Problem>,
}

/// Reads the boxes of a form that the viewer may fill.
pub(super) fn read(w: Words, form: &FormData, questions: &Form, circle: &Circle) -> Typed {
    let mut typed = Typed::default();
    let capacities = circle.capacities();
    for field in questions.fields().filter(|field| may_answer(field, &capacities)) {
        let Some(raw) = raw_of(form, field) else { continue };
        match AnswerValue::parse(field, &raw) {
            Ok(value) => {
                let base = form.text(&format!("b-{}", field.key)).parse().unwrap_or(0);
                typed.entries.push(Entry { field: field.key.clone(), base, value });
            }
            Err(problem) => {
                let error = say(w, field, problem);
                typed.problems.push(Problem::at(&anchor(field), error.clone()));
                typed.wrong.insert(field.key.clone(), (raw, error));
            }
        }
    }
    typed
}

/// What is wrong with an answer, in words.
pub(super) fn say(w: Words, field: &Field, problem: domain::records::AnswerProblem) -> String {
    use domain::records::AnswerProblem as Wrong;
    match problem {
        Wrong::TooLong { most } => {
            w.with("answer-too-long", &[("question", field.label.clone()), ("most", most.to_string())])
        }
        Wrong::NotADuration { most_minutes } => w.with("answer-not-a-duration", [("most", most_minutes)]),
        Wrong::NotANumber { least, most } => w.with("answer-not-a-number", [("least", least), ("most", most)]),
        other => w.say(other.key()),
    }
}

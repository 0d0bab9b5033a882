//! What was typed on a form of a programme, as answers and as what is wrong with them.

use std::collections::BTreeMap;

use domain::forms::{Field, FieldKind, Form, Group};
use domain::keys::FieldKey;
use domain::records::{AnswerProblem, AnswerValue, Raw, problems_in_rows};
use operations::records::{Entry, Sheet};

use super::people::look_up;
use crate::components::Problem;
use crate::error::Error;
use crate::form::FormData;
use crate::state::AppState;
use crate::words::Words;

/// The name of a field's box.
pub(super) fn name_of(key: &FieldKey) -> String {
    format!("a-{key}")
}

/// The name of a box in a row of a group: `a-objectives-2-what`.
pub(super) fn name_in_row(group: &FieldKey, row: usize, key: &FieldKey) -> String {
    format!("a-{group}-{row}-{key}")
}

/// The element that the error summary leads to.
pub(super) fn anchor(field: &Field) -> String {
    match &field.kind {
        FieldKind::Group(group) => group
            .fields
            .first()
            .map_or_else(String::new, |first| anchor_of(&name_in_row(&field.key, 0, &first.key), first)),
        FieldKind::File { .. } | FieldKind::Plan { .. } => format!("f-{}", field.key),
        _ => anchor_of(&name_of(&field.key), field),
    }
}

/// The same for a field whose box has this name.
fn anchor_of(name: &str, field: &Field) -> String {
    match field.kind {
        FieldKind::Date => format!("{name}-day"),
        FieldKind::Duration { .. } => format!("{name}-hours"),
        _ => name.to_owned(),
    }
}

/// What the boxes of a field held when the form was sent; `None`: the form has no such box.
pub(super) fn raw_of(form: &FormData, field: &Field) -> Option<Raw> {
    let name = name_of(&field.key);
    match &field.kind {
        FieldKind::Group(group) => {
            let rows: usize = form.filled(&format!("{name}-rows"))?.parse().ok()?;
            let row = |row: usize| -> BTreeMap<FieldKey, Raw> {
                let box_of = |field: &'_ Field| name_in_row_of(&name, row, &field.key);
                group.fields.iter().filter_map(|f| Some((f.key.clone(), boxes(form, f, &box_of(f))?))).collect()
            };
            Some(Raw { rows: (0..rows.min(200)).map(row).collect(), ..Raw::default() })
        }
        // A file comes on a page of its own, what stands in the plan is written there.
        FieldKind::File { .. } | FieldKind::Plan { .. } => None,
        _ => boxes(form, field, &name),
    }
}

fn name_in_row_of(group: &str, row: usize, key: &FieldKey) -> String {
    format!("{group}-{row}-{key}")
}

fn boxes(form: &FormData, field: &Field, name: &str) -> Option<Raw> {
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
        FieldKind::Choices { .. } => form.has(name).then(|| Raw {
            ticked: form.all(name).iter().filter(|value| !value.is_empty()).cloned().collect(),
            ..Raw::default()
        }),
        _ => form.has(name).then(|| Raw::of(&form.raw(name))),
    }
}

/// What a field held that could not be kept, and why.
#[derive(Debug, Clone, Default)]
pub(super) struct Wrong {
    pub(super) raw: Raw,
    pub(super) error: String,
    /// Of a group: row, question and what is wrong there.
    pub(super) rows: Vec<(usize, FieldKey, String)>,
}

/// What a form brought: answers to keep, and what could not be read.
#[derive(Default)]
pub(super) struct Typed {
    pub(super) entries: Vec<Entry>,
    pub(super) wrong: BTreeMap<FieldKey, Wrong>,
    pub(super) problems: Vec<Problem>,
}

/// What the button that was pressed asks for, once everything is saved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Then {
    Stay,
    /// On to signing, or to handing in.
    Sign,
    /// One more row.
    Add(FieldKey),
    /// A row less.
    Remove(FieldKey, usize),
    /// On to the page that takes a file.
    File(FieldKey),
}

impl Then {
    /// From a button's value: `sign`, `add objectives`, `remove objectives 2`, `file certificate`.
    pub(super) fn of(pressed: &str, form: &Form) -> Self {
        let mut words = pressed.split(' ');
        let (what, key, row) = (words.next().unwrap_or_default(), words.next(), words.next());
        let key: Option<FieldKey> = key.and_then(|key| key.parse().ok()).filter(|key| form.field(key).is_some());
        match (what, key, row.and_then(|row| row.parse().ok())) {
            ("sign", ..) => Self::Sign,
            ("add", Some(key), _) => Self::Add(key),
            ("remove", Some(key), Some(row)) => Self::Remove(key, row),
            ("file", Some(key), _) => Self::File(key),
            _ => Self::Stay,
        }
    }

    /// The group that shows one more empty row when the page is shown again.
    pub(super) fn more(&self) -> String {
        if let Self::Add(key) = self { key.to_string() } else { String::new() }
    }
}

/// Reads the boxes of a form that the viewer may fill.
pub(super) async fn read(
    state: &AppState,
    w: Words,
    form: &FormData,
    sheet: &Sheet,
    then: &Then,
) -> Result<Typed, Error> {
    let mine = sheet.paper.form.fields().filter(|field| field.may_answer(&sheet.capacities));
    let mut raws: Vec<(&Field, Raw)> = mine.filter_map(|field| Some((field, raw_of(form, field)?))).collect();
    if let Then::Remove(group, row) = then
        && let Some((_, raw)) = raws.iter_mut().find(|(field, _)| field.key == *group)
        && *row < raw.rows.len()
    {
        raw.rows.remove(*row);
    }
    look_up(state, sheet, raws.iter_mut().map(|(field, raw)| (*field, raw))).await?;
    let mut typed = Typed::default();
    for (field, raw) in raws {
        match AnswerValue::parse(field, &raw) {
            Ok(value) => {
                let base = form.text(&format!("b-{}", field.key)).parse().unwrap_or(0);
                typed.entries.push(Entry { field: field.key.clone(), base, value });
            }
            Err(problem) => typed.note(w, field, raw, problem),
        }
    }
    Ok(typed)
}

impl Typed {
    fn note(&mut self, w: Words, field: &Field, raw: Raw, problem: AnswerProblem) {
        let mut wrong = Wrong { error: say(w, field, problem), raw, rows: Vec::new() };
        match (&field.kind, problem) {
            (FieldKind::Group(group), AnswerProblem::InRow { .. }) => {
                wrong.error.clear();
                self.note_rows(w, field, group, &mut wrong);
            }
            _ => self.problems.push(Problem::at(&anchor(field), wrong.error.clone())),
        }
        self.wrong.insert(field.key.clone(), wrong);
    }

    fn note_rows(&mut self, w: Words, field: &Field, group: &Group, wrong: &mut Wrong) {
        for (row, inner, problem) in problems_in_rows(group, &wrong.raw.rows) {
            let error = say(w, inner, problem);
            let number = (row + 1).to_string();
            let in_row = [("each", domain::programmes::capitalised(&group.each.one)), ("number", number)];
            let head = w.with("answer-row", &in_row);
            let at = anchor_of(&name_in_row(&field.key, row, &inner.key), inner);
            self.problems.push(Problem::at(&at, format!("{head}: {error}")));
            wrong.rows.push((row, inner.key.clone(), error));
        }
    }
}

/// What is wrong with an answer, in words.
pub(super) fn say(w: Words, field: &Field, problem: AnswerProblem) -> String {
    use domain::records::AnswerProblem as Wrong;
    match problem {
        Wrong::TooLong { most } => {
            w.with("answer-too-long", &[("question", field.label.clone()), ("most", most.to_string())])
        }
        Wrong::NotADuration { most_minutes } => w.with("answer-not-a-duration", [("most", most_minutes)]),
        Wrong::NotANumber { least, most } => w.with("answer-not-a-number", [("least", least), ("most", most)]),
        Wrong::NotSoMany { least, most } => w.with("answer-not-so-many", [("least", least), ("most", most)]),
        Wrong::TooManyRows { most } => match &field.kind {
            FieldKind::Group(group) => {
                w.with("answer-too-many-rows", &[("most", most.to_string()), ("each", group.each.many.clone())])
            }
            _ => w.say(problem.key()),
        },
        Wrong::InRow { row } => match &field.kind {
            FieldKind::Group(group) => {
                w.with("answer-in-row", &[("each", group.each.one.clone()), ("number", row.to_string())])
            }
            _ => w.say(problem.key()),
        },
        other => w.say(other.key()),
    }
}

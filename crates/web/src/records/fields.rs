//! The programme's questions as boxes on a page.

use std::collections::BTreeMap;

use domain::calendar::{date_of, long_date};
use domain::forms::{Field, FieldKind, FilledBy, Form, Group, GroupShow};
use domain::keys::FieldKey;
use domain::records::{AnswerValue, Raw, file_size, shown};
use operations::records::Sheet;
use store::records::Answer;

use super::at::{At, readers_of};
use super::people::{choosable, is_typed};
use super::typed::{Wrong, name_in_row, name_of};
use crate::components::{Choice, Link};
use crate::words::Words;

/// Questions under one heading.
pub(super) struct SectionView {
    pub(super) heading: String,
    pub(super) fields: Vec<FieldView>,
}

/// A question as the page shows it.
pub(super) struct FieldView {
    pub(super) key: String,
    /// The revision that the page shows.
    pub(super) base: i32,
    pub(super) boxes: BoxView,
    /// What was answered last time.
    pub(super) before: Option<Before>,
    /// Who answers, when it is somebody else; their answer is in `shown` then.
    pub(super) only: String,
    pub(super) shown: String,
    /// Who reads this answer, when fewer do than read the rest.
    pub(super) readers: String,
    pub(super) group: Option<GroupView>,
    pub(super) file: Option<FileView>,
    /// Where it is written, when that is not here.
    pub(super) elsewhere: String,
}

/// The boxes of one question.
pub(super) struct BoxView {
    /// The name of its box: `a-strengths`.
    pub(super) name: String,
    pub(super) label: String,
    pub(super) hint: String,
    /// text | long-text | choice | choices | scale | date | time | duration | number | person | people | group | file
    pub(super) shape: &'static str,
    pub(super) unit: String,
    pub(super) raw: Raw,
    pub(super) options: Vec<Choice>,
    pub(super) error: String,
}

/// The rows of a group.
pub(super) struct GroupView {
    pub(super) rows: Vec<RowView>,
    /// Whether the rows stand side by side as a table on a wide page.
    pub(super) is_table: bool,
    pub(super) add: String,
    pub(super) can_add: bool,
    pub(super) error: String,
}

/// One row.
pub(super) struct RowView {
    pub(super) head: String,
    pub(super) boxes: Vec<BoxView>,
    pub(super) remove: String,
    /// Nothing of it is kept yet.
    pub(super) is_new: bool,
}

/// A file that stands as answer.
pub(super) struct FileView {
    pub(super) link: Option<Link>,
    pub(super) error: String,
}

/// An answer of an earlier meeting.
pub(super) struct Before {
    pub(super) when: String,
    pub(super) text: String,
}

/// Everything the boxes are made from.
pub(super) struct Source<'a> {
    pub(super) w: Words,
    pub(super) sheet: &'a Sheet,
    /// The answers of earlier meetings.
    pub(super) last: &'a [Answer],
    /// The field whose last answer stands at the top of the page, as promises.
    pub(super) promised: Option<&'a FieldKey>,
    /// What was typed and could not be kept, with what is wrong.
    pub(super) wrong: &'a BTreeMap<FieldKey, Wrong>,
    /// What is known without having been answered: it stands in the boxes until somebody says otherwise.
    pub(super) known: &'a BTreeMap<FieldKey, Raw>,
    /// The group that shows one more empty row.
    pub(super) more: &'a str,
    /// Who reads the record.
    pub(super) readers: &'a str,
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
        let value = self.sheet.paper.values.get(&field.key);
        let wrong = self.wrong.get(&field.key);
        let (raw, error) = match wrong {
            Some(wrong) => (wrong.raw.clone(), wrong.error.clone()),
            None => {
                let known = || self.known.get(&field.key).cloned().unwrap_or_default();
                (value.map_or_else(known, AnswerValue::raw), String::new())
            }
        };
        let narrower = readers_of(self.w, self.sheet, field);
        let group = match &field.kind {
            FieldKind::Group(group) => Some(self.group(field, group, &raw, wrong)),
            _ => None,
        };
        let file = match &field.kind {
            FieldKind::File { .. } => Some(self.file(value, &error)),
            _ => None,
        };
        FieldView {
            key: field.key.to_string(),
            base: self.sheet.paper.standing(&field.key).map_or(0, |answer| answer.revision),
            before: self.before(field),
            only: self.only(field),
            shown: value.map_or_else(String::new, |value| shown(field, value)),
            readers: if narrower.is_empty() { self.readers.to_owned() } else { narrower },
            group,
            file,
            elsewhere: match field.kind {
                FieldKind::Plan { .. } => crate::plans::plan_of(self.sheet.circle.journey),
                _ => String::new(),
            },
            boxes: self.boxes(field, name_of(&field.key), raw, error),
        }
    }

    fn boxes(&self, field: &Field, name: String, raw: Raw, error: String) -> BoxView {
        let (shape, unit) = match &field.kind {
            FieldKind::Text { .. } => ("text", ""),
            FieldKind::LongText { .. } => ("long-text", ""),
            FieldKind::Choice { .. } => ("choice", ""),
            FieldKind::Choices { .. } => ("choices", ""),
            FieldKind::Scale { .. } => ("scale", ""),
            FieldKind::Date => ("date", ""),
            FieldKind::Time => ("time", ""),
            FieldKind::Duration { .. } => ("duration", ""),
            FieldKind::Number { unit, .. } => ("number", unit.as_str()),
            FieldKind::Person { among } if is_typed(among) => ("person", ""),
            FieldKind::Person { .. } => ("people", ""),
            FieldKind::Plan { .. } => ("plan", ""),
            FieldKind::Group(_) => ("group", ""),
            FieldKind::File { .. } => ("file", ""),
        };
        let mut raw = raw;
        let options = self.options(field, &raw);
        if let (FieldKind::Person { .. }, Some(person)) = (&field.kind, &raw.found) {
            raw.text.clone_from(&person.name);
        }
        let hint = field.hint.clone().unwrap_or_default();
        let hint = match (&field.kind, hint.is_empty()) {
            (FieldKind::Person { among }, true) if is_typed(among) => self.w.say("answer-person-hint"),
            _ => hint,
        };
        BoxView { name, label: field.label.clone(), hint, shape, unit: unit.to_owned(), raw, options, error }
    }

    fn options(&self, field: &Field, raw: &Raw) -> Vec<Choice> {
        match &field.kind {
            FieldKind::Choice { among } => {
                among.iter().map(|c| Choice::new(c.value.as_str(), c.label.as_str()).chosen_if(&raw.text)).collect()
            }
            FieldKind::Choices { among, .. } => {
                let chosen = |c: &domain::forms::Choice| {
                    Choice::new(c.value.as_str(), c.label.as_str()).chosen_among(&raw.ticked)
                };
                among.iter().map(chosen).collect()
            }
            FieldKind::Scale { steps, least_label, most_label } => (1..=*steps)
                .map(|step| {
                    let text = match step {
                        1 => format!("{step} – {least_label}"),
                        step if step == *steps => format!("{step} – {most_label}"),
                        step => step.to_string(),
                    };
                    Choice::new(step.to_string(), text).chosen_if(&raw.text)
                })
                .collect(),
            FieldKind::Person { among } if !is_typed(among) => {
                let chosen = raw.found.as_ref().map_or_else(|| raw.text.clone(), |person| person.id.to_string());
                let mut options = vec![Choice::new("", self.w.say("answer-nobody")).chosen_if(&chosen)];
                let mut people = choosable(self.sheet, among);
                // Somebody who takes part no longer stays as they were named.
                people.extend(raw.found.clone().filter(|named| people.iter().all(|person| person.id != named.id)));
                let option = |id: String, name: String| Choice::new(id, name).chosen_if(&chosen);
                options.extend(people.into_iter().map(|person| option(person.id.to_string(), person.name)));
                options
            }
            _ => Vec::new(),
        }
    }

    /// The rows that are there; an empty one where there is none, or where one more was asked for.
    fn group(&self, field: &Field, group: &Group, raw: &Raw, wrong: Option<&Wrong>) -> GroupView {
        let kept = raw.rows.len();
        let most = group.most as usize;
        let more = usize::from(kept == 0 || (self.more == field.key.as_str() && kept < most));
        let empty = BTreeMap::new();
        let each = domain::programmes::capitalised(&group.each.one);
        let row = |place: usize| {
            let boxes = raw.rows.get(place).unwrap_or(&empty);
            let error = |key: &FieldKey| {
                let in_row =
                    wrong.and_then(|wrong| wrong.rows.iter().find(|(row, field, _)| *row == place && field == key));
                in_row.map_or_else(String::new, |(.., error)| error.clone())
            };
            let number = (place + 1).to_string();
            RowView {
                head: self.w.with("answer-row", &[("each", each.clone()), ("number", number)]),
                boxes: group
                    .fields
                    .iter()
                    .map(|inner| {
                        let name = name_in_row(&field.key, place, &inner.key);
                        let raw = boxes.get(&inner.key).cloned().unwrap_or_default();
                        self.boxes(inner, name, raw, error(&inner.key))
                    })
                    .collect(),
                remove: format!("remove {} {place}", field.key),
                is_new: place >= kept,
            }
        };
        GroupView {
            rows: (0..kept + more).map(row).collect(),
            is_table: group.show == GroupShow::Table,
            add: self.w.with("answer-add", &[("each", group.each.one.clone())]),
            can_add: kept + more < most,
            error: wrong.map_or_else(String::new, |wrong| wrong.error.clone()),
        }
    }

    fn file(&self, value: Option<&AnswerValue>, error: &str) -> FileView {
        let link = match value {
            Some(AnswerValue::File(file)) => {
                let text = format!("{} ({})", file.name, file_size(file.bytes));
                Some(Link::new(text, At(self.sheet.which).file(file.id)))
            }
            _ => None,
        };
        FileView { link, error: error.to_owned() }
    }

    /// What was answered last time, unless it stands at the top already.
    fn before(&self, field: &Field) -> Option<Before> {
        let recalled = field.recalls.as_ref().filter(|key| Some(*key) != self.promised)?;
        let answer = self.last.iter().find(|answer| answer.field == *recalled)?;
        // The field may be of another form, in which it stood with the same key.
        let fields = self.sheet.circle.programme.forms.iter().filter_map(|form| form.field(recalled));
        let mut read =
            fields.filter_map(|field| AnswerValue::from_json(field, &answer.value).map(|value| shown(field, &value)));
        Some(Before { when: long_date(date_of(answer.saved_at)), text: read.next()? })
    }

    /// Who answers the question when the viewer may not.
    fn only(&self, field: &Field) -> String {
        match &field.filled_by {
            FilledBy::Only(party) if !field.may_answer(&self.sheet.capacities) => {
                let circle = &self.sheet.circle;
                let names = circle.everyone.iter().filter(|participant| participant.party == *party);
                let names: Vec<String> = names.map(|participant| participant.name.clone()).collect();
                if names.is_empty() {
                    circle.programme.party_word(party).to_owned()
                } else {
                    crate::meetings::and(self.w, &names)
                }
            }
            _ => String::new(),
        }
    }
}

//! A form from its file.

use std::collections::BTreeSet;

use super::all;
use super::known::Known;
use crate::forms::{Choice, Field, FieldKind, Figure, FilledBy, Form, Need, Section as FormSection};
use crate::keys::FieldKey;
use crate::programmes::source::{Document, Section};

#[derive(Clone, Copy)]
enum Kind {
    Text,
    LongText,
    Choice,
    Date,
    Time,
    Duration,
    Number,
}

const KINDS: [(&str, Kind); 7] = [
    ("text", Kind::Text),
    ("long-text", Kind::LongText),
    ("choice", Kind::Choice),
    ("date", Kind::Date),
    ("time", Kind::Time),
    ("duration", Kind::Duration),
    ("number", Kind::Number),
];

/// The keys of the forms, whether or not the rest of them can be read.
pub(super) fn keys(documents: &[Document<'_>]) -> Vec<String> {
    let mut keys = Vec::new();
    for document in documents {
        let root = document.root();
        let key = root.maybe("key").and_then(|key| key.as_text()).unwrap_or_default().to_owned();
        if keys.contains(&key) {
            root.problem(format!("There are two forms `{key}`."), "Give one of them another key.");
        }
        root.all_read();
        keys.push(key);
    }
    keys
}

/// The keys of the fields of all forms: an answer may be recalled from another form.
fn fields_of(documents: &[Document<'_>]) -> BTreeSet<String> {
    let mut keys = BTreeSet::new();
    for document in documents {
        let root = document.root();
        for section in root.sections("sections") {
            for field in section.sections("fields") {
                keys.extend(field.maybe("key").and_then(|key| key.as_text()).map(ToOwned::to_owned));
                field.all_read();
            }
            section.all_read();
        }
        root.all_read();
    }
    keys
}

pub(super) fn forms(documents: &[Document<'_>], known: &Known) -> Option<Vec<Form>> {
    let fields = fields_of(documents);
    all(documents.iter().map(|document| form(&document.root(), &fields, known)))
}

fn form(root: &Section<'_>, fields: &BTreeSet<String>, known: &Known) -> Option<Form> {
    let key = root.parsed("key");
    let title = root.text("title");
    let intro = root.text("intro");
    let reference = root.text("reference");
    let mut seen = BTreeSet::new();
    let sections = all(root.sections("sections").iter().map(|section| {
        let heading = section.text("heading");
        let asked = all(section.sections("fields").iter().map(|section| {
            let field = field(section, fields, known)?;
            if !seen.insert(field.key.clone()) {
                section.problem(format!("`{}` stands twice in this form.", field.key), "Give one of them another key.");
            }
            Some(field)
        }));
        Some(FormSection { heading: heading?, fields: asked? })
    }));
    let form = Form { key: key?, title: title?, intro: intro?, reference: reference?, sections: sections? };
    if form.fields().next().is_none() {
        root.problem("The form asks nothing.", "Add `[[sections]]` with `[[sections.fields]]`.");
    }
    Some(form)
}

fn field(section: &Section<'_>, fields: &BTreeSet<String>, known: &Known) -> Option<Field> {
    let key: Option<FieldKey> = section.parsed("key");
    let label = section.text("label");
    let hint = section.maybe("hint").and_then(|hint| hint.text("hint"));
    let kind = kind(section);
    let filled_by = match section.maybe("filled_by") {
        None => Some(FilledBy::Anyone),
        Some(value) if value.as_text() == Some("anyone") => Some(FilledBy::Anyone),
        Some(value) => known.party(&value, "role").map(FilledBy::Only),
    };
    let need = section.one_of_or("needed", &[("to sign", Need::ToSign), ("no", Need::Optional)], Need::Optional);
    let figure = section.one_of_or("figure", &[("yes", Figure::Yes), ("no", Figure::No)], Figure::No);
    let recalls = match section.maybe("recalls") {
        None => Some(None),
        Some(value) => value.reference("field", fields).map(Some),
    };
    Some(Field {
        key: key?,
        label: label?,
        hint,
        kind: kind?,
        filled_by: filled_by?,
        need: need?,
        figure: figure?,
        recalls: recalls?,
    })
}

fn kind(section: &Section<'_>) -> Option<FieldKind> {
    match section.one_of("kind", &KINDS)? {
        Kind::Text => {
            Some(FieldKind::Text { most: section.maybe("most").map_or(Some(200), |n| n.number("most", 1..=1000))? })
        }
        Kind::LongText => Some(FieldKind::LongText {
            most: section.maybe("most").map_or(Some(8000), |n| n.number("most", 1..=20_000))?,
        }),
        Kind::Choice => {
            let among = all(section.sections("choices").iter().map(|choice| {
                let value = choice.text("value");
                let label = choice.text("label");
                Some(Choice { value: value?, label: label? })
            }))?;
            if among.len() < 2 {
                section.problem(
                    "There is nothing to choose between.",
                    "Add at least two `choices`, each with `value` and `label`.",
                );
            }
            Some(FieldKind::Choice { among })
        }
        Kind::Date => Some(FieldKind::Date),
        Kind::Time => Some(FieldKind::Time),
        Kind::Duration => Some(FieldKind::Duration {
            most_minutes: section
                .maybe("most_minutes")
                .map_or(Some(1440), |n| n.number("most_minutes", 1..=100_000))?,
        }),
        Kind::Number => {
            let least = section.number("least", -1_000_000..=1_000_000);
            let most = section.number("most", -1_000_000..=1_000_000);
            let unit = section.maybe("unit").and_then(|unit| unit.text("unit")).unwrap_or_default();
            Some(FieldKind::Number { least: least?, most: most?, unit })
        }
    }
}

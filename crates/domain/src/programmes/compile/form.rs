//! A form from its file.

use std::collections::BTreeSet;

use super::all;
use super::field_kind::kind;
use super::known::Known;
use crate::forms::{Field, FieldKind, Figure, FilledBy, Form, Need, Section as FormSection, SeenBy};
use crate::keys::{FieldKey, FormKey};
use crate::programmes::Party;
use crate::programmes::source::{Document, Section};

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
                field.sections("fields").into_iter().for_each(Section::all_read);
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

/// Nobody signs what they may not read: an answer that a signatory does not see cannot be on what they sign. `signed`
/// says which forms are signed by whom.
pub(super) fn nothing_hidden_is_signed(documents: &[Document<'_>], forms: &[Form], signed: &[(&FormKey, &[Party])]) {
    for (document, form) in documents.iter().zip(forms) {
        let parties = signed.iter().filter(|(key, _)| **key == form.key).flat_map(|(_, parties)| *parties);
        let parties: Vec<&Party> = parties.collect();
        let hidden = |field: &Field| parties.iter().find(|party| !field.may_see(std::slice::from_ref(*party)));
        let root = document.root();
        for section in root.sections("sections") {
            for asked in section.sections("fields") {
                let field = form
                    .fields()
                    .find(|field| asked.maybe("key").is_some_and(|key| key.as_text() == Some(field.key.as_str())));
                if let Some(party) = field.and_then(hidden) {
                    asked.problem(
                        format!("`{party}` signs this form and would not see this answer."),
                        format!("Add `{party}` to `seen_by`, or ask this in a form that `{party}` does not sign."),
                    );
                }
                asked.all_read();
            }
            section.all_read();
        }
        root.all_read();
    }
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

/// The words for when an answer has to be there.
const NEEDS: [(&str, Need); 3] = [("to sign", Need::ToSign), ("to submit", Need::ToSubmit), ("no", Need::Optional)];

pub(super) fn field(section: &Section<'_>, fields: &BTreeSet<String>, known: &Known) -> Option<Field> {
    let key: Option<FieldKey> = section.parsed("key");
    let label = section.text("label");
    let hint = section.maybe("hint").and_then(|hint| hint.text("hint"));
    let kind = kind(section, known, field_in_group);
    let filled_by = match section.maybe("filled_by") {
        None => Some(FilledBy::Anyone),
        Some(value) if value.as_text() == Some("anyone") => Some(FilledBy::Anyone),
        Some(value) => known.party(&value, "role").map(FilledBy::Only),
    };
    let seen_by = seen_by(section, known);
    let need = section.one_of_or("needed", &NEEDS, Need::Optional);
    let figure = section.one_of_or("figure", &[("yes", Figure::Yes), ("no", Figure::No)], Figure::No);
    let recalls = match section.maybe("recalls") {
        None => Some(None),
        Some(value) => value.reference("field", fields).map(Some),
    };
    let kind = kind?;
    Some(Field {
        key: key?,
        label: label?,
        hint,
        suggested: suggested(section, &kind)?,
        kind,
        filled_by: filled_by?,
        seen_by: seen_by?,
        need: need?,
        figure: figure?,
        recalls: recalls?,
    })
}

/// What stands in the box at first. `None` only when it is wrong.
fn suggested(section: &Section<'_>, kind: &FieldKind) -> Option<Option<String>> {
    let Some(value) = section.maybe("suggested") else { return Some(None) };
    let text = value.text("suggested")?;
    let fits = match kind {
        FieldKind::Text { most } | FieldKind::LongText { most } => text.chars().count() <= *most as usize,
        FieldKind::Choice { among } => among.iter().any(|choice| choice.value == text),
        _ => false,
    };
    if !fits {
        value.problem(
            "This cannot be suggested here.",
            "Suggest a text that is short enough, or the `value` of one of the `choices`.",
        );
        return None;
    }
    Some(Some(text))
}

/// Who reads the answer, when fewer than may read the record.
fn seen_by(section: &Section<'_>, known: &Known) -> Option<SeenBy> {
    let Some(value) = section.maybe("seen_by") else { return Some(SeenBy::Readers) };
    let parties = all(section.list("seen_by").iter().map(|party| known.party(party, "role")))?;
    if parties.is_empty() {
        value.problem("Nobody would see the answer.", "Name who does, or leave `seen_by` out.");
    }
    Some(SeenBy::Only(parties))
}

/// A question of a group: answered with its row, by whoever fills the row.
fn field_in_group(section: &Section<'_>, known: &Known) -> Option<Field> {
    let key = section.parsed("key");
    let label = section.text("label");
    let hint = section.maybe("hint").and_then(|hint| hint.text("hint"));
    let kind = kind(section, known, |_, _| None);
    let need = section.one_of_or("needed", &NEEDS, Need::Optional);
    if matches!(kind, Some(FieldKind::File { .. })) {
        section.problem("A file cannot stand in a group.", "Ask for the file beside the group.");
    }
    Some(Field {
        key: key?,
        label: label?,
        hint,
        kind: kind?,
        suggested: None,
        filled_by: FilledBy::Anyone,
        seen_by: SeenBy::Readers,
        need: need?,
        figure: Figure::No,
        recalls: None,
    })
}

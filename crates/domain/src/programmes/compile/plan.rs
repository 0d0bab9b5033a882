//! The plan of a journey, and the shape of confidence.

use std::collections::BTreeSet;

use super::all;
use super::known::Known;
use crate::forms::{FieldKind, Form, Noun};
use crate::keys::FieldKey;
use crate::programmes::document::{DocumentKind, Own};
use crate::programmes::plan::{Area, ConfidenceShape, PlanShape, Point, WayThere};
use crate::programmes::source::{Section, Value};

/// `[plan]`. `None` only when something is wrong with it.
pub(super) fn plan(root: &Section<'_>, known: &Known) -> Option<Option<PlanShape>> {
    let Some(section) = root.maybe_section("plan") else { return Some(None) };
    let document = section.value("document").and_then(|value| value.reference("document", &known.documents));
    let area = match section.maybe_section("area").map(|area| area.described_as("noun")) {
        None => Some(Noun { one: "area".to_owned(), many: "areas".to_owned() }),
        Some(area) => {
            let one = area.text("one");
            let many = area.text("many");
            one.zip(many).map(|(one, many)| Noun { one, many })
        }
    };
    let mut seen = BTreeSet::new();
    let areas = all(section.sections("areas").iter().map(|area| {
        let key = area.parsed("key");
        let name = area.text("name");
        once(area, &mut seen);
        Some(Area { key: key?, name: name? })
    }));
    let mut seen = BTreeSet::new();
    let ways = all(section.sections("ways").iter().map(|way| {
        let key = way.parsed("key");
        let name = way.text("name");
        once(way, &mut seen);
        Some(WayThere { key: key?, name: name? })
    }));
    let reviewed_at = all(section.list("reviewed_at").iter().map(|value| value.reference("meeting", &known.meetings)));
    Some(Some(PlanShape { document: document?, area: area?, areas: areas?, ways: ways?, reviewed_at: reviewed_at? }))
}

/// A key that stands twice is reported at the second.
fn once(section: &Section<'_>, seen: &mut BTreeSet<String>) {
    if let Some(key) = section.maybe("key")
        && let Some(text) = key.as_text()
        && !seen.insert(text.to_owned())
    {
        key.problem(format!("`{text}` stands twice in the plan."), "Give one of them another key.");
    }
}

/// `[confidence]`. `None` only when something is wrong with it.
pub(super) fn confidence(
    root: &Section<'_>,
    known: &Known,
    documents: Option<&[DocumentKind]>,
    forms: Option<&[Form]>,
) -> Option<Option<ConfidenceShape>> {
    let Some(section) = root.maybe_section("confidence") else { return Some(None) };
    let named = section.value("document");
    let document = named.and_then(|value| value.reference("document", &known.documents));
    let kind = documents.zip(document.as_ref()).and_then(|(all, key)| all.iter().find(|kind| kind.key == *key));
    if let (Some(value), Some(kind)) = (named, kind)
        && kind.own == Own::Shared
    {
        value.problem("Confidence is somebody’s own to say.", "Name a document with `own = \"yes\"`.");
    }
    let form = kind.zip(forms).and_then(|(kind, forms)| forms.iter().find(|form| form.key == kind.form));
    let points = all(section.sections("points").iter().map(|point| {
        let field = point.value("field").and_then(|value| field(&value, form, Asks::Scale));
        let name = point.text("name");
        let note = match point.maybe("note") {
            None => Some(None),
            Some(value) => field_of(&value, form),
        };
        Some(Point { field: field?, name: name?, note: note? })
    }));
    let points = points?;
    if points.len() < 3 {
        section.problem("A shape needs at least three points.", "Name more scales of the form as `points`.");
    }
    Some(Some(ConfidenceShape { document: document?, points }))
}

fn field_of(value: &Value<'_>, form: Option<&Form>) -> Option<Option<FieldKey>> {
    field(value, form, Asks::Text).map(Some)
}

/// What a question has to ask.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Asks {
    Scale,
    Text,
}

/// A question of the document's form that asks this.
fn field(value: &Value<'_>, form: Option<&Form>, asks: Asks) -> Option<FieldKey> {
    let key: FieldKey = value.parsed("field")?;
    let Some(form) = form else { return Some(key) };
    let fits = |kind: &FieldKind| match kind {
        FieldKind::Scale { .. } => asks == Asks::Scale,
        FieldKind::Text { .. } | FieldKind::LongText { .. } => asks == Asks::Text,
        _ => false,
    };
    if form.field(&key).is_none_or(|field| !fits(&field.kind)) {
        let what = if asks == Asks::Scale { "scale" } else { "text" };
        value.problem(
            format!("The form `{}` asks no {what} `{key}`.", form.key),
            format!("Name a field of that form whose kind is a {what}."),
        );
        return None;
    }
    Some(key)
}

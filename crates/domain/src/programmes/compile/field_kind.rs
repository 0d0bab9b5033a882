//! What kind of answer a field takes, from its line `kind = …` and the keys that go with it.

use std::collections::BTreeSet;

use super::all;
use super::known::Known;
use crate::forms::{Among, Choice, Field, FieldKind, FileType, Group, GroupShow, Noun};
use crate::plans::ItemKind;
use crate::programmes::source::Section;

#[derive(Clone, Copy)]
enum Kind {
    Text,
    LongText,
    Choice,
    Choices,
    Scale,
    Date,
    Time,
    Duration,
    Number,
    File,
    Person,
    Plan,
    Group,
}

const KINDS: [(&str, Kind); 13] = [
    ("text", Kind::Text),
    ("long-text", Kind::LongText),
    ("choice", Kind::Choice),
    ("choices", Kind::Choices),
    ("scale", Kind::Scale),
    ("date", Kind::Date),
    ("time", Kind::Time),
    ("duration", Kind::Duration),
    ("number", Kind::Number),
    ("file", Kind::File),
    ("person", Kind::Person),
    ("plan", Kind::Plan),
    ("group", Kind::Group),
];

const FILE_TYPES: [(&str, FileType); 3] =
    [("pdf", FileType::Pdf), ("image", FileType::Image), ("text", FileType::Text)];

/// How large a file may be at most, in megabytes, whatever a form says: it is kept in the database.
const MOST_MEGABYTES: i64 = 10;

/// Reads the kind; `in_group` reads a question of a group.
pub(super) fn kind(
    section: &Section<'_>,
    known: &Known,
    in_group: impl Fn(&Section<'_>, &Known) -> Option<Field>,
) -> Option<FieldKind> {
    match section.one_of("kind", &KINDS)? {
        Kind::Text => Some(FieldKind::Text { most: number_or(section, "most", 1..=1000, 200)? }),
        Kind::LongText => Some(FieldKind::LongText { most: number_or(section, "most", 1..=20_000, 8000)? }),
        Kind::Choice => Some(FieldKind::Choice { among: choices(section)? }),
        Kind::Choices => several(section),
        Kind::Scale => scale(section),
        Kind::Date => Some(FieldKind::Date),
        Kind::Time => Some(FieldKind::Time),
        Kind::Duration => {
            Some(FieldKind::Duration { most_minutes: number_or(section, "most_minutes", 1..=100_000, 1440)? })
        }
        Kind::Number => {
            let least = section.number("least", -1_000_000..=1_000_000);
            let most = section.number("most", -1_000_000..=1_000_000);
            let unit = section.maybe("unit").and_then(|unit| unit.text("unit")).unwrap_or_default();
            Some(FieldKind::Number { least: least?, most: most?, unit })
        }
        Kind::File => file(section),
        Kind::Person => person(section, known),
        Kind::Plan => {
            let parts = ItemKind::ALL.map(|kind| (kind.plural(), kind));
            Some(FieldKind::Plan { shows: section.one_of("shows", &parts)? })
        }
        Kind::Group => group(section, known, in_group),
    }
}

fn number_or<T: TryFrom<i64>>(
    section: &Section<'_>,
    key: &'static str,
    range: std::ops::RangeInclusive<i64>,
    unsaid: T,
) -> Option<T> {
    section.maybe(key).map_or(Some(unsaid), |number| number.number(key, range))
}

fn choices(section: &Section<'_>) -> Option<Vec<Choice>> {
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
    let mut values = BTreeSet::new();
    for twice in among.iter().filter(|choice| !values.insert(choice.value.as_str())) {
        section.problem(format!("Two choices have the value `{}`.", twice.value), "Give one of them another value.");
    }
    Some(among)
}

fn several(section: &Section<'_>) -> Option<FieldKind> {
    let among = choices(section)?;
    let all_of_them = u32::try_from(among.len()).unwrap_or(u32::MAX);
    let least = number_or(section, "least", 0..=i64::from(all_of_them), 0)?;
    let most = number_or(section, "most", 1..=i64::from(all_of_them), all_of_them)?;
    in_order(section, least, most);
    Some(FieldKind::Choices { among, least, most })
}

fn in_order(section: &Section<'_>, least: u32, most: u32) {
    if least > most {
        section.problem("`least` is more than `most`.", "Make `least` the smaller one.");
    }
}

fn scale(section: &Section<'_>) -> Option<FieldKind> {
    let steps = section.number("steps", 2..=10);
    let least_label = section.text("least_label");
    let most_label = section.text("most_label");
    Some(FieldKind::Scale { steps: steps?, least_label: least_label?, most_label: most_label? })
}

fn file(section: &Section<'_>) -> Option<FieldKind> {
    let types = all(section.list("types").iter().map(|kind| kind.one_of("types", &FILE_TYPES)))?;
    if types.is_empty() {
        section.problem("No type of file is allowed.", "Add `types = [\"pdf\"]`; `image` and `text` are there too.");
    }
    let megabytes: u64 = number_or(section, "most_megabytes", 1..=MOST_MEGABYTES, 5)?;
    Some(FieldKind::File { types, most_bytes: megabytes * 1_000_000 })
}

fn person(section: &Section<'_>, known: &Known) -> Option<FieldKind> {
    let among = all(section.list("among").iter().map(|who| match who.as_text() {
        Some("anyone-here") => Some(Among::AnyoneHere),
        _ => known.party(who, "role").map(Among::Party),
    }))?;
    if among.is_empty() {
        section.problem("Nobody can be named here.", "Add `among = [\"anyone-here\"]`, or `supportee` and roles.");
    }
    Some(FieldKind::Person { among })
}

fn group(
    section: &Section<'_>,
    known: &Known,
    in_group: impl Fn(&Section<'_>, &Known) -> Option<Field>,
) -> Option<FieldKind> {
    let mut seen = BTreeSet::new();
    let fields = all(section.sections("fields").into_iter().map(|section| {
        if section.maybe("kind").is_some_and(|kind| kind.as_text() == Some("group")) {
            section.problem("A group cannot stand in a group.", "Make it a group of its own, or ask less.");
            section.all_read();
            return None;
        }
        let field = in_group(&section, known)?;
        if !seen.insert(field.key.clone()) {
            section.problem(format!("`{}` stands twice in this group.", field.key), "Give one of them another key.");
        }
        Some(field)
    }));
    let least = number_or(section, "least", 0..=100, 0);
    let most = number_or(section, "most", 1..=100, 20);
    let each = section.section("each").map(|each| each.described_as("noun")).and_then(|each| {
        let one = each.text("one");
        let many = each.text("many");
        Some(Noun { one: one?, many: many? })
    });
    let show = section.one_of_or("show", &[("cards", GroupShow::Cards), ("table", GroupShow::Table)], GroupShow::Cards);
    let group = Group { fields: fields?, least: least?, most: most?, each: each?, show: show? };
    if group.fields.is_empty() {
        section.problem("The group asks nothing.", "Add `fields`, each with `key`, `label` and `kind`.");
    }
    in_order(section, group.least, group.most);
    Some(FieldKind::Group(group))
}

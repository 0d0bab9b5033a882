//! Dates as programmes write them: `{ days = 28, after = "start" }`.

use crate::programmes::expectation::{Anchor, Due, Offset};
use crate::programmes::source::{Section, Value};

use super::known::Known;

/// The anchors that are plain words.
const ANCHORS: [(&str, Plain); 4] =
    [("start", Plain::Start), ("middle", Plain::Middle), ("end", Plain::End), ("agreement", Plain::Agreement)];

#[derive(Clone, Copy)]
enum Plain {
    Start,
    Middle,
    End,
    Agreement,
}

/// The longest offset in any unit; ten years of days.
const FAR: i64 = 3660;

/// A date of the journey moved by an offset:
/// `{ within_days = 7, from = "start" }` – the last of the seven days that begin with the start;
/// `{ days = 28, after = "start" }`, `{ working_days = 5, before = "end" }`, `{ months = 6, after = "start" }`;
/// `{ on = "end" }`.
pub(super) fn due(value: &Value<'_>, what: &str, known: &Known) -> Option<Due> {
    let Some(section) = value.as_section(what) else {
        value.problem(
            format!("`{what}` must say from when."),
            format!("Write `{what} = {{ days = 28, after = \"start\" }}`."),
        );
        return None;
    };
    let on = section.maybe("on");
    let within = section.maybe("within_days");
    let from = section.maybe("from");
    let after = section.maybe("after");
    let before = section.maybe("before");
    let offset = offset(&section);
    match (on, within, from, after, before) {
        (Some(on), None, None, None, None) => Some(Due { from: anchor(&on, known)?, offset: Offset::Days(0) }),
        (None, Some(days), Some(from), None, None) => {
            let days: i32 = days.number("within_days", 1..=FAR)?;
            Some(Due { from: anchor(&from, known)?, offset: Offset::Days(days - 1) })
        }
        (None, None, None, Some(after), None) => {
            Some(Due { from: anchor(&after, known)?, offset: needed(&section, offset)? })
        }
        (None, None, None, None, Some(before)) => {
            Some(Due { from: anchor(&before, known)?, offset: needed(&section, offset)?.reversed() })
        }
        _ => {
            section.problem(
                format!("`{what}` does not say one date."),
                "Write `{ on = … }`, `{ within_days = …, from = … }`, or `days`, `working_days`, `worked_days` or `months` with `after` or `before`.",
            );
            None
        }
    }
}

/// How far from something: `{ worked_days = 5 }`.
pub(super) fn offset_needed(section: &Section<'_>) -> Option<Offset> {
    needed(section, offset(section))
}

fn needed(section: &Section<'_>, offset: Option<Offset>) -> Option<Offset> {
    if offset.is_none() {
        section.one_needed(&["days", "working_days", "worked_days", "months"]);
    }
    offset
}

fn offset(section: &Section<'_>) -> Option<Offset> {
    let days = section.maybe("days").and_then(|n| n.number("days", 0..=FAR)).map(Offset::Days);
    let working =
        section.maybe("working_days").and_then(|n| n.number("working_days", 0..=FAR)).map(Offset::WorkingDays);
    let worked = section.maybe("worked_days").and_then(|n| n.number("worked_days", 0..=FAR)).map(Offset::WorkedDays);
    let months = section.maybe("months").and_then(|n| n.number("months", 0..=120)).map(Offset::Months);
    days.or(working).or(worked).or(months)
}

/// `"start"`, `"middle"`, `"end"`, `"agreement"`, `{ role = … }`, `{ stage = … }`, `{ fact = … }` or
/// `{ document = … }`.
pub(super) fn anchor(value: &Value<'_>, known: &Known) -> Option<Anchor> {
    if let Some(section) = value.as_section("anchor") {
        let role = section.maybe("role").and_then(|role| role.reference("role", &known.roles)).map(Anchor::Role);
        let stage = section.maybe("stage").and_then(|stage| stage.reference("stage", &known.stages)).map(Anchor::Stage);
        let fact = section.maybe("fact").and_then(|fact| fact.reference("fact", &known.facts)).map(Anchor::Fact);
        let document = section.maybe("document");
        let document = document.and_then(|one| one.reference("document", &known.documents)).map(Anchor::Document);
        return role.or(stage).or(fact).or(document);
    }
    value.one_of("date of the journey", &ANCHORS).map(|plain| match plain {
        Plain::Start => Anchor::Start,
        Plain::Middle => Anchor::Middle,
        Plain::End => Anchor::End,
        Plain::Agreement => Anchor::Agreement,
    })
}

//! What a programme expects: when, met by what, counting for which standards.

use super::known::Known;
use super::people::{circumstance, reminders};
use super::{all, when};
use crate::keys::StandardRef;
use crate::programmes::expectation::{
    Ask, CountedKind, Due, Expectation, Minimum, Offset, Recurrence, Requirement, When,
};
use crate::programmes::fact::{Fact, Repeats};
use crate::programmes::source::{Section, Value};

/// A working day at most.
const MINUTES: std::ops::RangeInclusive<i64> = 1..=1440;

pub(super) fn expectations(root: &Section<'_>, known: &Known, facts: &[Fact]) -> Option<Vec<Expectation>> {
    let sections = root.sections("expectations");
    let made = all(sections.iter().map(|section| expectation(section, known)))?;
    for (section, one) in sections.iter().zip(&made) {
        check_fit(section, one, &made);
        check_facts(section, one, facts);
    }
    Some(made)
}

fn expectation(section: &Section<'_>, known: &Known) -> Option<Expectation> {
    let key = section.parsed("key");
    let what = section.text("what");
    let asks = asks(section, known);
    let when = when_of(section, known);
    let met_by = section.value("met_by").and_then(|value| requirement(&value, known));
    let circumstance = circumstance(section, known);
    let counts_for = all(section.list("counts_for").iter().map(|value| standard(value, known)));
    let remind = reminders(section, known);
    Some(Expectation {
        key: key?,
        what: what?,
        asks: asks?,
        when: when?,
        met_by: met_by?,
        circumstance: circumstance?,
        counts_for: counts_for?,
        remind: remind?,
    })
}

/// `asks = { supportee = "The first meeting with {supporter}" }`.
fn asks(section: &Section<'_>, known: &Known) -> Option<Vec<Ask>> {
    let Some(asks) = section.maybe_section("asks") else { return Some(Vec::new()) };
    let made = all(asks.entries().into_iter().map(|(who, value)| {
        let of = known.onlooker_named(who, &value, "role or office");
        let sentence = value.text(who);
        Some(Ask { of: of?, sentence: sentence? })
    }));
    asks.all_read();
    made
}

fn standard(value: &Value<'_>, known: &Known) -> Option<StandardRef> {
    let standard: StandardRef = value.parsed("counts_for")?;
    if !known.sets.contains(standard.set.as_str()) {
        value.problem(
            format!("The programme does not name the set `{}`.", standard.set),
            "Add it to `standards` at the top, or correct it here.",
        );
        return None;
    }
    Some(standard)
}

/// `due = { … }` with perhaps `opens = { … }`; or `every = { months = 1, from = …, to = … }`; or
/// `each = { meeting_of = "monthly-meeting", days = 14 }`.
fn when_of(section: &Section<'_>, known: &Known) -> Option<When> {
    let due = section.maybe("due");
    let opens = section.maybe("opens");
    let every = section.maybe_section("every");
    let each = section.maybe_section("each");
    match (due, every, each) {
        (Some(due), None, None) => {
            let due = when::due(&due, "due", known);
            let opens = match opens {
                Some(opens) => when::due(&opens, "opens", known),
                None => due.clone().and_then(|due| from_anchor(section, due)),
            };
            Some(When::Once { opens: opens?, due: due? })
        }
        (None, Some(every), None) => {
            let months = every.number("months", 1..=60);
            let from = every.value("from").and_then(|from| when::anchor(&from, known));
            let to = every.value("to").and_then(|to| when::anchor(&to, known));
            Some(When::Every(Recurrence { months: months?, from: from?, to: to? }))
        }
        (None, None, Some(each)) => {
            let of = each.value("meeting_of").and_then(|of| of.reference("expectation", &known.expectations));
            let days = each.number("days", 0..=365);
            Some(When::EachMeeting { of: of?, days: days? })
        }
        _ => {
            section.one_needed(&["due", "every", "each"]);
            None
        }
    }
}

/// What is due after its anchor may be done from the anchor on; otherwise the author has to say from when.
fn from_anchor(section: &Section<'_>, due: Due) -> Option<Due> {
    match due.offset {
        offset if offset.count() > 0 => Some(Due { offset: Offset::Days(0), ..due }),
        _ => {
            section.problem(
                "It is not said from when this can be done.",
                "Add `opens = { days = 30, before = … }` with the same date of the journey.",
            );
            None
        }
    }
}

/// One of `meeting`, `lasts_minutes`, `record = "signed by all"`, `role`, `fact`, `trained`, `document`, `attended_by`
/// and `all`.
fn requirement(value: &Value<'_>, known: &Known) -> Option<Requirement> {
    let Some(section) = value.as_section("met_by") else {
        value.problem("`met_by` must be a table.", "Write `met_by = { meeting = [\"…\"] }`.");
        return None;
    };
    if section.maybe("meeting").is_some() {
        return meeting_held(&section, known);
    }
    if let Some(lasts) = section.maybe("lasts_minutes") {
        let minutes = lasts.number("lasts_minutes", MINUTES)?;
        return Some(Requirement::MeetingLasted { minimum: Minimum { minutes } });
    }
    if let Some(record) = section.maybe("record") {
        return record.one_of("record", &[("signed by all", ())]).map(|()| Requirement::RecordSigned);
    }
    if let Some(role) = section.maybe("role") {
        return role.reference("role", &known.roles).map(|role| Requirement::RoleFilled { role });
    }
    if let Some(fact) = section.maybe("fact") {
        let by = all(section.list("by").iter().map(|who| known.onlooker(who, "by")));
        return Some(Requirement::FactConfirmed { fact: fact.reference("fact", &known.facts)?, by: by? });
    }
    if let Some(trained) = section.maybe("trained") {
        return trained.reference("role", &known.roles).map(|role| Requirement::Trained { role });
    }
    if let Some(document) = section.maybe("document") {
        return document_done(&section, &document, known);
    }
    if section.maybe("attended_by").is_some() {
        let parties = all(section.list("attended_by").iter().map(|party| known.party(party, "role")));
        let otherwise = all(section.list("otherwise").iter().map(|kind| kind.reference("meeting", &known.meetings)));
        return Some(Requirement::AttendedByAll { parties: parties?, otherwise: otherwise? });
    }
    let parts = section.list("all");
    if !parts.is_empty() {
        return all(parts.iter().map(|part| requirement(part, known))).map(Requirement::All);
    }
    let known = ["meeting", "lasts_minutes", "record", "role", "fact", "trained", "document", "attended_by", "all"];
    section.one_needed(&known);
    None
}

/// `{ meeting = [ … ], replaced_by = [ … ], times = 2, attended_by = [ … ] }`.
fn meeting_held(section: &Section<'_>, known: &Known) -> Option<Requirement> {
    let kinds = all(section.list("meeting").iter().map(|kind| counted(kind, known)));
    let replaced_by = all(section.list("replaced_by").iter().map(|kind| kind.reference("meeting", &known.meetings)));
    let attended_by = all(section.list("attended_by").iter().map(|party| known.party(party, "role")));
    let times = section.maybe("times").map_or(Some(1), |times| times.number("times", 1..=60));
    Some(Requirement::MeetingHeld {
        kinds: kinds?,
        replaced_by: replaced_by?,
        times: times?,
        attended_by: attended_by?,
    })
}

/// `{ document = "…" }`, `{ document = "…", by = "supportee" }` or `{ document = "…", field = "…" }`.
fn document_done(section: &Section<'_>, document: &Value<'_>, known: &Known) -> Option<Requirement> {
    let document = document.reference("document", &known.documents);
    let (by, field) = (section.maybe("by"), section.maybe("field"));
    match (by, field) {
        (None, None) => Some(Requirement::DocumentDone { document: document?, by: None }),
        (Some(by), None) => {
            let by = known.party(&by, "role");
            Some(Requirement::DocumentDone { document: document?, by: Some(by?) })
        }
        (None, Some(field)) => {
            let field = field.parsed("field");
            Some(Requirement::FieldAnswered { document: document?, field: field? })
        }
        (Some(_), Some(_)) => {
            section.problem("A field and a writer cannot be asked for together.", "Write either `by` or `field`.");
            None
        }
    }
}

/// `"initial"`, or `{ kind = "ad-hoc", minutes = 60 }`.
fn counted(value: &Value<'_>, known: &Known) -> Option<CountedKind> {
    let Some(section) = value.as_section("meeting") else {
        return Some(CountedKind { kind: value.reference("meeting", &known.meetings)?, at_least: None });
    };
    let kind = section.value("kind").and_then(|kind| kind.reference("meeting", &known.meetings));
    let minutes = section.number("minutes", MINUTES);
    Some(CountedKind { kind: kind?, at_least: Some(Minimum { minutes: minutes? }) })
}

/// What is about one meeting needs `each`, and what `each` follows must be about meetings.
fn check_fit(section: &Section<'_>, one: &Expectation, all: &[Expectation]) {
    let of_a_meeting = one.met_by.parts().iter().any(|part| part.of_one_meeting());
    match (&one.when, of_a_meeting) {
        (_, true) if matches!(one.met_by, Requirement::All(_)) => section.problem(
            "What is asked of single meetings cannot be a part of `all`.",
            "Make it an expectation of its own, with `each`.",
        ),
        (When::EachMeeting { of, .. }, true) => {
            let followed = all.iter().find(|other| other.key == *of);
            if !followed.is_some_and(|other| matches!(other.met_by, Requirement::MeetingHeld { .. })) {
                section.problem(
                    format!("`{of}` is not met by meetings."),
                    "Let `meeting_of` name an expectation with `met_by = { meeting = … }`.",
                );
            }
        }
        (When::EachMeeting { .. }, false) => section.problem(
            "`each` speaks of single meetings, but `met_by` does not.",
            "Write `met_by = { lasts_minutes = 60 }`, `{ record = \"signed by all\" }` or `{ attended_by = … }`, or use \
             `due` or `every`.",
        ),
        (_, true) => section.problem(
            "`met_by` speaks of single meetings, but it is not said which.",
            "Add `each = { meeting_of = \"…\", days = 14 }` instead of `due` or `every`.",
        ),
        (When::Once { .. } | When::Every(_), false) => {}
    }
}

/// Those who are asked must be able to confirm it, and what recurs must be able to happen again.
fn check_facts(section: &Section<'_>, one: &Expectation, facts: &[Fact]) {
    for part in one.met_by.parts() {
        let Requirement::FactConfirmed { fact, by } = part else { continue };
        let Some(fact) = facts.iter().find(|known| known.key == *fact) else { continue };
        if !by.iter().all(|who| fact.may_be_confirmed_by(who)) {
            section.problem(
                format!("Not everybody who is to confirm `{}` may do so.", fact.key),
                "Add them to `confirmed_by` of the fact, or take them out here.",
            );
        }
        if matches!(one.when, When::Every(_)) && fact.repeats == Repeats::Once {
            section.problem(
                format!("`{}` can happen only once, but is expected in each period.", fact.key),
                "Add `repeats = \"yes\"` to the fact.",
            );
        }
    }
}

//! What a programme expects: when, met by what, counting for which standards.

use super::known::Known;
use super::people::{CIRCUMSTANCES, reminders};
use super::{all, when};
use crate::keys::StandardRef;
use crate::programmes::expectation::{
    Ask, Circumstance, CountedKind, Due, Expectation, Minimum, Offset, Recurrence, Requirement, When,
};
use crate::programmes::source::{Section, Value};

/// A working day at most.
const MINUTES: std::ops::RangeInclusive<i64> = 1..=1440;

pub(super) fn expectations(root: &Section<'_>, known: &Known) -> Option<Vec<Expectation>> {
    let sections = root.sections("expectations");
    let made = all(sections.iter().map(|section| expectation(section, known)))?;
    for (section, one) in sections.iter().zip(&made) {
        check_fit(section, one, &made);
    }
    Some(made)
}

fn expectation(section: &Section<'_>, known: &Known) -> Option<Expectation> {
    let key = section.parsed("key");
    let what = section.text("what");
    let asks = asks(section, known);
    let when = when_of(section, known);
    let met_by = section.value("met_by").and_then(|value| requirement(&value, known));
    let circumstance = section.one_of_or("when", &CIRCUMSTANCES, Circumstance::Always);
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
        Offset::Days(days) | Offset::WorkingDays(days) | Offset::Months(days) if days > 0 => {
            Some(Due { offset: Offset::Days(0), ..due })
        }
        _ => {
            section.problem(
                "It is not said from when this can be done.",
                "Add `opens = { days = 30, before = … }` with the same date of the journey.",
            );
            None
        }
    }
}

/// One of `meeting`, `lasts_minutes`, `record = "signed by all"`, `role`, `fact`, `trained`.
fn requirement(value: &Value<'_>, known: &Known) -> Option<Requirement> {
    let Some(section) = value.as_section("met_by") else {
        value.problem("`met_by` must be a table.", "Write `met_by = { meeting = [\"…\"] }`.");
        return None;
    };
    let kinds = section.list("meeting");
    let replaced_by = section.list("replaced_by");
    let lasts = section.maybe("lasts_minutes");
    let record = section.maybe("record");
    let role = section.maybe("role");
    let fact = section.maybe("fact");
    let trained = section.maybe("trained");
    if !kinds.is_empty() {
        let kinds = all(kinds.iter().map(|kind| counted(kind, known)));
        let replaced_by = all(replaced_by.iter().map(|kind| kind.reference("meeting", &known.meetings)));
        return Some(Requirement::MeetingHeld { kinds: kinds?, replaced_by: replaced_by? });
    }
    if let Some(lasts) = lasts {
        let minutes = lasts.number("lasts_minutes", MINUTES)?;
        return Some(Requirement::MeetingLasted { minimum: Minimum { minutes } });
    }
    if let Some(record) = record {
        return record.one_of("record", &[("signed by all", ())]).map(|()| Requirement::RecordSigned);
    }
    if let Some(role) = role {
        return role.reference("role", &known.roles).map(|role| Requirement::RoleFilled { role });
    }
    if let Some(fact) = fact {
        return fact.parsed("fact").map(|fact| Requirement::FactConfirmed { fact });
    }
    if let Some(trained) = trained {
        return trained.reference("role", &known.roles).map(|role| Requirement::Trained { role });
    }
    section.one_needed(&["meeting", "lasts_minutes", "record", "role", "fact", "trained"]);
    None
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
    let of_a_meeting = matches!(one.met_by, Requirement::MeetingLasted { .. } | Requirement::RecordSigned);
    match (&one.when, of_a_meeting) {
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
            "Write `met_by = { lasts_minutes = 60 }` or `{ record = \"signed by all\" }`, or use `due` or `every`.",
        ),
        (_, true) => section.problem(
            "`met_by` speaks of single meetings, but it is not said which.",
            "Add `each = { meeting_of = \"…\", days = 14 }` instead of `due` or `every`.",
        ),
        (When::Once { .. } | When::Every(_), false) => {}
    }
}

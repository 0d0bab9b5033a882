//! Applies an organisation's `tailoring.toml` to the programme of its source; what the source fixes is refused.

use std::collections::BTreeSet;

use super::form;
use super::known::Known;
use crate::forms::Section as FormSection;
use crate::keys::{ExpectationKey, FormKey};
use crate::programmes::expectation::When;
use crate::programmes::governance::Theme;
use crate::programmes::programme::{ContentHash, Participation, Programme};
use crate::programmes::sharing::Gives;
use crate::programmes::source::{Section, Value};
use crate::programmes::tailoring::{Hours, Measure, Tailored, change, departures, is_looser, measures};
use crate::programmes::words::Word;

/// The programme as the organisation has changed it; `None` when something is wrong.
pub(super) fn apply(root: &Section<'_>, source: &Programme, address: &ContentHash, known: &Known) -> Option<Programme> {
    let head = root.section("tailoring")?;
    let of = head.value("of_version");
    let number = head.number("number", 1..=100_000);
    let why = head.text("why");
    let consulted = head.text("consulted");
    let of = of.and_then(|value| {
        let of = value.text("of_version")?;
        if of != address.as_str() {
            value.problem(
                "This was written for another version of the source.",
                format!("Look through it and write `{address}`."),
            );
            return None;
        }
        Some(of)
    });
    let mut here = source.clone();
    let changes = root.sections("changes");
    if changes.is_empty() {
        root.problem("Nothing is changed.", "Change something, or run the source as it is.");
    }
    for section in &changes {
        one(section, source, &mut here, known);
    }
    let number = number?;
    here.version = format!("{}.{number}", source.version);
    let departures = departures(source, &here);
    here.tailored = Some(Tailored { of: ContentHash(of?), number, why: why?, consulted: consulted?, departures });
    Some(here)
}

/// One change: exactly one of the things that can be open.
fn one(section: &Section<'_>, source: &Programme, here: &mut Programme, known: &Known) {
    let expectation = section.maybe("expectation");
    let form = section.maybe("form");
    let length = section.maybe("length_months");
    let participation = section.maybe("participation");
    let theme = section.maybe("theme");
    let word = section.maybe("word");
    let time = section.maybe("time");
    let who = section.maybe("who");
    match (expectation, form, length, participation, theme, word, time, who) {
        (Some(value), None, None, None, None, None, None, None) => rhythm(section, &value, source, here, known),
        (None, Some(value), None, None, None, None, None, None) => questions(section, &value, here, known),
        (None, None, Some(value), None, None, None, None, None) => months(&value, here),
        (None, None, None, Some(value), None, None, None, None) => participation_of(&value, here),
        (None, None, None, None, Some(value), None, None, None) => content(section, &value, here),
        (None, None, None, None, None, Some(value), None, None) => words(section, &value, here),
        (None, None, None, None, None, None, Some(value), None) => hours(section, &value, source, here, known),
        (None, None, None, None, None, None, None, Some(value)) => sharing(section, &value, here, known),
        _ => {
            section.one_needed(&[
                "expectation",
                "form",
                "length_months",
                "participation",
                "theme",
                "word",
                "time",
                "who",
            ]);
        }
    }
}

/// Says that the source does not leave this to organisations.
fn fixed(value: &Value<'_>, what: &str) {
    value.problem(format!("The source does not leave {what} to organisations."), "Take this change out.");
}

fn rhythm(section: &Section<'_>, value: &Value<'_>, source: &Programme, here: &mut Programme, known: &Known) {
    let Some(key) = value.reference::<ExpectationKey>("expectation", &known.expectations) else { return };
    let wanted = Measure::ALL.map(|measure| (measure, section.maybe(measure.as_str())));
    if !here.open.rhythm.contains(&key) {
        fixed(value, "the rhythm of this");
        return;
    }
    let (Some(before), Some(after)) =
        (source.expectation(&key), here.expectations.iter_mut().find(|other| other.key == key))
    else {
        return;
    };
    for (measure, value) in wanted.into_iter().filter_map(|(measure, value)| Some((measure, value?))) {
        let name = measure.as_str();
        let Some((_, now)) = measures(before).into_iter().find(|(other, _)| *other == measure) else {
            value.problem(format!("This has no `{name}`."), "Take it out.");
            continue;
        };
        let Some(to) = value.number::<i64>(name, measure.range()) else { continue };
        if is_looser(before, measure, to)
            && let Some(standard) = before.counts_for.first()
        {
            value.problem(
                format!("This counts for {standard}, which asks no less than the source does."),
                format!("Write {now}, or a number that asks more."),
            );
            continue;
        }
        change(after, measure, to);
        if let When::Once { opens, due } = &after.when
            && super::sense::closes_early(source, opens, due)
        {
            value.problem("This would be due before it can be done.", "Write a number that makes it later.");
        }
    }
}

/// The section of a form in which an organisation asks more.
fn questions(section: &Section<'_>, value: &Value<'_>, here: &mut Programme, known: &Known) {
    let Some(key) = value.reference::<FormKey>("form", &known.forms) else { return };
    let heading = section.maybe("heading").and_then(|heading| heading.text("heading"));
    let is_open = here.open.forms.contains(&key);
    let Some(form) = here.forms.iter_mut().find(|form| form.key == key) else { return };
    let recalled: BTreeSet<String> = form.fields().map(|field| field.key.to_string()).collect();
    let mut fields = Vec::new();
    for section in section.sections("fields") {
        let Some(field) = form::field(&section, &recalled, known) else { continue };
        let is_there =
            form.field(&field.key).is_some() || fields.iter().any(|other: &crate::forms::Field| other.key == field.key);
        if is_there {
            section.problem(format!("`{}` stands twice in this form.", field.key), "Give one of them another key.");
        }
        fields.push(field);
    }
    if !is_open {
        fixed(value, "this form");
        return;
    }
    if fields.is_empty() {
        section.problem("Nothing more is asked.", "Add `[[changes.fields]]`, or take this change out.");
        return;
    }
    form.sections.push(FormSection { heading: heading.unwrap_or_default(), fields });
}

fn months(value: &Value<'_>, here: &mut Programme) {
    let Some(months) = value.number("length_months", 1..=120) else { return };
    if here.open.length {
        here.length.months = Some(months);
    } else {
        fixed(value, "the length");
    }
}

fn participation_of(value: &Value<'_>, here: &mut Programme) {
    let Some(participation) = value.one_of("participation", &Participation::NAMED) else { return };
    if here.open.participation {
        here.offering.participation = participation;
    } else {
        fixed(value, "who has to take part");
    }
}

fn content(section: &Section<'_>, value: &Value<'_>, here: &mut Programme) {
    let key = value.parsed("theme");
    let left_out = section.one_of_or("left_out", &[("yes", true), ("no", false)], false);
    let name = match left_out {
        Some(true) => None,
        _ => section.text("name"),
    };
    let (Some(key), Some(left_out)) = (key, left_out) else { return };
    if !here.open.content {
        fixed(value, "the themes");
        return;
    }
    if left_out {
        let before = here.content.len();
        here.content.retain(|theme| theme.key != key);
        if here.content.len() == before {
            value.problem(format!("There is no theme `{key}` to leave out."), "Take this change out.");
        }
        return;
    }
    let Some(name) = name else { return };
    match here.content.iter_mut().find(|theme| theme.key == key) {
        Some(theme) => theme.name = name,
        None => here.content.push(Theme { key, name, what: None }),
    }
}

fn words(section: &Section<'_>, value: &Value<'_>, here: &mut Programme) {
    let key = value.text("word");
    let (one, many, article) = (section.text("one"), section.text("many"), section.text("a"));
    if !here.open.words {
        fixed(value, "the words");
        return;
    }
    let Some(key) = key else { return };
    if here.words.find(&key).is_none() {
        value.problem(format!("The programme has no word `{key}`."), "Take this change out.");
        return;
    }
    if let (Some(one), Some(many), Some(article)) = (one, many, article) {
        here.words.set(key, Word { one, many, article });
    }
}

fn hours(section: &Section<'_>, value: &Value<'_>, source: &Programme, here: &mut Programme, known: &Known) {
    let Some(party) = known.party(value, "role") else { return };
    let wanted = Hours::ALL.map(|hours| (hours, section.maybe(hours.as_str())));
    if !here.open.time.contains(&party) {
        fixed(value, "this time");
        return;
    }
    let before = source.time.iter().find(|promise| promise.party == party);
    let (Some(before), Some(after)) = (before, here.time.iter_mut().find(|promise| promise.party == party)) else {
        value.problem("The programme promises them no time.", "Take this change out.");
        return;
    };
    for (hours, value) in wanted.into_iter().filter_map(|(hours, value)| Some((hours, value?))) {
        let Some(to) = value.number::<u32>(hours.as_str(), 0..=2000) else { continue };
        if hours == Hours::LeastAYear && to * 60 < before.least_minutes_a_year {
            let least = before.least_minutes_a_year / 60;
            value.problem("The source asks for more than this at the very least.", format!("Write {least} or more."));
            continue;
        }
        hours.set(after, to * 60);
    }
    if after.recommended_minutes_a_year < after.least_minutes_a_year {
        section.problem("Less is recommended than is the least.", "Raise what is recommended, or lower the least.");
    }
}

fn sharing(section: &Section<'_>, value: &Value<'_>, here: &mut Programme, known: &Known) {
    let gives = [("read", Gives::Read), ("summary", Gives::Summary), ("nothing", Gives::Nothing)];
    let who = known.onlooker(value, "who");
    let item = section.parsed("item");
    let to = section.value("gives").and_then(|value| Some((value, value.one_of("gives", &gives)?)));
    if !here.open.sharing {
        fixed(value, "who sees what");
        return;
    }
    let (Some(who), Some(item), Some((gives, to))) = (who, item, to) else { return };
    match here.sharing.rules.iter_mut().find(|rule| rule.who == who && rule.item == item) {
        Some(rule) if to <= rule.gives => rule.gives = to,
        _ => gives.problem(
            "This opens more than the source does.",
            "An organisation may share less than the source says, never more. Take this change out.",
        ),
    }
}

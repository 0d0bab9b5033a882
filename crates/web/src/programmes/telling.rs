//! Says in words where one version departs from another.

use domain::keys::ExpectationKey;
use domain::programmes::tailoring::{Departure, Hours, Measure, Of, Says};
use domain::programmes::{Anchor, Due, Gives, Offset, Onlooker, Participation, Programme, When, capitalised};

use crate::components::{Cell, Column, Table};
use crate::words::Words;

/// The departures as a table: what it is about, what the one says, what the other says.
pub(super) fn table(
    w: Words,
    caption: String,
    heads: [String; 2],
    programmes: [&Programme; 2],
    departures: &[Departure],
) -> Table {
    let [source, here] = heads;
    let columns = vec![Column::words(w.say("tailoring-about")), Column::words(source), Column::words(here)];
    let rows = departures.iter().map(|departure| {
        let [one, other] = programmes;
        let says = |programme: &Programme, says: &Option<Says>| match says {
            Some(says) => said(w, programme, &departure.of, says),
            None => w.say("tailoring-nothing"),
        };
        vec![
            Cell::new(about(w, other, &departure.of)),
            Cell::new(says(one, &departure.source)),
            Cell::new(says(other, &departure.here)),
        ]
    });
    Table::new(caption, columns, rows.collect())
}

/// What a departure is about.
fn about(w: Words, programme: &Programme, of: &Of) -> String {
    match of {
        Of::Length => w.say("tailoring-length"),
        Of::Participation => w.say("tailoring-participation"),
        Of::Rhythm { what, measure, .. } => format!("{what}: {}", measure_name(w, *measure)),
        Of::Expectation { what, .. } => what.clone(),
        Of::Question { title, .. } => w.with("tailoring-question-of", [("form", title.as_str())]),
        Of::Theme(_) => w.say("tailoring-theme"),
        Of::Word(key) => w.with("tailoring-word-for", [("word", word_name(w, key))]),
        Of::Time(party, hours) => format!("{}: {}", capitalised(programme.party_word(party)), hours_name(w, *hours)),
        Of::Sharing(onlooker, item) => {
            let values =
                [("who", onlooker_name(w, programme, onlooker)), ("item", item_name(w, programme, item.as_str()))];
            w.with("tailoring-sharing-of", &values)
        }
    }
}

fn said(w: Words, programme: &Programme, of: &Of, says: &Says) -> String {
    match (of, says) {
        (_, Says::Text(text)) => text.clone(),
        (_, Says::Gives(gives)) => gives_name(w, *gives),
        (_, Says::Participation(participation)) => participation_name(w, *participation),
        (Of::Length, Says::Number(number)) => w.with("tailoring-months", [("count", number)]),
        (Of::Time(..), Says::Number(number)) => w.with("tailoring-hours", [("count", number)]),
        (Of::Rhythm { expectation, measure, .. }, Says::Number(number)) => {
            number_of(w, programme, expectation, *measure, *number)
        }
        (_, Says::Number(number)) => number.to_string(),
    }
}

/// “45 days after the day halfway”.
pub(super) fn number_of(
    w: Words,
    programme: &Programme,
    expectation: &ExpectationKey,
    measure: Measure,
    number: i64,
) -> String {
    match measure {
        Measure::Months => w.with("tailoring-each-months", [("count", number)]),
        Measure::Days => w.with("tailoring-days-after-meeting", [("count", number)]),
        Measure::Minutes => w.with("tailoring-minutes", [("count", number)]),
        Measure::Offset => {
            let when = programme.expectation(expectation).map(|it| &it.when);
            let Some(When::Once { due, .. }) = when else { return number.to_string() };
            let (key, anchor) = (offset_key(due), anchor_name(w, programme, &due.from));
            w.with(key, &[("count", number.to_string()), ("date", anchor)])
        }
    }
}

fn offset_key(due: &Due) -> &'static str {
    let is_before = due.offset.count() < 0;
    match due.offset {
        Offset::Days(_) if is_before => "tailoring-days-before",
        Offset::Days(_) => "tailoring-days-after",
        Offset::WorkingDays(_) if is_before => "tailoring-working-days-before",
        Offset::WorkingDays(_) => "tailoring-working-days-after",
        Offset::WorkedDays(_) if is_before => "tailoring-worked-days-before",
        Offset::WorkedDays(_) => "tailoring-worked-days-after",
        Offset::Months(_) if is_before => "tailoring-months-before",
        Offset::Months(_) => "tailoring-months-after",
    }
}

fn anchor_name(w: Words, programme: &Programme, anchor: &Anchor) -> String {
    match anchor {
        Anchor::Start => w.say("tailoring-at-start"),
        Anchor::Middle => w.say("tailoring-at-middle"),
        Anchor::End => w.say("tailoring-at-end"),
        Anchor::Agreement => w.say("tailoring-at-agreement"),
        Anchor::Role(role) => w.with("tailoring-at-role", [("role", programme.words.role(role))]),
        _ => w.say("tailoring-at-other"),
    }
}

pub(super) fn measure_name(w: Words, measure: Measure) -> String {
    w.say(match measure {
        Measure::Offset => "tailoring-measure-offset",
        Measure::Months => "tailoring-measure-months",
        Measure::Days => "tailoring-measure-days",
        Measure::Minutes => "tailoring-measure-minutes",
    })
}

pub(super) fn hours_name(w: Words, hours: Hours) -> String {
    w.say(match hours {
        Hours::AMonth => "tailoring-hours-a-month",
        Hours::OwnAYear => "tailoring-hours-own",
        Hours::LeastAYear => "tailoring-hours-least",
        Hours::RecommendedAYear => "tailoring-hours-recommended",
    })
}

pub(super) fn participation_name(w: Words, participation: Participation) -> String {
    w.say(match participation {
        Participation::Voluntary => "tailoring-participation-voluntary",
        Participation::Mandatory => "tailoring-participation-mandatory",
    })
}

pub(super) fn gives_name(w: Words, gives: Gives) -> String {
    w.say(match gives {
        Gives::Nothing => "tailoring-gives-nothing",
        Gives::Summary => "tailoring-gives-summary",
        Gives::Read => "tailoring-gives-read",
    })
}

pub(super) fn onlooker_name(w: Words, programme: &Programme, onlooker: &Onlooker) -> String {
    match onlooker {
        Onlooker::Party(party) => capitalised(programme.party_word(party)),
        Onlooker::Office(office) => capitalised(programme.words.office(office)),
        Onlooker::Cover => w.say("seen-cover"),
        Onlooker::LineManager => w.say("seen-line-manager"),
    }
}

/// A document has its programme's word; the two items that every programme has are ours to name.
pub(super) fn item_name(w: Words, programme: &Programme, item: &str) -> String {
    if let Some(word) = programme.words.find(&format!("document.{item}")) {
        return word.many.clone();
    }
    match item {
        "meeting-record" => w.say("tailoring-item-meeting-record"),
        "progress" => w.say("tailoring-item-progress"),
        other => other.replace('-', " "),
    }
}

/// What a word stands for: its key, as an author wrote it, read as words.
pub(super) fn word_name(w: Words, key: &str) -> String {
    let (group, name) = key.split_once('.').unwrap_or(("", key));
    let name = name.replace('-', " ");
    match group {
        "role" => w.with("tailoring-word-role", [("name", name)]),
        "meeting" => w.with("tailoring-word-meeting", [("name", name)]),
        "office" => w.with("tailoring-word-office", [("name", name)]),
        _ => name,
    }
}

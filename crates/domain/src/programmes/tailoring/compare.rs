//! Where one version of a programme departs from another: the source from what an organisation made of it, or the
//! version of a running journey from the one it may move to.

use super::measure::{Measure, measures};
use crate::forms::Field;
use crate::keys::{ExpectationKey, FieldKey, FormKey, ItemKey, ThemeKey};
use crate::programmes::{Gives, Onlooker, Participation, Party, Programme, TimePromise, Word};

/// One place where two versions say different things. `None`: that version says nothing there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Departure {
    pub of: Of,
    pub source: Option<Says>,
    pub here: Option<Says>,
}

/// What it is about.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Of {
    /// The planned length, in months.
    Length,
    /// Whether one may decline.
    Participation,
    /// A number of an expectation, with what it is in words.
    Rhythm {
        expectation: ExpectationKey,
        what: String,
        measure: Measure,
    },
    /// An expectation that one of them does not have, or that differs in more than its numbers.
    Expectation {
        expectation: ExpectationKey,
        what: String,
    },
    /// A question of a form.
    Question {
        form: FormKey,
        title: String,
        field: FieldKey,
    },
    Theme(ThemeKey),
    Word(String),
    /// Protected time of a party.
    Time(Party, Hours),
    Sharing(Onlooker, ItemKey),
}

/// Which number of protected time, in minutes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Hours {
    AMonth,
    OwnAYear,
    LeastAYear,
    RecommendedAYear,
}

impl Hours {
    pub const ALL: [Self; 4] = [Self::AMonth, Self::OwnAYear, Self::LeastAYear, Self::RecommendedAYear];

    /// Its key in programme files.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::AMonth => "hours_a_month",
            Self::OwnAYear => "own_hours_a_year",
            Self::LeastAYear => "least_hours_a_year",
            Self::RecommendedAYear => "recommended_hours_a_year",
        }
    }

    /// The number of a promise, in minutes.
    pub fn of(self, promise: &TimePromise) -> u32 {
        match self {
            Self::AMonth => promise.minutes_a_month,
            Self::OwnAYear => promise.own_minutes_a_year,
            Self::LeastAYear => promise.least_minutes_a_year,
            Self::RecommendedAYear => promise.recommended_minutes_a_year,
        }
    }

    pub(in crate::programmes) fn set(self, promise: &mut TimePromise, minutes: u32) {
        match self {
            Self::AMonth => promise.minutes_a_month = minutes,
            Self::OwnAYear => promise.own_minutes_a_year = minutes,
            Self::LeastAYear => promise.least_minutes_a_year = minutes,
            Self::RecommendedAYear => promise.recommended_minutes_a_year = minutes,
        }
    }
}

/// What a version says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Says {
    Number(i64),
    Text(String),
    Gives(Gives),
    Participation(Participation),
}

/// All departures of one version from another, in the order of the parts of a programme.
pub fn departures(source: &Programme, here: &Programme) -> Vec<Departure> {
    let mut found = Vec::new();
    let months = |programme: &Programme| programme.length.months.map(|months| Says::Number(i64::from(months)));
    note(&mut found, Of::Length, months(source), months(here));
    let participation = |programme: &Programme| Some(Says::Participation(programme.offering.participation));
    note(&mut found, Of::Participation, participation(source), participation(here));
    words(source, here, &mut found);
    rhythm(source, here, &mut found);
    questions(source, here, &mut found);
    time(source, here, &mut found);
    sharing(source, here, &mut found);
    themes(source, here, &mut found);
    found
}

fn note(found: &mut Vec<Departure>, of: Of, source: Option<Says>, here: Option<Says>) {
    if source != here {
        found.push(Departure { of, source, here });
    }
}

/// What is in either of two lists, each once, in the order of the first.
fn either<'a, T, K: PartialEq>(one: &'a [T], other: &'a [T], key: impl Fn(&T) -> K) -> Vec<&'a T> {
    let only_there = other.iter().filter(|item| !one.iter().any(|first| key(first) == key(item)));
    one.iter().chain(only_there).collect()
}

fn words(source: &Programme, here: &Programme, found: &mut Vec<Departure>) {
    let forms = |word: &Word| Says::Text(format!("{}, {}, {}", word.one, word.many, word.article));
    for (key, word) in source.words.all() {
        note(found, Of::Word(key.to_owned()), Some(forms(word)), here.words.find(key).map(forms));
    }
}

fn rhythm(source: &Programme, here: &Programme, found: &mut Vec<Departure>) {
    for one in either(&source.expectations, &here.expectations, |it| it.key.clone()) {
        let (before, after) = (source.expectation(&one.key), here.expectation(&one.key));
        if let (Some(before), Some(after)) = (before, after) {
            let (old, new) = (measures(before), measures(after));
            for (measure, number) in &old {
                let now = new.iter().find(|(other, _)| other == measure).map(|(_, number)| Says::Number(*number));
                let of = Of::Rhythm { expectation: one.key.clone(), what: one.what.clone(), measure: *measure };
                note(found, of, Some(Says::Number(*number)), now);
            }
            let numbers_differ = old != new;
            if before.what == after.what && (before.met_by == after.met_by || numbers_differ) {
                continue;
            }
        }
        let of = Of::Expectation { expectation: one.key.clone(), what: one.what.clone() };
        let text = |it: Option<&crate::programmes::Expectation>| it.map(|it| Says::Text(it.what.clone()));
        if before.is_some() && after.is_some() && text(before) == text(after) {
            continue;
        }
        note(found, of, text(before), text(after));
    }
}

fn questions(source: &Programme, here: &Programme, found: &mut Vec<Departure>) {
    for form in either(&source.forms, &here.forms, |form| form.key.clone()) {
        let fields = |programme: &Programme| -> Vec<Field> {
            programme.form(&form.key).map(|form| form.fields().cloned().collect()).unwrap_or_default()
        };
        let (before, after) = (fields(source), fields(here));
        for field in either(&before, &after, |field| field.key.clone()) {
            let of = Of::Question { form: form.key.clone(), title: form.title.clone(), field: field.key.clone() };
            let asks = |fields: &[Field]| {
                fields.iter().find(|other| other.key == field.key).map(|field| Says::Text(field.label.clone()))
            };
            note(found, of, asks(&before), asks(&after));
        }
    }
}

fn time(source: &Programme, here: &Programme, found: &mut Vec<Departure>) {
    for promise in either(&source.time, &here.time, |promise| promise.party.clone()) {
        let of = |programme: &Programme, hours: Hours| {
            let found = programme.time.iter().find(|other| other.party == promise.party);
            found.map(|promise| Says::Number(i64::from(hours.of(promise) / 60)))
        };
        for hours in Hours::ALL {
            note(found, Of::Time(promise.party.clone(), hours), of(source, hours), of(here, hours));
        }
    }
}

fn sharing(source: &Programme, here: &Programme, found: &mut Vec<Departure>) {
    let same = |rule: &crate::programmes::SharingRule| (rule.who.clone(), rule.item.clone());
    for rule in either(&source.sharing.rules, &here.sharing.rules, same) {
        let gives = |programme: &Programme| Some(Says::Gives(programme.sharing.gives(&rule.who, &rule.item)));
        note(found, Of::Sharing(rule.who.clone(), rule.item.clone()), gives(source), gives(here));
    }
}

fn themes(source: &Programme, here: &Programme, found: &mut Vec<Departure>) {
    for theme in either(&source.content, &here.content, |theme| theme.key.clone()) {
        let name = |programme: &Programme| {
            let found = programme.content.iter().find(|other| other.key == theme.key);
            found.map(|theme| Says::Text(theme.name.clone()))
        };
        note(found, Of::Theme(theme.key.clone()), name(source), name(here));
    }
}

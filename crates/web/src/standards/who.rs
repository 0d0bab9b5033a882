//! Who is behind a part of a figure: names for those who may see them, a page at a time.

use domain::calendar::{long_date, weekday_date};
use domain::ids::JourneyId;
use domain::programmes::Power;
use domain::standards::{Figure, Part, Standard};
use jiff::civil::Date;
use operations::access::Desk;
use operations::standards::{About, Counted};
use store::standards::Behind;

use super::path_of;
use super::tile;
use crate::words::Words;

/// How many people stand on a page.
pub(super) const PER_PAGE: u32 = 25;

/// Somebody behind a part.
pub(super) struct Person {
    pub name: String,
    /// Nothing where there is no page of it.
    pub href: String,
    pub due: String,
    pub known: String,
}

/// Who is in one part of the figure.
pub(super) struct Who {
    pub heading: String,
    /// What the second column holds.
    pub due: String,
    pub people: Vec<Person>,
    pub previous: String,
    pub next: String,
}

/// A part of a figure, and the page of it that is looked at, counted from one.
#[derive(Clone, Copy)]
pub(super) struct Looked<'a> {
    pub desk: &'a Desk,
    pub standard: &'a Standard,
    pub figure: &'a Figure,
    pub part: Part,
    pub number: u32,
}

impl Looked<'_> {
    fn view(self, w: Words, due: String, people: Vec<Person>) -> Who {
        let count = self.figure.of(self.part);
        let name = tile::label(w, self.part);
        let more = u64::from(self.number) * u64::from(PER_PAGE) < u64::from(count);
        let at = |page: u32| address(&self.desk.code, self.standard, self.part, page);
        Who {
            heading: w.with("standards-who-part", [("part", name), ("count", count.to_string())]),
            due,
            people,
            previous: if self.number > 1 { at(self.number - 1) } else { String::new() },
            next: if more { at(self.number + 1) } else { String::new() },
        }
    }

    /// Whoever is behind occurrences that were counted one by one.
    pub(super) fn of_occurrences(self, w: Words, found: Vec<Behind>) -> Who {
        let person = |one: Behind| Person {
            known: known(w, self.part, &one),
            due: weekday_date(one.due_on),
            href: journey_path(one.journey),
            name: one.name,
        };
        self.view(w, w.say("standards-who-due"), found.into_iter().map(person).collect())
    }

    /// Whoever was counted otherwise.
    pub(super) fn of_counted(self, w: Words, counted: &[Counted]) -> Who {
        let theirs = counted.iter().filter(|one| one.part == self.part);
        let page = theirs.skip((self.number as usize - 1) * PER_PAGE as usize).take(PER_PAGE as usize);
        let due = match counted.first().map(|one| one.about) {
            Some(About::Training | About::Hours(_)) => w.say("standards-who-since"),
            Some(About::Length(_)) => w.say("standards-who-length"),
            _ => w.say("standards-who-due"),
        };
        let person = |one: &Counted| Person {
            name: one.name.clone(),
            href: match one.about {
                About::Journey(journey) | About::Length(journey) | About::Hours(Some(journey)) => journey_path(journey),
                About::Offer(candidacy) if self.desk.may(Power::ManageCandidates) => format!("/candidates/{candidacy}"),
                About::Offer(_) | About::Training | About::Hours(None) => String::new(),
            },
            due: one.due_on.map(weekday_date).unwrap_or_default(),
            known: counted_known(w, one),
        };
        self.view(w, due, page.map(person).collect())
    }
}

/// The address of a part of a standard.
pub(super) fn address(code: &str, standard: &Standard, part: Part, page: u32) -> String {
    let page = if page > 1 { format!("&page={page}") } else { String::new() };
    format!("{}?part={}{page}#who", path_of(code, &standard.reference), part.as_str())
}

fn journey_path(journey: JourneyId) -> String {
    format!("/journeys/{journey}")
}

fn dated(w: Words, key: &str, on: Date) -> String {
    w.with(key, [("date", long_date(on))])
}

/// What is known of an occurrence, in a sentence.
fn known(w: Words, part: Part, one: &Behind) -> String {
    match (part, one.met_on, one.explained_on, one.unrecorded_on) {
        (Part::AgreedException, ..) => w.say("standards-known-agreed"),
        (_, Some(on), ..) if on <= one.due_on => dated(w, "standards-known-met", on),
        (_, Some(on), ..) => dated(w, "standards-known-late", on),
        (Part::NoData, .., Some(on)) => dated(w, "standards-known-unrecorded", on),
        (Part::NotYetDue, ..) => w.say("standards-known-open"),
        (_, _, Some(on), _) => dated(w, "standards-known-explained", on),
        _ => w.say("standards-known-none"),
    }
}

/// What is known of somebody counted otherwise, in a sentence.
fn counted_known(w: Words, one: &Counted) -> String {
    match (one.about, one.on) {
        (About::Journey(_), _) => w.say(match one.part {
            Part::Met => "standards-known-all-met",
            Part::AgreedException => "standards-known-agreed",
            Part::NotYetDue => "standards-known-open",
            Part::NotMet | Part::NoData => "standards-known-not-all",
        }),
        (About::Offer(_), Some(on)) => dated(w, "standards-known-offered", on),
        (About::Offer(_), None) => w.say("standards-known-not-offered"),
        (About::Length(_), Some(on)) => dated(w, "standards-known-ends", on),
        (About::Length(_), None) => w.say("standards-known-no-end"),
        (About::Training, Some(on)) => dated(w, "standards-known-trained", on),
        (About::Hours(_), _) => w.say(match one.part {
            Part::Met | Part::AgreedException => "standards-known-hours-met",
            Part::NotMet => "standards-known-hours-short",
            Part::NotYetDue => "standards-known-hours-early",
            Part::NoData => "standards-known-hours-none",
        }),
        (About::Training, None) => w.say("standards-known-untrained"),
    }
}

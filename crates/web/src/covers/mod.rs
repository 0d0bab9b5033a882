//! Standing in (D8): who, for whom, how long and for what; what they see is a summary.

mod list;
mod show;

use domain::calendar::long_date;
use domain::ids::{CoverId, JourneyId, PersonId};
use jiff::civil::Date;
use store::covers::Cover;

use crate::home::next::{Next, Urgency};
use crate::routes::{Audience, Routes};
use crate::words::Words;

/// The routes of this room.
pub fn routes(routes: Routes) -> Routes {
    let participants = Audience::Participants;
    routes
        .get("/journeys/{id}/covers", participants, list::get)
        .post("/journeys/{id}/covers", participants, list::post)
        .get("/covers/{id}", participants, show::get)
        .post("/covers/{id}/end", participants, show::end)
        .post("/covers/{id}/told", participants, show::tell)
}

/// The address of a journey's covers.
pub(crate) fn covers_of(journey: JourneyId) -> String {
    format!("/journeys/{journey}/covers")
}

/// The address of one.
pub(crate) fn cover_of(id: CoverId) -> String {
    format!("/covers/{id}")
}

/// “Rhys Bevan stands in for Ann Lee, until 3 March 2027.”
pub(crate) fn sentence(w: Words, cover: &Cover, today: Date) -> String {
    let (from, until) = (long_date(cover.started_on), long_date(cover.finished_on));
    let names = [
        ("name", cover.name.as_str()),
        ("of", cover.of_name.as_str()),
        ("from", from.as_str()),
        ("until", until.as_str()),
    ];
    w.with(if cover.is_open(today) { "cover-now" } else { "cover-ahead" }, names)
}

/// What home says: for whom one stands in, and who stands in for whoever supports one.
pub(crate) fn next(w: Words, covers: &[Cover], person: PersonId, today: Date) -> Vec<Next> {
    let each = covers.iter().filter(|cover| cover.is_open(today) || cover.person == person).filter_map(|cover| {
        let key = match person {
            _ if cover.person == person => "home-cover-own",
            _ if cover.supportee == person => "home-cover",
            _ => return None,
        };
        let (from, until) = (long_date(cover.started_on), long_date(cover.finished_on));
        let names = [
            ("name", cover.name.as_str()),
            ("of", cover.of_name.as_str()),
            ("with", cover.supportee_name.as_str()),
            ("from", from.as_str()),
            ("until", until.as_str()),
        ];
        Some(Next {
            urgency: if cover.is_open(today) && cover.person == person { Urgency::Due } else { Urgency::Later },
            on: cover.started_on.max(today),
            sentence: w.with(key, names),
            detail: String::new(),
            verb: w.say("home-cover-do"),
            href: cover_of(cover.id),
            about: String::new(),
        })
    });
    each.collect()
}

//! Journeys begun by hand, and who holds which role of a journey: for whoever matches people in the programme.

mod begin;
mod people;

use domain::ids::JourneyId;
use domain::matching::judge::Barrier;
use domain::programmes::Power;

use crate::routes::{Audience, Routes};
use crate::words::Words;

/// The routes of this room.
pub fn routes(routes: Routes) -> Routes {
    let lead = Audience::Office(Power::Match);
    routes
        .get("/organisations/{code}/journeys/begin", lead, begin::get)
        .post("/organisations/{code}/journeys/begin", lead, begin::post)
        .get("/journeys/{id}/people", Audience::Participants, people::get)
        .post("/journeys/{id}/people", Audience::Participants, people::post)
        .post("/journeys/{id}/people/{pairing}/end", Audience::Participants, people::end)
}

/// The address of the page of a journey's people.
pub fn people_of(journey: JourneyId) -> String {
    format!("/journeys/{journey}/people")
}

/// What a refusal says; a barrier in words of its own.
fn said(w: Words, key: &str, barrier: Option<Barrier>) -> String {
    match barrier {
        Some(barrier) => w.with(key, &[("barrier", barrier.words())]),
        None => w.say(key),
    }
}

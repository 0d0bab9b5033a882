//! Meetings: finding a time, moving, cancelling, saying how it went (F5). What was said is in `records`.

pub(crate) mod attendance;
pub(crate) mod clock;
mod pages;
pub mod paths;
pub(crate) mod preparing;
pub(crate) mod series;
pub(crate) mod suggest;
pub(crate) mod telling;
pub(crate) mod times;

use std::str::FromStr;

use domain::ids::{JourneyId, MeetingId};
use store::meetings::{About, Circle, Meeting};

use crate::error::Error;
use crate::routes::{Audience, Routes};
use crate::session::SignedIn;
use crate::state::AppState;

pub(crate) use telling::{and, capital, caption, others, readers, when};

/// The routes of this room.
pub fn routes(routes: Routes) -> Routes {
    routes
        .get("/journeys/{id}/meetings", Audience::Participants, pages::list::get)
        .get("/journeys/{id}/meetings/new", Audience::Participants, pages::propose::get)
        .post("/journeys/{id}/meetings/new", Audience::Participants, pages::propose::post)
        .get("/journeys/{id}/meetings/group", Audience::Participants, pages::group::get)
        .post("/journeys/{id}/meetings/group", Audience::Participants, pages::group::post)
        .get("/journeys/{id}/meetings/series", Audience::Participants, pages::series::get)
        .post("/journeys/{id}/meetings/series", Audience::Participants, pages::series::post)
        .post("/journeys/{id}/meetings/series/days", Audience::Participants, pages::series::look)
        .get("/journeys/{id}/meetings/held", Audience::Participants, pages::enter::get)
        .post("/journeys/{id}/meetings/held", Audience::Participants, pages::enter::post)
        .get("/meetings/{id}", Audience::Participants, pages::show::get)
        .post("/meetings/{id}/acceptance", Audience::Participants, pages::show::accept)
        .post("/meetings/{id}/acceptance/series", Audience::Participants, pages::show::accept_all)
        .get("/meetings/{id}/times", Audience::Participants, pages::reschedule::get)
        .post("/meetings/{id}/times", Audience::Participants, pages::reschedule::post)
        .get("/meetings/{id}/cancellation", Audience::Participants, pages::cancel::get)
        .post("/meetings/{id}/cancellation", Audience::Participants, pages::cancel::post)
        .get("/meetings/{id}/absence", Audience::Participants, pages::absence::get)
        .post("/meetings/{id}/absence", Audience::Participants, pages::absence::post)
        .get("/meetings/{id}/preparation", Audience::Participants, pages::prepare::get)
        .post("/meetings/{id}/preparation", Audience::Participants, pages::prepare::post)
        .post("/meetings/{id}/preparation/note", Audience::Participants, pages::prepare::autosave)
        .post("/meetings/{id}/agenda", Audience::Participants, pages::prepare::add_point)
        .post("/meetings/{id}/agenda/{point}", Audience::Participants, pages::prepare::change_point)
        .get("/meetings/{id}/calendar.ics", Audience::Participants, pages::calendar::get)
}

/// A path's id; text that is none is the same as not found.
pub(crate) fn id<T: FromStr>(text: &str) -> Result<T, Error> {
    text.parse().map_err(|_| Error::NotFound)
}

/// The meeting of a path and its circle, if the person takes part.
pub(crate) async fn load(state: &AppState, who: &SignedIn, path: &str) -> Result<(Meeting, Circle), Error> {
    let id: MeetingId = id(path)?;
    let reader = state.ctx.db.reader();
    let found = store::meetings::visible_to(reader, &state.ctx.programmes, who.viewer, id).await?;
    found.ok_or(Error::NotFound)
}

/// The circle of the journey of a path, if the person takes part.
pub(crate) async fn circle(state: &AppState, who: &SignedIn, path: &str) -> Result<Circle, Error> {
    let id: JourneyId = id(path)?;
    let reader = state.ctx.db.reader();
    let found = store::meetings::circle_of(reader, &state.ctx.programmes, who.viewer, id, About::Any).await?;
    found.ok_or(Error::NotFound)
}

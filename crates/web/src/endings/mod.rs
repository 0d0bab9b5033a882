//! The course of a journey (K2): pausing it, letting it take longer, ending it, and taking an end back. One page shows what
//! can be done and what follows from it.

mod at_home;
pub(crate) mod day;
mod end;
mod pauses;
mod show;

use domain::ids::JourneyId;
use operations::endings::{Course, course_of};

use crate::error::Error;
use crate::routes::{Audience, Routes};
use crate::session::SignedIn;
use crate::state::AppState;

pub(crate) use at_home::{next, turns};

/// The routes of this room.
pub fn routes(routes: Routes) -> Routes {
    let participants = Audience::Participants;
    routes
        .get("/journeys/{id}/changes", participants, show::get)
        .get("/journeys/{id}/pauses", participants, pauses::get)
        .post("/journeys/{id}/pauses", participants, pauses::post)
        .post("/journeys/{id}/pauses/{pause}/back", participants, pauses::back)
        .post("/journeys/{id}/pauses/{pause}/take-back", participants, pauses::take)
        .get("/journeys/{id}/ending", participants, end::get)
        .post("/journeys/{id}/ending", participants, end::post)
        .post("/journeys/{id}/ending/undo", participants, show::undo)
        .post("/journeys/{id}/ending/{ending}/agree", participants, show::agree)
        .post("/journeys/{id}/ending/{ending}/decline", participants, show::decline)
        .post("/journeys/{id}/ending/{ending}/withdraw", participants, show::withdraw)
}

/// The address of the page of a journey's course.
pub fn changes_of(journey: JourneyId) -> String {
    format!("/journeys/{journey}/changes")
}

/// The address of its pauses.
pub(crate) fn pauses_of(journey: JourneyId) -> String {
    format!("/journeys/{journey}/pauses")
}

/// The course of a journey, for those whose it is to change; to anybody else there is none.
pub(crate) async fn course(state: &AppState, who: &SignedIn, journey: &str) -> Result<Course, Error> {
    let journey: JourneyId = journey.parse().map_err(|_| Error::NotFound)?;
    course_of(&state.ctx, state.ctx.db.reader(), who.person(), journey).await?.ok_or(Error::NotFound)
}

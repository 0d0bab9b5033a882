//! Leave and absence where a programme delegates line management to a role (P5). Other programmes have no such page.

mod absence;
pub mod at_home;
mod list;
mod new;
mod show;
mod telling;

use domain::ids::{JourneyId, LeaveId};
use operations::leave::View;
use store::leave::Leave;

use crate::error::Error;
use crate::routes::{Audience, Routes};
use crate::session::SignedIn;
use crate::state::AppState;

/// The routes of this room.
pub fn routes(routes: Routes) -> Routes {
    let participants = Audience::Participants;
    routes
        .get("/journeys/{id}/leave", participants, list::get)
        .get("/journeys/{id}/leave/new", participants, new::get)
        .post("/journeys/{id}/leave/new", participants, new::post)
        .get("/journeys/{id}/leave/absence", participants, absence::get)
        .post("/journeys/{id}/leave/absence", participants, absence::post)
        .post("/journeys/{id}/leave/absence/{from}/forget", participants, absence::forget)
        .post("/journeys/{id}/leave/pauses/{from}", participants, absence::pause)
        .get("/leave/{id}", participants, show::get)
        .post("/leave/{id}", participants, show::post)
}

/// The address of a journey's leave.
pub fn list_of(journey: JourneyId) -> String {
    format!("/journeys/{journey}/leave")
}

/// The address of one request.
pub fn path_of(leave: LeaveId) -> String {
    format!("/leave/{leave}")
}

/// Leave and absence of a journey, for somebody to whom they are open; to anybody else there are none.
async fn view(state: &AppState, who: &SignedIn, journey: &str) -> Result<View, Error> {
    let journey: JourneyId = journey.parse().map_err(|_| Error::NotFound)?;
    operations::leave::view(&state.ctx, state.ctx.db.reader(), who.person(), journey).await?.ok_or(Error::NotFound)
}

/// One request, for somebody to whom all of it is open.
async fn found(state: &AppState, who: &SignedIn, id: &str) -> Result<(Leave, View), Error> {
    let id: LeaveId = id.parse().map_err(|_| Error::NotFound)?;
    operations::leave::find(&state.ctx, state.ctx.db.reader(), who.person(), id).await?.ok_or(Error::NotFound)
}

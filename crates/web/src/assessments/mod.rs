//! Assessments of a training: when each is due and what it came to (P3, P5). No mark is kept.

mod entry;
mod list;

use domain::ids::JourneyId;
use operations::assessments::View;

use crate::error::Error;
use crate::routes::{Audience, Routes};
use crate::session::SignedIn;
use crate::state::AppState;

/// The routes of this room.
pub fn routes(routes: Routes) -> Routes {
    let participants = Audience::Participants;
    routes
        .get("/journeys/{id}/assessments", participants, list::get)
        .get("/journeys/{id}/assessments/{assessment}", participants, entry::get)
        .post("/journeys/{id}/assessments/{assessment}/date", participants, entry::date)
        .post("/journeys/{id}/assessments/{assessment}/outcome", participants, entry::outcome)
}

/// The address of a journey's assessments.
pub fn list_of(journey: JourneyId) -> String {
    format!("/journeys/{journey}/assessments")
}

/// The assessments of a journey, for somebody who may read them; to anybody else there are none.
async fn view(state: &AppState, who: &SignedIn, journey: &str) -> Result<View, Error> {
    let journey: JourneyId = journey.parse().map_err(|_| Error::NotFound)?;
    let reader = state.ctx.db.reader();
    operations::assessments::view(&state.ctx, reader, who.person(), journey).await?.ok_or(Error::NotFound)
}

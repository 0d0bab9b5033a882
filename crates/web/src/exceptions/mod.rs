//! What two people agree to do otherwise than their programme says (E4): the list, the form, and the page that is signed.

mod list;
mod new;
mod show;

use domain::ids::{ExceptionId, JourneyId};
use operations::exceptions::Side;

use crate::error::Error;
use crate::routes::{Audience, Routes};
use crate::session::SignedIn;
use crate::state::AppState;

/// The routes of this room.
pub fn routes(routes: Routes) -> Routes {
    let participants = Audience::Participants;
    routes
        .get("/journeys/{id}/exceptions", participants, list::get)
        .get("/journeys/{id}/exceptions/new", participants, new::get)
        .post("/journeys/{id}/exceptions/new", participants, new::post)
        .get("/exceptions/{id}", participants, show::get)
        .post("/exceptions/{id}/signatures", participants, show::sign)
        .post("/exceptions/{id}/decline", participants, show::decline)
        .post("/exceptions/{id}/withdraw", participants, show::withdraw)
}

/// The address of a journey's list.
pub fn list_of(journey: JourneyId) -> String {
    format!("/journeys/{journey}/exceptions")
}

fn path_of(id: ExceptionId) -> String {
    format!("/exceptions/{id}")
}

/// The journey, for somebody on one of its two sides; to anybody else there is none.
async fn side(state: &AppState, who: &SignedIn, journey: &str) -> Result<Side, Error> {
    let journey: JourneyId = journey.parse().map_err(|_| Error::NotFound)?;
    let side = operations::exceptions::side_of(&state.ctx, state.ctx.db.reader(), who.person(), journey).await?;
    side.ok_or(Error::NotFound)
}

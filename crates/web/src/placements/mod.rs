//! Placements of a training (P5): where, when, with whom, what each offers; and what was asked not to be raised there, which is
//! for its writer and their tutors alone.

mod edit;
mod list;
mod show;

use domain::ids::{JourneyId, PlacementId};
use operations::placements::View;
use store::placements::{Placement, Silence};

use crate::error::Error;
use crate::routes::{Audience, Routes};
use crate::session::SignedIn;
use crate::state::AppState;

/// The routes of this room.
pub fn routes(routes: Routes) -> Routes {
    let participants = Audience::Participants;
    routes
        .get("/journeys/{id}/placements", participants, list::get)
        .get("/journeys/{id}/placements/new", participants, edit::new)
        .post("/journeys/{id}/placements/new", participants, edit::enter)
        .get("/placements/{id}", participants, show::get)
        .get("/placements/{id}/change", participants, edit::get)
        .post("/placements/{id}/change", participants, edit::post)
        .post("/placements/{id}/not-to-raise", participants, show::ask)
        .post("/placements/{id}/not-to-raise/{silence}/take-back", participants, show::take_back)
        .post("/placements/{id}/not-to-raise/{silence}/say", participants, show::say)
}

/// The address of a journey's placements.
pub fn list_of(journey: JourneyId) -> String {
    format!("/journeys/{journey}/placements")
}

/// The address of one placement.
pub fn path_of(placement: PlacementId) -> String {
    format!("/placements/{placement}")
}

/// What stands beside a visit for those who may know it.
pub struct Beside {
    pub lines: Vec<String>,
    /// Where it is kept, and what may become of it.
    pub href: String,
}

/// What is not to be raised at a meeting, for whoever may know it; nothing for anybody else and for other meetings.
///
/// # Errors
/// The database failed.
pub async fn beside(
    state: &AppState,
    who: &SignedIn,
    journey: JourneyId,
    (kind, on): (&domain::keys::MeetingKey, jiff::civil::Date),
) -> Result<Option<Beside>, Error> {
    let reader = state.ctx.db.reader();
    let found = operations::placements::before_visit(&state.ctx, reader, who.person(), journey, (kind, on)).await?;
    let lines: Vec<String> = found.into_iter().filter(|one| one.raised.is_none()).map(|one| one.content).collect();
    Ok((!lines.is_empty()).then(|| Beside { lines, href: list_of(journey) }))
}

/// The placements of a journey, for somebody to whom they are open; to anybody else there are none.
async fn view(state: &AppState, who: &SignedIn, journey: &str) -> Result<View, Error> {
    let journey: JourneyId = journey.parse().map_err(|_| Error::NotFound)?;
    let reader = state.ctx.db.reader();
    operations::placements::view(&state.ctx, reader, who.person(), journey).await?.ok_or(Error::NotFound)
}

/// One placement, for somebody who may read all of it.
async fn found(state: &AppState, who: &SignedIn, id: &str) -> Result<(Placement, View), Error> {
    let id: PlacementId = id.parse().map_err(|_| Error::NotFound)?;
    let reader = state.ctx.db.reader();
    operations::placements::find(&state.ctx, reader, who.person(), id).await?.ok_or(Error::NotFound)
}

/// What is not to be raised at one placement, for somebody who may know it.
async fn silences(state: &AppState, view: &View, placement: &Placement) -> Result<Vec<Silence>, Error> {
    if !view.knows_silences() {
        return Ok(Vec::new());
    }
    let all = store::placements::silences(state.ctx.db.reader(), view.journey).await?;
    Ok(all.into_iter().filter(|one| one.placement == placement.id).collect())
}

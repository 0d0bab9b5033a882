//! `/choosing`: looking for somebody and asking them, and being asked (O4). Whom one asks, and what becomes of it, is for the
//! two alone.

mod ask;
mod asked;
pub mod at_home;
mod opening;
mod search;

use domain::ids::AskingId;
use operations::choosing::Place;
use store::choosing::Asking;

use crate::error::Error;
use crate::routes::{Audience, Routes};
use crate::session::SignedIn;
use crate::state::AppState;

/// The routes of this room.
pub fn routes(routes: Routes) -> Routes {
    let signed_in = Audience::SignedIn;
    routes
        .get("/choosing", signed_in, search::get)
        .get("/choosing/open", signed_in, opening::get)
        .post("/choosing/open", signed_in, opening::post)
        .get("/choosing/ask/{person}", signed_in, ask::get)
        .post("/choosing/ask/{person}", signed_in, ask::post)
        .get("/choosing/asked/{id}", signed_in, asked::get)
        .post("/choosing/asked/{id}", signed_in, asked::post)
}

/// Where one looks for somebody.
pub const PATH: &str = "/choosing";

/// The address of a question.
pub fn path_of(asking: AskingId) -> String {
    format!("/choosing/asked/{asking}")
}

/// How an address names a place.
fn key_of(place: &Place) -> String {
    format!("{}.{}", place.organisation, place.programme.key)
}

/// The places where the viewer can choose, the one that the address names first.
async fn places(state: &AppState, who: &SignedIn, at: &str) -> Result<Vec<Place>, Error> {
    let reader = state.ctx.db.reader();
    let mut places = operations::choosing::places(&state.ctx, reader, who.person()).await?;
    if let Some(named) = places.iter().position(|place| key_of(place) == at) {
        places.swap(0, named);
    }
    Ok(places)
}

/// A question that the viewer asked or was asked.
async fn question(state: &AppState, who: &SignedIn, id: &str) -> Result<Asking, Error> {
    let id: AskingId = id.parse().map_err(|_| Error::NotFound)?;
    let all = store::choosing::askings(state.ctx.db.reader(), who.person()).await?;
    all.into_iter().find(|one| one.id == id).ok_or(Error::NotFound)
}

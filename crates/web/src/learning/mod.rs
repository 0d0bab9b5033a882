//! Learning done and support received outside the meetings: lines of one's own, with totals (G2).

mod form;
mod list;
mod show;

use domain::ids::LearningId;
use store::learning::Learning;

use crate::error::Error;
use crate::routes::{Audience, Routes};
use crate::session::SignedIn;
use crate::state::AppState;

/// The routes of this room.
pub fn routes(routes: Routes) -> Routes {
    let (own, seen) = (Audience::SignedIn, Audience::Participants);
    routes
        .get("/learning", own, list::get)
        .get("/learning/new", own, form::new)
        .post("/learning/new", own, form::note)
        .get("/learning/{id}", seen, show::get)
        .get("/learning/{id}/change", seen, form::get)
        .post("/learning/{id}/change", seen, form::change)
        .post("/learning/{id}/remove", seen, show::remove)
        .get("/learning/{id}/share", seen, show::share)
        .post("/learning/{id}/share", seen, show::shared)
        .get("/learning/{id}/files", seen, crate::evidence::of_learning)
        .post("/learning/{id}/files", seen, crate::evidence::add_to_learning)
}

/// A line that the viewer may read.
async fn visible(state: &AppState, who: &SignedIn, id: &str) -> Result<Learning, Error> {
    let id: LearningId = id.parse().map_err(|_| Error::NotFound)?;
    let found = store::learning::visible_to(state.ctx.db.reader(), who.viewer, id).await?;
    found.ok_or(Error::NotFound)
}

/// A line of the viewer's own.
pub(crate) async fn own(state: &AppState, who: &SignedIn, id: &str) -> Result<Learning, Error> {
    let found = visible(state, who, id).await?;
    if found.owner == who.person() { Ok(found) } else { Err(Error::NotFound) }
}

//! Records: writing, saving as one types, choosing between two texts, signing, amending (F3, F4, F7).

mod fields;
mod pages;

use operations::records::{Paper, paper};
use store::meetings::{Circle, Meeting};

use crate::error::Error;
use crate::routes::{Audience, Routes};
use crate::session::SignedIn;
use crate::state::AppState;

/// The routes of this room.
pub fn routes(routes: Routes) -> Routes {
    routes
        .get("/meetings/{id}/record", Audience::Participants, pages::write::get)
        .post("/meetings/{id}/record", Audience::Participants, pages::write::post)
        .post("/meetings/{id}/record/answers", Audience::Participants, pages::autosave::post)
        .get("/meetings/{id}/record/choices", Audience::Participants, pages::choices::get)
        .post("/meetings/{id}/record/choices", Audience::Participants, pages::choices::post)
        .get("/meetings/{id}/record/readers", Audience::Participants, pages::readers::get)
        .get("/meetings/{id}/signatures", Audience::Participants, pages::sign::get)
        .post("/meetings/{id}/signatures", Audience::Participants, pages::sign::post)
        .get("/meetings/{id}/signed", Audience::Participants, pages::signed::get)
        .get("/meetings/{id}/amendments", Audience::Participants, pages::amend::get)
        .post("/meetings/{id}/amendments", Audience::Participants, pages::amend::post)
}

/// The meeting of a path, its circle and its record, if the person takes part.
async fn load(state: &AppState, who: &SignedIn, path: &str) -> Result<(Meeting, Circle, Paper), Error> {
    let (meeting, circle) = crate::meetings::load(state, who, path).await?;
    let paper = paper(&state.ctx, state.ctx.db.reader(), &circle, &meeting).await?;
    Ok((meeting, circle, paper.ok_or(Error::NotFound)?))
}

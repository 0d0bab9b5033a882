//! Reflections: written with a model of prompts, private until shared, saved as one types (G1).

mod list;
mod remove;
mod save;
mod share;
mod show;
mod write;

use domain::calendar::{date_of, long_date};
use domain::ids::ReflectionId;
use store::reflections::Reflection;

use crate::error::Error;
use crate::routes::{Audience, Routes};
use crate::session::SignedIn;
use crate::state::AppState;
use crate::words::Words;

pub(crate) use write::guard;

/// The routes of this room.
pub fn routes(routes: Routes) -> Routes {
    let (own, seen) = (Audience::SignedIn, Audience::Participants);
    routes
        .get("/reflections", own, list::get)
        .get("/reflections/new", own, list::choose)
        .post("/reflections", own, list::begin)
        .get("/reflections/{id}", seen, show::get)
        .get("/reflections/{id}/write", seen, write::get)
        .post("/reflections/{id}/write", seen, write::post)
        .post("/reflections/{id}/autosave", seen, save::post)
        .post("/reflections/{id}/remove", seen, remove::post)
        .get("/reflections/{id}/share", seen, share::get)
        .post("/reflections/{id}/share", seen, share::post)
        .get("/reflections/{id}/files", seen, crate::evidence::of_reflection)
        .post("/reflections/{id}/files", seen, crate::evidence::add_to_reflection)
}

/// Its title, or when it was begun.
pub(crate) fn title_of(w: Words, one: &Reflection) -> String {
    if one.title.is_empty() {
        w.with("reflection-untitled", [("date", long_date(date_of(one.begun_at)))])
    } else {
        one.title.clone()
    }
}

/// A reflection that the viewer may read.
async fn visible(state: &AppState, who: &SignedIn, id: &str) -> Result<Reflection, Error> {
    let id: ReflectionId = id.parse().map_err(|_| Error::NotFound)?;
    let found = store::reflections::visible_to(state.ctx.db.reader(), who.viewer, id).await?;
    found.ok_or(Error::NotFound)
}

/// A reflection of the viewer's own; to anybody else there is none to write in.
pub(crate) async fn own(state: &AppState, who: &SignedIn, id: &str) -> Result<Reflection, Error> {
    let found = visible(state, who, id).await?;
    if found.owner == who.person() { Ok(found) } else { Err(Error::NotFound) }
}

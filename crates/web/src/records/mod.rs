//! Records of meetings, and documents of a journey: writing, saving as one types, choosing between two texts, signing,
//! amending (F3, F4, F7). One set of pages for both.

mod at;
mod fields;
mod pages;
mod people;
mod typed;

use domain::ids::{MeetingId, RecordId};
use operations::records::{Sheet, Which, sheet};

use crate::error::Error;
use crate::routes::{Audience, Routes};
use crate::session::SignedIn;
use crate::state::AppState;

pub(crate) use at::At;
pub(crate) use pages::sign::{SignedLine, caption as back_word, lines};

/// The routes of this room.
pub fn routes(routes: Routes) -> Routes {
    use pages::{amend, autosave, choices, files, readers, sign, signed, write};
    let all = Audience::Participants;
    let routes = routes
        .get("/meetings/{id}/record", all, write::get::<OfMeeting>)
        .post("/meetings/{id}/record", all, write::post::<OfMeeting>)
        .post("/meetings/{id}/record/answers", all, autosave::post::<OfMeeting>)
        .get("/meetings/{id}/record/choices", all, choices::get::<OfMeeting>)
        .post("/meetings/{id}/record/choices", all, choices::post::<OfMeeting>)
        .get("/meetings/{id}/record/readers", all, readers::get::<OfMeeting>)
        .get("/meetings/{id}/record/fields/{field}", all, files::get::<OfMeeting>)
        .post("/meetings/{id}/record/fields/{field}", all, files::post::<OfMeeting>)
        .get("/meetings/{id}/record/files/{file}", all, files::download::<OfMeeting>)
        .get("/meetings/{id}/signatures", all, sign::get::<OfMeeting>)
        .post("/meetings/{id}/signatures", all, sign::post::<OfMeeting>)
        .get("/meetings/{id}/signed", all, signed::get::<OfMeeting>)
        .get("/meetings/{id}/amendments", all, amend::get::<OfMeeting>)
        .post("/meetings/{id}/amendments", all, amend::post::<OfMeeting>);
    routes
        .get("/documents/{id}/record", all, write::get::<OfDocument>)
        .post("/documents/{id}/record", all, write::post::<OfDocument>)
        .post("/documents/{id}/record/answers", all, autosave::post::<OfDocument>)
        .get("/documents/{id}/record/choices", all, choices::get::<OfDocument>)
        .post("/documents/{id}/record/choices", all, choices::post::<OfDocument>)
        .get("/documents/{id}/record/readers", all, readers::get::<OfDocument>)
        .get("/documents/{id}/record/fields/{field}", all, files::get::<OfDocument>)
        .post("/documents/{id}/record/fields/{field}", all, files::post::<OfDocument>)
        .get("/documents/{id}/record/files/{file}", all, files::download::<OfDocument>)
        .get("/documents/{id}/signatures", all, sign::get::<OfDocument>)
        .post("/documents/{id}/signatures", all, sign::post::<OfDocument>)
        .get("/documents/{id}/signed", all, signed::get::<OfDocument>)
        .get("/documents/{id}/amendments", all, amend::get::<OfDocument>)
        .post("/documents/{id}/amendments", all, amend::post::<OfDocument>)
}

/// Which kind of record the id of an address names.
pub(crate) trait Noun: Send + Sync + 'static {
    fn which(path: &str) -> Result<Which, Error>;
}

/// Under `/meetings/…`.
pub(crate) struct OfMeeting;

/// Under `/documents/…`.
pub(crate) struct OfDocument;

impl Noun for OfMeeting {
    fn which(path: &str) -> Result<Which, Error> {
        path.parse::<MeetingId>().map(Which::Meeting).map_err(|_| Error::NotFound)
    }
}

impl Noun for OfDocument {
    fn which(path: &str) -> Result<Which, Error> {
        path.parse::<RecordId>().map(Which::Document).map_err(|_| Error::NotFound)
    }
}

/// The record of a path, if the person may read it, with nothing in it that they may not.
async fn load<N: Noun>(state: &AppState, who: &SignedIn, path: &str) -> Result<Sheet, Error> {
    let found = sheet(&state.ctx, state.ctx.db.reader(), who.person(), N::which(path)?).await?;
    found.ok_or(Error::NotFound)
}

/// The same for somebody who may still write in it.
async fn load_to_write<N: Noun>(state: &AppState, who: &SignedIn, path: &str) -> Result<Sheet, Error> {
    let sheet = load::<N>(state, who, path).await?;
    if sheet.rights.writes || sheet.paper.is_closed() { Ok(sheet) } else { Err(Error::NotFound) }
}

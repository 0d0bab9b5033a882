//! Somebody without an account at one record: invited from its page, and let in by a single-use link (F8).

mod cookie;
mod invite;
pub(crate) mod shown;
mod visit;

use operations::records::Which;

use crate::records::{OfDocument, OfMeeting};
use crate::routes::{Audience, Routes};

/// The routes of this room.
pub fn routes(routes: Routes) -> Routes {
    let all = Audience::Participants;
    routes
        .get("/meetings/{id}/record/outsiders", all, invite::get::<OfMeeting>)
        .post("/meetings/{id}/record/outsiders", all, invite::post::<OfMeeting>)
        .post("/meetings/{id}/record/outsiders/{outsider}", all, invite::change::<OfMeeting>)
        .get("/documents/{id}/record/outsiders", all, invite::get::<OfDocument>)
        .post("/documents/{id}/record/outsiders", all, invite::post::<OfDocument>)
        .post("/documents/{id}/record/outsiders/{outsider}", all, invite::change::<OfDocument>)
        .get("/outside/link/{secret}", Audience::LinkHolder, visit::look)
        .post("/outside/link/{secret}", Audience::LinkHolder, visit::open)
        .post("/outside/link/{secret}/again", Audience::LinkHolder, visit::again)
        .get("/outside/record", Audience::LinkHolder, visit::get)
        .post("/outside/record/contributions", Audience::LinkHolder, visit::contribute)
        .post("/outside/record/signatures", Audience::LinkHolder, visit::sign)
        .post("/outside/record/leave", Audience::LinkHolder, visit::leave)
}

/// The page from which people are invited to a record.
pub(crate) fn path(which: Which) -> String {
    format!("{}/record/outsiders", which.path())
}

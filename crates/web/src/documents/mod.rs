//! Documents of a journey outside its meetings: what there is, how it stands, and where one begins. Writing and signing
//! are in `records`.

mod compare;
mod lines;
mod pages;
pub mod paths;

use crate::routes::{Audience, Routes};

pub(crate) use compare::compare_of;
pub(crate) use lines::{Line, lines};

/// The routes of this room.
pub fn routes(routes: Routes) -> Routes {
    routes
        .get("/journeys/{id}/documents/{kind}", Audience::Participants, pages::get)
        .post("/journeys/{id}/documents/{kind}", Audience::Participants, pages::post)
        .get("/documents/{id}", Audience::Participants, pages::open)
        .get("/documents/{id}/changes", Audience::Participants, compare::get)
        .post("/documents/{id}/seen", Audience::Participants, compare::see)
}

//! A journey's own page: the two names, the path as a picture, what is next for each, and who can see what.

mod confirm;
mod context;
mod links;
mod path;
mod picture;
mod rooms;
mod show;

pub use links::{confirm, journey, meeting, meetings, note_held, prepare, propose, record, sign, who_can_see};
pub use path::{Opens, kind_of};

use crate::routes::{Audience, Routes};

/// The routes of this room.
pub fn routes(routes: Routes) -> Routes {
    routes
        .get("/journeys/{id}", Audience::Participants, show::get)
        .get("/journeys/{id}/context", Audience::Participants, context::get)
        .post("/journeys/{id}/context", Audience::Participants, context::post)
        .get("/journeys/{id}/facts/{fact}", Audience::Participants, confirm::get)
        .post("/journeys/{id}/facts/{fact}", Audience::Participants, confirm::post)
}

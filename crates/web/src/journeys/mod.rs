//! A journey's own page: the two names, the path as a picture, what is next for each, and who can see what.

mod links;
mod path;
mod picture;
mod show;

pub use links::{answer_proposal, journey, meeting, propose, record, say_how_it_went, sign, who_can_see};
pub use path::{Opens, kind_of};

use crate::routes::{Audience, Routes};

/// The routes of this room.
pub fn routes(routes: Routes) -> Routes {
    routes.get("/journeys/{id}", Audience::Participants, show::get)
}

//! Home: what is next, whom one walks beside, what waits for others. One place for all relationships of a person.

pub mod cards;
mod everything;
mod gather;
mod managed;
pub mod next;
mod show;

use crate::routes::{Audience, Routes};

/// The routes of this room.
pub fn routes(routes: Routes) -> Routes {
    routes.get("/", Audience::SignedIn, show::get).get("/next", Audience::SignedIn, everything::get)
}

//! The record of completion (K1): one's own, on one sheet, and the page on which somebody who holds its number and name can
//! check it.

mod check;
mod show;

use crate::routes::{Audience, Routes};

/// The routes of this room.
pub fn routes(routes: Routes) -> Routes {
    routes
        .get("/completions", Audience::SignedIn, show::list)
        .get("/completions/{id}", Audience::SignedIn, show::get)
        .get("/check", Audience::Everyone, check::get)
        .post("/check", Audience::Everyone, check::post)
}

/// The address of one's own records.
pub(crate) const MINE: &str = "/completions";

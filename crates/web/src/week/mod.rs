//! What somebody who supports others owes this week, over everybody they support, on one page (Q1, I1).

mod own;
mod show;

use crate::routes::{Audience, Routes};

/// The routes of this room.
pub fn routes(routes: Routes) -> Routes {
    routes.get("/my-week", Audience::SignedIn, show::get)
}

/// The address of the page.
pub(crate) const MINE: &str = "/my-week";

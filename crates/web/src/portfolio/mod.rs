//! Everything that one person gathered, over all their journeys, also after they ended: counts, doors, a search, and a
//! page to print (G2, I4).

mod show;

use crate::routes::{Audience, Routes};

/// The routes of this room.
pub fn routes(routes: Routes) -> Routes {
    crate::shares::routes(routes).get("/portfolio", Audience::SignedIn, show::get)
}

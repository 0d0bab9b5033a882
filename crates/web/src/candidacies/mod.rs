//! Joining: the lead's list of candidates, offers and their answers, and asking to join (C1, C2, C3).

mod asked;
pub mod at_home;
mod pages;
mod sentences;

use domain::programmes::Power;

use crate::routes::{Audience, Routes};

pub use sentences::reason;

/// The routes of this room.
pub fn routes(routes: Routes) -> Routes {
    let lead = Audience::Office(Power::ManageCandidates);
    routes
        .get("/organisations/{code}/candidates", lead, pages::list::show)
        .post("/organisations/{code}/candidates", lead, pages::list::act)
        // Who may see one candidate follows from the candidate: the page looks it up, and is not found otherwise.
        .get("/candidates/{id}", Audience::SignedIn, pages::detail::show)
        .post("/candidates/{id}", Audience::SignedIn, pages::detail::act)
        .get("/offers/{secret}", Audience::LinkHolder, pages::offer::show_by_link)
        .post("/offers/{secret}", Audience::LinkHolder, pages::offer::answer_by_link)
        .get("/joining", Audience::SignedIn, pages::joining::show)
        .post("/joining", Audience::SignedIn, pages::joining::ask)
        .get("/joining/{id}", Audience::SignedIn, pages::offer::show_own)
        .post("/joining/{id}", Audience::SignedIn, pages::offer::answer_own)
        .post("/joining/{id}/withdrawal", Audience::SignedIn, pages::joining::withdraw)
}

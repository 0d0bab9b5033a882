//! How somebody sees their own confidence, look by look: a shape, a table of the same, and what they open to whom (E2).

mod picture;
mod show;

use domain::ids::JourneyId;

use crate::routes::{Audience, Routes};

/// The routes of this room.
pub fn routes(routes: Routes) -> Routes {
    routes.get("/journeys/{id}/confidence", Audience::Participants, show::get).post(
        "/journeys/{id}/confidence",
        Audience::Participants,
        show::post,
    )
}

/// The address of a journey's page of confidence.
pub fn page_of(journey: JourneyId) -> String {
    format!("/journeys/{journey}/confidence")
}

//! Matching: a proposal for everybody who waits, looked at, changed and accepted; one person by hand; a contact of the
//! same profession (D1, D2, D3, D5).

mod contact;
mod figures;
mod person;
mod review;
mod rows;

use domain::keys::ProgrammeKey;
use domain::programmes::{Power, Programme};
use operations::access::Desk;
use operations::matching::Refusal;
use std::sync::Arc;

use crate::error::Error;
use crate::routes::{Audience, Routes};
use crate::state::AppState;
use crate::words::Words;

/// The routes of this room.
pub fn routes(routes: Routes) -> Routes {
    let lead = Audience::Office(Power::Match);
    routes
        .get("/organisations/{code}/matching", lead, review::show)
        .post("/organisations/{code}/matching", lead, review::propose)
        .post("/organisations/{code}/matching/{run}/changes", lead, review::change)
        .post("/organisations/{code}/matching/{run}/accept", lead, review::accept)
        .post("/organisations/{code}/matching/{run}/discard", lead, review::discard)
        .get("/organisations/{code}/matching/people/{id}", lead, person::show)
        .post("/organisations/{code}/matching/people/{id}", lead, person::assign)
        .get("/organisations/{code}/matching/contacts/{journey}", lead, contact::show)
        .post("/organisations/{code}/matching/contacts/{journey}", lead, contact::name)
}

/// The programme that a page is about, the one asked for or the first in which the person may match; and all of those.
async fn programme_at(
    state: &AppState,
    desk: &Desk,
    asked: &str,
) -> Result<(Arc<Programme>, Vec<Arc<Programme>>), Error> {
    let run = crate::desk::programmes(state, desk, Some(Power::Match)).await?;
    let chosen = crate::desk::programme(state, desk, asked, Some(Power::Match)).await?.ok_or(Error::NotFound)?;
    Ok((chosen, run))
}

/// The address of the review page for a programme.
fn review_path(desk: &Desk, programme: &ProgrammeKey) -> String {
    format!("/organisations/{}/matching?programme={programme}", desk.code)
}

/// What a refusal says, and how to go on.
fn refusal_said(w: Words, programme: &Programme, refusal: &Refusal) -> Vec<String> {
    let supporter = programme.words.say("supporter");
    match refusal {
        Refusal::Stale(changes) => changes.clone(),
        Refusal::Rule(barrier) => {
            let barrier = barrier.words();
            vec![w.with(refusal.key(), [("supporter", supporter), ("barrier", barrier.as_str())])]
        }
        _ => vec![w.with(refusal.key(), [("supporter", supporter)])],
    }
}

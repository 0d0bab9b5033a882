//! Matching: a proposal for everybody who waits, looked at, changed and accepted; one person by hand; a contact of the
//! same profession (D1, D2, D3, D5).

mod contact;
mod figures;
mod person;
mod review;
mod rows;

use domain::ids::OrganisationId;
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

/// The programme that a page is about: the one asked for, or the first that the organisation runs.
async fn programme_at(
    state: &AppState,
    organisation: OrganisationId,
    asked: &str,
) -> Result<(Arc<Programme>, Vec<Arc<Programme>>), Error> {
    let today = state.ctx.today();
    let keys = store::access::adopted(state.ctx.db.reader(), organisation, today).await?;
    let run: Vec<Arc<Programme>> =
        keys.iter().filter_map(|key| state.ctx.programmes.newest(key)).map(Arc::clone).collect();
    let wanted: Option<ProgrammeKey> = asked.parse().ok();
    let chosen = match wanted {
        Some(key) => run.iter().find(|programme| programme.key == key),
        None => run.first(),
    };
    let chosen = chosen.map(Arc::clone).ok_or(Error::NotFound)?;
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

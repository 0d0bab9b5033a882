//! The plan of a journey on pages (E3): one line adds to it, everything in it can be opened, changed, finished and let go,
//! and nothing that was said is lost.

mod agreed;
mod context;
mod cpd;
mod edit;
mod frameworks;
mod history;
mod item;
mod settle;
mod show;
mod view;

use domain::ids::{JourneyId, PlanItemId};
use domain::plans::ItemKind;
use domain::programmes::Party;
use operations::plans::Plan;
use store::plans::Kept;

use crate::error::Error;
use crate::routes::{Audience, Routes};
use crate::session::SignedIn;
use crate::state::AppState;
use crate::words::Words;

pub(crate) use context::{PlanContext, context};

/// The routes of this room.
pub fn routes(routes: Routes) -> Routes {
    let all = Audience::Participants;
    routes
        .get("/journeys/{id}/plan", all, show::get)
        .post("/journeys/{id}/plan", all, show::post)
        .get("/journeys/{id}/plan/new", all, edit::get_new)
        .post("/journeys/{id}/plan/new", all, edit::post_new)
        .get("/journeys/{id}/plan/history", all, history::get)
        .get("/journeys/{id}/plan/frameworks", all, frameworks::get)
        .get("/journeys/{id}/plan/cpd", all, cpd::get)
        .get("/journeys/{id}/plan/cpd.csv", all, cpd::csv)
        .get("/plan/{id}", all, item::get)
        .post("/plan/{id}/notes", all, item::note)
        .post("/plan/{id}/notes/{note}/withdraw", all, item::withdraw_note)
        .post("/plan/{id}/agreement", all, agreed::post)
        .get("/plan/{id}/change", all, edit::get)
        .post("/plan/{id}/change", all, edit::post)
        .get("/plan/{id}/outcome", all, settle::get)
        .post("/plan/{id}/outcome", all, settle::post)
}

/// The address of a journey's plan.
pub fn plan_of(journey: JourneyId) -> String {
    format!("/journeys/{journey}/plan")
}

/// The address of something in a plan.
fn path_of(item: PlanItemId) -> String {
    format!("/plan/{item}")
}

/// The form for something new of a kind, for something else where it is.
fn new_of(journey: JourneyId, kind: ItemKind, under: Option<PlanItemId>) -> String {
    let path = format!("{}/new?kind={}", plan_of(journey), kind.as_str());
    under.map_or(path.clone(), |under| format!("{path}&under={under}"))
}

/// The plan of a journey, for somebody who may read it; to anybody else there is none.
async fn plan(state: &AppState, who: &SignedIn, journey: &str) -> Result<Plan, Error> {
    let journey: JourneyId = journey.parse().map_err(|_| Error::NotFound)?;
    let plan = operations::plans::load(&state.ctx, state.ctx.db.reader(), who.person(), journey).await?;
    plan.ok_or(Error::NotFound)
}

/// Something in a plan with the plan around it.
async fn item(state: &AppState, who: &SignedIn, id: &str) -> Result<(Plan, Kept), Error> {
    let id: PlanItemId = id.parse().map_err(|_| Error::NotFound)?;
    let reader = state.ctx.db.reader();
    let kept = store::plans::find(reader, id).await?.ok_or(Error::NotFound)?;
    let plan = operations::plans::load(&state.ctx, reader, who.person(), kept.journey).await?;
    Ok((plan.ok_or(Error::NotFound)?, kept))
}

/// The same for somebody who may write in it.
async fn item_to_write(state: &AppState, who: &SignedIn, id: &str) -> Result<(Plan, Kept), Error> {
    let (plan, kept) = item(state, who, id).await?;
    if plan.may_write { Ok((plan, kept)) } else { Err(Error::NotFound) }
}

/// Who reads the plan, from where the viewer stands: “You and Rhys Bevan”.
fn readers(w: Words, plan: &Plan) -> String {
    let mut names = Vec::new();
    if plan.circle.me().is_some() {
        names.push(w.say("readers-you"));
    }
    names.extend(plan.circle.others().into_iter().map(|other| other.name.clone()));
    let item = domain::records::item_of(&plan.kind.key);
    for rule in &plan.circle.programme.sharing.rules {
        if rule.item == item && rule.gives == domain::programmes::Gives::Read {
            match &rule.who {
                domain::programmes::Onlooker::Office(office) => {
                    names.push(plan.circle.programme.words.office(office).to_owned());
                }
                domain::programmes::Onlooker::LineManager => names.push(w.say("readers-line-manager")),
                domain::programmes::Onlooker::Cover => names.push(w.say("readers-cover")),
                domain::programmes::Onlooker::Party(_) => {}
            }
        }
    }
    crate::meetings::and(w, &names)
}

/// The names of those who take these sides.
fn names_of(w: Words, plan: &Plan, sides: &[&Party]) -> String {
    let mut names: Vec<String> = Vec::new();
    for one in plan.circle.participants.iter().filter(|one| sides.contains(&&one.party)) {
        let name = if one.person == plan.circle.viewer { w.say("plan-you") } else { one.name.clone() };
        if !names.contains(&name) {
            names.push(name);
        }
    }
    crate::meetings::and(w, &names)
}

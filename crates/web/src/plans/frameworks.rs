//! Frameworks that a plan may refer to, for the profession of the one it belongs to.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use domain::people::{Framework, frameworks_for, profession};
use domain::programmes::capitalised;

use super::{plan, plan_of};
use crate::error::Error;
use crate::layout::Layout;
use crate::page;
use crate::session::SignedIn;
use crate::state::AppState;
use crate::words::Words;

#[derive(Template)]
#[template(path = "plans/frameworks.html")]
struct FrameworksPage {
    layout: Layout,
    back: String,
    back_text: String,
    lead: String,
    frameworks: Vec<&'static Framework>,
}

pub(super) async fn get(
    State(state): State<AppState>,
    who: SignedIn,
    Path(id): Path<String>,
) -> Result<Response, Error> {
    let w = Words::english();
    let plan = plan(&state, &who, &id).await?;
    let journey = plan.circle.journey;
    let whose = store::journeys::profession_of(state.ctx.db.reader(), journey).await?;
    let lead = match whose.as_ref().and_then(profession) {
        Some(profession) => w.with("plan-frameworks-for", [("profession", profession.many.as_str())]),
        None => w.say("plan-frameworks-all"),
    };
    Ok(page::show(&FrameworksPage {
        layout: who.layout(&state, w.say("plan-frameworks-title")),
        back: plan_of(journey),
        back_text: capitalised(plan.circle.programme.words.document(&plan.kind.key)),
        lead,
        frameworks: frameworks_for(whose.as_ref(), state.ctx.today()),
    }))
}

//! `GET /journeys/{id}/guides/{guide}`: what the guide is good for, and its movements.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;

use super::Step;
use crate::error::Error;
use crate::layout::Layout;
use crate::page;
use crate::session::SignedIn;
use crate::state::AppState;

#[derive(Template)]
#[template(path = "guides/overview.html")]
struct OverviewPage {
    layout: Layout,
    back: String,
    intro: String,
    steps: Vec<Step>,
    context: Option<(String, String)>,
    standing: Option<super::Standing>,
}

pub(super) async fn get(
    State(state): State<AppState>,
    who: SignedIn,
    Path((journey, guide)): Path<(String, String)>,
) -> Result<Response, Error> {
    let (head, guide) = super::found(&state, &who, (&journey, &guide)).await?;
    let context = head.context.as_ref().and_then(|key| head.programme.context(key));
    Ok(page::show(&OverviewPage {
        standing: super::standing(&state, &who, &head, &guide).await?,
        layout: who.layout(&state, guide.name.clone()),
        back: crate::journeys::journey(head.journey),
        steps: super::steps(&head, &guide, None),
        context: context.map(|context| (context.name.clone(), context.rhythm.clone())),
        intro: guide.intro,
    }))
}

//! `GET /journeys/{id}/guides/{guide}/{movement}`: the questions of one movement, and the ways back and on.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use domain::keys::MovementKey;

use super::Step;
use crate::components::Pagination;
use crate::error::Error;
use crate::layout::Layout;
use crate::page;
use crate::session::SignedIn;
use crate::state::AppState;
use crate::words::Words;

#[derive(Template)]
#[template(path = "guides/movement.html")]
struct MovementPage {
    layout: Layout,
    back: String,
    guide: String,
    place: String,
    name: String,
    what: String,
    questions: Vec<String>,
    pages: Pagination,
    steps: Vec<Step>,
}

pub(super) async fn get(
    State(state): State<AppState>,
    who: SignedIn,
    Path((journey, guide, movement)): Path<(String, String, String)>,
) -> Result<Response, Error> {
    let w = Words::english();
    let movement: MovementKey = movement.parse().map_err(|_| Error::NotFound)?;
    let (head, guide) = super::found(&state, &who, (&journey, &guide)).await?;
    let at = guide.at(&movement).ok_or(Error::NotFound)?;
    let base = super::path(head.journey, &guide.key);
    let to = |movement: Option<&domain::programmes::Movement>| {
        movement.map(|movement| (format!("{base}/{}", movement.key), movement.name.clone())).unwrap_or_default()
    };
    let ((previous, previous_label), (next, next_label)) = (to(at.before), to(at.after));
    let of = guide.movements.len();
    Ok(page::show(&MovementPage {
        layout: who.layout(&state, at.movement.name.clone()),
        back: base.clone(),
        guide: guide.name.clone(),
        place: w.with("guide-place", [("number", at.number), ("of", of)]),
        name: at.movement.name.clone(),
        what: at.movement.what.clone(),
        questions: at.movement.questions.clone(),
        pages: Pagination { previous, previous_label, next, next_label, ..Pagination::default() },
        steps: super::steps(&head, &guide, Some(at.number)),
    }))
}

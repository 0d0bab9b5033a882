//! `GET /journeys/{id}/guides/{guide}/{movement}`: the questions of one movement, and the ways back and on.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use domain::keys::MovementKey;
use operations::Failure;
use operations::guides::StandRefusal;

use super::Step;
use crate::components::{Pagination, Problem};
use crate::error::Error;
use crate::form::Posted;
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
    /// For the two whose conversation it is.
    note: Option<Note>,
    problems: Vec<Problem>,
}

/// The box in which one of the two notes that they are here.
struct Note {
    action: String,
    word: String,
    error: String,
    seen_by: String,
    standing: String,
}

pub(super) async fn get(
    State(state): State<AppState>,
    who: SignedIn,
    Path((journey, guide, movement)): Path<(String, String, String)>,
) -> Result<Response, Error> {
    let page = build(&state, &who, (&journey, &guide, &movement), String::new(), String::new()).await?;
    Ok(page::show(&page))
}

async fn build(
    state: &AppState,
    who: &SignedIn,
    (journey, guide, movement): (&str, &str, &str),
    word: String,
    error: String,
) -> Result<MovementPage, Error> {
    let w = Words::english();
    let movement: MovementKey = movement.parse().map_err(|_| Error::NotFound)?;
    let (head, guide) = super::found(state, who, (journey, guide)).await?;
    let at = guide.at(&movement).ok_or(Error::NotFound)?;
    let base = super::path(head.journey, &guide.key);
    let to = |movement: Option<&domain::programmes::Movement>| {
        movement.map(|movement| (format!("{base}/{}", movement.key), movement.name.clone())).unwrap_or_default()
    };
    let ((previous, previous_label), (next, next_label)) = (to(at.before), to(at.after));
    let of = guide.movements.len();
    let two = operations::guides::of_two(&state.ctx, state.ctx.db.reader(), who.person(), head.journey).await?;
    let standing = super::standing(state, who, &head, &guide).await?;
    let mut layout = who.layout(state, at.movement.name.clone());
    layout.has_errors = !error.is_empty();
    let problems = if error.is_empty() { Vec::new() } else { vec![Problem::at("word", error.clone())] };
    Ok(MovementPage {
        layout,
        back: base.clone(),
        guide: guide.name.clone(),
        place: w.with("guide-place", [("number", at.number), ("of", of)]),
        name: at.movement.name.clone(),
        what: at.movement.what.clone(),
        questions: at.movement.questions.clone(),
        pages: Pagination { previous, previous_label, next, next_label, ..Pagination::default() },
        steps: super::steps(&head, &guide, Some(at.number)),
        note: two.map(|two| Note {
            action: format!("{base}/{movement}"),
            word,
            error,
            seen_by: w.with("guide-seen-by", [("others", two.others.join(", ").as_str())]),
            standing: standing.map(|standing| standing.now).unwrap_or_default(),
        }),
        problems,
    })
}

pub(super) async fn post(
    State(state): State<AppState>,
    who: SignedIn,
    Path((journey, guide, movement)): Path<(String, String, String)>,
    Posted(form): Posted,
) -> Result<Response, Error> {
    let (head, found) = super::found(&state, &who, (&journey, &guide)).await?;
    let key: MovementKey = movement.parse().map_err(|_| Error::NotFound)?;
    let word = form.raw("word");
    match operations::guides::note(&state.ctx, who.person(), head.journey, (&found.key, &key), &word).await {
        Ok(()) => Ok(page::go_to(super::path(head.journey, &found.key))),
        Err(Failure::Refused(StandRefusal::TooLong)) => {
            let error = Words::english().say("guide-word-long");
            Ok(page::again(&build(&state, &who, (&journey, &guide, &movement), word, error).await?))
        }
        Err(other) => Err(other.into()),
    }
}

//! A line of learning as it is read, shared and removed.

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use domain::evidence::Subject;
use operations::shares::Shared;
use serde::Deserialize;

use super::list::about;
use super::{own, visible};
use crate::error::Error;
use crate::evidence::{self, FileLine};
use crate::form::Posted;
use crate::layout::Layout;
use crate::page;
use crate::session::SignedIn;
use crate::shares::{self, ShareLine};
use crate::state::AppState;
use crate::words::Words;

#[derive(Template)]
#[template(path = "learning/show.html")]
struct ShowPage {
    layout: Layout,
    path: String,
    about: String,
    theme: String,
    taken: String,
    readers: String,
    is_mine: bool,
    shares: Vec<ShareLine>,
    files: Vec<FileLine>,
}

/// What was just done, from the page before.
#[derive(Deserialize)]
pub(super) struct Done {
    #[serde(default)]
    done: String,
}

pub(super) async fn get(
    State(state): State<AppState>,
    who: SignedIn,
    Path(id): Path<String>,
    Query(done): Query<Done>,
) -> Result<Response, Error> {
    let w = Words::english();
    let one = visible(&state, &who, &id).await?;
    let is_mine = one.owner == who.person();
    let what = Shared::Learning(one.id);
    let shares = if is_mine { shares::lines(&state, &who, what).await? } else { Vec::new() };
    let mut layout = who.layout(&state, one.line.title.clone());
    if ["shared", "taken-back", "saved", "added", "removed"].contains(&done.done.as_str()) {
        layout.flash = Some(w.say(&format!("gathered-done-{}", done.done)));
    }
    let themes = state.ctx.programmes.all().flat_map(|programme| &programme.content);
    let theme =
        themes.filter(|theme| Some(&theme.key) == one.line.theme.as_ref()).map(|theme| theme.name.clone()).next();
    Ok(page::show(&ShowPage {
        path: what.path(),
        about: about(w, &one),
        theme: theme.map_or_else(String::new, |theme| w.with("learning-theme-is", [("theme", theme)])),
        readers: if is_mine {
            shares::readers(w, &shares)
        } else {
            w.with("share-reading", [("name", one.owner_name.as_str())])
        },
        files: evidence::lines(&state, Subject::Learning, one.id, is_mine).await?,
        taken: one.line.taken,
        is_mine,
        shares,
        layout,
    }))
}

pub(super) async fn remove(
    State(state): State<AppState>,
    who: SignedIn,
    Path(id): Path<String>,
    _form: Posted,
) -> Result<Response, Error> {
    let one = own(&state, &who, &id).await?;
    operations::learning::remove(&state.ctx, who.person(), one.id).await?;
    Ok(page::go_to("/learning?done=removed"))
}

pub(super) async fn share(
    State(state): State<AppState>,
    who: SignedIn,
    Path(id): Path<String>,
) -> Result<Response, Error> {
    let one = own(&state, &who, &id).await?;
    shares::ask(&state, &who, Shared::Learning(one.id), &one.line.title).await
}

pub(super) async fn shared(
    State(state): State<AppState>,
    who: SignedIn,
    Path(id): Path<String>,
    Posted(form): Posted,
) -> Result<Response, Error> {
    let one = own(&state, &who, &id).await?;
    shares::answer(&state, &who, Shared::Learning(one.id), &one.line.title, &form).await
}

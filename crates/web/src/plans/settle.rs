//! Saying what became of something.

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use domain::plans::{ItemKind, ItemState};
use domain::records::{Raw, parse_date};
use operations::Failure;
use operations::plans::Plan;
use serde::Deserialize;
use store::plans::Kept;

use super::item::day;
use super::{item_to_write, path_of, plan_of, readers};
use crate::components::Problem;
use crate::error::Error;
use crate::form::Posted;
use crate::layout::Layout;
use crate::page;
use crate::session::SignedIn;
use crate::state::AppState;
use crate::words::Words;

#[derive(Template)]
#[template(path = "plans/settle.html")]
struct SettlePage {
    layout: Layout,
    back: String,
    action: String,
    what: String,
    then: &'static str,
    label: String,
    text: String,
    text_error: String,
    on: Raw,
    on_error: String,
    asks_day: bool,
    readers: String,
    problems: Vec<Problem>,
}

/// What is to become of it.
#[derive(Deserialize)]
pub(super) struct Asked {
    #[serde(default, rename = "as")]
    then: String,
}

#[derive(Default)]
struct Typed {
    text: String,
    text_error: String,
    on: Raw,
    on_error: String,
}

pub(super) async fn get(
    State(state): State<AppState>,
    who: SignedIn,
    Path(id): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response, Error> {
    let (plan, kept) = item_to_write(&state, &who, &id).await?;
    let then: ItemState = asked.then.parse().map_err(|()| Error::NotFound)?;
    if then == kept.item.state || (then == ItemState::Partly && kept.item.kind != ItemKind::Objective) {
        return Ok(page::go_to(path_of(kept.item.id)));
    }
    Ok(page::show(&build(&state, &who, &plan, &kept, then, Typed::default())))
}

fn build(state: &AppState, who: &SignedIn, plan: &Plan, kept: &Kept, then: ItemState, typed: Typed) -> SettlePage {
    let w = Words::english();
    let item = &kept.item;
    let mut problems = Vec::new();
    if !typed.text_error.is_empty() {
        problems.push(Problem::at("outcome", typed.text_error.clone()));
    }
    if !typed.on_error.is_empty() {
        problems.push(Problem::at("on-day", typed.on_error.clone()));
    }
    let mut layout = who.layout(state, w.say(&format!("plan-do-{}-{}", item.kind.as_str(), then.as_str())));
    layout.has_errors = !problems.is_empty();
    let label = match then {
        ItemState::Open => "",
        ItemState::Dropped => "plan-why",
        ItemState::Reached | ItemState::Partly => "plan-became",
    };
    SettlePage {
        back: path_of(item.id),
        action: format!("{}/outcome", path_of(item.id)),
        what: item.details.what.clone(),
        then: then.as_str(),
        label: if label.is_empty() { String::new() } else { w.say(label) },
        text: typed.text,
        text_error: typed.text_error,
        on: typed.on,
        on_error: typed.on_error,
        asks_day: then != ItemState::Open,
        readers: readers(w, plan),
        problems,
        layout,
    }
}

pub(super) async fn post(
    State(state): State<AppState>,
    who: SignedIn,
    Path(id): Path<String>,
    Posted(form): Posted,
) -> Result<Response, Error> {
    let w = Words::english();
    let (plan, kept) = item_to_write(&state, &who, &id).await?;
    let then: ItemState = form.text("as").parse().map_err(|()| Error::Unreadable)?;
    let mut typed = Typed { text: form.raw("outcome"), on: day(&form, "on"), ..Typed::default() };
    let on = match parse_date(&typed.on) {
        Ok(on) => on.unwrap_or(state.ctx.today()),
        Err(problem) => {
            typed.on_error = w.say(problem.key());
            return Ok(page::again(&build(&state, &who, &plan, &kept, then, typed)));
        }
    };
    match operations::plans::settle(&state.ctx, who.person(), kept.item.id, then, &typed.text, on).await {
        Ok(()) if kept.item.kind == ItemKind::Activity => {
            let above = kept.item.details.under.unwrap_or(kept.item.id);
            Ok(page::go_to(path_of(above)))
        }
        Ok(()) => Ok(page::go_to(plan_of(plan.circle.journey))),
        Err(Failure::Refused(refusal)) => {
            typed.text_error = w.say(refusal.key());
            Ok(page::again(&build(&state, &who, &plan, &kept, then, typed)))
        }
        Err(failure) => Err(failure.into()),
    }
}

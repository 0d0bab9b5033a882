//! Cancelling a meeting, with the reason.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use domain::meetings::{Reason, Refusal};
use operations::Failure;
use operations::meetings::cancel;
use store::meetings::{Circle, Meeting};

use crate::components::Problem;
use crate::error::Error;
use crate::form::Posted;
use crate::layout::Layout;
use crate::meetings::{caption, load, paths, readers};
use crate::page;
use crate::session::SignedIn;
use crate::state::AppState;
use crate::words::Words;

#[derive(Template)]
#[template(path = "meetings/cancel.html")]
struct CancelPage {
    layout: Layout,
    back: String,
    action: String,
    move_it: String,
    caption: String,
    reason: String,
    error: String,
    problems: Vec<Problem>,
    readers: String,
}

pub(in crate::meetings) async fn get(
    State(state): State<AppState>,
    who: SignedIn,
    Path(path): Path<String>,
) -> Result<Response, Error> {
    let (meeting, circle) = load(&state, &who, &path).await?;
    if !meeting.state.name().is_open() {
        return Ok(page::go_to(paths::show(meeting.id)));
    }
    Ok(page::show(&form_page(&state, &who, &circle, &meeting, String::new(), None)))
}

pub(in crate::meetings) async fn post(
    State(state): State<AppState>,
    who: SignedIn,
    Path(path): Path<String>,
    Posted(form): Posted,
) -> Result<Response, Error> {
    let (meeting, circle) = load(&state, &who, &path).await?;
    let typed = form.text("reason");
    let refused = match typed.parse::<Reason>() {
        Err(refusal) => refusal,
        Ok(reason) => match cancel(&state.ctx, who.person(), meeting.id, reason).await {
            Ok(()) => return Ok(page::go_to(format!("{}?done=cancelled", paths::show(meeting.id)))),
            Err(Failure::Refused(refusal)) => refusal,
            Err(other) => return Err(other.into()),
        },
    };
    Ok(page::again(&form_page(&state, &who, &circle, &meeting, typed, Some(refused))))
}

fn form_page(
    state: &AppState,
    who: &SignedIn,
    circle: &Circle,
    meeting: &Meeting,
    reason: String,
    refused: Option<Refusal>,
) -> CancelPage {
    let w = Words::english();
    let mut layout = who.layout(state, w.say("cancel-title"));
    layout.has_errors = refused.is_some();
    let error = refused.map_or_else(String::new, |refusal| w.say(refusal.key()));
    let problems = if error.is_empty() { Vec::new() } else { vec![Problem::at("reason", error.clone())] };
    CancelPage {
        back: paths::show(meeting.id),
        action: paths::cancellation(meeting.id),
        move_it: paths::times(meeting.id),
        caption: caption(w, circle, meeting),
        reason,
        error,
        problems,
        readers: readers(w, circle),
        layout,
    }
}

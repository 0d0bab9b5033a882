//! One box of a draft, saved as somebody types. The page's script reads the JSON; without script nothing comes here.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use domain::ids::{JourneyId, ThreadId};
use operations::messages::{Typed, keep};
use serde::Serialize;
use store::messages::{Draft, DraftSaved};

use super::compose::{joined, saved_line};
use super::places;
use crate::error::Error;
use crate::form::{FormData, Posted};
use crate::session::SignedIn;
use crate::state::AppState;
use crate::words::Words;

/// What became of it.
#[derive(Serialize)]
struct Answer {
    /// saved | waiting
    outcome: &'static str,
    /// The base of what is typed next.
    revision: i32,
    /// What the page says about it.
    said: String,
    /// Where to go on, when there is something to do.
    href: String,
}

pub(super) async fn new(
    State(state): State<AppState>,
    who: SignedIn,
    Path(id): Path<String>,
    Posted(form): Posted,
) -> Result<Response, Error> {
    let journey: JourneyId = id.parse().map_err(|_| Error::NotFound)?;
    save(&state, &who, Draft::New(journey), &form).await
}

pub(super) async fn reply(
    State(state): State<AppState>,
    who: SignedIn,
    Path(id): Path<String>,
    Posted(form): Posted,
) -> Result<Response, Error> {
    let thread: ThreadId = id.parse().map_err(|_| Error::NotFound)?;
    save(&state, &who, Draft::Reply(thread), &form).await
}

async fn save(state: &AppState, who: &SignedIn, draft: Draft, form: &FormData) -> Result<Response, Error> {
    let field = form.text("field");
    let value = if field == "to" { joined(form) } else { form.raw(&field) };
    let base = form.text("base").parse().unwrap_or(0);
    let page: String = form.text("page").chars().take(40).collect();
    let typed = Typed { field: &field, value: &value, base };
    let saved = keep(&state.ctx, who.person(), draft, &page, &[typed]).await?;
    Ok(match saved.first() {
        Some(DraftSaved::Kept { revision }) => {
            let said = saved_line(state.ctx.now());
            Json(Answer { outcome: "saved", revision: *revision, said, href: String::new() }).into_response()
        }
        _ => {
            let said = Words::english().say("message-written-elsewhere");
            let body = Answer { outcome: "waiting", revision: 0, said, href: places(draft).0 };
            (StatusCode::CONFLICT, Json(body)).into_response()
        }
    })
}

//! One answer, saved as somebody types. The page's script reads the JSON; without script nothing comes here.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use operations::Failure;
use operations::reflections::{Entry, SaveRefusal, save};
use operations::shares::Shared;
use serde::Serialize;

use super::own;
use super::write::{error_of, saved_line};
use crate::error::Error;
use crate::form::Posted;
use crate::session::SignedIn;
use crate::shares;
use crate::state::AppState;
use crate::words::Words;

/// What became of it.
#[derive(Serialize)]
struct Answer {
    /// saved | problem
    outcome: &'static str,
    /// The base of what is typed next.
    revision: i32,
    /// What the page says about it.
    said: String,
    href: String,
}

pub(super) async fn post(
    State(state): State<AppState>,
    who: SignedIn,
    Path(id): Path<String>,
    Posted(form): Posted,
) -> Result<Response, Error> {
    let w = Words::english();
    let one = own(&state, &who, &id).await?;
    let key = form.text("field");
    let entry = Entry {
        base: form.text("base").parse().unwrap_or(0),
        content: form.raw(&format!("a-{key}")),
        prompt: key.clone(),
    };
    match save(&state.ctx, who.person(), one.id, &[entry], &[]).await {
        Ok(saved) => {
            let readers = shares::readers(w, &shares::lines(&state, &who, Shared::Reflection(one.id)).await?);
            let revision = saved.first().map_or(0, |(_, revision)| *revision);
            let said = saved_line(w, &readers, Some(state.ctx.now()));
            Ok(Json(Answer { outcome: "saved", revision, said, href: String::new() }).into_response())
        }
        Err(Failure::Refused(refusal)) => {
            let said = match &refusal {
                SaveRefusal::NhsNumbers(_) => w.say("guard-while-typing"),
                SaveRefusal::ChangedMeanwhile(_) => w.say("reflection-changed-while-typing"),
                SaveRefusal::Wrong { .. } => error_of(w, &refusal, &key, ""),
            };
            let body = Answer { outcome: "problem", revision: 0, said, href: String::new() };
            Ok((StatusCode::UNPROCESSABLE_ENTITY, Json(body)).into_response())
        }
        Err(failure) => Err(failure.into()),
    }
}

//! One answer, saved as somebody types. The page's script reads the JSON; without script nothing comes here.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use domain::keys::FieldKey;
use domain::records::{AnswerValue, Saved};
use operations::Failure;
use operations::records::{Entry, may_answer, save};
use serde::Serialize;

use super::write::{PAGE_NAME, saved_line};
use crate::error::Error;
use crate::form::Posted;
use crate::meetings::paths;
use crate::records::fields::{raw_of, say};
use crate::records::load;
use crate::session::SignedIn;
use crate::state::AppState;
use crate::words::Words;

/// What became of it.
#[derive(Serialize)]
struct Answer {
    /// saved | waiting | closed | problem
    outcome: &'static str,
    /// The base of what is typed next.
    revision: i32,
    /// What the page says about it.
    said: String,
    /// Where to go on, when there is something to do.
    href: String,
}

pub(in crate::records) async fn post(
    State(state): State<AppState>,
    who: SignedIn,
    Path(path): Path<String>,
    Posted(form): Posted,
) -> Result<Response, Error> {
    let (meeting, circle, paper) = load(&state, &who, &path).await?;
    let w = Words::english();
    let key: FieldKey = form.text("field").parse().map_err(|_| Error::NotFound)?;
    let field = paper.form().and_then(|form| form.field(&key)).ok_or(Error::NotFound)?;
    if !may_answer(field, &circle.capacities()) {
        return Err(Error::NotFound);
    }
    let raw = raw_of(&form, field).ok_or(Error::NotFound)?;
    let answer = |outcome, revision, said, href| Answer { outcome, revision, said, href };
    let value = match AnswerValue::parse(field, &raw) {
        Ok(value) => value,
        Err(problem) => {
            let said = say(w, field, problem);
            return Ok(
                (StatusCode::UNPROCESSABLE_ENTITY, Json(answer("problem", 0, said, String::new()))).into_response()
            );
        }
    };
    let base = form.text("base").parse().unwrap_or(0);
    let entry = Entry { field: key, base, value };
    let page: String = form.text(PAGE_NAME).chars().take(40).collect();
    match save(&state.ctx, who.person(), meeting.id, &page, &[entry]).await {
        Ok(outcome) => {
            let entry = &outcome.entries[0];
            if entry.saved == Saved::Waits {
                let said = w.with("record-waiting", &[("others", crate::meetings::others(w, &circle))]);
                let body = answer("waiting", entry.revision, said, paths::choices(meeting.id));
                return Ok((StatusCode::CONFLICT, Json(body)).into_response());
            }
            let mut said = saved_line(w, &circle, Some(state.ctx.now()));
            if !outcome.voided.is_empty() {
                said = format!("{said} {}", w.say("record-signatures-off"));
            }
            Ok(Json(answer("saved", entry.revision, said, String::new())).into_response())
        }
        Err(Failure::Refused(refusal)) => {
            let body = answer("closed", 0, w.say(refusal.key()), paths::signatures(meeting.id));
            Ok((StatusCode::CONFLICT, Json(body)).into_response())
        }
        Err(other) => Err(other.into()),
    }
}

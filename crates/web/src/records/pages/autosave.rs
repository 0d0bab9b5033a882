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
use crate::records::at::{At, others};
use crate::records::people::look_up;
use crate::records::typed::{raw_of, say};
use crate::records::{Noun, load_to_write};
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

pub(in crate::records) async fn post<N: Noun>(
    State(state): State<AppState>,
    who: SignedIn,
    Path(path): Path<String>,
    Posted(form): Posted,
) -> Result<Response, Error> {
    let sheet = load_to_write::<N>(&state, &who, &path).await?;
    let at = At(sheet.which);
    let w = Words::english();
    let key: FieldKey = form.text("field").parse().map_err(|_| Error::NotFound)?;
    let field = sheet.paper.form.field(&key).ok_or(Error::NotFound)?;
    if !may_answer(field, &sheet.capacities) {
        return Err(Error::NotFound);
    }
    let mut raw = raw_of(&form, field).ok_or(Error::NotFound)?;
    look_up(&state, &sheet, [(field, &mut raw)]).await?;
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
    match save(&state.ctx, who.person(), sheet.which, &page, &[entry]).await {
        Ok(outcome) => {
            let entry = &outcome.entries[0];
            if entry.saved == Saved::Waits {
                let said = w.with("record-waiting", &[("others", others(w, &sheet))]);
                let body = answer("waiting", entry.revision, said, at.choices());
                return Ok((StatusCode::CONFLICT, Json(body)).into_response());
            }
            let mut said = saved_line(w, &sheet, Some(state.ctx.now()));
            if !outcome.voided.is_empty() {
                said = format!("{said} {}", w.say("record-signatures-off"));
            }
            Ok(Json(answer("saved", entry.revision, said, String::new())).into_response())
        }
        Err(Failure::Refused(refusal)) => {
            let body = answer("closed", 0, w.say(refusal.key()), at.signatures());
            Ok((StatusCode::CONFLICT, Json(body)).into_response())
        }
        Err(other) => Err(other.into()),
    }
}

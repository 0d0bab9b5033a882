//! `POST /meetings/{id}/time`: one tap counts a held meeting's time.

use axum::extract::{Path, State};
use axum::response::Response;
use domain::ids::MeetingId;
use operations::Failure;
use operations::time::{CountRefusal, count_meeting};

use crate::error::Error;
use crate::form::Posted;
use crate::page;
use crate::session::SignedIn;
use crate::state::AppState;

pub(super) async fn post(
    State(state): State<AppState>,
    who: SignedIn,
    Path(id): Path<String>,
    Posted(form): Posted,
) -> Result<Response, Error> {
    let id: MeetingId = id.parse().map_err(|_| Error::NotFound)?;
    let (back, ok, already) = if form.text("from") == "meeting" {
        (format!("/meetings/{id}"), "counted", "counted")
    } else {
        ("/time".to_owned(), "counted", "already")
    };
    match count_meeting(&state.ctx, who.person(), id).await {
        Ok(_) => Ok(page::go_to(format!("{back}?done={ok}"))),
        Err(Failure::Refused(CountRefusal::Already)) => Ok(page::go_to(format!("{back}?done={already}"))),
        Err(failure) => Err(failure.into()),
    }
}

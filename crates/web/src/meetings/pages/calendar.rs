//! A meeting as a file, for a calendar that did not get the mail.

use axum::extract::{Path, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use operations::meetings::calendar_of;

use crate::error::Error;
use crate::session::SignedIn;
use crate::state::AppState;

pub(in crate::meetings) async fn get(
    State(state): State<AppState>,
    who: SignedIn,
    Path(path): Path<String>,
) -> Result<Response, Error> {
    let (meeting, circle) = crate::meetings::load(&state, &who, &path).await?;
    let text = calendar_of(&state.ctx, &circle, &meeting).ok_or(Error::NotFound)?;
    let headers = [
        (header::CONTENT_TYPE, "text/calendar; charset=utf-8"),
        (header::CONTENT_DISPOSITION, "attachment; filename=\"meeting.ics\""),
    ];
    Ok((headers, text).into_response())
}

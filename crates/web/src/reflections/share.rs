//! Sharing a reflection.

use axum::extract::{Path, State};
use axum::response::Response;
use operations::shares::Shared;

use super::{own, title_of};
use crate::error::Error;
use crate::form::Posted;
use crate::session::SignedIn;
use crate::shares;
use crate::state::AppState;
use crate::words::Words;

pub(super) async fn get(
    State(state): State<AppState>,
    who: SignedIn,
    Path(id): Path<String>,
) -> Result<Response, Error> {
    let one = own(&state, &who, &id).await?;
    shares::ask(&state, &who, Shared::Reflection(one.id), &title_of(Words::english(), &one)).await
}

pub(super) async fn post(
    State(state): State<AppState>,
    who: SignedIn,
    Path(id): Path<String>,
    Posted(form): Posted,
) -> Result<Response, Error> {
    let one = own(&state, &who, &id).await?;
    let title = title_of(Words::english(), &one);
    shares::answer(&state, &who, Shared::Reflection(one.id), &title, &form).await
}

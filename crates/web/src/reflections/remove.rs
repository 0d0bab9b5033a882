//! Removing a reflection for good.

use axum::extract::{Path, State};
use axum::response::Response;

use super::own;
use crate::error::Error;
use crate::form::Posted;
use crate::page;
use crate::session::SignedIn;
use crate::state::AppState;

pub(super) async fn post(
    State(state): State<AppState>,
    who: SignedIn,
    Path(id): Path<String>,
    _form: Posted,
) -> Result<Response, Error> {
    let one = own(&state, &who, &id).await?;
    operations::reflections::remove(&state.ctx, who.person(), one.id).await?;
    Ok(page::go_to("/reflections?done=removed"))
}

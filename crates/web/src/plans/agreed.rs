//! Agreeing to what somebody set down, with one press.

use axum::extract::{Path, State};
use axum::response::Response;
use operations::Failure;

use super::view::anchor;
use super::{item_to_write, path_of, plan_of};
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
    let (plan, kept) = item_to_write(&state, &who, &id).await?;
    let substance: i32 = form.text("substance").parse().map_err(|_| Error::Unreadable)?;
    match operations::plans::agree(&state.ctx, who.person(), kept.item.id, substance).await {
        Ok(()) => Ok(page::go_to(format!("{}#{}", plan_of(plan.circle.journey), anchor(kept.item.id)))),
        // It reads otherwise by now: there it stands, and can be agreed to.
        Err(Failure::Refused(_)) => Ok(page::go_to(path_of(kept.item.id))),
        Err(failure) => Err(failure.into()),
    }
}

//! The desk of an organisation: four numbers that are doors, the wall of standards, the list of journeys.

mod journeys;
pub mod numbers;
mod show;

pub(crate) use show::layout;

use std::sync::Arc;

use domain::programmes::{Power, Programme};
use operations::access::Desk;

use crate::error::Error;
use crate::routes::{Audience, Routes};
use crate::state::AppState;

/// The routes of this room.
pub fn routes(routes: Routes) -> Routes {
    routes.get("/organisations/{code}", Audience::AnyOffice, show::get).get(
        "/organisations/{code}/journeys",
        Audience::Office(Power::SeeProgress),
        journeys::get,
    )
}

/// The programmes an organisation runs today, or has stopped while journeys go on, in which the person holds an office;
/// with a power: those in which the office gives it. As the organisation has them.
pub(crate) async fn programmes(
    state: &AppState,
    desk: &Desk,
    power: Option<Power>,
) -> Result<Vec<Arc<Programme>>, Error> {
    let run = operations::programmes::looked_after_here(&state.ctx, state.ctx.db.reader(), desk.organisation).await?;
    let is_theirs = |programme: &Arc<Programme>| match power {
        Some(power) => desk.may_in(power, &programme.key),
        None => desk.knows(&programme.key),
    };
    Ok(run.into_iter().filter(is_theirs).collect())
}

/// The one of them that is named in the address; the first when none is named. One that is named and not theirs is not
/// found.
pub(crate) async fn programme(
    state: &AppState,
    desk: &Desk,
    named: &str,
    power: Option<Power>,
) -> Result<Option<Arc<Programme>>, Error> {
    let all = programmes(state, desk, power).await?;
    if named.is_empty() {
        return Ok(all.into_iter().next());
    }
    all.into_iter().find(|programme| programme.key.as_str() == named).map(Some).ok_or(Error::NotFound)
}

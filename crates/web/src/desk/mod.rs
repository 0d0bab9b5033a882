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

/// The programmes an organisation runs today in which the person holds an office, and with a power: those in which the
/// office gives it. In the versions at hand.
pub(crate) async fn programmes(
    state: &AppState,
    desk: &Desk,
    power: Option<Power>,
) -> Result<Vec<Arc<Programme>>, Error> {
    let adopted = store::access::adopted(state.ctx.db.reader(), desk.organisation, state.ctx.today()).await?;
    let theirs = adopted.iter().filter(|key| match power {
        Some(power) => desk.may_in(power, key),
        None => desk.knows(key),
    });
    Ok(theirs.filter_map(|key| state.ctx.programmes.newest(key).cloned()).collect())
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

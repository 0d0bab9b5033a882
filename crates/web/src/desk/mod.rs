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

/// The programmes an organisation runs today, in the versions at hand.
async fn programmes(state: &AppState, desk: &Desk) -> Result<Vec<Arc<Programme>>, Error> {
    let adopted = store::access::adopted(state.ctx.db.reader(), desk.organisation, state.ctx.today()).await?;
    Ok(adopted.iter().filter_map(|key| state.ctx.programmes.newest(key).cloned()).collect())
}

/// The one named in the address, or the first.
async fn programme(state: &AppState, desk: &Desk, named: &str) -> Result<Option<Arc<Programme>>, Error> {
    let all = programmes(state, desk).await?;
    let found = all.iter().find(|programme| programme.key.as_str() == named);
    Ok(found.or(all.first()).cloned())
}

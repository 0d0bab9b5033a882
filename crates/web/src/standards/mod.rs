//! How an organisation stands on standards: a wall of tiles a set, each standard with its numbers, and what the
//! organisation thinks of it itself (L1, L8, L9).

mod detail;
mod own;
mod sets;
mod show;
mod tile;
mod wall;
mod who;

use domain::keys::StandardRef;
use domain::programmes::{Power, Programme};
use domain::standards::StandardSet;
use operations::access::Desk;

pub(crate) use detail::need;
pub use tile::{Stretch, Tile};
pub use wall::Row;

use crate::error::Error;
use crate::routes::{Audience, Routes};
use crate::state::AppState;
use crate::words::Words;

/// The address of the first wall.
pub fn path(code: &str) -> String {
    format!("/organisations/{code}/standards")
}

/// The address of the wall of a set.
pub fn path_of_set(code: &str, set: &StandardSet) -> String {
    format!("/organisations/{code}/standards/{}", set.key)
}

/// The address of a standard.
pub fn path_of(code: &str, standard: &StandardRef) -> String {
    format!("/organisations/{code}/standards/{}/{}", standard.set, standard.number)
}

/// The routes of this room.
pub fn routes(routes: Routes) -> Routes {
    let (sees, keeps) = (Audience::Office(Power::SeeStandards), Audience::Office(Power::KeepGovernance));
    routes
        .get("/organisations/{code}/standards", sees, wall::first)
        .get("/organisations/{code}/standards/{set}", sees, wall::of_set)
        .get("/organisations/{code}/standards/{set}/{number}", sees, show::get)
        .get("/organisations/{code}/standard-sets", keeps, sets::get)
        .post("/organisations/{code}/standard-sets", keeps, sets::choose)
        .post("/organisations/{code}/standards/{set}/{number}/judgement", keeps, own::judge)
}

/// The sets that somebody at a desk may see: those that the organisation looks at and their office shows.
pub(crate) async fn sets_for(state: &AppState, desk: &Desk) -> Result<Vec<&'static StandardSet>, Error> {
    let here = operations::standards::sets_here(&state.ctx, state.ctx.db.reader(), desk.organisation).await?;
    Ok(here.into_iter().filter(|set| may(state, desk, Power::SeeStandards, set)).collect())
}

/// Does the person hold the power in one of the programmes that a set measures? A set that measures none is for all
/// who hold the power at all.
pub(crate) fn may(state: &AppState, desk: &Desk, power: Power, set: &StandardSet) -> bool {
    let measures = |programme: &&std::sync::Arc<Programme>| programme.standards.contains(set.counted_as());
    let mut measured = state.ctx.programmes.all().filter(measures).peekable();
    if measured.peek().is_none() {
        return desk.may(power);
    }
    measured.any(|programme| desk.may_in(power, &programme.key))
}

/// The wall of a programme's first set, for the desk; nothing where it names none.
///
/// # Errors
/// The database failed.
pub async fn wall_of(state: &AppState, desk: &Desk, programme: &Programme) -> Result<Vec<Row>, Error> {
    let Some(set) = programme.standards.iter().find_map(domain::standards::set) else { return Ok(Vec::new()) };
    wall::rows(state, desk, Words::english(), set).await
}

//! How an organisation stands on standards: the wall of tiles, and each standard with its numbers (L1, L8).

mod pages;
mod tile;

use domain::keys::StandardRef;
use domain::programmes::{Power, Programme};
use domain::standards::StandardSet;
use operations::access::Desk;

pub use tile::{Stretch, Tile};

use crate::error::Error;
use crate::routes::{Audience, Routes};
use crate::state::AppState;
use crate::words::Words;

/// The address of the wall.
pub fn path(code: &str) -> String {
    format!("/organisations/{code}/standards")
}

/// The address of a standard.
pub fn path_of(code: &str, standard: &StandardRef) -> String {
    format!("/organisations/{code}/standards/{}/{}", standard.set, standard.number)
}

/// The routes of this room.
pub fn routes(routes: Routes) -> Routes {
    let audience = Audience::Office(Power::SeeStandards);
    routes.get("/organisations/{code}/standards", audience, pages::wall).get(
        "/organisations/{code}/standards/{set}/{number}",
        audience,
        pages::show,
    )
}

/// The sets that somebody at a desk may see: those of the programmes in which their office shows standards.
pub(crate) fn sets_for<'s>(state: &'s AppState, desk: &'s Desk) -> impl Iterator<Item = &'static StandardSet> + 's {
    domain::standards::sets().iter().filter(|set| may(state, desk, Power::SeeStandards, set))
}

/// Does the person hold the power in one of the programmes that a set measures?
pub(crate) fn may(state: &AppState, desk: &Desk, power: Power, set: &StandardSet) -> bool {
    let mut measured = state.ctx.programmes.all().filter(|programme| programme.standards.contains(&set.key));
    measured.any(|programme| desk.may_in(power, &programme.key))
}

/// The tiles of a programme's sets whose figures can be worked out.
///
/// # Errors
/// The database failed.
pub async fn live_tiles(state: &AppState, desk: &Desk, programme: &Programme) -> Result<Vec<Tile>, Error> {
    let mut tiles = Vec::new();
    for set in programme.standards.iter().filter_map(|key| operations::standards::set(key.as_str())) {
        let today = state.ctx.today();
        let all = operations::standards::wall(&state.ctx, state.ctx.db.reader(), desk.organisation, set, today).await?;
        let live = all.iter().filter(|tile| tile.figure.is_some());
        tiles.extend(live.map(|one| tile::tile(Words::english(), &desk.code, one.standard, one.figure.as_ref())));
    }
    Ok(tiles)
}

//! Which programmes an organisation runs, what it makes of them, and in which version journeys go on (B3).

mod fields;
mod list;
mod moving;
mod show;
mod tailor;
mod telling;

use std::sync::Arc;

use domain::keys::ProgrammeKey;
use domain::programmes::{Power, Programme};
use operations::access::Desk;

use crate::components::Link;
use crate::error::Error;
use crate::routes::{Audience, Routes};
use crate::state::AppState;
use crate::words::Words;

/// The routes of this room.
pub fn routes(routes: Routes) -> Routes {
    let keeper = Audience::Office(Power::AdoptProgrammes);
    routes
        .get("/organisations/{code}/programmes", keeper, list::get)
        .post("/organisations/{code}/programmes", keeper, list::adopt)
        .get("/organisations/{code}/programmes/{programme}", keeper, show::get)
        .post("/organisations/{code}/programmes/{programme}/stop", keeper, show::stop)
        .post("/organisations/{code}/programmes/{programme}/source", keeper, show::follow_source)
        .post("/organisations/{code}/programmes/{programme}/versions/remove", keeper, show::remove)
        .get("/organisations/{code}/programmes/{programme}/tailor", keeper, tailor::get)
        .post("/organisations/{code}/programmes/{programme}/tailor", keeper, tailor::post)
        .get("/organisations/{code}/programmes/{programme}/move", keeper, moving::get)
        .post("/organisations/{code}/programmes/{programme}/move", keeper, moving::post)
}

fn base(desk: &Desk) -> String {
    format!("/organisations/{}/programmes", desk.code)
}

fn path(desk: &Desk, programme: &ProgrammeKey) -> String {
    format!("{}/{programme}", base(desk))
}

/// The way to these pages.
fn way(w: Words, desk: &Desk) -> Vec<Link> {
    vec![
        Link::new(w.say("nav-home"), "/"),
        Link::new(crate::text::organisation_name(&desk.name), format!("/organisations/{}", desk.code)),
        Link::new(w.say("programmes-title"), base(desk)),
    ]
}

/// A programme that the person may look after here: its source, and the version in which new journeys begin, if the
/// organisation runs it.
struct Here {
    key: ProgrammeKey,
    source: Arc<Programme>,
    runs: Option<Arc<Programme>>,
}

impl Here {
    /// The version that stands for it on pages.
    fn shown(&self) -> &Arc<Programme> {
        self.runs.as_ref().unwrap_or(&self.source)
    }
}

async fn here(state: &AppState, desk: &Desk, key: &str) -> Result<Here, Error> {
    let key: ProgrammeKey = key.parse().map_err(|_| Error::NotFound)?;
    if !desk.may_adopt(&key) {
        return Err(Error::NotFound);
    }
    let ctx = &state.ctx;
    let source = ctx.programmes.newest(&key).ok_or(Error::NotFound)?;
    let runs = store::journeys::adopted_version(ctx.db.reader(), desk.organisation, &key, ctx.today()).await?;
    let runs = runs.and_then(|hash| ctx.programmes.version(&hash).cloned());
    Ok(Here { key, source: Arc::clone(source), runs })
}

//! The wall: all standards of a set as tiles, a row a principle.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use domain::calendar::long_date;
use domain::programmes::{Power, SourceDocument};
use domain::standards::StandardSet;
use operations::access::Desk;
use operations::standards;

use super::tile::{self, Tile};
use super::{path_of_set, sets_for};
use crate::components::Link;
use crate::desk::{self, layout};
use crate::error::Error;
use crate::layout::Layout;
use crate::page;
use crate::routes::AtDesk;
use crate::session::SignedIn;
use crate::state::AppState;
use crate::text::organisation_name;
use crate::words::Words;

/// A row of the wall.
pub struct Row {
    pub heading: String,
    pub tiles: Vec<Tile>,
}

/// What an overlay changes, and why.
struct Departure {
    what: String,
    why: String,
}

#[derive(Template)]
#[template(path = "standards/wall.html")]
struct WallPage {
    layout: Layout,
    way: Vec<Link>,
    organisation: String,
    lead: String,
    rows: Vec<Row>,
    departures: Vec<Departure>,
    leaves_out: String,
    others: Vec<Link>,
    choose: Option<Link>,
    version: String,
    source: &'static SourceDocument,
}

pub(super) async fn first(
    State(state): State<AppState>,
    who: SignedIn,
    AtDesk(desk): AtDesk,
) -> Result<Response, Error> {
    let sets = sets_for(&state, &desk).await?;
    let set = *sets.first().ok_or(Error::NotFound)?;
    show(&state, &who, &desk, set, &sets).await
}

pub(super) async fn of_set(
    State(state): State<AppState>,
    who: SignedIn,
    AtDesk(desk): AtDesk,
    Path((_, key)): Path<(String, String)>,
) -> Result<Response, Error> {
    let sets = sets_for(&state, &desk).await?;
    let set = *sets.iter().find(|set| set.key.as_str() == key).ok_or(Error::NotFound)?;
    show(&state, &who, &desk, set, &sets).await
}

async fn show(
    state: &AppState,
    who: &SignedIn,
    desk: &Desk,
    set: &'static StandardSet,
    sets: &[&'static StandardSet],
) -> Result<Response, Error> {
    let w = Words::english();
    let lead = w.with(
        "standards-lead",
        [
            ("count", set.standards.len().to_string()),
            ("body", set.source.body.clone()),
            ("date", long_date(state.ctx.today())),
        ],
    );
    let others = sets.iter().filter(|other| other.key != set.key);
    let address = format!("/organisations/{}/standard-sets", desk.code);
    let page = WallPage {
        layout: layout(state, who, desk, set.title.clone()),
        way: vec![Link::new(w.say("nav-home"), "/"), desk_link(desk)],
        organisation: organisation_name(&desk.name),
        lead,
        rows: rows(state, desk, w, set).await?,
        departures: departures(w, set),
        leaves_out: set.leaves_out.clone().unwrap_or_default(),
        others: others.map(|other| Link::new(other.title.clone(), path_of_set(&desk.code, other))).collect(),
        choose: desk.may(Power::KeepGovernance).then(|| Link::new(w.say("standards-choose-link"), address)),
        version: version(w, set),
        source: &set.source,
    };
    Ok(page::show(&page))
}

/// “Version 2023.1, of a source from 2023”.
pub(super) fn version(w: Words, set: &StandardSet) -> String {
    match &set.dated {
        Some(dated) => w.with("standards-version-dated", [("version", &set.version), ("dated", dated)]),
        None => w.with("standards-version", [("version", &set.version)]),
    }
}

fn departures(w: Words, set: &StandardSet) -> Vec<Departure> {
    let changes = set.overlays.iter().flat_map(|overlay| &overlay.changes);
    let key = |drops: bool| if drops { "standards-overlay-drops" } else { "standards-overlay-changes" };
    changes
        .map(|change| Departure {
            what: w.with(key(change.drops), [("number", &change.number)]),
            why: change.why.clone(),
        })
        .collect()
}

/// The tiles of a set by principle, counted under the programmes whose standards the person may see.
pub(super) async fn rows(
    state: &AppState,
    desk: &Desk,
    w: Words,
    set: &'static StandardSet,
) -> Result<Vec<Row>, Error> {
    let programmes = desk::programmes(state, desk, Some(Power::SeeStandards)).await?;
    let (reader, today) = (state.ctx.db.reader(), state.ctx.today());
    let tiles = standards::wall(&state.ctx, reader, desk.organisation, &programmes, set, today).await?;
    let row = |principle: &domain::standards::Principle| {
        let number = principle.number.to_string();
        let theirs = tiles.iter().filter(|tile| tile.standard.principle == principle.number);
        Row {
            heading: w.with("standards-principle", [("number", number.as_str()), ("name", principle.name.as_str())]),
            tiles: theirs.map(|one| tile::tile(w, &desk.code, one)).collect(),
        }
    };
    Ok(set.principles.iter().map(row).filter(|row| !row.tiles.is_empty()).collect())
}

pub(super) fn desk_link(desk: &Desk) -> Link {
    Link::new(organisation_name(&desk.name), format!("/organisations/{}", desk.code))
}

//! `GET /organisations/{code}/programmes/{programme}`: the version that runs, where it departs from the source, earlier
//! versions, and what one can do.

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use domain::calendar::{date_of, long_date};
use domain::programmes::{ContentHash, Programme, capitalised};
use operations::{Actor, Failure, programmes};
use serde::Deserialize;

use super::{Here, base, here, path, telling, way};
use crate::components::{Link, Table};
use crate::error::Error;
use crate::form::Posted;
use crate::layout::Layout;
use crate::page;
use crate::routes::AtDesk;
use crate::session::SignedIn;
use crate::state::AppState;
use crate::words::Words;

#[derive(Template)]
#[template(path = "programmes/show.html")]
struct ShowPage {
    layout: Layout,
    way: Vec<Link>,
    here: String,
    key: String,
    adopt_at: String,
    runs: String,
    source: Link,
    /// Why the version that is shown was made, and with whom.
    reasons: Option<(String, String)>,
    departures: Option<Table>,
    is_open: bool,
    is_run: bool,
    may_return: bool,
    waiting: String,
    versions: Vec<Version>,
}

/// A version of the organisation's own.
struct Version {
    hash: String,
    name: String,
    made: String,
    journeys: String,
    is_shown: bool,
    is_free: bool,
}

#[derive(Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    version: String,
    #[serde(default)]
    done: String,
}

pub(super) async fn get(
    State(state): State<AppState>,
    who: SignedIn,
    AtDesk(desk): AtDesk,
    Path((_, key)): Path<(String, String)>,
    Query(asked): Query<Asked>,
) -> Result<Response, Error> {
    let w = Words::english();
    let here = here(&state, &desk, &key).await?;
    let own = store::programmes::of_organisation(state.ctx.db.reader(), desk.organisation, &here.key).await?;
    let wanted = own.iter().find(|own| own.version.as_str() == asked.version);
    if wanted.is_none() && !asked.version.is_empty() {
        return Err(Error::NotFound);
    }
    let wanted = wanted.and_then(|own| state.ctx.programmes.version(&own.version));
    let shown = wanted.unwrap_or(here.shown()).clone();
    let running = match &here.runs {
        Some(runs) => {
            let reader = state.ctx.db.reader();
            store::programmes::running(reader, desk.organisation, &here.key, &runs.hash).await?.len()
        }
        None => 0,
    };
    let mut layout = crate::desk::layout(&state, &who, &desk, capitalised(shown.words.say("programme")));
    if asked.done == "tailored" {
        layout.flash = Some(w.with("tailoring-done", [("version", shown.version.as_str())]));
    }
    let versions = own.iter().map(|own| {
        let name = own.made_by.clone().unwrap_or_default();
        let programme = state.ctx.programmes.version(&own.version);
        let in_use = here.runs.as_ref().is_some_and(|runs| runs.hash == own.version) || own.journeys > 0;
        Version {
            hash: own.version.to_string(),
            name: programme.map_or_else(String::new, |programme| programme.version.clone()),
            made: w.with("tailoring-made", &[("date", long_date(date_of(own.made_at))), ("name", name)]),
            journeys: w.with("tailoring-journeys", [("count", own.journeys)]),
            is_shown: own.version == shown.hash,
            is_free: !in_use,
        }
    });
    Ok(page::show(&ShowPage {
        layout,
        way: way(w, &desk),
        here: path(&desk, &here.key),
        key: here.key.to_string(),
        adopt_at: base(&desk),
        runs: runs(w, &here),
        source: Link::new(
            format!("{}, {}", here.source.source.title, here.source.source.body),
            &here.source.source.link,
        ),
        reasons: shown.tailored.as_ref().map(|tailored| (tailored.why.clone(), tailored.consulted.clone())),
        departures: departures(&state, w, &shown),
        is_open: !here.source.open.is_nothing(),
        is_run: here.runs.is_some(),
        may_return: here.runs.as_ref().is_some_and(|runs| runs.hash != here.source.hash),
        waiting: if running == 0 { String::new() } else { w.with("tailoring-elsewhere", [("count", running)]) },
        versions: versions.collect(),
    }))
}

fn runs(w: Words, here: &Here) -> String {
    match &here.runs {
        None => w.say("programmes-not-run"),
        Some(runs) if runs.tailored.is_some() => w.with("programmes-runs-own", [("version", runs.version.as_str())]),
        Some(runs) => w.with("programmes-runs-source", [("version", runs.version.as_str())]),
    }
}

/// “Source says” and “here”.
fn departures(state: &AppState, w: Words, shown: &Programme) -> Option<Table> {
    let tailored = shown.tailored.as_ref()?;
    let source = state.ctx.programmes.version(&tailored.of).map_or(shown, |source| source);
    let heads = [w.say("tailoring-source-says"), w.say("tailoring-here")];
    let caption = w.with("tailoring-departs", [("version", shown.version.as_str())]);
    Some(telling::table(w, caption, heads, [source, shown], &tailored.departures))
}

pub(super) async fn stop(
    State(state): State<AppState>,
    who: SignedIn,
    AtDesk(desk): AtDesk,
    Path((_, key)): Path<(String, String)>,
    _form: Posted,
) -> Result<Response, Error> {
    let here = here(&state, &desk, &key).await?;
    programmes::stop(&state.ctx, Actor::Person(who.person()), desk.organisation, &here.key).await?;
    Ok(page::go_to(base(&desk)))
}

pub(super) async fn follow_source(
    State(state): State<AppState>,
    who: SignedIn,
    AtDesk(desk): AtDesk,
    Path((_, key)): Path<(String, String)>,
    _form: Posted,
) -> Result<Response, Error> {
    let here = here(&state, &desk, &key).await?;
    let actor = Actor::Person(who.person());
    match programmes::follow_source(&state.ctx, actor, desk.organisation, &here.key).await {
        Ok(()) => Ok(page::go_to(path(&desk, &here.key))),
        Err(Failure::Refused(_)) => Err(Error::NotFound),
        Err(failure) => Err(failure.into()),
    }
}

pub(super) async fn remove(
    State(state): State<AppState>,
    who: SignedIn,
    AtDesk(desk): AtDesk,
    Path((_, key)): Path<(String, String)>,
    Posted(form): Posted,
) -> Result<Response, Error> {
    let here = here(&state, &desk, &key).await?;
    let version = ContentHash::from_stored(&form.text("version"));
    let actor = Actor::Person(who.person());
    match programmes::remove_version(&state.ctx, actor, desk.organisation, &here.key, &version).await {
        // In use since the page was shown: the page says so.
        Ok(()) | Err(Failure::Refused(_)) => Ok(page::go_to(path(&desk, &here.key))),
        Err(failure) => Err(failure.into()),
    }
}

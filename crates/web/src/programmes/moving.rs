//! `…/move`: running journeys in other versions, what would change for each, and moving some or all of them.

use std::str::FromStr;

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use domain::calendar::long_date;
use domain::ids::JourneyId;
use domain::programmes::{Programme, capitalised};
use operations::programmes::{MoveRefusal, Preview, move_journeys, preview};
use operations::{Actor, Failure};
use serde::Deserialize;

use super::{Here, here, path, telling, way};
use crate::components::{Choice, Link, Problem, Table};
use crate::error::Error;
use crate::form::Posted;
use crate::layout::Layout;
use crate::page;
use crate::routes::AtDesk;
use crate::session::SignedIn;
use crate::state::AppState;
use crate::words::Words;

/// How many journeys are previewed on a page.
const PER_PAGE: usize = 25;

#[derive(Template)]
#[template(path = "programmes/move.html")]
struct MovePage {
    layout: Layout,
    way: Vec<Link>,
    action: String,
    what: String,
    departures: Vec<Table>,
    journeys: Vec<Choice>,
    all: String,
    next: String,
    problem: String,
    problems: Vec<Problem>,
}

#[derive(Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    page: usize,
    #[serde(default)]
    moved: String,
}

pub(super) async fn get(
    State(state): State<AppState>,
    who: SignedIn,
    AtDesk(desk): AtDesk,
    Path((_, key)): Path<(String, String)>,
    Query(asked): Query<Asked>,
) -> Result<Response, Error> {
    let here = here(&state, &desk, &key).await?;
    let mut page = build(&state, &who, &desk, &here, asked.page, None).await?;
    if let Ok(count) = asked.moved.parse::<usize>() {
        page.layout.flash = Some(page.layout.w.with("moving-done", [("count", count)]));
    }
    Ok(page::show(&page))
}

async fn build(
    state: &AppState,
    who: &SignedIn,
    desk: &operations::access::Desk,
    here: &Here,
    number: usize,
    problem: Option<String>,
) -> Result<MovePage, Error> {
    let w = Words::english();
    let runs = here.runs.as_ref().ok_or(Error::NotFound)?;
    let first = number.saturating_sub(1).min(10_000) * PER_PAGE;
    let reader = state.ctx.db.reader();
    let total = store::programmes::running(reader, desk.organisation, &here.key, &runs.hash).await?.len();
    let seen = preview(&state.ctx, desk.organisation, &here.key, &runs.hash, first..first + PER_PAGE).await?;
    let mut layout = crate::desk::layout(state, who, desk, w.say("moving-title"));
    layout.has_errors = problem.is_some();
    let mut way = way(w, desk);
    let name = capitalised(runs.words.say("programme"));
    way.push(Link::new(name.clone(), path(desk, &here.key)));
    let action = format!("{}/move", path(desk, &here.key));
    let values = [("programme", name.as_str()), ("version", runs.version.as_str())];
    let next = if first + PER_PAGE < total { format!("{action}?page={}", number.max(1) + 1) } else { String::new() };
    Ok(MovePage {
        layout,
        way,
        what: w.with("moving-what", values),
        departures: seen.departures.iter().map(|(from, found)| differences(state, w, runs, from, found)).collect(),
        journeys: seen.journeys.iter().map(|journey| choice(state, w, journey)).collect(),
        all: w.with("moving-all", [("count", total)]),
        next,
        action,
        problems: problem.iter().map(|text| Problem::at("journey", text.clone())).collect(),
        problem: problem.unwrap_or_default(),
    })
}

fn differences(
    state: &AppState,
    w: Words,
    runs: &Programme,
    from: &domain::programmes::ContentHash,
    found: &[domain::programmes::tailoring::Departure],
) -> Table {
    let now = state.ctx.programmes.version(from).map_or(runs, |programme| programme);
    let heads = [("version", now.version.as_str())];
    let heads = [w.with("moving-now", heads), w.with("moving-then", [("version", runs.version.as_str())])];
    let caption = w.with("moving-differs", [("version", now.version.as_str())]);
    telling::table(w, caption, heads, [now, runs], found)
}

/// A journey to tick, and what would change for it.
fn choice(state: &AppState, w: Words, journey: &Preview) -> Choice {
    let version = state.ctx.programmes.version(&journey.version).map_or("", |programme| programme.version.as_str());
    let date = |on: Option<jiff::civil::Date>| on.map_or_else(|| w.say("moving-no-date"), long_date);
    let changes = journey.changes.iter().map(|change| {
        let values = [("what", change.what.clone()), ("now", date(change.due_now)), ("then", date(change.due_then))];
        w.with("moving-date", &values)
    });
    let mut hints = vec![w.with("moving-is-in", [("version", version)])];
    hints.extend(changes);
    if journey.changes.is_empty() {
        hints.push(w.say("moving-no-dates"));
    }
    Choice::new(journey.journey.to_string(), journey.name.clone()).hint(hints.join(" "))
}

pub(super) async fn post(
    State(state): State<AppState>,
    who: SignedIn,
    AtDesk(desk): AtDesk,
    Path((_, key)): Path<(String, String)>,
    Posted(form): Posted,
) -> Result<Response, Error> {
    let w = Words::english();
    let here = here(&state, &desk, &key).await?;
    let runs = here.runs.clone().ok_or(Error::NotFound)?;
    let chosen: Vec<JourneyId> = if form.has("all") {
        let reader = state.ctx.db.reader();
        let running = store::programmes::running(reader, desk.organisation, &here.key, &runs.hash).await?;
        running.into_iter().map(|journey| journey.journey).collect()
    } else {
        form.all("journey").iter().filter_map(|id| JourneyId::from_str(id).ok()).collect()
    };
    let actor = Actor::Person(who.person());
    match move_journeys(&state.ctx, actor, desk.organisation, &here.key, &runs.hash, &chosen).await {
        Ok(count) => Ok(page::go_to(format!("{}/move?moved={count}", path(&desk, &here.key)))),
        Err(Failure::Refused(refusal)) => {
            let problem = match refusal {
                MoveRefusal::Nobody => w.say("moving-nobody"),
                MoveRefusal::Lacks { lacks } => w.with("moving-lacks", [("lacks", lacks.join(", "))]),
            };
            Ok(page::again(&build(&state, &who, &desk, &here, 1, Some(problem)).await?))
        }
        Err(failure) => Err(failure.into()),
    }
}

//! `GET /organisations/{code}/standards/{number}`: one standard, how it is counted, its five numbers, and the journeys
//! behind them for those who may see them.

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use domain::calendar::long_date;
use domain::programmes::Power;
use store::overview::figures::{self, Figure};
use store::overview::{self, Filter, Show};

use super::journeys::{self, Row};
use super::show::{self, Asked};
use super::wall::{self, Tile};
use crate::components::{Cell, Column, Link, Rich, Table};
use crate::error::Error;
use crate::layout::Layout;
use crate::page;
use crate::routes::AtDesk;
use crate::session::SignedIn;
use crate::state::AppState;
use crate::words::Words;

#[derive(Template)]
#[template(path = "desk/standard.html")]
struct StandardPage {
    layout: Layout,
    way: Vec<Link>,
    tile: Tile,
    what: String,
    period: String,
    source: Link,
    numbers: Table,
    behind: Vec<Behind>,
}

/// The journeys that something did not go as it should in.
struct Behind {
    title: String,
    rows: Vec<Row>,
    count: i64,
    all: String,
}

pub(super) async fn get(
    State(state): State<AppState>,
    who: SignedIn,
    AtDesk(desk): AtDesk,
    Path((_, number)): Path<(String, String)>,
    Query(asked): Query<Asked>,
) -> Result<Response, Error> {
    let w = Words::english();
    let reader = state.ctx.db.reader();
    let today = state.ctx.today();
    let programme = super::programme(&state, &desk, &asked.programme).await?.ok_or(Error::NotFound)?;
    let live = wall::live(&programme);
    let (standard, expectations) =
        live.into_iter().find(|(standard, _)| standard.number == number).ok_or(Error::NotFound)?;
    let mut figure = Figure::default();
    for (key, own) in figures::by_expectation(reader, desk.organisation, &programme.key, today).await? {
        if expectations.contains(&key) {
            figure.add(&own);
        }
    }
    let tile = wall::tile(w, &standard, &figure, String::new());
    let mut behind = Vec::new();
    for expectation in expectations.iter().filter(|_| desk.may(Power::SeeProgress)) {
        let mut filter = Filter::running(desk.organisation, programme.key.clone(), today);
        filter.show = Show::Behind { expectation: expectation.clone() };
        let found = overview::list(reader, &filter, 1).await?;
        let what = programme.expectation(expectation).map_or_else(String::new, |found| found.what.clone());
        behind.push(Behind {
            title: w.with("standard-behind", &[("what", what)]),
            rows: journeys::rows(w, found.lines, today),
            count: found.total,
            all: format!("/organisations/{}/journeys?programme={}&show=behind-{expectation}", desk.code, programme.key),
        });
    }
    let title = w.with("standard-heading", &[("number", standard.number.as_str()), ("title", tile.title.as_str())]);
    let organisation = crate::text::organisation_name(&desk.name);
    let base = format!("/organisations/{}", desk.code);
    let page = StandardPage {
        layout: show::layout(&state, &who, &desk, title),
        way: vec![Link::new(w.say("nav-home"), "/"), Link::new(organisation, base)],
        what: w.say(&format!("{}-what", wall::words_key(&standard))),
        period: w.with("standard-period", &[("date", long_date(today))]),
        source: Link::new(programme.source.title.clone(), programme.source.link.clone()),
        numbers: numbers(w, &figure),
        tile,
        behind,
    };
    Ok(page::show(&page))
}

fn numbers(w: Words, figure: &Figure) -> Table {
    let rows = [
        ("met", figure.met),
        ("exception", figure.exception),
        ("not-met", figure.not_met),
        ("not-due", figure.not_due),
        ("no-data", figure.no_data),
    ];
    let rows = rows.iter().map(|(key, count)| {
        vec![
            Cell::new(w.say(&format!("standard-part-{key}"))),
            Cell::new(w.say(&format!("standard-part-{key}-what"))),
            Cell::number(count),
        ]
    });
    let columns = vec![
        Column::words(w.say("standard-column-part")),
        Column::words(w.say("standard-column-what")),
        Column::numbers(w.say("standard-column-count")),
    ];
    Table::new(Rich::from(w.say("standard-numbers")), columns, rows.collect())
}

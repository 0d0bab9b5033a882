//! `GET /organisations/{code}/rotas`: the week of every rota, for whoever keeps them.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Query, State};
use axum::response::Response;
use domain::calendar::{long_date, plus_days};
use domain::programmes::{Power, Programme, Rota};
use jiff::civil::Date;
use operations::access::Desk;
use serde::Deserialize;
use store::rotas::{self, RotaAt};

use super::{board_path, day_cell, days_shown, monday_of, place_name, profession_name, short_day, slots, week_path};
use crate::components::{Cell, Column, Link, Table};
use crate::error::Error;
use crate::layout::Layout;
use crate::page;
use crate::routes::AtDesk;
use crate::session::SignedIn;
use crate::state::AppState;
use crate::words::Words;

#[derive(Template)]
#[template(path = "rotas/board.html")]
struct BoardPage {
    layout: Layout,
    way: Vec<Link>,
    before: String,
    after: String,
    boards: Vec<Board>,
}

struct Board {
    name: String,
    what: String,
    gaps: String,
    week: Table,
}

#[derive(Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    week: String,
}

pub(super) async fn get(
    State(state): State<AppState>,
    who: SignedIn,
    AtDesk(desk): AtDesk,
    Query(asked): Query<Asked>,
) -> Result<Response, Error> {
    let w = Words::english();
    let monday = monday_of(asked.week.parse().unwrap_or(state.ctx.today()));
    let mut boards = Vec::new();
    for programme in crate::desk::programmes(&state, &desk, Some(Power::Match)).await? {
        for rota in &programme.rotas {
            boards.push(board(&state, w, &desk, &programme, rota, monday).await?);
        }
    }
    let name = crate::text::organisation_name(&desk.name);
    Ok(page::show(&BoardPage {
        layout: crate::desk::layout(&state, &who, &desk, w.say("rota-title")),
        way: vec![Link::new(w.say("nav-home"), "/"), Link::new(name, format!("/organisations/{}", desk.code))],
        before: board_path(&desk.code, plus_days(monday, -7)),
        after: board_path(&desk.code, plus_days(monday, 7)),
        boards,
    }))
}

async fn board(
    state: &AppState,
    w: Words,
    desk: &Desk,
    programme: &Arc<Programme>,
    rota: &Rota,
    monday: Date,
) -> Result<Board, Error> {
    let reader = state.ctx.db.reader();
    let at = RotaAt { organisation: desk.organisation, programme: programme.key.clone(), rota: rota.key.clone() };
    let turns = rotas::turns(reader, &at, monday, plus_days(monday, 6)).await?;
    let worked = rotas::slots_worked(reader, desk.organisation, state.ctx.today()).await?;
    let slots = slots(rota, &worked, &turns);
    let days = days_shown(monday, &turns);
    let mut columns = vec![Column::words(w.say("rota-place")), Column::words(w.say("rota-profession"))];
    columns.extend(days.iter().map(|on| Column::words(short_day(*on))));
    let rows = slots.iter().map(|slot| {
        let (place, profession) = (place_name(&desk.name, slot), profession_name(w, slot.profession.as_ref()));
        let text = w.with("rota-fill-of", [("place", place.as_str()), ("profession", profession.as_str())]);
        let mut row = vec![Cell::new(place), Cell::link(text, week_path(&desk.code, programme, rota, slot, monday))];
        row.extend(days.iter().map(|on| day_cell(w, &turns, slot, *on)));
        row
    });
    let rows: Vec<_> = rows.collect();
    let working = days.iter().filter(|on| on.weekday().to_monday_zero_offset() < 5);
    let gaps = working
        .flat_map(|on| slots.iter().map(move |slot| (slot, *on)))
        .filter(|(slot, on)| rotas::answer(&turns, slot, *on).is_none())
        .count();
    Ok(Board {
        name: rota.name.clone(),
        what: rota.what.clone(),
        gaps: w.with("rota-gaps", [("count", gaps)]),
        week: Table::new(w.with("rota-week-of", &[("date", long_date(monday))]), columns, rows),
    })
}

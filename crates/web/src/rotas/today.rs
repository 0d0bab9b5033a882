//! `GET /today`: “Who is it today?”, for everybody who works at a place with a rota.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use domain::calendar::{long_date, weekday_date};
use domain::programmes::{Programme, Rota};
use jiff::civil::Date;
use store::rotas::{self, RotaAt, Slot, Turn, Workplace};

use super::{day_cell, days_shown, monday_of, place_name, profession_name, short_day, slot_for, slots};
use crate::components::{Cell, Column, Link, Table};
use crate::error::Error;
use crate::layout::Layout;
use crate::page;
use crate::session::SignedIn;
use crate::state::AppState;
use crate::words::Words;
use operations::programmes::run_here;

#[derive(Template)]
#[template(path = "rotas/today.html")]
struct TodayPage {
    layout: Layout,
    date: String,
    answers: Vec<Answer>,
    /// Who stands in for whom today, where it concerns the viewer.
    covers: Vec<Link>,
}

/// What one rota says to one person at one place.
struct Answer {
    question: String,
    over: String,
    what: String,
    /// Nobody: nobody is named.
    name: String,
    email: String,
    /// “In place of …”.
    instead: String,
    week: Table,
}

pub(super) async fn get(State(state): State<AppState>, who: SignedIn) -> Result<Response, Error> {
    let w = Words::english();
    let today = state.ctx.today();
    let reader = state.ctx.db.reader();
    let places = rotas::workplaces(reader, who.person(), today).await?;
    let mut answers = Vec::new();
    let mut seen = Vec::new();
    for place in &places {
        for programme in &run_here(&state.ctx, reader, place.organisation).await? {
            for rota in &programme.rotas {
                let mine = (place.organisation, rota.key.clone(), slot_for(rota, &place.slot));
                if seen.contains(&mine) {
                    continue;
                }
                seen.push(mine);
                answers.push(answer(&state, w, place, programme, rota, today).await?);
            }
        }
    }
    let covers = store::covers::concerning(reader, who.person(), today).await?;
    let open = covers.iter().filter(|cover| cover.is_open(today));
    let covers = open.map(|one| Link::new(crate::covers::sentence(w, one, today), crate::covers::cover_of(one.id)));
    let covers = covers.collect();
    let layout = who.layout(&state, w.say("today-title"));
    Ok(page::show(&TodayPage { layout, date: weekday_date(today), answers, covers }))
}

async fn answer(
    state: &AppState,
    w: Words,
    place: &Workplace,
    programme: &Programme,
    rota: &Rota,
    today: Date,
) -> Result<Answer, Error> {
    let reader = state.ctx.db.reader();
    let at = RotaAt { organisation: place.organisation, programme: programme.key.clone(), rota: rota.key.clone() };
    let monday = monday_of(today);
    let turns = rotas::turns(reader, &at, monday, domain::calendar::plus_days(monday, 6)).await?;
    let mine = slot_for(rota, &place.slot);
    let turn = rotas::answer(&turns, &mine, today);
    let worked = rotas::slots_worked(reader, place.organisation, today).await?;
    let here = place_name(&place.organisation_name, &mine);
    let over = match &mine.profession {
        None => here,
        Some(profession) => format!("{here} · {}", profession_name(w, Some(profession))),
    };
    Ok(Answer {
        question: rota.question.clone(),
        over,
        what: rota.what.clone(),
        name: turn.map(|turn| turn.who().name.clone()).unwrap_or_default(),
        email: turn.and_then(|turn| turn.who().email.clone()).unwrap_or_default(),
        instead: turn
            .filter(|turn| turn.cover.is_some())
            .map(|turn| w.with("today-instead", [("name", turn.named.name.as_str())]))
            .unwrap_or_default(),
        week: week(w, place, &slots(rota, &worked, &turns), &turns, monday),
    })
}

/// The week of the whole organisation, a row for each place and profession.
fn week(w: Words, place: &Workplace, slots: &[Slot], turns: &[Turn], monday: Date) -> Table {
    let days = days_shown(monday, turns);
    let mut columns = vec![Column::words(w.say("rota-place")), Column::words(w.say("rota-profession"))];
    columns.extend(days.iter().map(|on| Column::words(short_day(*on))));
    let rows = slots.iter().map(|slot| {
        let mut row = vec![
            Cell::new(place_name(&place.organisation_name, slot)),
            Cell::new(profession_name(w, slot.profession.as_ref())),
        ];
        row.extend(days.iter().map(|on| day_cell(w, turns, slot, *on)));
        row
    });
    Table::new(w.with("rota-week-of", &[("date", long_date(monday))]), columns, rows.collect())
}

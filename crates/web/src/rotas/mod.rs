//! Rotas: whom one turns to today, and the page on which somebody keeps it (S2).

mod board;
mod today;
mod week;

use domain::keys::ProfessionKey;
use domain::people::profession;
use domain::programmes::{Power, Programme, Rota, RotaPer, capitalised};
use jiff::civil::Date;
use store::rotas::{Slot, Turn};

use crate::components::Cell;
use crate::routes::{Audience, Routes, encoded};
use crate::words::Words;

/// The routes of this room.
pub fn routes(routes: Routes) -> Routes {
    let keeper = Audience::Office(Power::Match);
    routes
        .get("/today", Audience::SignedIn, today::get)
        .get("/organisations/{code}/rotas", keeper, board::get)
        .get("/organisations/{code}/rotas/{programme}/{rota}", keeper, week::get)
        .post("/organisations/{code}/rotas/{programme}/{rota}", keeper, week::post)
}

/// A slot as a rota tells people apart: what it does not tell apart is left out.
pub(crate) fn slot_for(rota: &Rota, worked: &Slot) -> Slot {
    Slot {
        place: if rota.is_per(RotaPer::Place) { worked.place.clone() } else { String::new() },
        profession: worked.profession.clone().filter(|_| rota.is_per(RotaPer::Profession)),
    }
}

/// The slots of a rota: those that people work in, and those that somebody is named for.
fn slots(rota: &Rota, worked: &[Slot], turns: &[Turn]) -> Vec<Slot> {
    let mut all: Vec<Slot> = worked.iter().map(|slot| slot_for(rota, slot)).collect();
    all.extend(turns.iter().map(|turn| turn.slot.clone()));
    all.sort();
    all.dedup();
    all
}

/// “Harbour Surgery”, or the organisation's name where there is only one place.
fn place_name(organisation: &str, slot: &Slot) -> String {
    if slot.place.is_empty() { crate::text::organisation_name(organisation) } else { slot.place.clone() }
}

fn profession_name(w: Words, key: Option<&ProfessionKey>) -> String {
    match key {
        None => w.say("rota-every-profession"),
        Some(key) => capitalised(profession(key).map_or(key.as_str(), |profession| &profession.many)),
    }
}

/// “Mon 16 Nov”, for the head of a column.
fn short_day(on: Date) -> String {
    on.strftime("%a %-d %b").to_string()
}

/// The Monday of a day's week.
fn monday_of(on: Date) -> Date {
    domain::calendar::plus_days(on, -i32::from(on.weekday().to_monday_zero_offset()))
}

/// The seven days from a Monday.
fn days_of(monday: Date) -> Vec<Date> {
    (0..7).map(|days| domain::calendar::plus_days(monday, days)).collect()
}

/// The working days of a week, and the others on which somebody is named.
fn days_shown(monday: Date, turns: &[Turn]) -> Vec<Date> {
    let named = |on: &Date| turns.iter().any(|turn| turn.on == *on);
    days_of(monday).into_iter().filter(|on| on.weekday().to_monday_zero_offset() < 5 || named(on)).collect()
}

/// A day's cell: who it is, and for whom they stand in.
fn day_cell(w: Words, turns: &[Turn], slot: &Slot, on: Date) -> Cell {
    match turns.iter().find(|turn| turn.slot == *slot && turn.on == on) {
        None => Cell::new(w.say("rota-nobody")),
        Some(Turn { named, cover: Some(cover), .. }) => {
            let names = [("name", cover.name.as_str()), ("other", named.name.as_str())];
            Cell::new(w.with("rota-for", names))
        }
        Some(turn) => Cell::new(turn.named.name.clone()),
    }
}

/// Where a week of a slot is filled.
fn week_path(code: &str, programme: &Programme, rota: &Rota, slot: &Slot, monday: Date) -> String {
    let profession = slot.profession.as_ref().map_or("", |key| key.as_str());
    format!(
        "/organisations/{code}/rotas/{}/{}?place={}&profession={profession}&week={monday}",
        programme.key,
        rota.key,
        encoded(&slot.place)
    )
}

/// Where the week of all is shown.
fn board_path(code: &str, monday: Date) -> String {
    format!("/organisations/{code}/rotas?week={monday}")
}

//! `GET /`.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use domain::calendar::{date_of, time_of, weekday_date};
use store::overview::Relationship;

use super::cards::{self, Card};
use super::gather::{self, Gathered};
use super::next::{Next, Waiting};
use crate::desk::numbers::{self, Door};
use crate::error::Error;
use crate::layout::{Layout, Place};
use crate::page;
use crate::session::SignedIn;
use crate::state::AppState;
use crate::words::Words;

/// More than this is too much at once.
const MOST: usize = 5;

#[derive(Template)]
#[template(path = "home/show.html")]
struct HomePage {
    layout: Layout,
    greeting: String,
    today: String,
    next: Vec<Next>,
    /// How many more there are, on the page of everything that is next.
    more: usize,
    cards: Vec<Card>,
    people_title: String,
    waiting: Vec<Waiting>,
    desks: Vec<DeskPart>,
    /// Whether the person supports anybody.
    supports: bool,
}

/// An organisation where the person holds an office.
struct DeskPart {
    name: String,
    href: String,
    doors: Vec<Door>,
}

pub(super) async fn get(State(state): State<AppState>, who: SignedIn) -> Result<Response, Error> {
    let w = Words::english();
    let today = state.ctx.today();
    let Gathered { things, waiting, relationships } = gather::everything(&state, &who).await?;
    let desks = desks(&state, &who).await?;
    let (next, more) = shown(things.into_iter().map(|thing| thing.next).collect());
    let mut layout = who.layout(&state, w.say("home-title"));
    if let Some(home) = layout.navigation.first_mut() {
        home.place = Place::Here;
    }
    let page = HomePage {
        layout,
        greeting: greeting(w, &state, &who),
        today: weekday_date(today),
        next,
        more,
        people_title: people_title(w, &relationships),
        cards: relationships.iter().map(|relationship| cards::card(w, relationship, today)).collect(),
        waiting,
        desks,
        supports: relationships.iter().any(|one| matches!(one.mine, domain::programmes::Party::Role(_))),
    };
    Ok(page::show(&page))
}

/// The five most pressing, and how many more there are.
fn shown(mut things: Vec<Next>) -> (Vec<Next>, usize) {
    let more = things.len().saturating_sub(MOST);
    things.truncate(MOST);
    (things, more)
}

fn greeting(w: Words, state: &AppState, who: &SignedIn) -> String {
    let now = state.ctx.now();
    debug_assert_eq!(date_of(now), state.ctx.today());
    let key = match time_of(now).hour() {
        0..=11 => "home-morning",
        12..=17 => "home-afternoon",
        _ => "home-evening",
    };
    let first_name = who.session.name.split_whitespace().next().unwrap_or_default();
    w.with(key, [("name", first_name)])
}

fn people_title(w: Words, relationships: &[Relationship]) -> String {
    match cards::group_name(relationships) {
        Some(group) => w.with("home-people-group", &[("group", group.to_lowercase())]),
        None => w.say("home-people"),
    }
}

async fn desks(state: &AppState, who: &SignedIn) -> Result<Vec<DeskPart>, Error> {
    let mut found = Vec::new();
    for desk in &who.desks {
        let doors = numbers::doors(state, desk).await?;
        let name = crate::text::organisation_name(&desk.name);
        found.push(DeskPart { name, href: format!("/organisations/{}", desk.code), doors });
    }
    Ok(found)
}

//! `GET /`.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use domain::calendar::{date_of, time_of, weekday_date};
use store::messages::{self, News};
use store::overview::{self, Open, Relationship};

use super::cards::{self, Card};
use super::managed;
use super::next::{self, Next, Urgency, Waiting, Walk};
use crate::candidacies::at_home;
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
    more: Vec<Next>,
    cards: Vec<Card>,
    people_title: String,
    waiting: Vec<Waiting>,
    desks: Vec<DeskPart>,
}

/// An organisation where the person holds an office.
struct DeskPart {
    name: String,
    href: String,
    doors: Vec<Door>,
}

pub(super) async fn get(State(state): State<AppState>, who: SignedIn) -> Result<Response, Error> {
    let w = Words::english();
    let reader = state.ctx.db.reader();
    let today = state.ctx.today();
    let programmes = &state.ctx.programmes;
    // One after the other: asked at once, they would wake several threads of the database for a question each.
    let relationships = overview::relationships(reader, programmes, who.viewer).await?;
    let open = overview::open_for(reader, who.viewer, next::horizon(today)).await?;
    let managed = if who.session.manages {
        overview::managers_part(reader, programmes, who.person(), next::horizon(today)).await?
    } else {
        Vec::new()
    };
    let news = if relationships.is_empty() { News::default() } else { messages::home(reader, who.viewer).await? };
    let askings = store::choosing::askings(reader, who.person()).await?;
    let desks = desks(&state, &who).await?;
    let Open { occurrences, meetings, candidacies } = open;
    let several = cards::group_name(&relationships).is_none() && relationships.len() > 1;
    let mut things = Vec::new();
    let mut waiting = Vec::new();
    for relationship in relationships.iter().filter(|relationship| relationship.ended_on.is_none()) {
        let walk = Walk::of_relationship(relationship);
        let mine = &relationship.mine;
        let mut found = next::things(w, &walk, mine, who.person(), &occurrences, &meetings, today);
        if several {
            found.iter_mut().for_each(|next| next.about = relationship.programme.words.capital("journey"));
        }
        things.append(&mut found);
        waiting.append(&mut next::waiting(w, &walk, mine, who.person(), &meetings));
    }
    things.append(&mut managed::next(w, &managed, today));
    things.append(&mut crate::messages::at_home::next(w, &news, &relationships, today));
    things.append(&mut crate::leave::at_home::next(w, &state, who.person(), &relationships, today).await?);
    waiting.append(&mut crate::messages::at_home::waiting(w, &news, &relationships, today));
    things.append(&mut crate::choosing::at_home::next(w, &askings, who.person(), today));
    waiting.append(&mut crate::choosing::at_home::waiting(w, &askings, who.person()));
    things.append(&mut at_home::next(w, &state.ctx.programmes, &candidacies));
    waiting.append(&mut at_home::waiting(w, &state.ctx.programmes, &candidacies));
    let (next, more) = shown(things);
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
    };
    Ok(page::show(&page))
}

/// The five most pressing, and the rest. What lies further ahead is left to the journeys, unless nothing else is there.
fn shown(mut things: Vec<Next>) -> (Vec<Next>, Vec<Next>) {
    things.sort_by_key(|next| (next.urgency, next.on));
    let pressing = things.iter().filter(|next| next.urgency != Urgency::Later).count();
    things.truncate(pressing.max(MOST));
    let more = things.split_off(MOST.min(things.len()));
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

//! The demo's front door: whom one can be, what to try first as each, and how to start for real. In a demo only.

use askama::Template;
use axum::extract::{Query, State};
use axum::response::Response;
use domain::programmes::Words as ProgrammeWords;
use serde::Deserialize;
use store::demo::Guise;

use crate::error::Error;
use crate::form::PublicForm;
use crate::layout::Layout;
use crate::page;
use crate::routes::{Audience, Routes};
use crate::session::{self, MaybeSignedIn};
use crate::state::AppState;
use crate::text::organisation_name;
use crate::words::Words;

/// The six people at the front door: the key of their words, and the address that finds them.
pub const SIX: [(&str, &str); 6] = [
    ("newly-started", "amara.osei@thornby.example"),
    ("supporter", "daniel.whitfield@westmarch.example"),
    ("lead", "priya.raman@westmarch.example"),
    ("waiting", "tomasz.wrona@fenwold.example"),
    ("before-day-one", "leila.haddad@westmarch.example"),
    ("administrator", "graham.pike@westmarch.example"),
];

/// People of other programmes: the key of their words, the address that finds them, and their programme.
pub const ELSEWHERE: [(&str, &str, &str); 7] = [
    ("part-time", "jess.thornton@eastmarch.example", "doctoral-tutor-pair"),
    ("called-review", "kwame.mensah@eastmarch.example", "doctoral-tutor-pair"),
    ("tutor", "adam.birch@eastmarch.example", "doctoral-tutor-pair"),
    ("choosing", "carys.vaughan@mill-lane.example", "mentoring"),
    ("cluster", "mair.bowen@harbour.example", "clinical-supervision"),
    ("practice", "owain.pugh@harbour.example", "clinical-supervision"),
    ("support-worker", "rory.baillie@ardnaven.example", "preceptorship-scotland"),
];

/// The programme whose life the demo shows first.
const PROGRAMME: &str = "ahp-preceptorship-england";

/// The routes of this room.
pub fn routes(routes: Routes) -> Routes {
    routes.get("/demo", Audience::Demo, front_door).post("/demo/sign-in", Audience::Demo, sign_in)
}

/// One of the six, as a card says it.
struct Card {
    person: String,
    first_name: String,
    full_name: String,
    what: String,
    day: String,
    first: String,
}

/// Somebody else who was looked for.
struct Found {
    person: String,
    full_name: String,
    what: String,
}

#[derive(Template)]
#[template(path = "demo/front_door.html")]
struct FrontDoor {
    layout: Layout,
    lead: String,
    cards: Vec<Card>,
    elsewhere: Vec<Card>,
    tips: Vec<String>,
    looked_for: String,
    found: Vec<Found>,
}

#[derive(Deserialize)]
struct Looking {
    #[serde(default)]
    name: String,
}

async fn front_door(
    State(state): State<AppState>,
    who: MaybeSignedIn,
    Query(looking): Query<Looking>,
) -> Result<Response, Error> {
    let reader = state.ctx.db.reader();
    let w = Words::english();
    let title = w.say("demo-title");
    let layout = match &who.0 {
        Some(who) => who.layout(&state, title),
        None => Layout::public(title),
    };
    let guises = store::demo::at_addresses(reader, &SIX.map(|(_, email)| email)).await?;
    let looked_for = looking.name.trim().to_owned();
    let found = if looked_for.is_empty() { Vec::new() } else { store::demo::named(reader, &looked_for).await? };
    let (people, journeys) = store::demo::counts(reader).await?;
    let own = own_words(&state, PROGRAMME);
    let own: Vec<(&str, &str)> = own.iter().map(|(key, word)| (*key, word.as_str())).collect();
    let lead = [("people", people.to_string()), ("journeys", journeys.to_string())];
    let lead: Vec<(&str, &str)> =
        lead.iter().map(|(key, count)| (*key, count.as_str())).chain(own.iter().copied()).collect();
    let at = |email: &str| guises.iter().find(|guise| guise.email == email);
    let others = store::demo::at_addresses(reader, &ELSEWHERE.map(|(_, email, _)| email)).await?;
    let elsewhere = ELSEWHERE.iter().filter_map(|(key, email, programme)| {
        let guise = others.iter().find(|guise| guise.email == *email)?;
        let own = own_words(&state, programme);
        let own: Vec<(&str, &str)> = own.iter().map(|(key, word)| (*key, word.as_str())).collect();
        Some(card(w, &own, key, guise))
    });
    Ok(page::show(&FrontDoor {
        lead: w.with("demo-lead", lead),
        cards: SIX.iter().filter_map(|(key, email)| Some(card(w, &own, key, at(email)?))).collect(),
        elsewhere: elsewhere.collect(),
        tips: (1..=4).map(|number| w.with(&format!("demo-tip-{number}"), &own)).collect(),
        found: found.iter().map(in_list).collect(),
        layout,
        looked_for,
    }))
}

/// The programme's own words, under the names by which the demo's sentences ask for them.
fn own_words(state: &AppState, programme: &str) -> Vec<(&'static str, String)> {
    let empty = ProgrammeWords::default();
    let key = programme.parse().expect("a valid key");
    let programme = state.ctx.programmes.newest(&key);
    let words = programme.map_or(&empty, |programme| &programme.words);
    let office = "lead".parse().expect("a valid key");
    vec![
        ("programme", words.say("programme").to_owned()),
        ("supporter", words.say("supporter").to_owned()),
        ("supporters", words.plural("supporter").to_owned()),
        ("supportee", words.say("supportee").to_owned()),
        ("supportees", words.plural("supportee").to_owned()),
        ("journey", words.say("journey").to_owned()),
        ("journeyplural", words.plural("journey").to_owned()),
        ("office", words.office(&office).to_owned()),
    ]
}

fn card(w: Words, own: &[(&str, &str)], key: &str, guise: &Guise) -> Card {
    Card {
        person: guise.person.to_string(),
        first_name: guise.first_name.clone(),
        full_name: guise.full_name.clone(),
        what: what(guise),
        day: w.with(&format!("demo-{key}-day"), own),
        first: w.with(&format!("demo-{key}-first"), own),
    }
}

fn in_list(guise: &Guise) -> Found {
    Found { person: guise.person.to_string(), full_name: guise.full_name.clone(), what: what(guise) }
}

fn what(guise: &Guise) -> String {
    format!("{}, {}", guise.job_title, organisation_name(&guise.organisation))
}

async fn sign_in(
    State(state): State<AppState>,
    who: MaybeSignedIn,
    PublicForm(form): PublicForm,
) -> Result<Response, Error> {
    let person = form.text("person").parse().map_err(|_| Error::NotFound)?;
    if let Some(before) = who.0 {
        operations::sessions::end(&state.ctx, before.session.id).await?;
    }
    let begun = operations::sessions::begin(&state.ctx, person, "demo").await?;
    Ok(session::begin(&state, &begun, page::go_to("/")))
}

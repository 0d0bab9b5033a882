//! Those whom one may ask, searched and filtered by an address that can be kept; and the questions one has asked and was asked.

use askama::Template;
use axum::extract::{Query, State};
use axum::response::Response;
use domain::calendar::{date_of, long_date};
use domain::choosing::State as AskingState;
use domain::people;
use domain::programmes::capitalised;
use domain::text::searchable;
use operations::choosing::{Place, to_ask};
use serde::Deserialize;
use store::choosing::{Asking, Found};

use super::{key_of, path_of, places};
use crate::components::Choice;
use crate::error::Error;
use crate::layout::Layout;
use crate::page;
use crate::session::SignedIn;
use crate::state::AppState;
use crate::text::{initials, organisation_name};
use crate::words::Words;

/// What is looked for.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Looking {
    at: String,
    words: String,
    context: String,
    profession: String,
    #[serde(rename = "where")]
    place: String,
}

#[derive(Template)]
#[template(path = "choosing/search.html")]
struct SearchPage {
    layout: Layout,
    what: String,
    at: String,
    elsewhere: Vec<(String, String)>,
    words: String,
    contexts: Vec<Choice>,
    professions: Vec<Choice>,
    places: Vec<Choice>,
    people: Vec<Card>,
    /// “7 people can be asked”.
    said: String,
    askings: Vec<Line>,
    opening: String,
}

/// Somebody who can be asked.
struct Card {
    initials: String,
    name: String,
    job: String,
    place: String,
    about: String,
    contexts: Vec<String>,
    ask: String,
}

/// A question, as a line.
struct Line {
    href: String,
    sentence: String,
    tag: (String, &'static str),
    about: String,
}

#[derive(Template)]
#[template(path = "choosing/none.html")]
struct NonePage {
    layout: Layout,
}

pub(super) async fn get(
    State(state): State<AppState>,
    who: SignedIn,
    Query(looking): Query<Looking>,
) -> Result<Response, Error> {
    let w = Words::english();
    let reader = state.ctx.db.reader();
    let all = places(&state, &who, &looking.at).await?;
    let Some(place) = all.first() else {
        return Ok(page::show(&NonePage { layout: who.layout(&state, w.say("choosing-none-title")) }));
    };
    let programme = &place.programme;
    let found = to_ask(&state.ctx, reader, who.person(), place).await?;
    let askings = store::choosing::askings(reader, who.person()).await?;
    let people: Vec<Card> =
        found.iter().filter(|one| fits(place, one, &looking)).map(|one| card(w, place, one)).collect();
    let title = w.with("choosing-title", [("supporter", programme.words.with_article("supporter"))]);
    let mut professions: Vec<Choice> = Vec::new();
    for key in found.iter().filter_map(|one| one.profession.as_ref()) {
        if let Some(known) = people::profession(key)
            && professions.iter().all(|one| one.value != key.as_str())
        {
            professions.push(Choice::new(key.as_str(), capitalised(&known.one)).chosen_if(&looking.profession));
        }
    }
    let any = || Choice::new("", w.say("choosing-any"));
    let contexts = programme.contexts.iter();
    let contexts = contexts.map(|one| Choice::new(one.key.as_str(), one.name.clone()).chosen_if(&looking.context));
    Ok(page::show(&SearchPage {
        layout: who.layout(&state, title),
        what: programme.choosing.as_ref().map(|choosing| choosing.what.clone()).unwrap_or_default(),
        at: key_of(place),
        elsewhere: all[1..].iter().map(|other| (key_of(other), place_name(other))).collect(),
        words: looking.words.clone(),
        contexts: std::iter::once(any()).chain(contexts).collect(),
        professions: std::iter::once(any()).chain(professions).collect(),
        places: vec![
            any(),
            Choice::new("here", organisation_name(&place.organisation_name)).chosen_if(&looking.place),
            Choice::new("elsewhere", w.say("choosing-elsewhere")).chosen_if(&looking.place),
        ],
        said: w.with("choosing-found", [("count", people.len())]),
        people,
        askings: askings.iter().filter(|one| one.family == programme.family).map(|one| line(w, &who, one)).collect(),
        opening: format!("/choosing/open?at={}", key_of(place)),
    }))
}

fn place_name(place: &Place) -> String {
    let programme = capitalised(place.programme.words.say("programme"));
    format!("{programme}, {}", organisation_name(&place.organisation_name))
}

fn fits(place: &Place, one: &Found, looking: &Looking) -> bool {
    let words = searchable(&looking.words);
    let said = searchable(&format!("{} {} {}", one.name, one.job_title, one.opening.about));
    let context = looking.context.as_str();
    let profession = one.profession.as_ref().map_or("", |key| key.as_str());
    let is_here = one.organisation == place.organisation;
    words.split(' ').all(|word| said.contains(word))
        && (context.is_empty()
            || one.opening.contexts.is_empty()
            || one.opening.contexts.iter().any(|key| key.as_str() == context))
        && (looking.profession.is_empty() || looking.profession == profession)
        && match looking.place.as_str() {
            "here" => is_here,
            "elsewhere" => !is_here,
            _ => true,
        }
}

fn card(w: Words, place: &Place, one: &Found) -> Card {
    let organisation = organisation_name(&one.organisation_name);
    let site = one.site.clone().filter(|site| *site != organisation);
    let contexts = one.opening.contexts.iter().filter_map(|key| place.programme.context(key));
    Card {
        initials: initials(&one.name),
        name: one.name.clone(),
        job: one.job_title.clone(),
        place: match site {
            Some(site) => w.with("choosing-place", [("site", site.as_str()), ("organisation", organisation.as_str())]),
            None => organisation,
        },
        about: one.opening.about.clone(),
        contexts: contexts.map(|context| context.name.clone()).collect(),
        ask: format!("/choosing/ask/{}?at={}", one.person, key_of(place)),
    }
}

/// How it stands with a question, and its colour.
pub(super) fn tag(w: Words, state: AskingState) -> (String, &'static str) {
    let colour = match state {
        AskingState::Asked => "yellow",
        AskingState::Accepted => "green",
        AskingState::Declined | AskingState::Withdrawn => "grey",
    };
    (w.say(&format!("choosing-state-{}", state.as_str())), colour)
}

fn line(w: Words, who: &SignedIn, one: &Asking) -> Line {
    let mine = one.asker == who.person();
    let (key, name) =
        if mine { ("choosing-you-asked", &one.asked_name) } else { ("choosing-asked-you", &one.asker_name) };
    let asked = long_date(date_of(one.asked_at));
    let about = match one.state {
        AskingState::Asked => {
            let due = long_date(one.due_on);
            w.with("choosing-waits", [("date", asked.as_str()), ("due", due.as_str())])
        }
        _ => asked,
    };
    Line { href: path_of(one.id), sentence: w.with(key, [("name", name.as_str())]), tag: tag(w, one.state), about }
}

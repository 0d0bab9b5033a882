//! Asking somebody, with a few words.

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use domain::calendar::weekday_date;
use domain::ids::PersonId;
use domain::working_time::answer_due;
use operations::Failure;
use operations::choosing::{ChoosingRefusal, Place, ask, to_ask};
use store::choosing::Found;

use super::opening::At;
use super::{PATH, key_of, path_of, places};
use crate::components::{Choice, Problem};
use crate::error::Error;
use crate::form::{FormData, Posted};
use crate::layout::Layout;
use crate::page;
use crate::session::SignedIn;
use crate::state::AppState;
use crate::words::Words;

#[derive(Template)]
#[template(path = "choosing/ask.html")]
struct AskPage {
    layout: Layout,
    back: String,
    action: String,
    at: String,
    problems: Vec<Problem>,
    about: String,
    contexts: Vec<Choice>,
    words: String,
    error: String,
    seen_by: String,
    due: String,
}

pub(super) async fn get(
    State(state): State<AppState>,
    who: SignedIn,
    Path(person): Path<String>,
    Query(at): Query<At>,
) -> Result<Response, Error> {
    let (place, found) = one(&state, &who, &person, &at.at).await?;
    Ok(page::show(&build(&state, &who, &place, &found, &FormData::default(), String::new()).await?))
}

/// Somebody whom the viewer may find at the place.
async fn one(state: &AppState, who: &SignedIn, person: &str, at: &str) -> Result<(Place, Found), Error> {
    let person: PersonId = person.parse().map_err(|_| Error::NotFound)?;
    let place = places(state, who, at).await?.into_iter().next().ok_or(Error::NotFound)?;
    let found = to_ask(&state.ctx, state.ctx.db.reader(), who.person(), &place).await?;
    let found = found.into_iter().find(|one| one.person == person).ok_or(Error::NotFound)?;
    Ok((place, found))
}

async fn build(
    state: &AppState,
    who: &SignedIn,
    place: &Place,
    found: &Found,
    form: &FormData,
    error: String,
) -> Result<AskPage, Error> {
    let w = Words::english();
    let today = state.ctx.today();
    let time = store::working_time::of(state.ctx.db.reader(), found.person, found.organisation, today).await?;
    let due = place.programme.choosing.as_ref().map(|choosing| answer_due(choosing.within, today, &time));
    let chosen = form.text("context");
    let mut layout = who.layout(state, w.with("choosing-ask-title", [("name", found.name.as_str())]));
    layout.has_errors = !error.is_empty();
    Ok(AskPage {
        layout,
        back: format!("{PATH}?at={}", key_of(place)),
        action: format!("/choosing/ask/{}", found.person),
        at: key_of(place),
        problems: if error.is_empty() { Vec::new() } else { vec![Problem::at("words", error.clone())] },
        about: found.opening.about.clone(),
        contexts: place
            .programme
            .contexts
            .iter()
            .map(|one| Choice::new(one.key.as_str(), one.name.clone()).hint(one.what.clone()).chosen_if(&chosen))
            .collect(),
        words: form.raw("words"),
        error,
        seen_by: w.with("choosing-words-seen-by", [("name", found.name.as_str())]),
        due: due.map(|on| w.with("choosing-ask-due", [("date", weekday_date(on).as_str())])).unwrap_or_default(),
    })
}

pub(super) async fn post(
    State(state): State<AppState>,
    who: SignedIn,
    Path(person): Path<String>,
    Posted(form): Posted,
) -> Result<Response, Error> {
    let w = Words::english();
    let (place, found) = one(&state, &who, &person, &form.text("at")).await?;
    let context = form.text("context").parse().ok();
    let words = form.raw("words");
    match ask(&state.ctx, who.person(), &place, found.person, (context.as_ref(), &words)).await {
        Ok(id) => Ok(page::go_to(path_of(id))),
        Err(Failure::Refused(refusal)) => {
            let key = match refusal {
                ChoosingRefusal::TooLong => "choosing-too-long",
                ChoosingRefusal::Waits => "choosing-waits-already",
                _ => "choosing-words-missing",
            };
            Ok(page::again(&build(&state, &who, &place, &found, &form, w.say(key)).await?))
        }
        Err(other) => Err(other.into()),
    }
}

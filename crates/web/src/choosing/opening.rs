//! Saying that one is open to being asked: by whom one may be found, and for what.

use askama::Template;
use axum::extract::{Query, State};
use axum::response::Response;
use domain::choosing::FoundBy;
use operations::Failure;
use operations::choosing::{ChoosingRefusal, Place, open};
use serde::Deserialize;
use store::choosing::Opening;

use super::{PATH, key_of, places};
use crate::components::{Choice, Problem};
use crate::error::Error;
use crate::form::{FormData, Posted};
use crate::layout::Layout;
use crate::page;
use crate::session::SignedIn;
use crate::state::AppState;
use crate::text::organisation_name;
use crate::words::Words;

/// Which place it is about.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct At {
    pub(super) at: String,
}

#[derive(Template)]
#[template(path = "choosing/open.html")]
struct OpenPage {
    layout: Layout,
    back: String,
    at: String,
    problems: Vec<Problem>,
    found_by: Vec<Choice>,
    contexts: Vec<Choice>,
    about: String,
    error: String,
    seen_by: String,
}

pub(super) async fn get(State(state): State<AppState>, who: SignedIn, Query(at): Query<At>) -> Result<Response, Error> {
    let all = places(&state, &who, &at.at).await?;
    let place = all.first().ok_or(Error::NotFound)?;
    let family = &place.programme.family;
    let known = store::choosing::opening(state.ctx.db.reader(), who.person(), family).await?;
    let mut pairs = Vec::new();
    if let Some(known) = known {
        pairs.push(("found_by".to_owned(), known.found_by.as_str().to_owned()));
        pairs.push(("about".to_owned(), known.about));
        pairs.extend(known.contexts.iter().map(|key| ("contexts".to_owned(), key.to_string())));
    }
    Ok(page::show(&build(&state, &who, place, &FormData::of(pairs), String::new())))
}

fn build(state: &AppState, who: &SignedIn, place: &Place, form: &FormData, error: String) -> OpenPage {
    let w = Words::english();
    let programme = &place.programme;
    let chosen = form.filled("found_by").unwrap_or_else(|| FoundBy::Nobody.as_str().to_owned());
    let organisation = organisation_name(&place.organisation_name);
    let reach = FoundBy::ALL.map(|reach| {
        let key = format!("choosing-found-by-{}", reach.as_str());
        Choice::new(reach.as_str(), w.with(&key, [("organisation", organisation.as_str())])).chosen_if(&chosen)
    });
    let title = w.with("choosing-open-title", [("supporter", programme.words.with_article("supporter"))]);
    let mut layout = who.layout(state, title);
    layout.has_errors = !error.is_empty();
    OpenPage {
        layout,
        back: format!("{PATH}?at={}", key_of(place)),
        at: key_of(place),
        problems: if error.is_empty() { Vec::new() } else { vec![Problem::at("about", error.clone())] },
        found_by: reach.to_vec(),
        contexts: programme
            .contexts
            .iter()
            .map(|one| {
                Choice::new(one.key.as_str(), one.name.clone())
                    .hint(one.what.clone())
                    .chosen_among(form.all("contexts"))
            })
            .collect(),
        about: form.raw("about"),
        error,
        seen_by: w.say("choosing-open-seen-by"),
    }
}

pub(super) async fn post(
    State(state): State<AppState>,
    who: SignedIn,
    Posted(form): Posted,
) -> Result<Response, Error> {
    let all = places(&state, &who, &form.text("at")).await?;
    let place = all.first().ok_or(Error::NotFound)?;
    let opening = Opening {
        found_by: FoundBy::named(&form.text("found_by")).unwrap_or(FoundBy::Nobody),
        contexts: form.all("contexts").iter().filter_map(|key| key.parse().ok()).collect(),
        about: form.text("about"),
    };
    match open(&state.ctx, who.person(), place, &opening).await {
        Ok(()) => Ok(page::go_to(format!("{PATH}?at={}", key_of(place)))),
        Err(Failure::Refused(ChoosingRefusal::TooLong)) => {
            let error = Words::english().say("choosing-too-long");
            Ok(page::again(&build(&state, &who, place, &form, error)))
        }
        Err(other) => Err(other.into()),
    }
}

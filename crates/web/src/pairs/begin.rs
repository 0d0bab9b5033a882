//! A journey for two people who have agreed to it.

use askama::Template;
use axum::extract::{Query, State};
use axum::response::Response;
use domain::programmes::{Power, Programme, capitalised};
use jiff::civil::Date;
use operations::Failure;
use operations::access::Desk;
use operations::journeys::{ByHand, ByHandRefusal, Whom, begin_by_hand};
use serde::Deserialize;
use std::sync::Arc;

use super::said;
use crate::components::Problem;
use crate::error::Error;
use crate::form::{FormData, Posted};
use crate::layout::Layout;
use crate::page;
use crate::routes::AtDesk;
use crate::session::SignedIn;
use crate::state::AppState;
use crate::words::Words;

#[derive(Template)]
#[template(path = "pairs/begin.html")]
struct BeginPage {
    layout: Layout,
    back: String,
    action: String,
    programme: String,
    over: String,
    what: String,
    supportee_label: String,
    supporter_label: String,
    supportee: String,
    supporter: String,
    day: String,
    month: String,
    year: String,
    errors: Errors,
    problems: Vec<Problem>,
}

/// What is wrong, by field.
#[derive(Default)]
struct Errors {
    supportee: String,
    supporter: String,
    start: String,
}

#[derive(Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    programme: String,
}

pub(super) async fn get(
    State(state): State<AppState>,
    who: SignedIn,
    AtDesk(desk): AtDesk,
    Query(asked): Query<Asked>,
) -> Result<Response, Error> {
    let programme = programme(&state, &desk, &asked.programme).await?;
    Ok(page::show(&form_page(&state, &who, &desk, &programme, None, Errors::default())))
}

async fn programme(state: &AppState, desk: &Desk, named: &str) -> Result<Arc<Programme>, Error> {
    crate::desk::programme(state, desk, named, Some(Power::Match)).await?.ok_or(Error::NotFound)
}

fn form_page(
    state: &AppState,
    who: &SignedIn,
    desk: &Desk,
    programme: &Programme,
    typed: Option<&FormData>,
    errors: Errors,
) -> BeginPage {
    let w = Words::english();
    let words = &programme.words;
    let today = state.ctx.today();
    let shown = |name: &str, otherwise: String| typed.map_or(otherwise, |form| form.text(name));
    let fields = [("supportee", &errors.supportee), ("supporter", &errors.supporter), ("start-day", &errors.start)];
    let problems: Vec<Problem> =
        fields.iter().filter(|(_, text)| !text.is_empty()).map(|(at, text)| Problem::at(at, (*text).clone())).collect();
    let mut layout = who.layout(state, w.with("begin-title", [("journey", words.with_article("journey"))]));
    layout.has_errors = !problems.is_empty();
    let base = format!("/organisations/{}", desk.code);
    BeginPage {
        back: format!("{base}?programme={}", programme.key),
        action: format!("{base}/journeys/begin"),
        programme: programme.key.to_string(),
        over: capitalised(words.say("programme")),
        what: w.with("begin-what", [("journey", words.say("journey"))]),
        supportee_label: w.with("begin-address", [("who", words.say("supportee"))]),
        supporter_label: w.with("begin-address", [("who", words.say("supporter"))]),
        supportee: shown("supportee", String::new()),
        supporter: shown("supporter", String::new()),
        day: shown("start-day", today.day().to_string()),
        month: shown("start-month", today.month().to_string()),
        year: shown("start-year", today.year().to_string()),
        errors,
        problems,
        layout,
    }
}

pub(super) async fn post(
    State(state): State<AppState>,
    who: SignedIn,
    AtDesk(desk): AtDesk,
    Posted(form): Posted,
) -> Result<Response, Error> {
    let w = Words::english();
    let programme = programme(&state, &desk, &form.text("programme")).await?;
    let (supportee, supporter) = (form.text("supportee"), form.text("supporter"));
    let mut errors = Errors::default();
    for (typed, error) in [(&supportee, &mut errors.supportee), (&supporter, &mut errors.supporter)] {
        if typed.is_empty() {
            *error = w.say("begin-address-missing");
        }
    }
    let start = start(&form);
    if start.is_none() {
        errors.start = w.say("begin-start-wrong");
    }
    let (Some(starts_on), true) = (start, errors.supportee.is_empty() && errors.supporter.is_empty()) else {
        return Ok(page::again(&form_page(&state, &who, &desk, &programme, Some(&form), errors)));
    };
    let pair = ByHand { programme: programme.key.clone(), supportee, supporter, starts_on };
    match begin_by_hand(&state.ctx, who.person(), desk.organisation, &pair).await {
        Ok(journey) => Ok(page::go_to(super::people_of(journey))),
        Err(Failure::Refused(refusal)) => {
            let errors = errors_of(w, refusal);
            Ok(page::again(&form_page(&state, &who, &desk, &programme, Some(&form), errors)))
        }
        Err(failure) => Err(failure.into()),
    }
}

fn start(form: &FormData) -> Option<Date> {
    let year: i16 = form.text("start-year").parse().ok().filter(|year| (2000..=2200).contains(year))?;
    Date::new(year, form.text("start-month").parse().ok()?, form.text("start-day").parse().ok()?).ok()
}

fn errors_of(w: Words, refusal: ByHandRefusal) -> Errors {
    let barrier = match refusal {
        ByHandRefusal::Rule(barrier) => Some(barrier),
        _ => None,
    };
    let text = said(w, refusal.key(), barrier);
    match refusal {
        ByHandRefusal::Rule(_)
        | ByHandRefusal::Unknown(Whom::Supporter)
        | ByHandRefusal::Ambiguous(Whom::Supporter)
        | ByHandRefusal::NoPostHere(Whom::Supporter) => Errors { supporter: text, ..Errors::default() },
        _ => Errors { supportee: text, ..Errors::default() },
    }
}

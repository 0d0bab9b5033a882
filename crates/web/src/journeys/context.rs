//! `/journeys/{id}/context`: what the journey is for, chosen and changed by its pair (O2).

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use domain::ids::JourneyId;
use domain::keys::ContextKey;
use domain::programmes::{Onlooker, Party};
use operations::Failure;
use operations::journeys::choose_context;
use store::overview::{self, Head};

use crate::components::{Choice, Link, Problem};
use crate::error::Error;
use crate::form::Posted;
use crate::layout::Layout;
use crate::page;
use crate::session::SignedIn;
use crate::state::AppState;
use crate::words::Words;

#[derive(Template)]
#[template(path = "journeys/context.html")]
struct ContextPage {
    layout: Layout,
    back: String,
    names: String,
    choices: Vec<Choice>,
    problems: Vec<Problem>,
    problem: String,
}

/// What stands for no context among the choices.
const NONE: &str = "none";

pub(super) async fn get(
    State(state): State<AppState>,
    who: SignedIn,
    Path(journey): Path<String>,
) -> Result<Response, Error> {
    let head = of_pair(&state, &who, &journey).await?;
    let chosen = head.context.as_ref().map_or(NONE.to_owned(), ToString::to_string);
    Ok(page::show(&build(&state, &who, &head, &chosen, String::new())))
}

pub(super) async fn post(
    State(state): State<AppState>,
    who: SignedIn,
    Path(journey): Path<String>,
    Posted(form): Posted,
) -> Result<Response, Error> {
    let w = Words::english();
    let head = of_pair(&state, &who, &journey).await?;
    let typed = form.text("context");
    let chosen: Option<Option<ContextKey>> = match typed.as_str() {
        "" => None,
        NONE => Some(None),
        key => key.parse().ok().map(Some),
    };
    let Some(chosen) = chosen else {
        return Ok(page::again(&build(&state, &who, &head, &typed, w.say("context-missing"))));
    };
    match choose_context(&state.ctx, who.person(), head.journey, chosen.as_ref()).await {
        Ok(()) => Ok(page::go_to(super::journey(head.journey))),
        Err(Failure::Refused(_)) => Ok(page::again(&build(&state, &who, &head, &typed, w.say("context-missing")))),
        Err(other) => Err(other.into()),
    }
}

/// The journey, for its pair and where its programme has contexts; to anybody else there is none.
async fn of_pair(state: &AppState, who: &SignedIn, journey: &str) -> Result<Head, Error> {
    let journey: JourneyId = journey.parse().map_err(|_| Error::NotFound)?;
    let reader = state.ctx.db.reader();
    let today = state.ctx.today();
    let standing = store::access::standing(reader, who.person(), journey, today).await?;
    let head = overview::head(reader, &state.ctx.programmes, journey, today).await?.ok_or(Error::NotFound)?;
    let supporter = Onlooker::Party(Party::Role(head.programme.supporter.clone()));
    let pair = standing.contains(&Onlooker::Party(Party::Supportee)) || standing.contains(&supporter);
    if !pair || head.programme.contexts.is_empty() {
        return Err(Error::NotFound);
    }
    Ok(head)
}

/// The way here, which says what it is for today.
pub(super) fn link(w: Words, head: &Head) -> Option<Link> {
    let programme = &head.programme;
    if programme.contexts.is_empty() {
        return None;
    }
    let text = match head.context.as_ref().and_then(|key| programme.context(key)) {
        Some(context) => w.with("context-link", [("name", context.name.as_str())]),
        None => w.say("context-link-none"),
    };
    Some(Link::new(text, format!("/journeys/{}/context", head.journey)))
}

fn build(state: &AppState, who: &SignedIn, head: &Head, chosen: &str, problem: String) -> ContextPage {
    let w = Words::english();
    let contexts = head.programme.contexts.iter().map(|context| {
        let hint = format!("{} {}", context.what, context.rhythm);
        Choice::new(context.key.as_str(), context.name.clone()).hint(hint).chosen_if(chosen)
    });
    let mut choices: Vec<Choice> = contexts.collect();
    choices.push(Choice::new(NONE, w.say("context-none")).chosen_if(chosen));
    let mut layout = who.layout(state, w.say("context-title"));
    layout.has_errors = !problem.is_empty();
    ContextPage {
        back: super::journey(head.journey),
        names: head.supportee_name.clone(),
        choices,
        problems: if problem.is_empty() { Vec::new() } else { vec![Problem::at("context", problem.clone())] },
        layout,
        problem,
    }
}

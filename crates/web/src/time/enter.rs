//! Noting hours taken, or lost and why; and taking a line out again.

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use domain::ids::{JourneyId, TimeLineId};
use domain::time::{Kind, Line, Reason, What, Wrong};
use operations::Failure;
use operations::time::{EnterRefusal, NewLine, Promised, enter};
use serde::Deserialize;
use store::time::Which;

use super::{account, name_of};
use crate::components::{Choice, Problem};
use crate::days::{self, Day};
use crate::error::Error;
use crate::form::{FormData, Posted};
use crate::layout::Layout;
use crate::page;
use crate::session::SignedIn;
use crate::state::AppState;
use crate::words::Words;

#[derive(Template)]
#[template(path = "time/enter.html")]
struct EnterPage {
    layout: Layout,
    caption: String,
    account: String,
    what: String,
    lead: String,
    on: Day,
    hours: String,
    minutes: String,
    length_error: String,
    legend: String,
    kinds: Vec<Choice>,
    kind_error: String,
    people: Vec<Choice>,
    note: String,
    note_error: String,
    seen: String,
    problems: Vec<Problem>,
}

#[derive(Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    account: String,
    #[serde(default)]
    what: String,
}

/// What is wrong, by field.
#[derive(Default)]
struct Errors {
    on: String,
    length: String,
    kind: String,
    note: String,
}

pub(super) async fn get(
    State(state): State<AppState>,
    who: SignedIn,
    Query(asked): Query<Asked>,
) -> Result<Response, Error> {
    let one = account(&state, &who, &asked.account).await?;
    let mut page = build(&state, &who, &one, &asked, &FormData::default(), Errors::default());
    page.on = Day::at(state.ctx.today());
    Ok(page::show(&page))
}

fn build(
    state: &AppState,
    who: &SignedIn,
    one: &Promised,
    asked: &Asked,
    form: &FormData,
    errors: Errors,
) -> EnterPage {
    let w = Words::english();
    let is_lost = asked.what == "lost";
    let side = if is_lost { "lost" } else { "taken" };
    let fields = [("on-day", &errors.on), ("hours", &errors.length), ("kind", &errors.kind), ("note", &errors.note)];
    let wrong = fields.iter().filter(|(_, text)| !text.is_empty());
    let problems: Vec<Problem> = wrong.map(|(at, text)| Problem::at(at, (*text).clone())).collect();
    let mut layout = who.layout(state, w.say(&format!("time-new-{side}")));
    layout.has_errors = !problems.is_empty();
    EnterPage {
        caption: name_of(w, one),
        account: asked.account.clone(),
        what: side.to_owned(),
        lead: w.say(&format!("time-new-{side}-lead")),
        on: Day::of(form, "on", errors.on),
        hours: form.text("hours"),
        minutes: form.text("minutes"),
        length_error: errors.length,
        legend: w.say(&format!("time-new-{side}-kind")),
        kinds: if is_lost { reasons(w, form) } else { kinds(w, one, form) },
        kind_error: errors.kind,
        people: people(w, state, one, form),
        note: form.raw("note"),
        note_error: errors.note,
        seen: w.say("time-seen-line"),
        problems,
        layout,
    }
}

fn kinds(w: Words, one: &Promised, form: &FormData) -> Vec<Choice> {
    let chosen = form.text("kind");
    let all: &[Kind] = match one.account.which {
        Which::Supported { .. } => &[Kind::Meeting, Kind::Tasks, Kind::Alongside, Kind::Learning, Kind::Mandatory],
        Which::Supporting { .. } => &[Kind::Meeting, Kind::Tasks, Kind::Development, Kind::Mandatory],
    };
    all.iter()
        .map(|kind| {
            let key = format!("time-kind-{}", kind.as_str());
            let choice = Choice::new(kind.as_str(), w.say(&key)).chosen_if(&chosen);
            match kind {
                Kind::Mandatory => choice.hint(w.say("time-kind-mandatory-hint")),
                Kind::Meeting => choice.hint(w.say("time-kind-meeting-hint")),
                _ => choice,
            }
        })
        .collect()
}

fn reasons(w: Words, form: &FormData) -> Vec<Choice> {
    let chosen = form.text("kind");
    let choice = |reason: Reason| {
        Choice::new(reason.as_str(), w.say(&format!("time-reason-{}", reason.as_str()))).chosen_if(&chosen)
    };
    Reason::ALL.into_iter().map(choice).collect()
}

/// For a supporter: with whom, or one's own development.
fn people(w: Words, state: &AppState, one: &Promised, form: &FormData) -> Vec<Choice> {
    if matches!(one.account.which, Which::Supported { .. }) {
        return Vec::new();
    }
    let chosen = form.text("journey");
    let mut all = vec![Choice::new("", w.say("time-own-development"))];
    let supported = store::time::journeys_supported(&one.account, state.ctx.today());
    all.extend(supported.into_iter().map(|(journey, name)| Choice::new(journey.to_string(), name)));
    all.into_iter().map(|choice| choice.chosen_if(&chosen)).collect()
}

pub(super) async fn post(
    State(state): State<AppState>,
    who: SignedIn,
    Posted(form): Posted,
) -> Result<Response, Error> {
    let w = Words::english();
    let asked = Asked { account: form.text("account"), what: form.text("what") };
    let one = account(&state, &who, &asked.account).await?;
    let line = match read(w, &asked, &form) {
        Ok(line) => line,
        Err(errors) => return Ok(page::again(&build(&state, &who, &one, &asked, &form, errors))),
    };
    let journey = match form.filled("journey") {
        Some(text) => Some(text.parse::<JourneyId>().map_err(|_| Error::NotFound)?),
        None => None,
    };
    let new = NewLine { which: one.account.which.clone(), journey, line, note: form.raw("note") };
    match enter(&state.ctx, who.person(), &new).await {
        Ok(_) => Ok(page::go_to("/time?done=noted")),
        Err(Failure::Refused(refusal)) => {
            let errors = errors_of(w, refusal);
            Ok(page::again(&build(&state, &who, &one, &asked, &form, errors)))
        }
        Err(failure) => Err(failure.into()),
    }
}

fn read(w: Words, asked: &Asked, form: &FormData) -> Result<Line, Errors> {
    let mut errors = Errors::default();
    let on = days::read(form, "on").ok().flatten();
    if on.is_none() {
        errors.on = w.say("time-wrong-date");
    }
    let minutes = days::length(form).filter(|minutes| *minutes > 0);
    if minutes.is_none() {
        errors.length = w.say("time-wrong-length");
    }
    let kind = form.text("kind");
    let what = if asked.what == "lost" { Reason::of(&kind).map(What::Lost) } else { Kind::of(&kind).map(What::Taken) };
    if what.is_none() {
        errors.kind = w.say(if asked.what == "lost" { "time-wrong-reason" } else { "time-wrong-kind" });
    }
    match (on, minutes, what) {
        (Some(on), Some(minutes), Some(what)) => Ok(Line { on, minutes, what }),
        _ => Err(errors),
    }
}

fn errors_of(w: Words, refusal: EnterRefusal) -> Errors {
    let text = w.say(refusal.key());
    match refusal {
        EnterRefusal::Outside | EnterRefusal::Wrong(Wrong::NotYet) => Errors { on: text, ..Errors::default() },
        EnterRefusal::Wrong(Wrong::Length) => Errors { length: text, ..Errors::default() },
        EnterRefusal::Wrong(Wrong::Mandatory) => Errors { kind: text, ..Errors::default() },
        EnterRefusal::Wrong(Wrong::NoteTooLong) => Errors { note: text, ..Errors::default() },
    }
}

pub(super) async fn remove(
    State(state): State<AppState>,
    who: SignedIn,
    Path(id): Path<String>,
    _form: Posted,
) -> Result<Response, Error> {
    let id: TimeLineId = id.parse().map_err(|_| Error::NotFound)?;
    operations::time::remove(&state.ctx, who.person(), id).await?;
    Ok(page::go_to("/time?done=removed"))
}

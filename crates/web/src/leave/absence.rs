//! Knowing of an absence: from when, and in time until when; and letting what is expected stand still for a long one.

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use domain::calendar::{Period, weekday_date};
use jiff::civil::Date;
use operations::Failure;
use operations::leave::{
    AbsenceRefusal, PauseRefusal, View, forget_absence, note_absence, pause as stand_still, resume,
};
use serde::Deserialize;

use super::list_of;
use crate::components::Problem;
use crate::error::Error;
use crate::form::{FormData, Posted};
use crate::layout::Layout;
use crate::page;
use crate::session::SignedIn;
use crate::state::AppState;
use crate::words::Words;
use crate::working_time::{date, is_empty};

#[derive(Template)]
#[template(path = "leave/absence.html")]
struct AbsencePage {
    layout: Layout,
    back: String,
    action: String,
    problems: Vec<Problem>,
    /// The first day of one that is known, whose end is entered.
    since: String,
    since_said: String,
    from: Typed,
    until: Typed,
    seen_by: String,
    seen_href: String,
}

/// A date as typed.
#[derive(Default)]
struct Typed {
    day: String,
    month: String,
    year: String,
    error: String,
}

/// Of which absence the end is to be entered.
#[derive(Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    since: String,
}

pub(super) async fn get(
    State(state): State<AppState>,
    who: SignedIn,
    Path(id): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response, Error> {
    let view = may_note(&state, &who, &id).await?;
    let since = asked.since.parse::<Date>().ok();
    Ok(page::show(&build(&state, &who, &view, since, &FormData::default(), [String::new(), String::new()])))
}

async fn may_note(state: &AppState, who: &SignedIn, id: &str) -> Result<View, Error> {
    let view = super::view(state, who, id).await?;
    if view.notes_absence() && view.runs() { Ok(view) } else { Err(Error::NotFound) }
}

fn build(
    state: &AppState,
    who: &SignedIn,
    view: &View,
    since: Option<Date>,
    form: &FormData,
    errors: [String; 2],
) -> AbsencePage {
    let w = Words::english();
    let [from_error, until_error] = errors;
    let typed = |name: &str, error: &str| {
        let part = |part: &str| form.text(&format!("{name}-{part}"));
        Typed { day: part("day"), month: part("month"), year: part("year"), error: error.to_owned() }
    };
    let wrong = [("from-day", &from_error), ("until-day", &until_error)];
    let problems: Vec<Problem> = wrong
        .into_iter()
        .filter(|(_, text)| !text.is_empty())
        .map(|(field, text)| Problem::at(field, text.clone()))
        .collect();
    let mut layout = who.layout(state, w.say("leave-absence-title"));
    layout.has_errors = !problems.is_empty();
    let mut from = typed("from", &from_error);
    if since.is_none() && is_empty(form, "from") && problems.is_empty() {
        // It begins today, most times.
        let today = state.ctx.today();
        (from.day, from.month, from.year) =
            (today.day().to_string(), today.month().to_string(), today.year().to_string());
    }
    AbsencePage {
        layout,
        back: list_of(view.journey),
        action: format!("{}/absence", list_of(view.journey)),
        problems,
        since: since.map(|on| on.to_string()).unwrap_or_default(),
        since_said: since.map(|on| w.with("leave-since", [("from", weekday_date(on).as_str())])).unwrap_or_default(),
        from,
        until: typed("until", &until_error),
        seen_by: w.say("leave-seen-by"),
        seen_href: crate::journeys::who_can_see(view.journey),
    }
}

pub(super) async fn post(
    State(state): State<AppState>,
    who: SignedIn,
    Path(id): Path<String>,
    Posted(form): Posted,
) -> Result<Response, Error> {
    let w = Words::english();
    let view = may_note(&state, &who, &id).await?;
    let since = form.text("since").parse::<Date>().ok();
    let again = |errors: [String; 2]| Ok(page::again(&build(&state, &who, &view, since, &form, errors)));
    let Some(started_on) = since.or_else(|| date(&form, "from")) else {
        return again([w.say("leave-date-wrong"), String::new()]);
    };
    let finished_on = date(&form, "until");
    if finished_on.is_none() && (since.is_some() || !is_empty(&form, "until")) {
        return again([String::new(), w.say("leave-date-wrong")]);
    }
    match note_absence(&state.ctx, who.person(), view.journey, Period { started_on, finished_on }).await {
        Ok(()) => Ok(page::go_to(list_of(view.journey))),
        Err(Failure::Refused(refusal)) => again(match refusal {
            AbsenceRefusal::EndsBeforeItBegins => [String::new(), w.say("leave-until-wrong")],
            AbsenceRefusal::OutOfRange => [w.say("leave-absence-range"), String::new()],
            AbsenceRefusal::Overlaps => [w.say("leave-absence-overlaps"), String::new()],
        }),
        Err(other) => Err(other.into()),
    }
}

pub(super) async fn forget(
    State(state): State<AppState>,
    who: SignedIn,
    Path((id, from)): Path<(String, String)>,
    _form: Posted,
) -> Result<Response, Error> {
    let view = may_note(&state, &who, &id).await?;
    let from: Date = from.parse().map_err(|_| Error::NotFound)?;
    forget_absence(&state.ctx, who.person(), view.journey, from).await?;
    Ok(page::go_to(list_of(view.journey)))
}

pub(super) async fn pause(
    State(state): State<AppState>,
    who: SignedIn,
    Path((id, from)): Path<(String, String)>,
    Posted(form): Posted,
) -> Result<Response, Error> {
    let view = super::view(&state, &who, &id).await?;
    let from: Date = from.parse().map_err(|_| Error::NotFound)?;
    let done = match form.text("then").as_str() {
        "resume" => resume(&state.ctx, who.person(), view.journey, from).await,
        _ => stand_still(&state.ctx, who.person(), view.journey, from).await,
    };
    match done {
        // Nothing long is known any more: the list says so.
        Ok(()) | Err(Failure::Refused(PauseRefusal::NotLong)) => Ok(page::go_to(list_of(view.journey))),
        Err(other) => Err(other.into()),
    }
}

//! One assessment: its date, its outcomes with those that were corrected, and the boxes of whoever enters them.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use domain::keys::AssessmentKey;
use domain::programmes::Assessment;
use operations::Failure;
use operations::assessments::{AssessmentRefusal, View, enter, set_date, standing_outcomes};

use super::list::{counts, due, outcome as outcome_line};
use super::list_of;
use crate::components::{Choice, Problem};
use crate::error::Error;
use crate::form::{FormData, Posted};
use crate::layout::Layout;
use crate::page;
use crate::session::SignedIn;
use crate::state::AppState;
use crate::words::Words;
use crate::working_time::date as date_in;

#[derive(Template)]
#[template(path = "assessments/entry.html")]
struct EntryPage {
    layout: Layout,
    back: String,
    path: String,
    problems: Vec<Problem>,
    counts: String,
    due: String,
    outcomes: Vec<String>,
    corrected: Vec<String>,
    dates: bool,
    enters: bool,
    due_on: Typed,
    attempts: Vec<Choice>,
    choices: Vec<Choice>,
    on: Typed,
    outcome_error: String,
    seen_by: String,
    seen_href: String,
}

/// A date as typed.
struct Typed {
    day: String,
    month: String,
    year: String,
    error: String,
}

/// What is wrong, by field.
#[derive(Default)]
struct Errors {
    due: String,
    outcome: String,
    on: String,
}

pub(super) async fn get(
    State(state): State<AppState>,
    who: SignedIn,
    Path((id, key)): Path<(String, String)>,
) -> Result<Response, Error> {
    let view = super::view(&state, &who, &id).await?;
    Ok(page::show(&build(&state, &who, &view, &key, &FormData::default(), Errors::default()).await?))
}

fn found<'v>(view: &'v View, key: &str) -> Result<&'v Assessment, Error> {
    let key: AssessmentKey = key.parse().map_err(|_| Error::NotFound)?;
    view.programme.assessment(&key).ok_or(Error::NotFound)
}

async fn build(
    state: &AppState,
    who: &SignedIn,
    view: &View,
    key: &str,
    form: &FormData,
    errors: Errors,
) -> Result<EntryPage, Error> {
    let w = Words::english();
    let assessment = found(view, key)?;
    let reader = state.ctx.db.reader();
    let dated = store::assessments::dates(reader, view.journey).await?;
    let entered = store::assessments::outcomes(reader, view.journey).await?;
    let standing = standing_outcomes(&entered, &assessment.key);
    let of_this = entered.iter().filter(|one| one.assessment == assessment.key);
    let corrected = of_this.filter(|one| !standing.iter().any(|stands| **stands == **one));
    let fields = [("due-day", &errors.due), ("outcome", &errors.outcome), ("on-day", &errors.on)];
    let problems: Vec<Problem> = fields
        .iter()
        .filter(|(_, text)| !text.is_empty())
        .map(|(field, text)| Problem::at(field, (*text).clone()))
        .collect();
    let typed = |name: &str, error: &str| {
        let part = |part: &str| form.text(&format!("{name}-{part}"));
        Typed { day: part("day"), month: part("month"), year: part("year"), error: error.to_owned() }
    };
    let next = standing.len() + 1;
    let chosen_attempt = form.filled("attempt").unwrap_or_else(|| next.to_string());
    let attempts = (1..=next).map(|number| {
        let said = w.with(
            if number == next { "assessment-attempt-new" } else { "assessment-attempt-correct" },
            [("attempt", number.to_string().as_str())],
        );
        Choice::new(number.to_string(), said).chosen_if(&chosen_attempt)
    });
    let chosen = form.text("outcome");
    let mut layout = who.layout(state, assessment.name.clone());
    layout.has_errors = !problems.is_empty();
    Ok(EntryPage {
        layout,
        back: list_of(view.journey),
        path: format!("{}/{}", list_of(view.journey), assessment.key),
        problems,
        counts: counts(w, assessment),
        due: due(w, view, assessment, &dated).1,
        outcomes: standing.iter().map(|one| outcome_line(w, assessment, one)).collect(),
        corrected: corrected.map(|one| outcome_line(w, assessment, one)).collect(),
        dates: view.dates(assessment).is_some(),
        enters: view.enters(assessment).is_some(),
        due_on: typed("due", &errors.due),
        attempts: if standing.is_empty() { Vec::new() } else { attempts.collect() },
        choices: assessment
            .outcomes
            .iter()
            .map(|outcome| Choice::new(outcome.key.as_str(), outcome.name.clone()).chosen_if(&chosen))
            .collect(),
        on: typed("on", &errors.on),
        outcome_error: errors.outcome,
        seen_by: w.with("assessment-seen-by", [("name", view.supportee_name.as_str())]),
        seen_href: crate::journeys::who_can_see(view.journey),
    })
}

pub(super) async fn date(
    State(state): State<AppState>,
    who: SignedIn,
    Path((id, key)): Path<(String, String)>,
    Posted(form): Posted,
) -> Result<Response, Error> {
    let w = Words::english();
    let view = super::view(&state, &who, &id).await?;
    let assessment = found(&view, &key)?;
    let Some(due_on) = date_in(&form, "due") else {
        let errors = Errors { due: w.say("assessment-date-wrong"), ..Errors::default() };
        return Ok(page::again(&build(&state, &who, &view, &key, &form, errors).await?));
    };
    match set_date(&state.ctx, who.person(), view.journey, &assessment.key, due_on).await {
        Ok(()) => Ok(page::go_to(list_of(view.journey))),
        Err(Failure::Refused(_)) => {
            let errors = Errors { due: w.say("assessment-date-range"), ..Errors::default() };
            Ok(page::again(&build(&state, &who, &view, &key, &form, errors).await?))
        }
        Err(other) => Err(other.into()),
    }
}

pub(super) async fn outcome(
    State(state): State<AppState>,
    who: SignedIn,
    Path((id, key)): Path<(String, String)>,
    Posted(form): Posted,
) -> Result<Response, Error> {
    let w = Words::english();
    let view = super::view(&state, &who, &id).await?;
    let assessment = found(&view, &key)?;
    let mut errors = Errors::default();
    let chosen = form.text("outcome").parse().ok();
    if chosen.is_none() {
        errors.outcome = w.say("assessment-outcome-missing");
    }
    let on = date_in(&form, "on");
    if on.is_none() {
        errors.on = w.say("assessment-date-wrong");
    }
    let (Some(chosen), Some(on)) = (chosen, on) else {
        return Ok(page::again(&build(&state, &who, &view, &key, &form, errors).await?));
    };
    let attempt = form.text("attempt").parse().unwrap_or(1);
    match enter(&state.ctx, who.person(), view.journey, &assessment.key, attempt, (&chosen, on)).await {
        Ok(()) => Ok(page::go_to(list_of(view.journey))),
        Err(Failure::Refused(refusal)) => {
            let errors = match refusal {
                AssessmentRefusal::NotYet => Errors { on: w.say("assessment-not-yet"), ..errors },
                AssessmentRefusal::OutOfRange => Errors { on: w.say("assessment-date-range"), ..errors },
                AssessmentRefusal::NoSuchOutcome | AssessmentRefusal::NoSuchAttempt => {
                    Errors { outcome: w.say("assessment-outcome-missing"), ..errors }
                }
            };
            Ok(page::again(&build(&state, &who, &view, &key, &form, errors).await?))
        }
        Err(other) => Err(other.into()),
    }
}

//! `/journeys/{id}/ending`: the last day, why, and what happens then, shown before it does.

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use domain::endings::{By, EarlyKind, How, Wrong};
use operations::Failure;
use operations::endings::{self, Course, EndRefusal, Ending};
use serde::Deserialize;

use super::day::{self, Day};
use super::{changes_of, course, show};
use crate::components::{Choice, Problem};
use crate::error::Error;
use crate::form::{FormData, Posted};
use crate::layout::Layout;
use crate::page;
use crate::session::SignedIn;
use crate::state::AppState;
use crate::words::Words;

#[derive(Template)]
#[template(path = "endings/end.html")]
struct EndPage {
    layout: Layout,
    back: String,
    over: String,
    problems: Vec<Problem>,
    action: String,
    how: String,
    lead: String,
    on: Day,
    /// For an early end: why.
    early: Option<Early>,
    then: Vec<String>,
    button: String,
}

struct Early {
    kinds: Vec<Choice>,
    kind_error: String,
    reason: String,
    reason_error: String,
}

#[derive(Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    how: String,
}

/// What is wrong, by field.
#[derive(Default)]
struct Errors {
    on: String,
    kind: String,
    reason: String,
}

pub(super) async fn get(
    State(state): State<AppState>,
    who: SignedIn,
    Path(id): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response, Error> {
    let course = course(&state, &who, &id).await?;
    if course.subject.ended_on.is_some() {
        return Ok(page::go_to(changes_of(course.subject.journey)));
    }
    let form = FormData::of([("how".to_owned(), asked.how)]);
    Ok(page::show(&build(&state, &who, &course, &form, Errors::default()).await?))
}

fn is_early(form: &FormData) -> bool {
    form.text("how") != "completed"
}

async fn build(
    state: &AppState,
    who: &SignedIn,
    course: &Course,
    form: &FormData,
    errors: Errors,
) -> Result<EndPage, Error> {
    let w = Words::english();
    let words = &course.programme.words;
    let early = is_early(form);
    let how = if early { How::Early { kind: EarlyKind::Other, reason: String::new() } } else { How::Completed };
    let alone = course.ends_alone(state.ctx.db.reader(), &how).await?;
    let key = if early { "ending-early-title" } else { "ending-complete-title" };
    let fields = [("on-day", &errors.on), ("kind", &errors.kind), ("reason", &errors.reason)];
    let wrong = fields.iter().filter(|(_, text)| !text.is_empty());
    let problems: Vec<Problem> = wrong.map(|(at, text)| Problem::at(at, (*text).clone())).collect();
    let mut layout = who.layout(state, w.with(key, [("journey", words.say("journey"))]));
    layout.has_errors = !problems.is_empty();
    let others: Vec<String> = course.others().into_iter().map(|(_, name)| name).collect();
    let others = crate::meetings::and(w, &others);
    let lead = match (alone, course.by) {
        (true, _) => w.say("ending-alone"),
        (false, _) => w.with("ending-asks", &[("others", others)]),
    };
    Ok(EndPage {
        back: changes_of(course.subject.journey),
        over: format!("{} · {}", words.capital("programme"), course.subject.name),
        problems,
        action: format!("/journeys/{}/ending", course.subject.journey),
        how: if early { "early" } else { "completed" }.to_owned(),
        lead,
        on: match day::is_empty(form, "on") {
            true if errors.on.is_empty() => Day::of(state.ctx.today()),
            _ => Day::typed(form, "on", errors.on),
        },
        early: early.then(|| Early {
            kinds: EarlyKind::ALL
                .into_iter()
                .map(|kind| {
                    let text = w.say(&format!("ending-kind-{}", kind.as_str()));
                    Choice::new(kind.as_str(), text).chosen_if(&form.text("kind"))
                })
                .collect(),
            kind_error: errors.kind,
            reason: form.raw("reason"),
            reason_error: errors.reason,
        }),
        then: then(w, course, early),
        button: w.say(if alone { "ending-do" } else { "ending-ask-do" }),
        layout,
    })
}

/// What happens when it ends, as somebody on the viewer's side needs to know it.
fn then(w: Words, course: &Course, early: bool) -> Vec<String> {
    let name = course.subject.name.clone();
    let supporters: Vec<String> = course.supporters.iter().map(|(_, name)| name.clone()).collect();
    let supporters = crate::meetings::and(w, &supporters);
    let mut then = vec![w.say("ending-then-meetings")];
    if !course.supporters.is_empty() {
        then.push(match course.by {
            By::Supporter => w.say("ending-then-place-own"),
            _ => w.with("ending-then-place", &[("name", supporters)]),
        });
    }
    then.push(match course.by {
        By::Supportee => w.say("ending-then-written-own"),
        _ => w.with("ending-then-written", &[("name", name.clone())]),
    });
    if !early {
        then.push(match course.by {
            By::Supportee => w.say("ending-then-record-own"),
            _ => w.with("ending-then-record", &[("name", name)]),
        });
    }
    then.push(w.say("ending-then-told"));
    let key = if course.leads { "ending-then-undo-lead" } else { "ending-then-undo" };
    then.push(w.with(key, &[("days", domain::endings::UNDO_DAYS.to_string())]));
    then
}

pub(super) async fn post(
    State(state): State<AppState>,
    who: SignedIn,
    Path(id): Path<String>,
    Posted(form): Posted,
) -> Result<Response, Error> {
    let w = Words::english();
    let course = course(&state, &who, &id).await?;
    let mut errors = Errors::default();
    let on = day::read(&form, "on");
    if on.is_none() {
        errors.on = w.say("exception-date-wrong");
    }
    let how = match (is_early(&form), EarlyKind::named(&form.text("kind"))) {
        (false, _) => Some(How::Completed),
        (true, Some(kind)) => Some(How::Early { kind, reason: form.text("reason") }),
        (true, None) => {
            errors.kind = w.say("ending-kind-choose");
            None
        }
    };
    let (Some(on), Some(how)) = (on, how) else {
        return Ok(page::again(&build(&state, &who, &course, &form, errors).await?));
    };
    let journey = course.subject.journey;
    match endings::end(&state.ctx, who.person(), journey, &Ending { how, on }).await {
        Ok(_) => show::after(&state, &who, journey).await,
        Err(Failure::Refused(refusal)) => {
            let text = w.say(refusal.key());
            let errors = match refusal {
                EndRefusal::Wrong(Wrong::ReasonMissing | Wrong::ReasonTooLong) => Errors { reason: text, ..errors },
                _ => Errors { on: text, ..errors },
            };
            Ok(page::again(&build(&state, &who, &course, &form, errors).await?))
        }
        Err(failure) => Err(failure.into()),
    }
}

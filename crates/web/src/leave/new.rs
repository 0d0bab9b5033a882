//! Asking for leave: which kind, from when to when. There is no box for why.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use domain::leave::{Begins, Ends, Span, SpanProblem};
use domain::programmes::HalfDays;
use operations::Failure;
use operations::leave::{AskRefusal, Request, View, ask};

use super::{list_of, path_of};
use crate::components::{Choice, Problem};
use crate::error::Error;
use crate::form::{FormData, Posted};
use crate::layout::Layout;
use crate::page;
use crate::session::SignedIn;
use crate::state::AppState;
use crate::words::Words;
use crate::working_time::date;

#[derive(Template)]
#[template(path = "leave/new.html")]
struct NewPage {
    layout: Layout,
    back: String,
    action: String,
    problems: Vec<Problem>,
    decides: String,
    seen_by: String,
    seen_href: String,
    kinds: Vec<Choice>,
    from: Typed,
    until: Typed,
    begins: Vec<Choice>,
    ends: Vec<Choice>,
    errors: Errors,
}

/// A date as typed.
struct Typed {
    day: String,
    month: String,
    year: String,
}

/// What is wrong, by field.
#[derive(Default)]
struct Errors {
    kind: String,
    from: String,
    until: String,
    begins: String,
}

pub(super) async fn get(
    State(state): State<AppState>,
    who: SignedIn,
    Path(id): Path<String>,
) -> Result<Response, Error> {
    let view = own(&state, &who, &id).await?;
    Ok(page::show(&build(&state, &who, &view, &FormData::default(), Errors::default())))
}

/// The journey, for the one whose leave it is.
async fn own(state: &AppState, who: &SignedIn, id: &str) -> Result<View, Error> {
    let view = super::view(state, who, id).await?;
    if view.is_own() && view.runs() && !view.programme.leave.is_empty() { Ok(view) } else { Err(Error::NotFound) }
}

fn build(state: &AppState, who: &SignedIn, view: &View, form: &FormData, errors: Errors) -> NewPage {
    let w = Words::english();
    let fields =
        [("kind", &errors.kind), ("from-day", &errors.from), ("until-day", &errors.until), ("begins", &errors.begins)];
    let wrong = fields.iter().filter(|(_, text)| !text.is_empty());
    let problems: Vec<Problem> = wrong.map(|(field, text)| Problem::at(field, (*text).clone())).collect();
    let typed = |name: &str| {
        let part = |part: &str| form.text(&format!("{name}-{part}"));
        Typed { day: part("day"), month: part("month"), year: part("year") }
    };
    let halves = view.programme.leave.iter().any(|kind| kind.half_days == HalfDays::Yes);
    let or = |name: &str, unsaid: &str| form.filled(name).unwrap_or_else(|| unsaid.to_owned());
    let (begins, ends, kind) = (or("begins", "morning"), or("ends", "evening"), form.text("kind"));
    let choice =
        |value: &'static str, chosen: &str| Choice::new(value, w.say(&format!("leave-at-{value}"))).chosen_if(chosen);
    let mut layout = who.layout(state, w.say("leave-new-title"));
    layout.has_errors = !problems.is_empty();
    let names: Vec<&str> = view.deciders.iter().map(|(_, name, _)| name.as_str()).collect();
    NewPage {
        layout,
        back: list_of(view.journey),
        action: format!("{}/new", list_of(view.journey)),
        problems,
        decides: match names.split_first() {
            Some((first, [])) => w.with("leave-who-decides", [("name", *first)]),
            Some((first, others)) => {
                let others = others.join(", ");
                w.with("leave-who-decides-or", [("name", *first), ("others", others.as_str())])
            }
            None => w.say("leave-nobody-decides"),
        },
        seen_by: w.say("leave-seen-by"),
        seen_href: crate::journeys::who_can_see(view.journey),
        kinds: view
            .programme
            .leave
            .iter()
            .map(|one| Choice::new(one.key.as_str(), one.name.clone()).chosen_if(&kind))
            .collect(),
        from: typed("from"),
        until: typed("until"),
        begins: if halves { vec![choice("morning", &begins), choice("midday", &begins)] } else { Vec::new() },
        ends: if halves { vec![choice("evening", &ends), choice("midday", &ends)] } else { Vec::new() },
        errors,
    }
}

pub(super) async fn post(
    State(state): State<AppState>,
    who: SignedIn,
    Path(id): Path<String>,
    Posted(form): Posted,
) -> Result<Response, Error> {
    let w = Words::english();
    let view = own(&state, &who, &id).await?;
    let again = |errors: Errors| Ok(page::again(&build(&state, &who, &view, &form, errors)));
    let request = match read(w, &form) {
        Ok(request) => request,
        Err(errors) => return again(errors),
    };
    match ask(&state.ctx, who.person(), view.journey, &request).await {
        Ok(leave) => Ok(page::go_to(path_of(leave))),
        Err(Failure::Refused(refusal)) => again(errors_of(w, refusal)),
        Err(other) => Err(other.into()),
    }
}

fn read(w: Words, form: &FormData) -> Result<Request, Errors> {
    let mut errors = Errors::default();
    let kind = form.text("kind").parse().ok();
    if kind.is_none() {
        errors.kind = w.say("leave-kind-missing");
    }
    let (from, until) = (date(form, "from"), date(form, "until"));
    if from.is_none() {
        errors.from = w.say("leave-date-wrong");
    }
    if until.is_none() {
        errors.until = w.say("leave-date-wrong");
    }
    let (Some(kind), Some(from), Some(until)) = (kind, from, until) else { return Err(errors) };
    let begins = if form.text("begins") == "midday" { Begins::AtMidday } else { Begins::InTheMorning };
    let ends = if form.text("ends") == "midday" { Ends::AtMidday } else { Ends::InTheEvening };
    Ok(Request { kind, span: Span { from, until, begins, ends } })
}

fn errors_of(w: Words, refusal: AskRefusal) -> Errors {
    let mut errors = Errors::default();
    match refusal {
        AskRefusal::NoSuchKind => errors.kind = w.say("leave-kind-missing"),
        AskRefusal::Span(SpanProblem::EndsBeforeItBegins) => errors.until = w.say("leave-until-wrong"),
        AskRefusal::Span(SpanProblem::TooLong) => errors.until = w.say("leave-too-long"),
        AskRefusal::Span(SpanProblem::NoHalfDays) => errors.begins = w.say("leave-no-halves"),
        AskRefusal::Span(SpanProblem::NothingLeft) => errors.begins = w.say("leave-nothing-left"),
        AskRefusal::Overlaps => errors.from = w.say("leave-overlaps"),
        AskRefusal::NoWorkingDay => errors.from = w.say("leave-no-working-day"),
        AskRefusal::NobodyDecides => errors.kind = w.say("leave-nobody-decides"),
    }
    errors
}

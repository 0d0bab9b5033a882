//! Hours in the job plan.

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use domain::ids::TimePlanId;
use domain::time::{Every, Wrong};
use operations::Failure;
use operations::time::{NewPlan, PlanRefusal, Promised, plan};
use serde::Deserialize;

use super::{account, hours, name_of};
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
#[template(path = "time/plan.html")]
struct PlanPage {
    layout: Layout,
    caption: String,
    lead: String,
    account: String,
    hours: String,
    minutes: String,
    length_error: String,
    rhythms: Vec<Choice>,
    every_error: String,
    from: Day,
    note: String,
    note_error: String,
    seen: String,
    problems: Vec<Problem>,
}

#[derive(Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    account: String,
}

#[derive(Default)]
struct Errors {
    length: String,
    every: String,
    from: String,
    note: String,
}

pub(super) async fn get(
    State(state): State<AppState>,
    who: SignedIn,
    Query(asked): Query<Asked>,
) -> Result<Response, Error> {
    let one = account(&state, &who, &asked.account).await?;
    let mut page = build(&state, &who, &one, &asked.account, &FormData::default(), Errors::default());
    page.from = Day::at(state.ctx.today());
    Ok(page::show(&page))
}

fn build(state: &AppState, who: &SignedIn, one: &Promised, account: &str, form: &FormData, errors: Errors) -> PlanPage {
    let w = Words::english();
    let fields =
        [("hours", &errors.length), ("every", &errors.every), ("from-day", &errors.from), ("note", &errors.note)];
    let wrong = fields.iter().filter(|(_, text)| !text.is_empty());
    let problems: Vec<Problem> = wrong.map(|(at, text)| Problem::at(at, (*text).clone())).collect();
    let mut layout = who.layout(state, w.say("time-plan-title"));
    layout.has_errors = !problems.is_empty();
    let chosen = form.text("every");
    let rhythm = |every: Every| {
        let text = match every {
            Every::Month | Every::Week => w.say(&format!("time-every-{}", every.as_str())),
            Every::On(_) => w.with("time-every-on", [("day", w.say(&format!("time-day-{}", every.as_str())))]),
        };
        Choice::new(every.as_str(), domain::programmes::capitalised(&text)).chosen_if(&chosen)
    };
    PlanPage {
        caption: name_of(w, one),
        lead: w.with("time-plan-lead", [("hours", hours(w, one.promise.minutes_a_month))]),
        account: account.to_owned(),
        hours: form.text("hours"),
        minutes: form.text("minutes"),
        length_error: errors.length,
        rhythms: Every::ALL.into_iter().map(rhythm).collect(),
        every_error: errors.every,
        from: Day::of(form, "from", errors.from),
        note: form.raw("note"),
        note_error: errors.note,
        seen: w.say("time-seen-line"),
        problems,
        layout,
    }
}

pub(super) async fn post(
    State(state): State<AppState>,
    who: SignedIn,
    Posted(form): Posted,
) -> Result<Response, Error> {
    let w = Words::english();
    let key = form.text("account");
    let one = account(&state, &who, &key).await?;
    let mut errors = Errors::default();
    let minutes = days::length(&form).filter(|minutes| *minutes > 0);
    if minutes.is_none() {
        errors.length = w.say("time-wrong-length");
    }
    let every = Every::of(&form.text("every"));
    if every.is_none() {
        errors.every = w.say("time-wrong-every");
    }
    let from = days::read(&form, "from").ok().flatten();
    if from.is_none() {
        errors.from = w.say("time-wrong-date");
    }
    let (Some(minutes), Some(every), Some(from)) = (minutes, every, from) else {
        return Ok(page::again(&build(&state, &who, &one, &key, &form, errors)));
    };
    let new = NewPlan { which: one.account.which.clone(), minutes, every, from, note: form.raw("note") };
    match plan(&state.ctx, who.person(), &new).await {
        Ok(_) => Ok(page::go_to("/time?done=planned")),
        Err(Failure::Refused(refusal)) => {
            let text = w.say(refusal.key());
            let errors = match refusal {
                PlanRefusal::Wrong(Wrong::NoteTooLong) => Errors { note: text, ..Errors::default() },
                PlanRefusal::Wrong(_) => Errors { length: text, ..Errors::default() },
            };
            Ok(page::again(&build(&state, &who, &one, &key, &form, errors)))
        }
        Err(failure) => Err(failure.into()),
    }
}

pub(super) async fn end(
    State(state): State<AppState>,
    who: SignedIn,
    Path(id): Path<String>,
    _form: Posted,
) -> Result<Response, Error> {
    let id: TimePlanId = id.parse().map_err(|_| Error::NotFound)?;
    operations::time::end_plan(&state.ctx, who.person(), id).await?;
    Ok(page::go_to("/time?done=ended"))
}

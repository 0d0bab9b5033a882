//! Other times for a meeting: in answer to a proposal, or to move what was agreed.

use axum::extract::{Path, State};
use axum::response::Response;
use operations::Failure;
use operations::meetings::reschedule;
use store::meetings::{Circle, Meeting};

use super::propose::TimesPage;
use crate::error::Error;
use crate::form::Posted;
use crate::meetings::suggest;
use crate::meetings::times::TimesForm;
use crate::meetings::{capital, load, others, paths, telling};
use crate::page;
use crate::session::SignedIn;
use crate::state::AppState;
use crate::words::Words;

pub(in crate::meetings) async fn get(
    State(state): State<AppState>,
    who: SignedIn,
    Path(path): Path<String>,
) -> Result<Response, Error> {
    let (meeting, circle) = load(&state, &who, &path).await?;
    if !meeting.state.name().is_open() {
        return Ok(page::go_to(paths::show(meeting.id)));
    }
    let minutes = circle.programme.meeting_kind(&meeting.kind).map_or(60, |kind| kind.suggested_minutes);
    let times = TimesForm::begin(minutes, meeting.planned.as_ref());
    Ok(page::show(&form_page(&state, &who, &circle, &meeting, times).await?))
}

pub(in crate::meetings) async fn post(
    State(state): State<AppState>,
    who: SignedIn,
    Path(path): Path<String>,
    Posted(form): Posted,
) -> Result<Response, Error> {
    let (meeting, circle) = load(&state, &who, &path).await?;
    let w = Words::english();
    let times = match TimesForm::read(&form, w) {
        Ok(times) => times,
        Err(typed) => return Ok(page::again(&form_page(&state, &who, &circle, &meeting, *typed).await?)),
    };
    match reschedule(&state.ctx, who.person(), meeting.id, times).await {
        Ok(()) => Ok(page::go_to(format!("{}?done=sent", paths::show(meeting.id)))),
        Err(Failure::Refused(refusal)) => {
            let typed = TimesForm::refused(&form, w.say(refusal.key()));
            Ok(page::again(&form_page(&state, &who, &circle, &meeting, *typed).await?))
        }
        Err(other) => Err(other.into()),
    }
}

async fn form_page(
    state: &AppState,
    who: &SignedIn,
    circle: &Circle,
    meeting: &Meeting,
    times: TimesForm,
) -> Result<TimesPage, Error> {
    let w = Words::english();
    let suggestions = suggest::choices(state, w, circle, Some(&meeting.kind), Some(meeting), &times).await?;
    let mut layout = who.layout(state, w.say("times-move-title"));
    layout.has_errors = !times.problems.is_empty();
    let others = others(w, circle);
    let when = meeting.planned.as_ref().map_or_else(String::new, |slot| telling::planned(w, slot));
    Ok(TimesPage {
        back: paths::show(meeting.id),
        action: paths::times(meeting.id),
        caption: w.with("times-now", &[("meeting", capital(circle, meeting)), ("when", when)]),
        kinds: Vec::new(),
        kind_legend: String::new(),
        ways: times.ways(w),
        standings: times.standings(w, &others),
        suggestions,
        series: String::new(),
        send: w.say("times-send"),
        times,
        layout,
    })
}

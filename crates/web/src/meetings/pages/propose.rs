//! Proposing times for a new meeting.

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use domain::keys::MeetingKey;
use domain::meetings::StateName;
use operations::Failure;
use operations::meetings::propose;
use serde::Deserialize;
use store::meetings::{Circle, Meeting};

use crate::components::Choice;
use crate::error::Error;
use crate::form::Posted;
use crate::layout::Layout;
use crate::meetings::suggest;
use crate::meetings::times::TimesForm;
use crate::meetings::{circle, others, paths, telling};
use crate::page;
use crate::session::SignedIn;
use crate::state::AppState;
use crate::words::Words;

/// What the link that led here knows.
#[derive(Deserialize)]
pub(in crate::meetings) struct Known {
    #[serde(default)]
    kind: String,
    /// A day and a time that were noted in the last record.
    #[serde(default)]
    on: String,
    #[serde(default)]
    at: String,
}

#[derive(Template)]
#[template(path = "meetings/times.html")]
pub(super) struct TimesPage {
    pub(super) layout: Layout,
    pub(super) back: String,
    pub(super) action: String,
    pub(super) caption: String,
    pub(super) kinds: Vec<Choice>,
    pub(super) kind_legend: String,
    pub(super) times: TimesForm,
    pub(super) ways: Vec<Choice>,
    pub(super) standings: Vec<Choice>,
    /// Times that may suit everybody, each with why.
    pub(super) suggestions: Vec<Choice>,
    /// Where several are planned in one go; empty where one is moved.
    pub(super) series: String,
    pub(super) send: String,
}

pub(in crate::meetings) async fn get(
    State(state): State<AppState>,
    who: SignedIn,
    Path(path): Path<String>,
    Query(known): Query<Known>,
) -> Result<Response, Error> {
    let circle = circle(&state, &who, &path).await?;
    let meetings = store::meetings::list_for_journey(state.ctx.db.reader(), circle.journey).await?;
    let asked: Option<MeetingKey> = known.kind.parse().ok();
    let kind = asked.filter(|kind| circle.programme.meeting_kind(kind).is_some());
    let kind = kind.unwrap_or_else(|| likely_kind(&circle, &meetings));
    let minutes = circle.programme.meeting_kind(&kind).map_or(60, |kind| kind.suggested_minutes);
    // Where and how people met last time is offered again.
    let last = meetings.iter().rev().find_map(|meeting| meeting.planned.as_ref());
    let mut times = TimesForm::begin(minutes, None);
    if let Some(last) = last {
        times.way = last.way.to_string();
        last.place.as_str().clone_into(&mut times.place);
    }
    if let Ok(on) = known.on.parse::<jiff::civil::Date>() {
        let first = &mut times.boxes[0];
        (first.day, first.month, first.year) = (on.day().to_string(), on.month().to_string(), on.year().to_string());
        first.at = known.at;
    }
    Ok(page::show(&form_page(&state, &who, &circle, kind.as_str(), times).await?))
}

pub(in crate::meetings) async fn post(
    State(state): State<AppState>,
    who: SignedIn,
    Path(path): Path<String>,
    Posted(form): Posted,
) -> Result<Response, Error> {
    let circle = circle(&state, &who, &path).await?;
    let w = Words::english();
    let typed_kind = form.text("kind");
    let kind: MeetingKey = typed_kind.parse().map_err(|_| Error::NotFound)?;
    let times = match TimesForm::read(&form, w) {
        Ok(times) => times,
        Err(typed) => return Ok(page::again(&form_page(&state, &who, &circle, &typed_kind, *typed).await?)),
    };
    match propose(&state.ctx, who.person(), circle.journey, &kind, times).await {
        Ok(meeting) => Ok(page::go_to(format!("{}?done=sent", paths::show(meeting)))),
        Err(Failure::Refused(refusal)) => {
            let typed = TimesForm::refused(&form, w.say(refusal.key()));
            Ok(page::again(&form_page(&state, &who, &circle, &typed_kind, *typed).await?))
        }
        Err(other) => Err(other.into()),
    }
}

async fn form_page(
    state: &AppState,
    who: &SignedIn,
    circle: &Circle,
    kind: &str,
    times: TimesForm,
) -> Result<TimesPage, Error> {
    let w = Words::english();
    let suggestions = suggest::choices(state, w, circle, kind.parse().ok().as_ref(), None, &times).await?;
    let mut layout = who.layout(state, w.say("times-title"));
    layout.has_errors = !times.problems.is_empty();
    let others = others(w, circle);
    Ok(TimesPage {
        back: paths::list(circle.journey),
        action: paths::propose(circle.journey, None),
        caption: w.with("times-with", [("others", others.as_str())]),
        kinds: telling::kinds(circle, kind),
        kind_legend: w.say("times-kind"),
        ways: times.ways(w),
        standings: times.standings(w, &others),
        suggestions,
        series: paths::series(circle.journey, kind),
        send: w.say("times-send"),
        times,
        layout,
    })
}

/// The kind that is probably meant: the programme's first as long as none was held, then what was held last, but the
/// first only once.
pub(super) fn likely_kind(circle: &Circle, meetings: &[Meeting]) -> MeetingKey {
    let kinds = &circle.programme.meeting_kinds;
    let first = &kinds.first().expect("the compiler has checked that there is a kind").key;
    let lives = |meeting: &&Meeting| !matches!(meeting.state.name(), StateName::Cancelled | StateName::NotAttended);
    match meetings.iter().rfind(lives) {
        None => first.clone(),
        Some(last) if last.kind == *first => kinds.get(1).map_or(first, |second| &second.key).clone(),
        Some(last) => last.kind.clone(),
    }
}

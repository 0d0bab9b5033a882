//! Planning several meetings in one go: what they have in common, then each day, then one message (F5).

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use domain::keys::MeetingKey;
use domain::meetings::{Diaries, Slot};
use operations::Failure;
use operations::meetings::{SeriesStanding, diaries, propose_series};
use serde::Deserialize;
use store::meetings::{Circle, Meeting};

use super::propose::likely_kind;
use crate::components::{Choice, Problem};
use crate::error::Error;
use crate::form::{FormData, Posted};
use crate::layout::Layout;
use crate::meetings::series::{Common, Row, SeriesForm};
use crate::meetings::{circle, others, paths, telling};
use crate::page;
use crate::session::SignedIn;
use crate::state::AppState;
use crate::words::Words;

/// So many are planned unless somebody says otherwise.
const USUAL_COUNT: &str = "6";

/// What the link that led here knows.
#[derive(Deserialize)]
pub(in crate::meetings) struct Known {
    #[serde(default)]
    kind: String,
}

#[derive(Template)]
#[template(path = "meetings/series.html")]
struct SeriesPage {
    layout: Layout,
    back: String,
    action: String,
    caption: String,
    kinds: Vec<Choice>,
    rhythms: Vec<Choice>,
    ways: Vec<Choice>,
    standings: Vec<Choice>,
    series: SeriesForm,
}

#[derive(Template)]
#[template(path = "meetings/series_days.html")]
struct DaysPage {
    layout: Layout,
    back: String,
    action: String,
    caption: String,
    series: SeriesForm,
    rows: Vec<Row>,
    problems: Vec<Problem>,
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
    // Where, how and at what time people met last is offered again.
    let last = meetings.iter().rev().find_map(|meeting: &Meeting| meeting.planned.as_ref());
    let typed_time = |slot: &Slot| domain::calendar::time_of(slot.starts_at).strftime("%H:%M").to_string();
    let series = SeriesForm {
        kind: kind.to_string(),
        count: USUAL_COUNT.to_owned(),
        rhythm: domain::meetings::Rhythm::Monthly.to_string(),
        minutes: minutes.to_string(),
        at: last.map_or_else(String::new, typed_time),
        way: last.map_or_else(String::new, |slot| slot.way.to_string()),
        place: last.map_or_else(String::new, |slot| slot.place.as_str().to_owned()),
        ..SeriesForm::default()
    };
    Ok(page::show(&series_page(&state, &who, &circle, series)))
}

/// Shows the days that this gives, with what speaks against each; nothing is kept or sent yet.
pub(in crate::meetings) async fn look(
    State(state): State<AppState>,
    who: SignedIn,
    Path(path): Path<String>,
    Posted(form): Posted,
) -> Result<Response, Error> {
    let circle = circle(&state, &who, &path).await?;
    let w = Words::english();
    let mut series = SeriesForm::typed(&form);
    kind_of(&circle, &series)?;
    let Some(common) = series.read(w) else {
        return Ok(page::again(&series_page(&state, &who, &circle, series)));
    };
    let diaries = diaries(&state.ctx, state.ctx.db.reader(), &circle, None).await?;
    let rows = planned(w, &common, &diaries);
    Ok(page::show(&days_page(&state, &who, &circle, series, rows, Vec::new())))
}

fn planned(w: Words, common: &Common, diaries: &Diaries) -> Vec<Row> {
    let first = &common.first;
    let (on, at) = (domain::calendar::date_of(first.starts_at), domain::calendar::time_of(first.starts_at));
    let days = common.rhythm.days(on, common.count);
    let slot = |on| Slot { starts_at: domain::calendar::instant(on, at), ..first.clone() };
    days.into_iter().enumerate().map(|(n, on)| Row::of(w, n + 1, &slot(on), diaries)).collect()
}

pub(in crate::meetings) async fn post(
    State(state): State<AppState>,
    who: SignedIn,
    Path(path): Path<String>,
    Posted(form): Posted,
) -> Result<Response, Error> {
    let circle = circle(&state, &who, &path).await?;
    let w = Words::english();
    let mut series = SeriesForm::typed(&form);
    let kind = kind_of(&circle, &series)?;
    let Some(common) = series.read(w) else {
        return Ok(page::again(&series_page(&state, &who, &circle, series)));
    };
    let diaries = diaries(&state.ctx, state.ctx.db.reader(), &circle, None).await?;
    let (rows, slots, mut problems) = read_rows(&form, w, &common, &diaries);
    if problems.is_empty() {
        let standing = if series.standing == "together" { SeriesStanding::Together } else { SeriesStanding::Asked };
        match propose_series(&state.ctx, who.person(), circle.journey, &kind, &slots, standing).await {
            Ok(_) => return Ok(page::go_to(format!("{}?done=series", paths::list(circle.journey)))),
            Err(Failure::Refused(refusal)) => problems.push(Problem::at("on-1-day", w.say(refusal.key()))),
            Err(other) => return Err(other.into()),
        }
    }
    Ok(page::again(&days_page(&state, &who, &circle, series, rows, problems)))
}

/// The days as typed, the times that are kept, and what is wrong.
fn read_rows(form: &FormData, w: Words, common: &Common, diaries: &Diaries) -> (Vec<Row>, Vec<Slot>, Vec<Problem>) {
    let (mut rows, mut slots, mut problems) = (Vec::new(), Vec::new(), Vec::new());
    for number in 1..=common.count {
        match Row::read(form, w, number, common, diaries) {
            Ok((row, slot)) => {
                rows.push(row);
                slots.extend(slot);
            }
            Err(row) => {
                problems.push(Problem::at(&format!("on-{number}-day"), row.error.clone()));
                rows.push(*row);
            }
        }
    }
    (rows, slots, problems)
}

/// The kind that was chosen, if the viewer may plan such.
fn kind_of(circle: &Circle, series: &SeriesForm) -> Result<MeetingKey, Error> {
    let kind: MeetingKey = series.kind.parse().map_err(|_| Error::NotFound)?;
    if circle.opens(&kind) { Ok(kind) } else { Err(Error::NotFound) }
}

fn series_page(state: &AppState, who: &SignedIn, circle: &Circle, series: SeriesForm) -> SeriesPage {
    let w = Words::english();
    let mut layout = who.layout(state, w.say("series-title"));
    layout.has_errors = !series.problems.is_empty();
    let others = others(w, circle);
    SeriesPage {
        back: paths::list(circle.journey),
        action: paths::series_days(circle.journey),
        caption: w.with("times-with", [("others", others.as_str())]),
        kinds: telling::kinds(circle, &series.kind),
        rhythms: series.rhythms(w),
        ways: series.ways(w),
        standings: series.standings(w, &others),
        series,
        layout,
    }
}

fn days_page(
    state: &AppState,
    who: &SignedIn,
    circle: &Circle,
    series: SeriesForm,
    rows: Vec<Row>,
    problems: Vec<Problem>,
) -> DaysPage {
    let w = Words::english();
    let mut layout = who.layout(state, w.say("series-days-title"));
    layout.has_errors = !problems.is_empty();
    let what = series.kind.parse().map_or_else(
        |_| String::new(),
        |kind: MeetingKey| domain::programmes::capitalised(circle.programme.words.meeting(&kind)),
    );
    let others = others(w, circle);
    DaysPage {
        back: paths::series(circle.journey, &series.kind),
        action: paths::series(circle.journey, ""),
        caption: w.with("record-caption", &[("meeting", what), ("others", others)]),
        series,
        rows,
        problems,
        layout,
    }
}

//! All meetings of a journey.

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use domain::meetings::StateName;
use domain::programmes::Party;
use serde::Deserialize;
use store::meetings::{Circle, Meeting};
use store::records::{Record, RecordState};

use crate::error::Error;
use crate::layout::Layout;
use crate::meetings::{capital, circle, clock, others, paths, when};
use crate::page;
use crate::session::SignedIn;
use crate::state::AppState;
use crate::words::Words;

#[derive(Template)]
#[template(path = "meetings/list.html")]
struct ListPage {
    layout: Layout,
    back: String,
    back_text: String,
    caption: String,
    propose: String,
    series: String,
    /// Where a group is planned; empty where there is none to plan.
    group: String,
    enter: String,
    ahead: Vec<Line>,
    past: Vec<Line>,
}

/// What was just done, from the page before.
#[derive(Deserialize)]
pub(in crate::meetings) struct Done {
    #[serde(default)]
    done: String,
}

/// One meeting in the list.
struct Line {
    href: String,
    what: String,
    when: String,
    status: String,
    colour: &'static str,
    /// What it means for what is due, where that is worth a sentence.
    consequence: String,
}

pub(in crate::meetings) async fn get(
    State(state): State<AppState>,
    who: SignedIn,
    Path(path): Path<String>,
    Query(done): Query<Done>,
) -> Result<Response, Error> {
    let circle = circle(&state, &who, &path).await?;
    let reader = state.ctx.db.reader();
    let meetings = store::meetings::list_for_journey(reader, circle.journey).await?;
    let records = store::records::list_for_journey(reader, circle.journey).await?;
    let awaited = clock::awaited(&state, &circle).await?;
    let w = Words::english();
    let word = |meeting: &Meeting| {
        let record = records.iter().find(|record| record.of.meeting() == Some(meeting.id));
        let mut line = line(w, &circle, meeting, record);
        // What needs no further word has none: a meeting that simply counts.
        if meeting.state.is_off() || clock::stood_in(meeting, &awaited) {
            line.consequence = clock::sentence(w, &state, &circle, meeting, &awaited);
        }
        line
    };
    let (ahead, past): (Vec<&Meeting>, Vec<&Meeting>) = meetings
        .iter()
        .filter(|meeting| circle.opens(&meeting.kind))
        .partition(|meeting| meeting.state.name().is_open());
    let supports = circle.capacities().iter().any(|party| *party != Party::Supportee);
    let group = match supports && !super::group::kinds(&circle).is_empty() {
        true if super::group::journeys(&state, &who, &circle).await?.len() > 1 => paths::group(circle.journey),
        _ => String::new(),
    };
    let mut layout = who.layout(&state, w.say("meetings-title"));
    layout.flash = (done.done == "series").then(|| w.say("meeting-done-series"));
    Ok(page::show(&ListPage {
        layout,
        back: format!("/journeys/{}", circle.journey),
        back_text: domain::programmes::capitalised(circle.programme.words.say("journey")),
        caption: w.with("times-with", &[("others", others(w, &circle))]),
        propose: paths::propose(circle.journey, None),
        series: paths::series(circle.journey, ""),
        group,
        enter: paths::enter(circle.journey),
        ahead: ahead.into_iter().map(word).collect(),
        past: past.into_iter().rev().map(word).collect(),
    }))
}

fn line(w: Words, circle: &Circle, meeting: &Meeting, record: Option<&Record>) -> Line {
    let closed = record.is_some_and(|record| record.state != RecordState::Draft);
    let (key, colour) = match meeting.state.name() {
        StateName::Proposed => ("meeting-status-proposed", "yellow"),
        StateName::Agreed => ("meeting-status-agreed", "blue"),
        StateName::Held if closed => ("meeting-status-signed", "green"),
        StateName::Held => ("meeting-status-held", "aqua-green"),
        StateName::Cancelled => ("meeting-status-cancelled", "grey"),
        StateName::NotAttended => ("meeting-status-missed", "grey"),
    };
    Line {
        href: paths::show(meeting.id),
        what: capital(circle, meeting),
        when: when(w, meeting).unwrap_or_default(),
        status: w.say(key),
        colour,
        consequence: String::new(),
    }
}

//! Leave and absence of a journey: what is asked for, what stands, when somebody is away, and what stands still for it.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use domain::calendar::long_date;
use domain::leave::State as LeaveState;
use domain::programmes::{Delegation, capitalised};
use operations::leave::View;
use store::leave::{Absence, Leave};

use super::{list_of, path_of, telling};
use crate::error::Error;
use crate::layout::Layout;
use crate::page;
use crate::session::SignedIn;
use crate::state::AppState;
use crate::words::Words;

#[derive(Template)]
#[template(path = "leave/list.html")]
struct ListPage {
    layout: Layout,
    back: String,
    over: String,
    list: String,
    lead: String,
    can_ask: bool,
    can_note: bool,
    leave: Vec<LeaveLine>,
    absences: Vec<AbsenceLine>,
    long: Vec<LongLine>,
    /// Only when somebody is away, for those who see no more.
    only_days: Vec<String>,
    sees_all: bool,
}

/// A request, as a line.
struct LeaveLine {
    href: String,
    kind: String,
    days: String,
    length: String,
    tag: (String, &'static str),
    answer: String,
}

/// An absence, with what can be done about it.
struct AbsenceLine {
    said: String,
    noted_by: String,
    /// Where its last day is entered, while it has none.
    ends: String,
    forget: String,
}

/// A long time away, and whether what is expected stands still.
struct LongLine {
    said: String,
    paused: String,
    action: String,
    can_pause: bool,
    can_resume: bool,
}

pub(super) async fn get(
    State(state): State<AppState>,
    who: SignedIn,
    Path(id): Path<String>,
) -> Result<Response, Error> {
    let view = super::view(&state, &who, &id).await?;
    Ok(page::show(&build(&state, &who, &view).await?))
}

async fn build(state: &AppState, who: &SignedIn, view: &View) -> Result<ListPage, Error> {
    let w = Words::english();
    let today = state.ctx.today();
    let reader = state.ctx.db.reader();
    let leave = store::leave::list(reader, view.journey).await?;
    let absences = store::leave::absences(reader, view.journey).await?;
    let sees_all = view.sees.allows();
    let mut only_days = Vec::new();
    if !sees_all {
        let approved = leave.iter().filter(|one| one.state == LeaveState::Approved).map(|one| one.span.period());
        let mut away: Vec<_> = approved.chain(absences.iter().map(Absence::period)).collect();
        away.sort_by_key(|period| std::cmp::Reverse(period.started_on));
        only_days = away.iter().map(|period| telling::period(w, period)).collect();
    }
    let long = if sees_all { operations::leave::long_times(&state.ctx, reader, view).await? } else { Vec::new() };
    let can_pause = view.runs() && !view.is_own() && view.carries(Delegation::KnowAbsence);
    let lead = if view.is_own() {
        w.say("leave-lead-own")
    } else {
        w.with("leave-lead", [("name", view.supportee_name.as_str())])
    };
    Ok(ListPage {
        layout: who.layout(state, w.say("leave-title")),
        back: crate::journeys::journey(view.journey),
        over: format!("{}, {}", capitalised(view.programme.words.say("journey")), view.supportee_name),
        list: list_of(view.journey),
        lead,
        can_ask: view.is_own() && view.runs() && !view.programme.leave.is_empty(),
        can_note: view.notes_absence() && view.runs(),
        leave: if sees_all { leave.iter().map(|one| line(w, view, one, today)).collect() } else { Vec::new() },
        absences: if sees_all { absences.iter().map(|one| absence(w, view, one)).collect() } else { Vec::new() },
        long: long.iter().map(|long| long_line(w, view, long, can_pause)).collect(),
        only_days,
        sees_all,
    })
}

fn line(w: Words, view: &View, leave: &Leave, today: jiff::civil::Date) -> LeaveLine {
    LeaveLine {
        href: path_of(leave.id),
        kind: telling::kind(view, leave),
        days: telling::days(w, &leave.span),
        length: telling::length(w, leave.half_days),
        tag: telling::tag(w, leave.state),
        answer: telling::answer(w, leave, view, today),
    }
}

fn absence(w: Words, view: &View, one: &Absence) -> AbsenceLine {
    let base = format!("{}/absence", list_of(view.journey));
    let may = view.notes_absence() && view.runs();
    let ends = format!("{base}?since={}", one.started_on);
    AbsenceLine {
        said: telling::period(w, &one.period()),
        noted_by: w.with("leave-absence-noted-by", [("name", one.noted_by.as_str())]),
        ends: if may && one.finished_on.is_none() { ends } else { String::new() },
        forget: if may { format!("{base}/{}/forget", one.started_on) } else { String::new() },
    }
}

fn long_line(w: Words, view: &View, long: &operations::leave::Long, can_pause: bool) -> LongLine {
    let paused = match long.paused {
        None => String::new(),
        Some(None) => w.say("leave-paused-open"),
        Some(Some(until)) => w.with("leave-paused", [("until", long_date(until).as_str())]),
    };
    LongLine {
        said: telling::period(w, &long.period),
        paused,
        action: format!("{}/pauses/{}", list_of(view.journey), long.period.started_on),
        can_pause: can_pause && long.paused != Some(long.period.finished_on),
        can_resume: can_pause && long.paused.is_some(),
    }
}

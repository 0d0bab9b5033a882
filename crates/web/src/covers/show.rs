//! `/covers/{id}`: the stated time and scope, what the one supported tells, and in its days the summary.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use domain::access::{Decision, decide};
use domain::calendar::{clock_time, date_of, long_date, time_of, weekday_date};
use domain::ids::CoverId;
use domain::meetings::State as MeetingState;
use domain::programmes::{Onlooker, capitalised};
use operations::Failure;
use operations::covers::{Looks, Seen, end as end_cover, seen_by, tell_cover};
use store::meetings::Meeting;

use super::{cover_of, covers_of, sentence};
use crate::components::{Problem, SummaryRow};
use crate::error::Error;
use crate::form::Posted;
use crate::layout::Layout;
use crate::page;
use crate::session::SignedIn;
use crate::state::AppState;
use crate::words::Words;

#[derive(Template)]
#[template(path = "covers/show.html")]
struct CoverPage {
    layout: Layout,
    back: String,
    over: String,
    problems: Vec<Problem>,
    action: String,
    standing: String,
    rows: Vec<SummaryRow>,
    /// What the one supported has told.
    told: Vec<String>,
    told_by: String,
    tells: Option<Tells>,
    can_end: bool,
    summary: Option<Summary>,
}

struct Tells {
    text: String,
    error: String,
    seen_by: String,
}

/// What whoever stands in sees: that there is something, when, and how it stands; nothing that was written.
struct Summary {
    because: String,
    facts: Vec<String>,
    meetings: Vec<String>,
}

async fn load(state: &AppState, who: &SignedIn, id: &str) -> Result<Seen, Error> {
    let id: CoverId = id.parse().map_err(|_| Error::NotFound)?;
    seen_by(&state.ctx, state.ctx.db.reader(), who.person(), id).await?.ok_or(Error::NotFound)
}

pub(super) async fn get(
    State(state): State<AppState>,
    who: SignedIn,
    Path(id): Path<String>,
) -> Result<Response, Error> {
    let seen = load(&state, &who, &id).await?;
    Ok(page::show(&build(&state, &who, &seen, None).await?))
}

async fn build(
    state: &AppState,
    who: &SignedIn,
    seen: &Seen,
    mistake: Option<(String, String)>,
) -> Result<CoverPage, Error> {
    let w = Words::english();
    let (cover, words) = (&seen.cover, &seen.programme.words);
    let today = state.ctx.today();
    let mut layout = who.layout(state, w.with("cover-title", [("of", cover.of_name.as_str())]));
    layout.has_errors = mistake.is_some();
    let problems = mistake.iter().map(|(_, error)| Problem::at("told", error.clone())).collect();
    let back = match seen.looks {
        Looks::Cover => "/".to_owned(),
        _ => covers_of(cover.journey),
    };
    let tells = (seen.looks == Looks::Supportee).then(|| Tells {
        text: mistake.as_ref().map_or_else(|| cover.told.clone(), |(text, _)| text.clone()),
        error: mistake.as_ref().map_or_else(String::new, |(_, error)| error.clone()),
        seen_by: w.with("cover-told-seen", [("name", cover.name.as_str())]),
    });
    // What is told is for the one who stands in, in the stated days.
    let told = match seen.looks {
        Looks::Cover if cover.is_open(today) => cover.told.lines().map(str::to_owned).collect(),
        _ => Vec::new(),
    };
    let summary = match seen.looks {
        Looks::Cover if cover.is_open(today) => summary(state, w, seen).await?,
        _ => None,
    };
    Ok(CoverPage {
        layout,
        back,
        over: words.capital("programme"),
        problems,
        action: cover_of(cover.id),
        standing: sentence(w, cover, today),
        rows: vec![
            SummaryRow::new(words.capital("supportee"), cover.supportee_name.clone()),
            SummaryRow::new(capitalised(words.role(&cover.role)), cover.of_name.clone()),
            SummaryRow::new(w.say("cover-row-who"), cover.name.clone()),
            SummaryRow::new(w.say("cover-row-from"), long_date(cover.started_on)),
            SummaryRow::new(w.say("cover-row-until"), long_date(cover.finished_on)),
            SummaryRow::new(w.say("cover-row-scope"), cover.scope.clone()),
        ],
        told,
        told_by: w.with("cover-told-by", [("name", cover.supportee_name.as_str())]),
        tells,
        can_end: seen.looks != Looks::Supportee,
        summary,
    })
}

/// The summary that the sharing table gives; nothing where it gives none.
async fn summary(state: &AppState, w: Words, seen: &Seen) -> Result<Option<Summary>, Error> {
    let (programme, journey) = (&seen.programme, seen.cover.journey);
    let gives = |item: &domain::keys::ItemKey| decide(&programme.sharing, &[Onlooker::Cover], item);
    let progress = "progress".parse().expect("written here, and a key");
    let because = match gives(&progress) {
        Decision::Allow { because } | Decision::Summary { because } => because,
        Decision::Hide => return Ok(None),
    };
    let reader = state.ctx.db.reader();
    let head = store::overview::head(reader, &state.ctx.programmes, journey, state.ctx.today()).await?;
    let Some(head) = head else { return Ok(None) };
    let mut facts = vec![crate::home::cards::month_of(w, head.starts_on, head.planned_end_on, state.ctx.today())];
    if let Some(on) = head.last_met_on {
        let count = head.meetings_held.to_string();
        facts.push(w.with("journey-met", &[("count", count), ("date", long_date(on))]));
    }
    if let Some(at) = head.next_meeting_at {
        let (date, time) = (weekday_date(date_of(at)), clock_time(time_of(at)));
        facts.push(w.with("journey-next-meeting", &[("date", date), ("time", time)]));
    }
    let all = store::meetings::list_for_journey(reader, journey).await?;
    let shown = all.iter().rev().filter(|meeting| {
        let kind = programme.meeting_kind(&meeting.kind);
        kind.is_some_and(|kind| gives(&kind.item) != Decision::Hide)
    });
    let meetings = shown.take(12).filter_map(|meeting| line(w, programme, meeting)).collect();
    Ok(Some(Summary { because, facts, meetings }))
}

fn line(w: Words, programme: &domain::programmes::Programme, meeting: &Meeting) -> Option<String> {
    let what = capitalised(programme.words.meeting(&meeting.kind));
    let (key, at) = match &meeting.state {
        MeetingState::Held(time) => ("cover-met", time.from()),
        MeetingState::Agreed(slot) => ("cover-agreed", slot.starts_at),
        MeetingState::Proposed(_) => ("cover-proposed", meeting.planned.as_ref()?.starts_at),
        MeetingState::Cancelled(_) | MeetingState::NotAttended(_) => return None,
    };
    Some(w.with(key, &[("what", what), ("date", weekday_date(date_of(at)))]))
}

pub(super) async fn end(
    State(state): State<AppState>,
    who: SignedIn,
    Path(id): Path<String>,
    _form: Posted,
) -> Result<Response, Error> {
    let seen = load(&state, &who, &id).await?;
    end_cover(&state.ctx, who.person(), seen.cover.id).await?;
    Ok(page::go_to(if seen.looks == Looks::Cover { "/".to_owned() } else { covers_of(seen.cover.journey) }))
}

pub(super) async fn tell(
    State(state): State<AppState>,
    who: SignedIn,
    Path(id): Path<String>,
    Posted(form): Posted,
) -> Result<Response, Error> {
    let seen = load(&state, &who, &id).await?;
    let words = form.raw("told");
    match tell_cover(&state.ctx, who.person(), seen.cover.id, &words).await {
        Ok(()) => Ok(page::go_to(cover_of(seen.cover.id))),
        Err(Failure::Refused(refusal)) => {
            let error = Words::english().say(refusal.key());
            Ok(page::again(&build(&state, &who, &seen, Some((words, error))).await?))
        }
        Err(failure) => Err(failure.into()),
    }
}

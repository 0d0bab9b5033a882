//! A meeting: how it stands, and the one thing to do now.

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use domain::calendar::date_of;
use domain::ids::{PersonId, ProposalId};
use domain::meetings::State as MeetingState;
use domain::programmes::Party;
use operations::Failure;
use operations::meetings::only_offer;
use operations::records::{Paper, paper};
use serde::Deserialize;
use store::meetings::{Circle, Meeting};

use crate::components::{Choice, Link, Problem, SummaryRow};
use crate::error::Error;
use crate::form::Posted;
use crate::layout::Layout;
use crate::meetings::preparing::{self, AgendaView, SharedNote};
use crate::meetings::{capital, clock, load, others, paths, telling};
use crate::page;
use crate::session::SignedIn;
use crate::state::AppState;
use crate::words::Words;

/// What was just done, from the page before.
#[derive(Deserialize)]
pub(in crate::meetings) struct Done {
    #[serde(default)]
    done: String,
}

#[derive(Template)]
#[template(path = "meetings/show.html")]
struct ShowPage {
    layout: Layout,
    back: String,
    back_text: String,
    heading: String,
    caption: String,
    /// How it stands, in a sentence.
    standing: String,
    /// What that means for what is due; may be empty.
    consequence: String,
    /// How many of a series wait for the viewer's answer; none or one: they are answered by themselves.
    series_waits: usize,
    accept_all: String,
    /// The times one may accept.
    offers: Vec<Choice>,
    accept_action: String,
    problems: Vec<Problem>,
    offer_error: String,
    rows: Vec<SummaryRow>,
    agenda: AgendaView,
    /// What others have prepared and shared.
    shared: Vec<SharedNote>,
    /// The one next thing.
    next: Option<Link>,
    others: Vec<Link>,
    /// What counts its time as the viewer's, while it is not counted.
    count: String,
    count_action: String,
    /// What is not to be raised there, for those who may know it.
    beside: Option<crate::placements::Beside>,
    /// Why it was cancelled, or the note on who did not come.
    reason: String,
    history: Vec<String>,
}

pub(in crate::meetings) async fn get(
    State(state): State<AppState>,
    who: SignedIn,
    Path(path): Path<String>,
    Query(done): Query<Done>,
) -> Result<Response, Error> {
    let (meeting, circle) = load(&state, &who, &path).await?;
    let mut page = show_page(&state, &who, &meeting, &circle, None).await?;
    if ["sent", "agreed", "agreed-all", "cancelled", "noted", "counted"].contains(&done.done.as_str()) {
        page.layout.flash = Some(page.layout.w.say(&format!("meeting-done-{}", done.done)));
    }
    Ok(page::show(&page))
}

/// Agrees to one of the offered times.
pub(in crate::meetings) async fn accept(
    State(state): State<AppState>,
    who: SignedIn,
    Path(path): Path<String>,
    Posted(form): Posted,
) -> Result<Response, Error> {
    let (meeting, circle) = load(&state, &who, &path).await?;
    let w = Words::english();
    let problem = match form.text("offer").parse::<ProposalId>() {
        Err(_) => w.say("meeting-offer-missing"),
        Ok(offer) => match operations::meetings::accept(&state.ctx, who.person(), meeting.id, offer).await {
            Ok(()) => return Ok(page::go_to(format!("{}?done=agreed", paths::show(meeting.id)))),
            Err(Failure::Refused(refusal)) => w.say(refusal.key()),
            Err(other) => return Err(other.into()),
        },
    };
    // The meeting may have moved on meanwhile: show it as it is now.
    let (meeting, circle) = load(&state, &who, &path).await.unwrap_or((meeting, circle));
    Ok(page::again(&show_page(&state, &who, &meeting, &circle, Some(problem)).await?))
}

/// Agrees to all that were proposed together with this one.
pub(in crate::meetings) async fn accept_all(
    State(state): State<AppState>,
    who: SignedIn,
    Path(path): Path<String>,
    Posted(_): Posted,
) -> Result<Response, Error> {
    let (meeting, circle) = load(&state, &who, &path).await?;
    match operations::meetings::accept_series(&state.ctx, who.person(), meeting.id).await {
        Ok(_) => Ok(page::go_to(format!("{}?done=agreed-all", paths::show(meeting.id)))),
        Err(Failure::Refused(refusal)) => {
            let problem = Some(Words::english().say(refusal.key()));
            Ok(page::again(&show_page(&state, &who, &meeting, &circle, problem).await?))
        }
        Err(other) => Err(other.into()),
    }
}

/// How many meetings that were proposed together with this one the viewer could agree to at once.
async fn series_waits(state: &AppState, meeting: &Meeting, circle: &Circle) -> Result<usize, Error> {
    let reader = state.ctx.db.reader();
    let together = store::meetings::series_of(reader, meeting.id).await?;
    if together.is_empty() {
        return Ok(0);
    }
    let meetings = store::meetings::list_for_journey(reader, circle.journey).await?;
    let waits = meetings.iter().filter(|one| {
        let ahead = one.planned.as_ref().is_some_and(|slot| slot.starts_at >= state.ctx.now());
        ahead && together.contains(&one.id) && only_offer(one, circle.viewer).is_some()
    });
    Ok(waits.count())
}

async fn show_page(
    state: &AppState,
    who: &SignedIn,
    meeting: &Meeting,
    circle: &Circle,
    problem: Option<String>,
) -> Result<ShowPage, Error> {
    let reader = state.ctx.db.reader();
    let paper = paper(&state.ctx, reader, circle, meeting).await?;
    let attended = store::meetings::attendance(reader, meeting.id).await?;
    let events = store::events::list_for(reader, "meetings", meeting.id).await?;
    let w = Words::english();
    let mut layout = who.layout(state, capital(circle, meeting));
    layout.has_errors = problem.is_some();
    let (next, mut others_to_do) = deeds(w, state, circle, meeting, paper.as_ref());
    others_to_do.extend(guide(w, circle, meeting));
    let reason = match &meeting.state {
        MeetingState::Cancelled(reason) => reason.as_str().to_owned(),
        MeetingState::NotAttended(absence) => absence.note.clone(),
        _ => String::new(),
    };
    let error = problem.unwrap_or_default();
    let on = match &meeting.state {
        MeetingState::Held(time) => date_of(time.from()),
        _ => meeting.planned.as_ref().map_or_else(|| state.ctx.today(), |slot| date_of(slot.starts_at)),
    };
    let beside = crate::placements::beside(state, who, circle.journey, (&meeting.kind, on)).await?;
    Ok(ShowPage {
        beside,
        back: format!("/journeys/{}", circle.journey),
        back_text: domain::programmes::capitalised(circle.programme.words.say("journey")),
        heading: capital(circle, meeting),
        caption: w.with("times-with", &[("others", others(w, circle))]),
        standing: standing(w, circle, meeting, paper.as_ref()),
        consequence: clock::sentence(w, state, circle, meeting, &clock::awaited(state, circle).await?),
        series_waits: series_waits(state, meeting, circle).await?,
        accept_all: format!("{}/acceptance/series", paths::show(meeting.id)),
        offers: offers(w, circle, meeting),
        accept_action: format!("{}/acceptance", paths::show(meeting.id)),
        problems: if error.is_empty() { Vec::new() } else { vec![Problem::at("offer", error.clone())] },
        offer_error: error,
        agenda: preparing::view(state, w, circle, meeting).await?,
        shared: preparing::shared(state, w, circle, meeting).await?,
        rows: with_attendance(w, circle, rows(w, meeting), &attended),
        next,
        count_action: format!("{}/time", paths::show(meeting.id)),
        count: crate::time::to_count(state, who, meeting.id).await?,
        others: others_to_do,
        reason,
        history: events
            .iter()
            .map(|event| {
                let on = domain::calendar::long_date(date_of(event.happened_at));
                w.with("meeting-history-line", &[("on", on), ("sentence", event.sentence.clone())])
            })
            .collect(),
        layout,
    })
}

/// Adds who was there, where somebody said so.
fn with_attendance(
    w: Words,
    circle: &Circle,
    mut rows: Vec<SummaryRow>,
    attended: &[(Party, PersonId)],
) -> Vec<SummaryRow> {
    let mut names: Vec<String> = Vec::new();
    for (_, person) in attended {
        let name = circle.name_of(*person).map_or_else(|| w.say("attended-left"), ToOwned::to_owned);
        if !names.contains(&name) {
            names.push(name);
        }
    }
    if !names.is_empty() {
        rows.push(SummaryRow::new(w.say("attended-row"), crate::meetings::and(w, &names)));
    }
    rows
}

/// The guide that the programme puts beside this kind of meeting.
fn guide(w: Words, circle: &Circle, meeting: &Meeting) -> Option<Link> {
    let kind = circle.programme.meeting_kind(&meeting.kind)?;
    let guide = circle.programme.guide(kind.guide.as_ref()?)?;
    let text = w.with("guide-open", [("guide", guide.name.as_str())]);
    Some(Link::new(text, crate::guides::path(circle.journey, &guide.key)))
}

/// The times that the viewer may accept: those of somebody else.
fn offers(w: Words, circle: &Circle, meeting: &Meeting) -> Vec<Choice> {
    let MeetingState::Proposed(proposals) = &meeting.state else { return Vec::new() };
    if proposals.by() == circle.viewer {
        return Vec::new();
    }
    let choice = |offer: &domain::meetings::Offer| {
        Choice::new(offer.id.to_string(), telling::planned(w, &offer.slot)).hint(telling::place(w, &offer.slot))
    };
    let only = if let [one] = proposals.offers() { one.id.to_string() } else { String::new() };
    proposals.offers().iter().map(|offer| choice(offer).chosen_if(&only)).collect()
}

fn rows(w: Words, meeting: &Meeting) -> Vec<SummaryRow> {
    let mut rows = Vec::new();
    match &meeting.state {
        MeetingState::Proposed(proposals) => {
            for offer in proposals.offers() {
                rows.push(SummaryRow::new(w.say("meeting-row-offer"), telling::planned(w, &offer.slot)));
            }
        }
        MeetingState::Held(time) => rows.push(SummaryRow::new(w.say("meeting-row-held"), telling::held(w, time))),
        _ => {
            if let Some(slot) = &meeting.planned {
                rows.push(SummaryRow::new(w.say("meeting-row-when"), telling::planned(w, slot)));
            }
        }
    }
    if let (Some(slot), true) = (&meeting.planned, meeting.state.name().is_open()) {
        rows.push(SummaryRow::new(w.say("meeting-row-where"), telling::place(w, slot)));
    }
    rows
}

fn standing(w: Words, circle: &Circle, meeting: &Meeting, paper: Option<&Paper>) -> String {
    let name = |person| circle.name_of(person).unwrap_or_default().to_owned();
    match &meeting.state {
        MeetingState::Proposed(proposals) if proposals.by() == circle.viewer => {
            let count = proposals.offers().len().to_string();
            w.with("meeting-standing-asked", &[("others", others(w, circle)), ("count", count)])
        }
        MeetingState::Proposed(proposals) => {
            let count = proposals.offers().len().to_string();
            w.with("meeting-standing-choose", &[("name", name(proposals.by())), ("count", count)])
        }
        MeetingState::Agreed(_) if circle.is_group() => w.say("meeting-standing-agreed-group"),
        MeetingState::Agreed(_) => w.say("meeting-standing-agreed"),
        MeetingState::Held(_) => held_standing(w, circle, paper),
        MeetingState::Cancelled(_) => w.say("meeting-standing-cancelled"),
        MeetingState::NotAttended(absence) if absence.person == circle.viewer => w.say("meeting-standing-missed-me"),
        MeetingState::NotAttended(absence) => w.with("meeting-standing-missed", &[("name", name(absence.person))]),
    }
}

/// How far the record is.
fn held_standing(w: Words, circle: &Circle, paper: Option<&Paper>) -> String {
    let Some(paper) = paper else { return w.say("meeting-standing-held") };
    if paper.is_closed() {
        return w.say("meeting-standing-closed");
    }
    if paper.document.standing.is_empty() {
        return w.say("meeting-standing-held");
    }
    let mine = paper.document.standing.iter().any(|signature| signature.person == circle.viewer);
    let signed: Vec<String> = paper.document.standing.iter().map(|signature| signature.name.clone()).collect();
    let key = if mine { "meeting-standing-signed-me" } else { "meeting-standing-signed-other" };
    w.with(key, &[("names", telling::and(w, &signed))])
}

/// The one next thing, and what else one can do.
fn deeds(
    w: Words,
    state: &AppState,
    circle: &Circle,
    meeting: &Meeting,
    paper: Option<&Paper>,
) -> (Option<Link>, Vec<Link>) {
    let link = |key: &str, href: String| Link::new(w.say(key), href);
    let id = meeting.id;
    let record = link("meeting-do-record", paths::record(id));
    let begin = link("meeting-do-prepare", paths::record(id));
    let prepare = link("meeting-do-go-prepare", paths::preparation(id));
    let move_it = link("meeting-do-move", paths::times(id));
    let cancel = link("meeting-do-cancel", paths::cancellation(id));
    let calendar = link("meeting-do-calendar", paths::calendar(id));
    let started = meeting.planned.as_ref().is_some_and(|slot| slot.starts_at <= state.ctx.now());
    match &meeting.state {
        MeetingState::Proposed(proposals) if proposals.by() == circle.viewer => (None, vec![prepare, move_it, cancel]),
        MeetingState::Proposed(_) => (None, vec![link("meeting-do-others", paths::times(id)), cancel, prepare]),
        // In a group, who was there is said on the record: it took place without the others.
        MeetingState::Agreed(_) if started && circle.is_group() => (Some(record), vec![move_it, cancel]),
        MeetingState::Agreed(_) if started => {
            (Some(record), vec![link("meeting-do-absence", paths::absence(id)), move_it, cancel])
        }
        MeetingState::Agreed(_) => (Some(prepare), vec![begin, move_it, cancel, calendar]),
        MeetingState::Held(_) => {
            let signed = paper.is_some_and(|paper| {
                paper.is_closed() || paper.document.standing.iter().any(|one| one.person == circle.viewer)
            });
            let read = link("meeting-do-read", paths::signatures(id));
            if signed {
                (Some(read), Vec::new())
            } else {
                (Some(record), vec![link("meeting-do-sign", paths::signatures(id))])
            }
        }
        MeetingState::Cancelled(_) | MeetingState::NotAttended(_) => {
            (Some(link("meeting-do-again", paths::propose(circle.journey, Some(&meeting.kind)))), Vec::new())
        }
    }
}

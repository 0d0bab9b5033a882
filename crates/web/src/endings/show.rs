//! `GET /journeys/{id}/changes`: how the journey stands, what waits for an answer, and what can be done.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use domain::calendar::long_date;
use domain::endings::{By, How, may_undo, undo_until};
use domain::ids::{EndingId, JourneyId};
use domain::programmes::MayVary;
use operations::endings::{self, Course, SettleRefusal};
use operations::{Failure, Outcome};
use store::endings::{EndingRow, EndingState};

use super::{changes_of, course, pauses_of};
use crate::components::{Link, Problem, SummaryRow};
use crate::error::Error;
use crate::form::Posted;
use crate::layout::Layout;
use crate::page;
use crate::session::SignedIn;
use crate::state::AppState;
use crate::words::Words;

#[derive(Template)]
#[template(path = "endings/show.html")]
struct ChangesPage {
    layout: Layout,
    back: String,
    over: String,
    problems: Vec<Problem>,
    /// How it stands today, in a sentence.
    standing: String,
    asked: Option<Asked>,
    ended: Option<EndedPart>,
    doors: Vec<Door>,
}

/// An end that somebody asks for.
struct Asked {
    sentence: String,
    rows: Vec<SummaryRow>,
    seen_by: String,
    action: String,
    /// Whether the viewer answers; otherwise they may have asked.
    answers: bool,
    own: bool,
}

/// What is known of an end that stands.
struct EndedPart {
    rows: Vec<SummaryRow>,
    seen_by: String,
    /// One's own record of completion.
    record: bool,
    /// Until when it can be taken back, by the viewer.
    undo: Option<String>,
    action: String,
}

/// Something one can do, and what it is for.
struct Door {
    heading: String,
    what: String,
    links: Vec<Link>,
}

pub(super) async fn get(
    State(state): State<AppState>,
    who: SignedIn,
    Path(id): Path<String>,
) -> Result<Response, Error> {
    let course = course(&state, &who, &id).await?;
    Ok(page::show(&build(&state, &who, &course, None)))
}

fn build(state: &AppState, who: &SignedIn, course: &Course, problem: Option<String>) -> ChangesPage {
    let w = Words::english();
    let words = &course.programme.words;
    let mut layout = who.layout(state, w.with("changes-title", [("journey", words.say("journey"))]));
    layout.has_errors = problem.is_some();
    let today = state.ctx.today();
    let waits = course.ending.as_ref().filter(|ending| ending.state == EndingState::Proposed);
    let stands = course.ending.as_ref().filter(|ending| ending.state == EndingState::Standing);
    ChangesPage {
        layout,
        back: crate::journeys::journey(course.subject.journey),
        over: format!("{} · {}", words.capital("programme"), course.subject.name),
        problems: problem.into_iter().map(|text| Problem::at("standing", text)).collect(),
        standing: standing(w, course, today),
        asked: waits.map(|ending| asked(w, course, ending)),
        ended: stands.map(|ending| ended(w, course, ending, today)),
        doors: if course.subject.ended_on.is_some() { Vec::new() } else { doors(w, course) },
    }
}

/// “It stands still since 3 March 2027.”
fn standing(w: Words, course: &Course, today: jiff::civil::Date) -> String {
    let journey = course.programme.words.say("journey").to_owned();
    if let Some(on) = course.subject.ended_on {
        return w.with("changes-ended", &[("journey", journey), ("date", long_date(on))]);
    }
    if let Some(pause) = course.paused(today) {
        let since = long_date(pause.period.started_on);
        return match pause.expected_back_on {
            Some(back) => {
                w.with("changes-paused-until", &[("journey", journey), ("date", since), ("back", long_date(back))])
            }
            None => w.with("changes-paused", &[("journey", journey), ("date", since)]),
        };
    }
    match course.subject.planned_end_on {
        Some(end) => w.with("changes-runs-until", &[("journey", journey), ("date", long_date(end))]),
        None => w.with("changes-runs", &[("journey", journey)]),
    }
}

/// What an end says of itself, for those who may read its words.
fn rows(w: Words, ending: &EndingRow) -> Vec<SummaryRow> {
    let how = match &ending.how {
        How::Completed => w.say("ending-completed"),
        How::Early { kind, .. } => w.say(&format!("ending-kind-{}", kind.as_str())),
    };
    let mut rows = vec![
        SummaryRow::new(w.say("ending-row-how"), how),
        SummaryRow::new(w.say("ending-row-on"), long_date(ending.ends_on)),
    ];
    if !ending.how.reason().is_empty() {
        rows.push(SummaryRow::new(w.say("ending-row-why"), ending.how.reason().to_owned()));
    }
    rows
}

fn asked(w: Words, course: &Course, ending: &EndingRow) -> Asked {
    let own = ending.asked_by == course.viewer;
    let answers = !own && course.by != By::Lead && course.by != ending.asked_as;
    let asks = match ending.asked_as {
        By::Supportee => course.subject.name.clone(),
        _ => course
            .supporters
            .iter()
            .find(|(id, _)| *id == ending.asked_by)
            .map(|(_, name)| name.clone())
            .unwrap_or_default(),
    };
    let others: Vec<String> = course.others().into_iter().map(|(_, name)| name).collect();
    let sentence = match own {
        true => w.with("ending-asked-own", &[("others", crate::meetings::and(w, &others))]),
        false => w.with("ending-asked-by", &[("name", asks)]),
    };
    let action = format!("/journeys/{}/ending/{}", course.subject.journey, ending.id);
    Asked { sentence, rows: rows(w, ending), seen_by: w.say("ending-seen-by"), action, answers, own }
}

fn ended(w: Words, course: &Course, ending: &EndingRow, today: jiff::civil::Date) -> EndedPart {
    let by = if course.leads { By::Lead } else { course.by };
    let until = undo_until(ending.settled_at.unwrap_or(ending.asked_at));
    let undo = may_undo(ending.asked_as, by) && today <= until;
    EndedPart {
        rows: rows(w, ending),
        seen_by: if ending.how.reason().is_empty() { String::new() } else { w.say("ending-seen-by") },
        record: course.by == By::Supportee && ending.how == How::Completed,
        undo: undo.then(|| w.with("undo-until", &[("date", long_date(until))])),
        action: format!("/journeys/{}/ending/undo", course.subject.journey),
    }
}

/// What can be done while it runs.
fn doors(w: Words, course: &Course) -> Vec<Door> {
    let journey = course.subject.journey;
    let programme = &course.programme;
    let word = programme.words.say("journey");
    let door = |key: &str, links: Vec<Link>| Door {
        heading: w.with(&format!("changes-{key}"), [("journey", word)]),
        what: w.with(&format!("changes-{key}-what"), [("journey", word)]),
        links,
    };
    let mut doors = vec![door("pause", vec![Link::new(w.say("changes-pause-do"), pauses_of(journey))])];
    let is_side = course.by != By::Lead && !course.others().is_empty();
    if programme.length.may_vary == MayVary::ByAgreement && course.subject.planned_end_on.is_some() {
        let links = if is_side {
            let list = crate::exceptions::list_of(journey);
            vec![
                Link::new(w.say("changes-length-do"), format!("{list}/new?what=ends")),
                Link::new(w.say("exceptions-link"), list),
            ]
        } else {
            Vec::new()
        };
        doors.push(door(if is_side { "length" } else { "length-theirs" }, links));
    }
    let (other, verb) = match course.by {
        By::Lead => ("other-theirs", "change-name-heading"),
        _ => ("other", "change-link"),
    };
    doors.push(door(other, vec![Link::new(w.say(verb), crate::handovers::change_of(journey))]));
    doors.push(door("cover", vec![Link::new(w.say("covers-link"), crate::covers::covers_of(journey))]));
    let end = |how: &str| format!("/journeys/{journey}/ending?how={how}");
    let early = Link::new(w.say("changes-end-early-do"), end("early"));
    let complete = Link::new(w.say("changes-end-complete-do"), end("completed"));
    doors.push(door("end", vec![complete, early]));
    doors
}

pub(super) async fn undo(
    State(state): State<AppState>,
    who: SignedIn,
    Path(id): Path<String>,
    _form: Posted,
) -> Result<Response, Error> {
    let at = course(&state, &who, &id).await?;
    let journey = at.subject.journey;
    match endings::undo(&state.ctx, who.person(), journey).await {
        Ok(()) => Ok(page::go_to(changes_of(journey))),
        Err(Failure::Refused(refusal)) => {
            let problem = Some(Words::english().say(refusal.key()));
            Ok(page::again(&build(&state, &who, &course(&state, &who, &id).await?, problem)))
        }
        Err(failure) => Err(failure.into()),
    }
}

pub(super) async fn agree(
    State(state): State<AppState>,
    who: SignedIn,
    Path((id, ending)): Path<(String, String)>,
    _form: Posted,
) -> Result<Response, Error> {
    let (journey, ending) = ids(&id, &ending)?;
    let done = endings::agree(&state.ctx, who.person(), journey, ending).await;
    settled(&state, &who, journey, done).await
}

pub(super) async fn decline(
    State(state): State<AppState>,
    who: SignedIn,
    Path((id, ending)): Path<(String, String)>,
    _form: Posted,
) -> Result<Response, Error> {
    let (journey, ending) = ids(&id, &ending)?;
    let done = endings::decline(&state.ctx, who.person(), journey, ending).await;
    settled(&state, &who, journey, done).await
}

pub(super) async fn withdraw(
    State(state): State<AppState>,
    who: SignedIn,
    Path((id, ending)): Path<(String, String)>,
    _form: Posted,
) -> Result<Response, Error> {
    let (journey, ending) = ids(&id, &ending)?;
    let done = endings::withdraw(&state.ctx, who.person(), journey, ending).await;
    settled(&state, &who, journey, done).await
}

fn ids(journey: &str, ending: &str) -> Result<(JourneyId, EndingId), Error> {
    match (journey.parse(), ending.parse()) {
        (Ok(journey), Ok(ending)) => Ok((journey, ending)),
        _ => Err(Error::NotFound),
    }
}

/// On to the page; home where the journey, being over, is the viewer's no more.
async fn settled(
    state: &AppState,
    who: &SignedIn,
    journey: JourneyId,
    done: Outcome<(), SettleRefusal>,
) -> Result<Response, Error> {
    match done {
        Ok(()) => after(state, who, journey).await,
        Err(Failure::Refused(refusal)) => {
            let problem = Some(Words::english().say(refusal.key()));
            let course = course(state, who, &journey.to_string()).await?;
            Ok(page::again(&build(state, who, &course, problem)))
        }
        Err(failure) => Err(failure.into()),
    }
}

/// Where one goes on after the course was changed.
pub(super) async fn after(state: &AppState, who: &SignedIn, journey: JourneyId) -> Result<Response, Error> {
    let reader = state.ctx.db.reader();
    let course = endings::course_of(&state.ctx, reader, who.person(), journey).await?;
    Ok(page::go_to(if course.is_some() { changes_of(journey) } else { "/".to_owned() }))
}

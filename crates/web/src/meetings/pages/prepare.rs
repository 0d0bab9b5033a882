//! Preparing for a meeting: one's own notes, which stay one's own until shared, and the agenda beside them (F6).

use askama::Template;
use axum::Json;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use domain::calendar::{clock_time, time_of};
use domain::ids::AgendaPointId;
use operations::Failure;
use operations::meetings::{NoteRefusal, Standing, raise_point, set_point, share_note, take_note_back, write_note};
use serde::{Deserialize, Serialize};
use store::meetings::{Circle, Meeting, Note};

use crate::components::Problem;
use crate::error::Error;
use crate::form::{FormData, Posted};
use crate::layout::Layout;
use crate::meetings::preparing::{self, AgendaView, POINT, SharedNote};
use crate::meetings::{caption, load, others, paths};
use crate::page;
use crate::session::SignedIn;
use crate::state::AppState;
use crate::words::Words;

/// The box of the note.
const NOTE: &str = "note";

#[derive(Template)]
#[template(path = "meetings/prepare.html")]
struct PreparePage {
    layout: Layout,
    back: String,
    caption: String,
    action: String,
    autosave: String,
    storage: String,
    sign_in_again: String,
    problems: Vec<Problem>,
    agenda: AgendaView,
    shared: Vec<SharedNote>,
    note: String,
    note_error: String,
    base: i32,
    /// What stands, when something else was typed.
    stands: String,
    readers: String,
    saved: String,
    is_open: bool,
    is_shared: bool,
    /// Exactly who would read it.
    share_with: String,
}

/// What was just done, from the page before.
#[derive(Deserialize)]
pub(in crate::meetings) struct Done {
    #[serde(default)]
    done: String,
}

/// What was typed and could not be kept, and a point that could not be added.
#[derive(Default)]
struct Trouble {
    note: Option<(String, String)>,
    point: Option<(FormData, String)>,
}

pub(in crate::meetings) async fn get(
    State(state): State<AppState>,
    who: SignedIn,
    Path(path): Path<String>,
    Query(done): Query<Done>,
) -> Result<Response, Error> {
    let (meeting, circle) = load(&state, &who, &path).await?;
    let mut page = prepare_page(&state, &who, &circle, &meeting, Trouble::default()).await?;
    if ["shared", "taken-back", "saved"].contains(&done.done.as_str()) {
        page.layout.flash = Some(page.layout.w.say(&format!("note-done-{}", done.done)));
    }
    Ok(page::show(&page))
}

pub(in crate::meetings) async fn post(
    State(state): State<AppState>,
    who: SignedIn,
    Path(path): Path<String>,
    Posted(form): Posted,
) -> Result<Response, Error> {
    let (meeting, circle) = load(&state, &who, &path).await?;
    let w = Words::english();
    let at = paths::preparation(meeting.id);
    let base = form.text("b-note").parse().unwrap_or(0);
    let typed = form.raw(NOTE);
    let kept = write_note(&state.ctx, who.person(), meeting.id, base, &typed).await.map(|_| ());
    let (done, outcome) = match (kept, form.text("then").as_str()) {
        (Ok(()), "share") => ("shared", share_note(&state.ctx, who.person(), meeting.id).await.map(|_| ())),
        (Ok(()), "take-back") => ("taken-back", take_note_back(&state.ctx, who.person(), meeting.id).await),
        (kept, _) => ("saved", kept),
    };
    match outcome {
        Ok(()) => Ok(page::go_to(format!("{at}?done={done}"))),
        Err(Failure::Refused(refusal)) => {
            let trouble = Trouble { note: Some((typed, w.say(refusal.key()))), point: None };
            Ok(page::again(&prepare_page(&state, &who, &circle, &meeting, trouble).await?))
        }
        Err(other) => Err(other.into()),
    }
}

/// What became of what was saved while typing; the page's script reads it.
#[derive(Serialize)]
struct Answer {
    outcome: &'static str,
    revision: i32,
    said: String,
    href: String,
}

/// Saves while somebody types. Words that cannot be kept stay in the browser: the button shows both texts.
pub(in crate::meetings) async fn autosave(
    State(state): State<AppState>,
    who: SignedIn,
    Path(path): Path<String>,
    Posted(form): Posted,
) -> Result<Response, Error> {
    let (meeting, circle) = load(&state, &who, &path).await?;
    let w = Words::english();
    let base = form.text("base").parse().unwrap_or(0);
    let answer = |outcome, revision, said| Json(Answer { outcome, revision, said, href: String::new() });
    match write_note(&state.ctx, who.person(), meeting.id, base, &form.raw(NOTE)).await {
        Ok(revision) => {
            let note = store::meetings::own_note(state.ctx.db.reader(), who.viewer, meeting.id).await?;
            let said = saved_line(w, &state, &circle, note.as_ref()).await?;
            Ok(answer("saved", revision, said).into_response())
        }
        Err(Failure::Refused(refusal)) => {
            let status =
                if refusal == NoteRefusal::TooLong { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::CONFLICT };
            Ok((status, answer("problem", 0, w.say(refusal.key()))).into_response())
        }
        Err(other) => Err(other.into()),
    }
}

/// Adds a point, and comes back to the page it was added on.
pub(in crate::meetings) async fn add_point(
    State(state): State<AppState>,
    who: SignedIn,
    Path(path): Path<String>,
    Posted(form): Posted,
) -> Result<Response, Error> {
    let (meeting, circle) = load(&state, &who, &path).await?;
    match raise_point(&state.ctx, who.person(), meeting.id, &form.raw(POINT)).await {
        Ok(_) => Ok(page::go_to(format!("{}#agenda", paths::preparation(meeting.id)))),
        Err(Failure::Refused(refusal)) => {
            let sentence = Words::english().say(refusal.key());
            let trouble = Trouble { note: None, point: Some((form, sentence)) };
            Ok(page::again(&prepare_page(&state, &who, &circle, &meeting, trouble).await?))
        }
        Err(other) => Err(other.into()),
    }
}

/// Takes one's own point off, or puts it back.
pub(in crate::meetings) async fn change_point(
    State(state): State<AppState>,
    who: SignedIn,
    Path((path, point)): Path<(String, String)>,
    Posted(form): Posted,
) -> Result<Response, Error> {
    let (meeting, _) = load(&state, &who, &path).await?;
    let point: AgendaPointId = crate::meetings::id(&point)?;
    let standing = if form.text("then") == "back" { Standing::On } else { Standing::Off };
    match set_point(&state.ctx, who.person(), meeting.id, point, standing).await {
        // A meeting that is over shows its agenda as it was.
        Ok(()) | Err(Failure::Refused(_)) => Ok(page::go_to(format!("{}#agenda", paths::preparation(meeting.id)))),
        Err(other) => Err(other.into()),
    }
}

/// “Saved 2:02pm. Only you can see it.”
async fn saved_line(w: Words, state: &AppState, circle: &Circle, note: Option<&Note>) -> Result<String, Error> {
    let Some(note) = note else { return Ok(w.say("note-nothing-saved")) };
    let time = clock_time(time_of(note.updated_at));
    if note.shared_at.is_none() {
        return Ok(w.with("note-saved-alone", &[("time", time)]));
    }
    let others = readers_now(w, state, circle, note).await?;
    Ok(w.with("note-saved-shared", &[("time", time), ("others", others)]))
}

/// Those with whom the note was shared and who still take part, by name.
async fn readers_now(w: Words, state: &AppState, circle: &Circle, note: &Note) -> Result<String, Error> {
    let readers = store::meetings::note_readers(state.ctx.db.reader(), note.meeting, note.person).await?;
    let names: Vec<String> = readers.iter().filter_map(|reader| circle.name_of(*reader)).map(str::to_owned).collect();
    Ok(crate::meetings::and(w, &names))
}

async fn prepare_page(
    state: &AppState,
    who: &SignedIn,
    circle: &Circle,
    meeting: &Meeting,
    trouble: Trouble,
) -> Result<PreparePage, Error> {
    let w = Words::english();
    let own = store::meetings::own_note(state.ctx.db.reader(), who.viewer, meeting.id).await?;
    let stored = own.as_ref().map_or_else(String::new, |note| note.content.clone());
    let is_shared = own.as_ref().is_some_and(|note| note.shared_at.is_some());
    let mut agenda = preparing::view(state, w, circle, meeting).await?;
    let mut problems = Vec::new();
    let (note, note_error) = match trouble.note {
        Some((typed, sentence)) => {
            problems.push(Problem::at(NOTE, sentence.clone()));
            (typed, sentence)
        }
        None => (stored.clone(), String::new()),
    };
    if let Some((form, sentence)) = trouble.point {
        problems.push(agenda.refuse(&form, sentence));
    }
    let others = others(w, circle);
    let readers = match (&own, is_shared) {
        (Some(note), true) => w.with("note-readers-shared", &[("others", readers_now(w, state, circle, note).await?)]),
        _ => w.with("note-readers-private", [("others", others.as_str())]),
    };
    let mut layout = who.layout(state, w.say("prepare-title"));
    layout.has_errors = !problems.is_empty();
    let at = paths::preparation(meeting.id);
    Ok(PreparePage {
        back: paths::show(meeting.id),
        caption: caption(w, circle, meeting),
        autosave: format!("{at}/note"),
        storage: format!("note:{}:{}", meeting.id, who.person()),
        sign_in_again: format!("/sign-in?return_to={at}"),
        action: at,
        problems,
        agenda,
        shared: preparing::shared(state, w, circle, meeting).await?,
        stands: if note == stored || stored.is_empty() { String::new() } else { stored },
        note,
        note_error,
        base: own.as_ref().map_or(0, |note| note.version),
        readers,
        saved: saved_line(w, state, circle, own.as_ref()).await?,
        is_open: meeting.state.name().is_open(),
        is_shared,
        share_with: w.with("note-share", [("others", others.as_str())]),
        layout,
    })
}

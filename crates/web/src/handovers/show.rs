//! `/handovers/{id}`: who goes, who comes, and the note between them.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use domain::calendar::long_date;
use domain::handovers::{Looks, NoteState, NoteStep};
use domain::ids::HandoverId;
use domain::programmes::capitalised;
use operations::Failure;
use operations::handovers::{Seen, seen_by, step_note};

use super::handover_of;
use crate::components::{Problem, SummaryRow};
use crate::error::Error;
use crate::form::Posted;
use crate::layout::Layout;
use crate::page;
use crate::session::SignedIn;
use crate::state::AppState;
use crate::words::Words;

#[derive(Template)]
#[template(path = "handovers/show.html")]
struct HandoverPage {
    layout: Layout,
    back: String,
    over: String,
    problems: Vec<Problem>,
    action: String,
    rows: Vec<SummaryRow>,
    /// How the note stands, for whoever looks.
    standing: String,
    note: Vec<String>,
    seen_by: String,
    writes: Option<Writes>,
    can_pass_on: bool,
    can_hold_back: bool,
}

struct Writes {
    text: String,
    error: String,
    hint: String,
    show: String,
}

async fn load(state: &AppState, who: &SignedIn, id: &str) -> Result<Seen, Error> {
    let id: HandoverId = id.parse().map_err(|_| Error::NotFound)?;
    seen_by(&state.ctx, state.ctx.db.reader(), who.person(), id).await?.ok_or(Error::NotFound)
}

pub(super) async fn get(
    State(state): State<AppState>,
    who: SignedIn,
    Path(id): Path<String>,
) -> Result<Response, Error> {
    let seen = load(&state, &who, &id).await?;
    Ok(page::show(&build(&state, &who, &seen, None)))
}

/// What was typed, and what is wrong with it.
struct Mistake {
    text: String,
    error: String,
}

fn build(state: &AppState, who: &SignedIn, seen: &Seen, mistake: Option<Mistake>) -> HandoverPage {
    let w = Words::english();
    let (one, words) = (&seen.handover, &seen.programme.words);
    let names = [("from", one.from_name.as_str()), ("to", one.to_name.as_str()), ("name", one.supportee_name.as_str())];
    let mut layout = who.layout(state, w.with("handover-title", names));
    layout.has_errors = mistake.is_some();
    let looks = match seen.looks {
        Looks::Supportee => "supportee",
        Looks::Going => "going",
        Looks::Coming => "coming",
        Looks::Lead => "lead",
    };
    let writes = (seen.looks == Looks::Going && one.note_state == NoteState::Asked && seen.can_write).then(|| Writes {
        text: mistake.as_ref().map_or_else(|| one.note.clone(), |mistake| mistake.text.clone()),
        error: mistake.as_ref().map_or_else(String::new, |mistake| mistake.error.clone()),
        hint: w.with("handover-note-hint", names),
        show: w.with("handover-note-show", names),
    });
    let note = seen.note().filter(|_| writes.is_none()).unwrap_or_default();
    let is_supportee = seen.looks == Looks::Supportee;
    let back = match seen.looks {
        Looks::Lead => super::change_of(one.journey),
        Looks::Going if one.changes_on <= state.ctx.today() => "/".to_owned(),
        Looks::Coming if one.changes_on > state.ctx.today() => "/".to_owned(),
        _ => crate::journeys::journey(one.journey),
    };
    HandoverPage {
        back,
        over: words.capital("programme"),
        problems: mistake.iter().map(|mistake| Problem::at("note", mistake.error.clone())).collect(),
        action: handover_of(one.id),
        rows: vec![
            SummaryRow::new(words.capital("supportee"), one.supportee_name.clone()),
            SummaryRow::new(w.say("handover-from"), one.from_name.clone()),
            SummaryRow::new(w.say("handover-to"), one.to_name.clone()),
            SummaryRow::new(w.say("handover-on"), capitalised(&long_date(one.changes_on))),
        ],
        standing: w.with(&format!("handover-{}-{looks}", one.note_state.as_str()), names),
        note: note.lines().map(str::to_owned).collect(),
        seen_by: w.with(&format!("handover-seen-{}", one.note_state.as_str()), names),
        writes,
        can_pass_on: is_supportee && one.note_state.after(NoteStep::PassOn).is_some(),
        can_hold_back: is_supportee && one.note_state.after(NoteStep::HoldBack).is_some(),
        layout,
    }
}

pub(super) async fn post(
    State(state): State<AppState>,
    who: SignedIn,
    Path(id): Path<String>,
    Posted(form): Posted,
) -> Result<Response, Error> {
    let step = match form.text("step").as_str() {
        "keep" => NoteStep::Keep,
        "show" => NoteStep::Show,
        "pass-on" => NoteStep::PassOn,
        "hold-back" => NoteStep::HoldBack,
        _ => return Err(Error::NotFound),
    };
    let seen = load(&state, &who, &id).await?;
    let text = form.raw("note");
    match step_note(&state.ctx, who.person(), seen.handover.id, step, &text).await {
        Ok(()) => Ok(page::go_to(handover_of(seen.handover.id))),
        Err(Failure::Refused(refusal)) => {
            let error = Words::english().say(refusal.key());
            let seen = load(&state, &who, &id).await?;
            Ok(page::again(&build(&state, &who, &seen, Some(Mistake { text, error }))))
        }
        Err(failure) => Err(failure.into()),
    }
}

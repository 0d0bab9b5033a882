//! `GET /plan/{id}`: one thing of a plan, with how it goes and everything that was changed.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use domain::calendar::{long_date, long_instant};
use domain::ids::PlanNoteId;
use domain::plans::{ItemKind, ItemState};
use domain::programmes::capitalised;
use domain::records::{Raw, parse_date};
use operations::Failure;
use operations::plans::{NoteRefusal, Plan};
use store::plans::Kept;

use super::view::{ItemView, Teller};
use super::{history, item_to_write, new_of, path_of, plan_of, readers};
use crate::components::{Link, Problem, SummaryRow};
use crate::error::Error;
use crate::form::{FormData, Posted};
use crate::layout::Layout;
use crate::page;
use crate::session::SignedIn;
use crate::state::AppState;
use crate::words::Words;

#[derive(Template)]
#[template(path = "plans/item.html")]
struct ItemPage {
    layout: Layout,
    back: String,
    back_text: String,
    caption: String,
    readers: String,
    problems: Vec<Problem>,
    path: String,
    item: ItemView,
    rows: Vec<SummaryRow>,
    notes: Vec<NoteView>,
    note: NoteForm,
    takes_notes: bool,
    may_write: bool,
    is_objective: bool,
    is_open: bool,
    activity_new: String,
    outcomes: Vec<Link>,
    history: Vec<history::Entry>,
}

struct NoteView {
    head: String,
    text: String,
    /// Where it is taken back; empty: it is not the viewer's.
    withdraw: String,
}

/// The boxes of a note.
#[derive(Default)]
struct NoteForm {
    text: String,
    text_error: String,
    on: Raw,
    on_error: String,
}

pub(super) async fn get(
    State(state): State<AppState>,
    who: SignedIn,
    Path(id): Path<String>,
) -> Result<Response, Error> {
    let (plan, kept) = super::item(&state, &who, &id).await?;
    Ok(page::show(&build(&state, &who, &plan, &kept, NoteForm::default()).await?))
}

async fn build(state: &AppState, who: &SignedIn, plan: &Plan, kept: &Kept, note: NoteForm) -> Result<ItemPage, Error> {
    let w = Words::english();
    let item = &kept.item;
    let teller = Teller { w, plan, today: state.ctx.today() };
    let view = teller.view(kept);
    let changes = store::plans::changes_of(state.ctx.db.reader(), kept.journey).await?;
    let changes: Vec<_> = changes.into_iter().filter(|change| change.item == item.id).collect();
    let mut problems = Vec::new();
    if !note.text_error.is_empty() {
        problems.push(Problem::at("note", note.text_error.clone()));
    }
    if !note.on_error.is_empty() {
        problems.push(Problem::at("on-day", note.on_error.clone()));
    }
    let mut layout = who.layout(state, item.details.what.clone());
    layout.has_errors = !problems.is_empty();
    let is_open = item.state == ItemState::Open;
    let path = path_of(item.id);
    Ok(ItemPage {
        back: plan_of(kept.journey),
        back_text: capitalised(plan.circle.programme.words.document(&plan.kind.key)),
        caption: w.say(&format!("plan-kind-{}", item.kind.as_str())),
        readers: readers(w, plan),
        problems,
        rows: rows(w, plan, kept, &view),
        notes: plan
            .notes_on(item.id)
            .map(|one| NoteView {
                head: format!("{}, {}", long_date(one.noted_on), plan.name_of(one.written_by)),
                text: one.content.clone(),
                withdraw: if plan.may_write && one.written_by == who.person() {
                    format!("{path}/notes/{}/withdraw", one.id)
                } else {
                    String::new()
                },
            })
            .collect(),
        note,
        takes_notes: matches!(item.kind, ItemKind::Objective | ItemKind::Strength | ItemKind::Need),
        may_write: plan.may_write,
        is_objective: item.kind == ItemKind::Objective,
        is_open,
        activity_new: new_of(kept.journey, ItemKind::Activity, Some(item.id)),
        outcomes: if plan.may_write { outcomes(w, kept) } else { Vec::new() },
        history: history::entries(state, w, plan, changes).await?,
        item: view,
        path,
        layout,
    })
}

/// What can become of it.
fn outcomes(w: Words, kept: &Kept) -> Vec<Link> {
    let item = &kept.item;
    let states: &[ItemState] = match (item.state, item.kind) {
        (ItemState::Open, ItemKind::Objective) => &[ItemState::Reached, ItemState::Partly, ItemState::Dropped],
        (ItemState::Open, _) => &[ItemState::Reached, ItemState::Dropped],
        _ => &[ItemState::Open],
    };
    let link = |state: &ItemState| {
        let key = format!("plan-do-{}-{}", item.kind.as_str(), state.as_str());
        Link::new(w.say(&key), format!("{}/outcome?as={}", path_of(item.id), state.as_str()))
    };
    states.iter().map(link).collect()
}

fn rows(w: Words, plan: &Plan, kept: &Kept, view: &ItemView) -> Vec<SummaryRow> {
    let item = &kept.item;
    let mut rows = Vec::new();
    let mut add = |key: &str, text: String| {
        if !text.is_empty() {
            rows.push(SummaryRow::new(w.say(key), text));
        }
    };
    add("plan-row-success", view.success.clone());
    add("plan-row-when", view.by.clone());
    add("plan-row-state", view.settled.clone());
    add("plan-row-outcome", view.outcome.clone());
    add("plan-row-agreed", view.agreed.clone());
    add("plan-row-about", view.facts.join(" · "));
    let for_what = item.details.under.filter(|_| item.kind == ItemKind::Activity).and_then(|id| plan.item(id));
    add("plan-row-for", for_what.map(|other| other.item.details.what.clone()).unwrap_or_default());
    let values = [("when", long_instant(kept.added_at)), ("name", plan.name_of(kept.added_by).to_owned())];
    add("plan-row-added", w.with("plan-added", &values));
    rows
}

pub(super) async fn note(
    State(state): State<AppState>,
    who: SignedIn,
    Path(id): Path<String>,
    Posted(form): Posted,
) -> Result<Response, Error> {
    let w = Words::english();
    let (plan, kept) = item_to_write(&state, &who, &id).await?;
    let mut typed = NoteForm { text: form.raw("note"), on: day(&form, "on"), ..NoteForm::default() };
    let on = match parse_date(&typed.on) {
        Ok(on) => on.unwrap_or(state.ctx.today()),
        Err(problem) => {
            typed.on_error = w.say(problem.key());
            return Ok(page::again(&build(&state, &who, &plan, &kept, typed).await?));
        }
    };
    match operations::plans::note(&state.ctx, who.person(), kept.item.id, &typed.text, on).await {
        Ok(_) => Ok(page::go_to(format!("{}#notes", path_of(kept.item.id)))),
        Err(Failure::Refused(refusal)) => {
            let said = w.say(refusal.key());
            if refusal == NoteRefusal::Ahead {
                typed.on_error = said
            } else {
                typed.text_error = said
            }
            Ok(page::again(&build(&state, &who, &plan, &kept, typed).await?))
        }
        Err(failure) => Err(failure.into()),
    }
}

pub(super) async fn withdraw_note(
    State(state): State<AppState>,
    who: SignedIn,
    Path((id, note)): Path<(String, String)>,
    _form: Posted,
) -> Result<Response, Error> {
    let (_, kept) = item_to_write(&state, &who, &id).await?;
    let note: PlanNoteId = note.parse().map_err(|_| Error::NotFound)?;
    match operations::plans::withdraw_note(&state.ctx, who.person(), kept.item.id, note).await {
        Ok(()) => Ok(page::go_to(format!("{}#notes", path_of(kept.item.id)))),
        Err(failure) => Err(failure.into()),
    }
}

/// The boxes of a date.
pub(super) fn day(form: &FormData, name: &str) -> Raw {
    let part = |part: &str| form.text(&format!("{name}-{part}"));
    Raw { day: part("day"), month: part("month"), year: part("year"), ..Raw::default() }
}

//! One's own records of completion. Nobody else reaches them here.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use domain::calendar::{date_of, long_date};
use domain::ids::CompletionId;
use store::completions::Completion;

use crate::components::{Link, SummaryRow};
use crate::error::Error;
use crate::layout::Layout;
use crate::page;
use crate::session::SignedIn;
use crate::state::AppState;
use crate::words::Words;

#[derive(Template)]
#[template(path = "completions/list.html")]
struct ListPage {
    layout: Layout,
    lines: Vec<Link>,
}

#[derive(Template)]
#[template(path = "completions/show.html")]
struct RecordPage {
    layout: Layout,
    name: String,
    programme: String,
    organisation: String,
    rows: Vec<SummaryRow>,
    number: String,
    check: String,
    issued: String,
}

pub(super) async fn list(State(state): State<AppState>, who: SignedIn) -> Result<Response, Error> {
    let w = Words::english();
    let mine = store::completions::of_person(state.ctx.db.reader(), who.person()).await?;
    let lines = mine.iter().map(|one| {
        let values = [("programme", one.programme.clone()), ("date", long_date(one.ended_on))];
        Link::new(w.with("completion-line", &values), format!("/completions/{}", one.id))
    });
    let lines = lines.collect();
    Ok(page::show(&ListPage { layout: who.layout(&state, w.say("completions-title")), lines }))
}

pub(super) async fn get(
    State(state): State<AppState>,
    who: SignedIn,
    Path(id): Path<String>,
) -> Result<Response, Error> {
    let id: CompletionId = id.parse().map_err(|_| Error::NotFound)?;
    let mine = store::completions::of_person(state.ctx.db.reader(), who.person()).await?;
    let one = mine.into_iter().find(|one| one.id == id).ok_or(Error::NotFound)?;
    Ok(page::show(&build(&state, &who, &one)))
}

fn build(state: &AppState, who: &SignedIn, one: &Completion) -> RecordPage {
    let w = Words::english();
    let met = w.with("completion-met", [("count", one.meetings), ("hours", (one.minutes + 30) / 60)]);
    let mut rows = vec![SummaryRow::new(
        w.say("completion-when"),
        w.with("completion-from-to", &[("from", long_date(one.started_on)), ("to", long_date(one.ended_on))]),
    )];
    if !one.supporters.is_empty() {
        rows.push(SummaryRow::new(w.say("completion-with"), one.supporters.clone()));
    }
    rows.push(SummaryRow::new(w.say("completion-time"), met));
    rows.push(SummaryRow::new(w.say("completion-confirmed"), one.confirmed_by.clone()));
    RecordPage {
        layout: who.layout(state, w.say("completion-title")),
        name: one.name.clone(),
        programme: one.programme.clone(),
        organisation: one.organisation.clone(),
        rows,
        number: one.number.clone(),
        check: format!("{}/check", state.ctx.address),
        issued: w.with("completion-issued", &[("date", long_date(date_of(one.issued_at)))]),
    }
}

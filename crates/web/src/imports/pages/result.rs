//! What would happen, what stands in the way, and what was done.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use domain::ids::JobId;
use domain::programmes::Power;
use operations::access::Desk;
use operations::staff::{self, Ask, BadRows, Completeness, Step, Summary};
use store::imports::Upload;
use store::jobs::Job;

use super::base;
use crate::components::{Cell, Column, Link, SummaryRow, Table};
use crate::csv;
use crate::error::Error;
use crate::form::Posted;
use crate::layout::Layout;
use crate::page;
use crate::routes::AtDesk;
use crate::session::SignedIn;
use crate::state::AppState;
use crate::words::Words;

/// How many wrong rows stand on the page; all are in the list to take away.
const SHOWN: usize = 50;

#[derive(Template)]
#[template(path = "imports/result.html")]
struct ResultPage {
    layout: Layout,
    base: String,
    job: JobId,
    upload: String,
    lead: String,
    rows: Vec<SummaryRow>,
    wrong: Option<Table>,
    more_wrong: String,
    can_import: bool,
    can_leave_out: String,
    next: Vec<Link>,
}

/// A finished job of this organisation that the person asked for.
struct Finished {
    job: Job,
    ask: Ask,
    summary: Summary,
}

async fn load(state: &AppState, who: &SignedIn, desk: &Desk, id: &str) -> Result<Result<Finished, Response>, Error> {
    let id: JobId = id.parse().map_err(|_| Error::NotFound)?;
    let job = store::jobs::find(state.ctx.db.reader(), id).await?.ok_or(Error::NotFound)?;
    if job.requested_by != Some(who.person()) || job.organisation != Some(desk.organisation) {
        return Err(Error::NotFound);
    }
    let ask: Ask = serde_json::from_value(job.request.clone()).map_err(|_| Error::NotFound)?;
    match job.result.clone().and_then(|result| serde_json::from_value(result).ok()) {
        Some(summary) => Ok(Ok(Finished { job, ask, summary })),
        None => Ok(Err(page::go_to(crate::jobs::path(job.id)))),
    }
}

pub(in super::super) async fn show(
    State(state): State<AppState>,
    who: SignedIn,
    AtDesk(desk): AtDesk,
    Path((_, id)): Path<(String, String)>,
) -> Result<Response, Error> {
    let finished = match load(&state, &who, &desk, &id).await? {
        Ok(finished) => finished,
        Err(elsewhere) => return Ok(elsewhere),
    };
    let Finished { job, ask, summary } = finished;
    let refused = job.state == store::jobs::JobState::Refused;
    let mut layout = who.layout(&state, "");
    let w = layout.w;
    let kind = match (refused, ask.step) {
        (true, _) => "refused",
        (false, Step::Preview) => "preview",
        (false, Step::Import) => "done",
    };
    layout.title = w.say(&format!("import-{kind}-title"));
    let wrong_rows = wrong_lines(&summary);
    let can_leave_out = refused && wrong_rows < summary.rows;
    let leave_out = w.with("import-leave-out", &[("count", wrong_rows.to_string())]);
    Ok(page::show(&ResultPage {
        base: base(&desk),
        job: job.id,
        upload: ask.upload.to_string(),
        lead: w.with(&format!("import-{kind}-lead"), &[("rows", summary.rows.to_string())]),
        rows: if refused { Vec::new() } else { counted(w, &ask, &summary) },
        wrong: (!summary.errors.is_empty()).then(|| wrong_table(w, &summary)),
        more_wrong: match summary.errors.len().checked_sub(SHOWN) {
            Some(more) if more > 0 => w.with("import-more-wrong", [("count", more)]),
            _ => String::new(),
        },
        can_import: !refused && ask.step == Step::Preview,
        can_leave_out: if can_leave_out { leave_out } else { String::new() },
        next: if kind == "done" { doors(w, &desk, &summary) } else { Vec::new() },
        layout,
    }))
}

fn wrong_lines(summary: &Summary) -> u64 {
    let mut lines: Vec<u64> = summary.errors.iter().map(|error| error.line).collect();
    lines.dedup();
    lines.len() as u64
}

fn counted(w: Words, ask: &Ask, summary: &Summary) -> Vec<SummaryRow> {
    let tense = if ask.step == Step::Preview { "would" } else { "did" };
    let row = |key: &str, new: u64, changed: u64| {
        let said = w.with(&format!("import-{tense}-new-changed"), [("new", new), ("changed", changed)]);
        SummaryRow::new(w.say(key), said)
    };
    let mut rows = vec![
        row("import-people", summary.people_created, summary.people_updated),
        row("import-posts", summary.posts_created, summary.posts_updated),
        SummaryRow::new(w.say("import-candidates"), summary.candidates.to_string()),
    ];
    if summary.left_out > 0 {
        rows.push(SummaryRow::new(w.say("import-left-out"), summary.left_out.to_string()));
    }
    if summary.doubts > 0 {
        rows.push(SummaryRow::new(w.say("import-doubts"), summary.doubts.to_string()));
    }
    if ask.completeness == Completeness::Whole {
        rows.push(SummaryRow::new(w.say("import-leavers"), summary.possible_leavers.to_string()));
    }
    rows
}

fn wrong_table(w: Words, summary: &Summary) -> Table {
    let columns = ["import-line", "import-column", "import-problem", "import-remedy"];
    let rows = summary.errors.iter().take(SHOWN).map(|error| {
        vec![
            Cell::new(error.line.to_string()),
            Cell::new(error.column.clone()),
            Cell::new(error.problem.clone()),
            Cell::new(error.remedy.clone()),
        ]
    });
    Table::new(
        w.with("import-wrong", [("count", wrong_lines(summary))]),
        columns.iter().map(|column| Column::words(w.say(column))).collect(),
        rows.collect(),
    )
}

/// Where one goes from a finished import.
fn doors(w: Words, desk: &Desk, summary: &Summary) -> Vec<Link> {
    let mut doors = Vec::new();
    if summary.candidates > 0 && desk.may(Power::ManageCandidates) {
        let path = format!("/organisations/{}/candidates", desk.code);
        doors.push(Link::new(w.with("import-to-candidates", [("count", summary.candidates)]), path));
    }
    if summary.doubts > 0 {
        let path = format!("{}/doubts", base(desk));
        doors.push(Link::new(w.with("import-doubts-waiting", [("count", summary.doubts)]), path));
    }
    if summary.possible_leavers > 0 {
        let path = format!("{}/leavers", base(desk));
        doors.push(Link::new(w.with("import-leavers-waiting", [("count", summary.possible_leavers)]), path));
    }
    doors
}

pub(in super::super) async fn go_on(
    State(state): State<AppState>,
    who: SignedIn,
    AtDesk(desk): AtDesk,
    Path((_, id)): Path<(String, String)>,
    Posted(form): Posted,
) -> Result<Response, Error> {
    let Ok(finished) = load(&state, &who, &desk, &id).await? else { return Err(Error::NotFound) };
    let ask = match (form.text("act").as_str(), finished.ask.step) {
        ("import", Step::Preview) => Ask { step: Step::Import, ..finished.ask },
        // Leaving rows out is shown before it is done, like everything else.
        ("leave-out", _) => Ask { step: Step::Preview, bad_rows: BadRows::LeaveOut, ..finished.ask },
        _ => return Err(Error::NotFound),
    };
    let job = staff::ask(&state.ctx, who.person(), desk.organisation, &ask).await?;
    Ok(page::go_to(crate::jobs::path(job)))
}

pub(in super::super) async fn bad_rows(
    State(state): State<AppState>,
    who: SignedIn,
    AtDesk(desk): AtDesk,
    Path((_, id)): Path<(String, String)>,
) -> Result<Response, Error> {
    let Ok(finished) = load(&state, &who, &desk, &id).await? else { return Err(Error::NotFound) };
    let reader = state.ctx.db.reader();
    let upload = store::imports::upload(reader, desk.organisation, who.person(), finished.ask.upload).await?;
    let upload: Upload = upload.ok_or(Error::NotFound)?;
    let rows = staff::bad_rows(&upload, &finished.summary.errors).map_err(|_| Error::NotFound)?;
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8"),
        (header::CONTENT_DISPOSITION, "attachment; filename=\"rows-to-correct.csv\""),
    ];
    Ok((headers, csv::file(&rows)).into_response())
}

//! Long work, watched: how far it is, and where its result is. The page can be left and come back to.

use askama::Template;
use axum::Json;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use domain::ids::JobId;
use operations::jobs::Kind;
use store::jobs::{Job, JobState};

use crate::error::Error;
use crate::layout::Layout;
use crate::page;
use crate::routes::{Audience, Routes};
use crate::session::SignedIn;
use crate::state::AppState;

/// The page of a job; rooms send people here after starting one.
pub fn path(job: JobId) -> String {
    format!("/jobs/{job}")
}

/// The routes of this room.
pub fn routes(routes: Routes) -> Routes {
    routes.get("/jobs/{id}", Audience::SignedIn, show).get("/jobs/{id}/progress", Audience::SignedIn, progress)
}

#[derive(Template)]
#[template(path = "jobs/show.html")]
struct JobPage {
    layout: Layout,
    job: Job,
    percent: i64,
    over: bool,
    sentence: String,
    result: Option<String>,
}

async fn show(State(state): State<AppState>, who: SignedIn, Path(id): Path<String>) -> Result<Response, Error> {
    let job = load(&state, &who, &id).await?;
    let result = result_path(&state, &job).await?;
    if job.state == JobState::Done
        && let Some(path) = &result
    {
        return Ok(page::go_to(path));
    }
    let w = crate::words::Words::english();
    let layout = who.layout(&state, w.say(&format!("job-{}", job.kind)));
    let sentence = w.say(&format!("job-state-{}", job.state.as_str()));
    Ok(page::show(&JobPage { layout, percent: percent(&job), over: job.state.is_over(), sentence, result, job }))
}

/// The same as data, for the page's script.
async fn progress(State(state): State<AppState>, who: SignedIn, Path(id): Path<String>) -> Result<Response, Error> {
    let job = load(&state, &who, &id).await?;
    let answer = serde_json::json!({
        "percent": percent(&job),
        "doing": job.doing,
        "over": job.state.is_over(),
    });
    Ok(Json(answer).into_response())
}

/// A job is seen by whoever asked for it, and by nobody else.
async fn load(state: &AppState, who: &SignedIn, id: &str) -> Result<Job, Error> {
    let id: JobId = id.parse().map_err(|_| Error::NotFound)?;
    let job = operations::jobs::find(&state.ctx, id).await?;
    job.filter(|job| job.requested_by == Some(who.person())).ok_or(Error::NotFound)
}

fn percent(job: &Job) -> i64 {
    match (job.state.is_over(), job.total) {
        (true, _) => 100,
        (false, total) if total > 0 => (job.done * 100 / total).clamp(0, 99),
        (false, _) => 0,
    }
}

/// Where the result of a job is shown: each kind by its own room.
async fn result_path(state: &AppState, job: &Job) -> Result<Option<String>, Error> {
    let kind = Kind::ALL.into_iter().find(|kind| kind.as_str() == job.kind);
    if kind == Some(Kind::Portfolio) {
        return Ok(Some("/portfolio/copy".to_owned()));
    }
    let Some(organisation) = job.organisation else { return Ok(None) };
    let code = store::access::organisation_code(state.ctx.db.reader(), organisation).await?;
    Ok(match kind {
        Some(Kind::StaffImport) => Some(format!("/organisations/{code}/import/{}", job.id)),
        Some(Kind::Matching) => Some(format!("/organisations/{code}/matching")),
        Some(Kind::Portfolio) | None => None,
    })
}

//! The first page: hand in a file, and the doors to what files left in doubt.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use operations::access::Desk;
use operations::{Failure, staff};
use store::people::DoubtState;

use super::base;
use crate::components::{Link, Problem};
use crate::error::Error;
use crate::form::PostedFile;
use crate::layout::Layout;
use crate::page;
use crate::routes::AtDesk;
use crate::session::SignedIn;
use crate::state::AppState;

#[derive(Template)]
#[template(path = "imports/upload.html")]
struct UploadPage {
    layout: Layout,
    base: String,
    back: String,
    organisation: String,
    problems: Vec<Problem>,
    problem: String,
    waiting: Vec<Link>,
}

pub(in super::super) async fn show(
    State(state): State<AppState>,
    who: SignedIn,
    AtDesk(desk): AtDesk,
) -> Result<Response, Error> {
    Ok(page::show(&build(&state, &who, &desk, None).await?))
}

async fn build(state: &AppState, who: &SignedIn, desk: &Desk, problem: Option<String>) -> Result<UploadPage, Error> {
    let reader = state.ctx.db.reader();
    let mut layout = who.layout(state, "");
    layout.title = layout.w.say("import-title");
    layout.has_errors = problem.is_some();
    let w = layout.w;
    let open = store::people::doubts_at(reader, desk.organisation).await?;
    let open = open.iter().filter(|doubt| doubt.state == DoubtState::Open).count();
    let leavers = store::people::possible_leavers(reader, desk.organisation).await?.len();
    let base = base(desk);
    let mut waiting = Vec::new();
    if open > 0 {
        waiting.push(Link::new(w.with("import-doubts-waiting", [("count", open)]), format!("{base}/doubts")));
    }
    if leavers > 0 {
        waiting.push(Link::new(w.with("import-leavers-waiting", [("count", leavers)]), format!("{base}/leavers")));
    }
    Ok(UploadPage {
        back: format!("/organisations/{}", desk.code),
        organisation: crate::text::organisation_name(&desk.name),
        problems: problem.iter().map(|text| Problem::at("file", text.clone())).collect(),
        problem: problem.unwrap_or_default(),
        waiting,
        base,
        layout,
    })
}

pub(in super::super) async fn hand_in(
    State(state): State<AppState>,
    who: SignedIn,
    AtDesk(desk): AtDesk,
    file: PostedFile,
) -> Result<Response, Error> {
    if file.content.is_empty() {
        let problem = Some(crate::words::Words::english().say("import-file-missing"));
        return Ok(page::again(&build(&state, &who, &desk, problem).await?));
    }
    match staff::hand_in(&state.ctx, who.person(), desk.organisation, &file.file_name, file.content).await {
        Ok(upload) => Ok(page::go_to(format!("{}/files/{upload}", base(&desk)))),
        Err(Failure::Refused(refused)) => {
            Ok(page::again(&build(&state, &who, &desk, Some(refused.to_string())).await?))
        }
        Err(failure) => Err(failure.into()),
    }
}

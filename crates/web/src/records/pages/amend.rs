//! Putting something right beside a closed record.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use operations::Failure;
use operations::records::amend;
use store::meetings::{Circle, Meeting};

use crate::components::Problem;
use crate::error::Error;
use crate::form::Posted;
use crate::layout::Layout;
use crate::meetings::{capital, paths, readers};
use crate::page;
use crate::records::load;
use crate::session::SignedIn;
use crate::state::AppState;
use crate::words::Words;

#[derive(Template)]
#[template(path = "records/amend.html")]
struct AmendPage {
    layout: Layout,
    back: String,
    action: String,
    caption: String,
    content: String,
    error: String,
    problems: Vec<Problem>,
    readers: String,
}

pub(in crate::records) async fn get(
    State(state): State<AppState>,
    who: SignedIn,
    Path(path): Path<String>,
) -> Result<Response, Error> {
    let (meeting, circle, paper) = load(&state, &who, &path).await?;
    if !paper.is_closed() {
        return Ok(page::go_to(paths::record(meeting.id)));
    }
    Ok(page::show(&form_page(&state, &who, &circle, &meeting, String::new(), String::new())))
}

pub(in crate::records) async fn post(
    State(state): State<AppState>,
    who: SignedIn,
    Path(path): Path<String>,
    Posted(form): Posted,
) -> Result<Response, Error> {
    let (meeting, circle, _) = load(&state, &who, &path).await?;
    let content = form.raw("content");
    match amend(&state.ctx, who.person(), meeting.id, &content).await {
        Ok(()) => Ok(page::go_to(format!("{}#amendments", paths::signatures(meeting.id)))),
        Err(Failure::Refused(refusal)) => {
            let error = Words::english().say(refusal.key());
            Ok(page::again(&form_page(&state, &who, &circle, &meeting, content, error)))
        }
        Err(other) => Err(other.into()),
    }
}

fn form_page(
    state: &AppState,
    who: &SignedIn,
    circle: &Circle,
    meeting: &Meeting,
    content: String,
    error: String,
) -> AmendPage {
    let w = Words::english();
    let mut layout = who.layout(state, w.say("amend-title"));
    layout.has_errors = !error.is_empty();
    AmendPage {
        back: paths::signatures(meeting.id),
        action: paths::amendments(meeting.id),
        caption: capital(circle, meeting),
        content,
        problems: if error.is_empty() { Vec::new() } else { vec![Problem::at("content", error.clone())] },
        error,
        readers: readers(w, circle),
        layout,
    }
}

//! Putting something right beside a closed record.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use operations::Failure;
use operations::records::{Sheet, amend};

use crate::components::Problem;
use crate::error::Error;
use crate::form::Posted;
use crate::layout::Layout;
use crate::page;
use crate::records::at::{At, capital, readers};
use crate::records::{Noun, load};
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

pub(in crate::records) async fn get<N: Noun>(
    State(state): State<AppState>,
    who: SignedIn,
    Path(path): Path<String>,
) -> Result<Response, Error> {
    let sheet = load::<N>(&state, &who, &path).await?;
    if !sheet.may_amend() {
        return Err(Error::NotFound);
    }
    if !sheet.paper.is_closed() {
        return Ok(page::go_to(At(sheet.which).record()));
    }
    Ok(page::show(&form_page(&state, &who, &sheet, String::new(), String::new())))
}

pub(in crate::records) async fn post<N: Noun>(
    State(state): State<AppState>,
    who: SignedIn,
    Path(path): Path<String>,
    Posted(form): Posted,
) -> Result<Response, Error> {
    let sheet = load::<N>(&state, &who, &path).await?;
    let content = form.raw("content");
    match amend(&state.ctx, who.person(), sheet.which, &content).await {
        Ok(()) => Ok(page::go_to(format!("{}#amendments", At(sheet.which).signatures()))),
        Err(Failure::Refused(refusal)) => {
            let error = Words::english().say(refusal.key());
            Ok(page::again(&form_page(&state, &who, &sheet, content, error)))
        }
        Err(other) => Err(other.into()),
    }
}

fn form_page(state: &AppState, who: &SignedIn, sheet: &Sheet, content: String, error: String) -> AmendPage {
    let w = Words::english();
    let mut layout = who.layout(state, w.say("amend-title"));
    layout.has_errors = !error.is_empty();
    AmendPage {
        back: At(sheet.which).signatures(),
        action: At(sheet.which).amendments(),
        caption: capital(sheet),
        content,
        problems: if error.is_empty() { Vec::new() } else { vec![Problem::at("content", error.clone())] },
        error,
        readers: readers(w, sheet),
        layout,
    }
}

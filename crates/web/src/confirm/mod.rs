//! Showing once more that it is you: by a link in a mail, or in a demo by a button. Then back to where one was.

use askama::Template;
use axum::extract::{Query, State};
use axum::response::Response;
use operations::sessions::{self, LinkRequest, TooMany};
use serde::Deserialize;

use crate::error::Error;
use crate::form::{Origin, Posted};
use crate::layout::Layout;
use crate::page;
use crate::routes::{Audience, Routes, encoded};
use crate::session::{SignedIn, is_local};
use crate::state::AppState;

/// The routes of this room.
pub fn routes(routes: Routes) -> Routes {
    routes
        .get("/confirm", Audience::SignedIn, ask)
        .post("/confirm", Audience::SignedIn, send)
        .get("/confirm/sent", Audience::SignedIn, sent)
        .post("/confirm/demo", Audience::Demo, at_once)
}

/// Where one asks for it, and goes back to afterwards.
pub(crate) fn path(return_to: &str) -> String {
    format!("/confirm?return_to={}", encoded(return_to))
}

/// Where to go on.
#[derive(Deserialize)]
struct Afterwards {
    #[serde(default)]
    return_to: String,
}

#[derive(Template)]
#[template(path = "confirm/ask.html")]
struct AskPage {
    layout: Layout,
    return_to: String,
    email: String,
    is_sent: bool,
    demo: bool,
}

async fn ask(State(state): State<AppState>, who: SignedIn, Query(after): Query<Afterwards>) -> Result<Response, Error> {
    if sessions::is_fresh(&state.ctx, &who.session) {
        return Ok(page::go_to(local(&after.return_to)));
    }
    let email = address(&state, &who).await?;
    let mut layout = who.layout(&state, "");
    layout.title = layout.w.say("confirm-title");
    let return_to = local(&after.return_to).to_owned();
    Ok(page::show(&AskPage { layout, return_to, email, is_sent: false, demo: state.is_demo() }))
}

async fn send(
    State(state): State<AppState>,
    who: SignedIn,
    origin: Origin,
    Posted(form): Posted,
) -> Result<Response, Error> {
    let email = address(&state, &who).await?;
    let return_to = form.text("return_to");
    let return_to = local(&return_to);
    let request = LinkRequest { email: &email, origin: &origin.0, return_to: Some(return_to) };
    match sessions::request_link(&state.ctx, &request).await? {
        Ok(()) => Ok(page::go_to(format!("/confirm/sent?return_to={}", encoded(return_to)))),
        Err(TooMany) => Err(Error::TooMany),
    }
}

async fn sent(
    State(state): State<AppState>,
    who: SignedIn,
    Query(after): Query<Afterwards>,
) -> Result<Response, Error> {
    let email = address(&state, &who).await?;
    let mut layout = who.layout(&state, "");
    layout.title = layout.w.say("confirm-sent-title");
    let return_to = local(&after.return_to).to_owned();
    Ok(page::show(&AskPage { layout, return_to, email, is_sent: true, demo: state.is_demo() }))
}

async fn at_once(State(state): State<AppState>, who: SignedIn, Posted(form): Posted) -> Result<Response, Error> {
    sessions::confirm(&state.ctx, who.session.id).await?;
    Ok(page::go_to(local(&form.text("return_to"))))
}

/// The address that the link goes to.
async fn address(state: &AppState, who: &SignedIn) -> Result<String, Error> {
    let addresses = store::sessions::addresses_of(state.ctx.db.reader(), who.person()).await?;
    Ok(addresses.into_iter().next().unwrap_or_default())
}

fn local(path: &str) -> &str {
    if is_local(path) { path } else { "/" }
}

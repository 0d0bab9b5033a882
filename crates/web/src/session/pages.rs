//! Signing in by a link in a mail, and signing out.

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use operations::sessions::{self, LinkRequest};
use serde::Deserialize;

use super::{MaybeSignedIn, SignedIn, cookie};
use crate::components::Problem;
use crate::error::Error;
use crate::form::{Origin, Posted, PublicForm};
use crate::layout::Layout;
use crate::page;
use crate::routes::{Audience, Routes};
use crate::state::AppState;

pub(super) fn routes(routes: Routes) -> Routes {
    routes
        .get("/sign-in", Audience::Everyone, ask)
        .post("/sign-in", Audience::Everyone, send)
        .get("/sign-in/sent", Audience::Everyone, sent)
        .get("/sign-in/link/{secret}", Audience::Everyone, look)
        .post("/sign-in/link/{secret}", Audience::Everyone, follow)
        .post("/sign-out", Audience::SignedIn, leave)
        .get("/signed-out", Audience::Everyone, left)
}

#[derive(Template)]
#[template(path = "session/sign_in.html")]
struct SignInPage {
    layout: Layout,
    email: String,
    return_to: String,
    problems: Vec<Problem>,
    problem: String,
    demo: bool,
}

#[derive(Template)]
#[template(path = "session/message.html")]
struct MessagePage {
    layout: Layout,
    paragraphs: Vec<String>,
    link: Option<(String, String)>,
}

#[derive(Template)]
#[template(path = "session/follow.html")]
struct FollowPage {
    layout: Layout,
    secret: String,
}

/// Where to go after signing in.
#[derive(Deserialize)]
struct Afterwards {
    #[serde(default)]
    return_to: String,
}

async fn ask(State(state): State<AppState>, who: MaybeSignedIn, Query(after): Query<Afterwards>) -> Response {
    if who.0.is_some() {
        return page::go_to(local(&after.return_to).unwrap_or("/"));
    }
    page::show(&sign_in_page(&state, String::new(), after.return_to, String::new()))
}

fn sign_in_page(state: &AppState, email: String, return_to: String, problem: String) -> SignInPage {
    let mut layout = Layout::public("");
    layout.title = layout.w.say("sign-in-title");
    layout.has_errors = !problem.is_empty();
    let problems = if problem.is_empty() { Vec::new() } else { vec![Problem::at("email", problem.clone())] };
    SignInPage { layout, email, return_to, problems, problem, demo: state.is_demo() }
}

async fn send(State(state): State<AppState>, origin: Origin, PublicForm(form): PublicForm) -> Result<Response, Error> {
    let email = form.text("email");
    let return_to = form.text("return_to");
    let w = crate::words::Words::english();
    if !email.contains('@') || email.len() > 254 {
        let problem = w.say("sign-in-email-wrong");
        return Ok(page::again(&sign_in_page(&state, email, return_to, problem)));
    }
    let request = LinkRequest { email: &email, origin: &origin.0, return_to: local(&return_to) };
    match sessions::request_link(&state.ctx, &request).await? {
        Ok(()) => Ok(page::go_to("/sign-in/sent")),
        Err(sessions::TooMany) => Err(Error::TooMany),
    }
}

async fn sent(State(state): State<AppState>) -> Response {
    let mut layout = Layout::public("");
    layout.title = layout.w.say("sign-in-sent-title");
    let w = layout.w;
    let link = state.is_demo().then(|| (w.say("sign-in-outbox"), "/demo/outbox".to_owned()));
    page::show(&MessagePage { layout, paragraphs: vec![w.say("sign-in-sent"), w.say("sign-in-sent-help")], link })
}

async fn look(State(state): State<AppState>, Path(secret): Path<String>) -> Result<Response, Error> {
    if sessions::look_at_link(&state.ctx, &secret).await?.is_none() {
        return Ok(spent());
    }
    let mut layout = Layout::public("");
    layout.title = layout.w.say("sign-in-follow-title");
    Ok(page::show(&FollowPage { layout, secret }))
}

fn spent() -> Response {
    let mut layout = Layout::public("");
    layout.title = layout.w.say("sign-in-spent-title");
    let w = layout.w;
    let link = Some((w.say("sign-in-again"), "/sign-in".to_owned()));
    page::with_status(
        axum::http::StatusCode::NOT_FOUND,
        &MessagePage { layout, paragraphs: vec![w.say("sign-in-spent")], link },
    )
}

async fn follow(
    State(state): State<AppState>,
    Path(secret): Path<String>,
    PublicForm(_): PublicForm,
) -> Result<Response, Error> {
    match sessions::use_link(&state.ctx, &secret).await? {
        Some((begun, return_to)) => {
            let on = return_to.as_deref().and_then(local).unwrap_or("/");
            Ok(cookie::begin(&state, &begun, page::go_to(on)))
        }
        None => Ok(spent()),
    }
}

async fn leave(State(state): State<AppState>, who: SignedIn, _form: Posted) -> Result<Response, Error> {
    sessions::end(&state.ctx, who.session.id).await?;
    Ok(cookie::clear(&state, page::go_to("/signed-out")))
}

async fn left() -> Response {
    let mut layout = Layout::public("");
    layout.title = layout.w.say("signed-out-title");
    let w = layout.w;
    let link = Some((w.say("sign-in-again"), "/sign-in".to_owned()));
    page::show(&MessagePage { layout, paragraphs: vec![w.say("signed-out")], link })
}

/// Is it a path of this site?
pub(crate) fn is_local(path: &str) -> bool {
    local(path).is_some()
}

/// A path of this site and nothing else: never another host, never a scheme.
fn local(path: &str) -> Option<&str> {
    let safe = path.starts_with('/')
        && !path.starts_with("//")
        && !path.contains(['\\', '\r', '\n', '\t'])
        && path.len() < 1000;
    safe.then_some(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_is_never_sent_to_another_site() {
        assert_eq!(local("/meetings/1?x=2"), Some("/meetings/1?x=2"));
        for elsewhere in ["", "https://example.org/", "//example.org", "/\\example.org", "/a\r\nb", "/\t/example.org"] {
            assert_eq!(local(elsewhere), None, "{elsewhere:?}");
        }
    }
}

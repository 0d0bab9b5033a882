//! What the holder of a link sees: the record, a box to add something, and where asked a place to sign. Nothing leads on
//! from here, nothing is kept on the way, and no address is passed on.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use domain::calendar::{clock_time, long_instant, time_of};
use domain::signatures::{OUTSIDE_MEANING, TextHash};
use operations::Failure;
use operations::outsiders::{self, Visit};
use store::outsiders::Asked;

use super::cookie;
use super::shown::{BesideNote, note};
use crate::components::Problem;
use crate::error::Error;
use crate::form::{FormData, Origin, PublicForm};
use crate::layout::Layout;
use crate::page;
use crate::records::{SignedLine, back_word, lines};
use crate::state::AppState;
use crate::words::Words;

#[derive(Template)]
#[template(path = "outsiders/link.html")]
struct LinkPage {
    layout: Layout,
    paragraphs: Vec<String>,
    /// Where the button leads; empty: there is none.
    action: String,
    button: String,
}

#[derive(Template)]
#[template(path = "outsiders/record.html")]
struct RecordPage {
    layout: Layout,
    caption: String,
    lead: String,
    why: String,
    text: Vec<SignedLine>,
    hash: String,
    notes: Vec<BesideNote>,
    typed: String,
    content_error: String,
    readers: String,
    /// How their own signature stands; empty where none is asked.
    signing: String,
    can_sign: bool,
    meaning: &'static str,
    button: String,
    problems: Vec<Problem>,
}

/// Looks at a link: one that works has a button that opens it, any other says nothing of why.
pub(super) async fn look(State(state): State<AppState>, Path(secret): Path<String>) -> Result<Response, Error> {
    if !outsiders::link_works(&state.ctx, &secret).await? {
        return Ok(spent(&secret));
    }
    let w = Words::english();
    Ok(quiet(page::show(&LinkPage {
        layout: alone(w.say("outside-link-title")),
        paragraphs: vec![w.say("outside-link-what"), w.say("outside-link-once")],
        action: format!("/outside/link/{secret}"),
        button: w.say("outside-link-open"),
    })))
}

pub(super) async fn open(
    State(state): State<AppState>,
    origin: Origin,
    Path(secret): Path<String>,
    PublicForm(_): PublicForm,
) -> Result<Response, Error> {
    match outsiders::open(&state.ctx, &secret, &origin.0).await {
        Ok(Some(opened)) => Ok(quiet(cookie::set(&state, &opened.secret, page::go_to("/outside/record")))),
        Ok(None) => Ok(spent(&secret)),
        Err(Failure::Refused(_)) => Err(Error::TooMany),
        Err(Failure::NotFound) => Ok(spent(&secret)),
        Err(Failure::Fault(fault)) => Err(fault.into()),
    }
}

/// Asks for a fresh link; the answer is always the same.
pub(super) async fn again(
    State(state): State<AppState>,
    origin: Origin,
    Path(secret): Path<String>,
    PublicForm(_): PublicForm,
) -> Result<Response, Error> {
    match outsiders::ask_again(&state.ctx, &secret, &origin.0).await {
        Ok(()) | Err(Failure::NotFound) => {
            let w = Words::english();
            Ok(quiet(page::show(&message(w.say("outside-again-title"), vec![w.say("outside-again-what")]))))
        }
        Err(Failure::Refused(_)) => Err(Error::TooMany),
        Err(Failure::Fault(fault)) => Err(fault.into()),
    }
}

pub(super) async fn get(State(state): State<AppState>, headers: HeaderMap) -> Result<Response, Error> {
    match visiting(&state, &headers).await? {
        Some((visit, csrf)) => Ok(quiet(page::show(&record_page(&visit, csrf, Trouble::None)))),
        None => Ok(over()),
    }
}

pub(super) async fn contribute(
    State(state): State<AppState>,
    headers: HeaderMap,
    PublicForm(form): PublicForm,
) -> Result<Response, Error> {
    let Some((visit, csrf)) = posting(&state, &headers, &form).await? else { return Ok(over()) };
    match outsiders::contribute(&state.ctx, &visit, &form.raw("content")).await {
        Ok(()) => Ok(quiet(page::go_to("/outside/record#notes"))),
        Err(Failure::Refused(refusal)) => {
            let trouble = Trouble::Content(form.raw("content"), Words::english().say(refusal.key()));
            Ok(quiet(page::again(&record_page(&visit, csrf, trouble))))
        }
        Err(Failure::NotFound) => Ok(over()),
        Err(Failure::Fault(fault)) => Err(fault.into()),
    }
}

pub(super) async fn sign(
    State(state): State<AppState>,
    headers: HeaderMap,
    PublicForm(form): PublicForm,
) -> Result<Response, Error> {
    let Some((visit, csrf)) = posting(&state, &headers, &form).await? else { return Ok(over()) };
    match outsiders::sign(&state.ctx, &visit, &TextHash::from_stored(&form.text("text"))).await {
        Ok(()) => Ok(quiet(page::go_to("/outside/record#sign"))),
        Err(Failure::Refused(refusal)) => {
            let sentence = Words::english().say(refusal.key());
            // It may have changed meanwhile: what is shown is what stands now.
            let visit = visiting(&state, &headers).await?.map_or(visit, |(visit, _)| visit);
            Ok(quiet(page::again(&record_page(&visit, csrf, Trouble::Text(sentence)))))
        }
        Err(Failure::NotFound) => Ok(over()),
        Err(Failure::Fault(fault)) => Err(fault.into()),
    }
}

pub(super) async fn leave(
    State(state): State<AppState>,
    headers: HeaderMap,
    PublicForm(form): PublicForm,
) -> Result<Response, Error> {
    if let Some((visit, _)) = posting(&state, &headers, &form).await? {
        outsiders::leave(&state.ctx, &visit).await?;
    }
    let w = Words::english();
    let page = message(w.say("outside-left-title"), vec![w.say("outside-left-what")]);
    Ok(quiet(cookie::set(&state, "", page::show(&page))))
}

async fn visiting(state: &AppState, headers: &HeaderMap) -> Result<Option<(Visit, String)>, Error> {
    let Some(secret) = cookie::secret(state, headers) else { return Ok(None) };
    Ok(outsiders::resume(&state.ctx, &secret).await?)
}

/// The visit that a form belongs to; one without its token is not taken.
async fn posting(state: &AppState, headers: &HeaderMap, form: &FormData) -> Result<Option<(Visit, String)>, Error> {
    match visiting(state, headers).await? {
        Some((visit, csrf)) if crate::form::same(csrf.as_bytes(), form.raw("csrf").as_bytes()) => {
            Ok(Some((visit, csrf)))
        }
        Some(_) => Err(Error::Forged),
        None => Ok(None),
    }
}

fn alone(title: String) -> Layout {
    let mut layout = Layout::public(title);
    layout.stands_alone = true;
    layout
}

fn message(title: String, paragraphs: Vec<String>) -> LinkPage {
    LinkPage { layout: alone(title), paragraphs, action: String::new(), button: String::new() }
}

/// A link that does not open, for whatever reason: the same for a wrong one, a used one, and one that was taken back.
fn spent(secret: &str) -> Response {
    let w = Words::english();
    quiet(page::with_status(
        StatusCode::NOT_FOUND,
        &LinkPage {
            layout: alone(w.say("outside-spent-title")),
            paragraphs: vec![w.say("outside-spent-what"), w.say("outside-spent-again")],
            action: format!("/outside/link/{}/again", crate::routes::encoded(secret)),
            button: w.say("outside-spent-ask"),
        },
    ))
}

fn over() -> Response {
    let w = Words::english();
    let page = message(w.say("outside-over-title"), vec![w.say("outside-over-what")]);
    quiet(page::with_status(StatusCode::NOT_FOUND, &page))
}

/// No address of ours is passed on from here, and no search engine keeps it.
fn quiet(response: impl IntoResponse) -> Response {
    let mut response = response.into_response();
    let headers = response.headers_mut();
    headers.insert(HeaderName::from_static("referrer-policy"), HeaderValue::from_static("no-referrer"));
    headers.insert(HeaderName::from_static("x-robots-tag"), HeaderValue::from_static("noindex, nofollow"));
    response
}

/// What was wrong with what was sent.
enum Trouble {
    None,
    /// What was typed, and why it is not kept.
    Content(String, String),
    /// Why it could not be signed.
    Text(String),
}

fn record_page(visit: &Visit, csrf: String, trouble: Trouble) -> RecordPage {
    let w = Words::english();
    let mut layout = alone(w.say("outside-record-title"));
    layout.csrf = csrf;
    layout.has_errors = !matches!(trouble, Trouble::None);
    let (typed, content_error, problems) = match trouble {
        Trouble::None => (String::new(), String::new(), Vec::new()),
        Trouble::Content(typed, error) => {
            let problem = Problem::at("content", error.clone());
            (typed, error, vec![problem])
        }
        Trouble::Text(error) => (String::new(), String::new(), vec![Problem::at("text", error)]),
    };
    let outsider = &visit.outsider;
    let lead = [
        ("name", outsider.name.clone()),
        ("inviter", visit.inviter.clone()),
        ("organisation", visit.organisation.clone()),
    ];
    let until = outsider.session_expires_at.map_or_else(String::new, |at| clock_time(time_of(at)));
    let asked = outsider.asked == Asked::ContributeAndSign;
    let others: Vec<String> = visit.sheet.circle.people().into_iter().map(|one| one.name.clone()).collect();
    RecordPage {
        caption: back_word(w, &visit.sheet),
        lead: format!(
            "{} {}",
            w.with("outside-record-lead", &lead),
            w.with("outside-record-until", &[("time", until)])
        ),
        why: outsider.why.clone(),
        text: lines(&visit.text),
        hash: visit.hash.to_string(),
        notes: visit.contributions.iter().map(|one| note(w, one)).collect(),
        typed,
        content_error,
        readers: crate::meetings::and(w, &others),
        signing: if asked { signing(w, visit) } else { String::new() },
        can_sign: asked && visit.is_ready() && !visit.has_signed(),
        meaning: OUTSIDE_MEANING,
        button: w.with("sign-as", &[("name", outsider.name.clone())]),
        problems,
        layout,
    }
}

/// How their own signature stands.
fn signing(w: Words, visit: &Visit) -> String {
    let signed = visit.signatures.iter().find(|signature| signature.text == visit.hash);
    match (signed, visit.signatures.last()) {
        (Some(now), _) => w.with("outside-you-signed", &[("when", long_instant(now.signed_at))]),
        (None, Some(_)) if visit.is_ready() => w.say("outside-you-signed-before"),
        (None, _) if visit.is_ready() => w.say("outside-you-sign"),
        (None, _) => w.say("outside-not-ready"),
    }
}

//! What a page says when it cannot be shown. Not allowed looks exactly like not found; a fault is a number.

use askama::Template;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use operations::Failure;
use store::Fault;

use crate::layout::Layout;
use crate::page;
use crate::words::Words;

/// Why a page is not shown.
#[derive(Debug)]
pub enum Error {
    /// Not there, or not for this person.
    NotFound,
    /// The form did not come from this person's own page, or that page is too old.
    Forged,
    /// What was sent cannot be read.
    Unreadable,
    /// Too much, too fast.
    TooMany,
    /// Something broke.
    Fault(Fault),
}

impl From<Fault> for Error {
    fn from(fault: Fault) -> Self {
        Self::Fault(fault)
    }
}

impl<R: std::fmt::Display> From<Failure<R>> for Error {
    /// For operations whose refusals the page cannot run into; a refusal that arrives here is a fault of ours.
    fn from(failure: Failure<R>) -> Self {
        match failure {
            Failure::NotFound => Self::NotFound,
            Failure::Fault(fault) => Self::Fault(fault),
            Failure::Refused(refusal) => Self::Fault(Fault::Corrupt(format!("unexpected refusal: {refusal}"))),
        }
    }
}

#[derive(Template)]
#[template(path = "errors/error.html")]
struct ErrorPage {
    layout: Layout,
    heading: String,
    what_to_do: Vec<String>,
}

impl IntoResponse for Error {
    fn into_response(self) -> Response {
        let w = Words::english();
        let (status, key, more) = match self {
            Self::NotFound => (StatusCode::NOT_FOUND, "error-not-found", None),
            Self::Forged => (StatusCode::FORBIDDEN, "error-forged", None),
            Self::Unreadable => (StatusCode::BAD_REQUEST, "error-unreadable", None),
            Self::TooMany => (StatusCode::TOO_MANY_REQUESTS, "error-too-many", None),
            Self::Fault(fault) => {
                let incident = incident_number();
                tracing::error!(incident, %fault, "a page failed");
                (StatusCode::INTERNAL_SERVER_ERROR, "error-fault", Some(incident))
            }
        };
        let mut what_to_do = vec![w.say(&format!("{key}-what"))];
        if let Some(incident) = more {
            what_to_do.push(w.with("error-fault-number", &[("number", incident)]));
        }
        let heading = w.say(key);
        page::with_status(status, &ErrorPage { layout: Layout::public(heading.clone()), heading, what_to_do })
    }
}

/// A short number that a person can read out and that stands in the log.
fn incident_number() -> String {
    use std::sync::atomic::{AtomicU32, Ordering};
    static NEXT: AtomicU32 = AtomicU32::new(1);
    format!("{:04}-{}", std::process::id() % 10_000, NEXT.fetch_add(1, Ordering::Relaxed))
}

//! The only way to add a page: each route states who may come, and the list of routes is a table that tests read.

use std::fmt;

use axum::Router;
use axum::extract::{RawPathParams, Request, State};
use axum::handler::Handler;
use axum::http::Method;
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use axum::routing::MethodRouter;
use axum::routing::{get, post};
use domain::programmes::Power;

use crate::error::Error;
use crate::page;
use crate::session::SignedIn;
use crate::state::AppState;

/// Who may come to a route. What they see there is decided further in, by what they are to what they look at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Audience {
    /// Anybody, signed in or not.
    Everyone,
    /// Anybody who is signed in; each sees what is theirs.
    SignedIn,
    /// People of a journey and those who may see it; the page looks up how the person stands to it, and is not found
    /// otherwise.
    Participants,
    /// Holders of an office at the organisation named by `{code}` in the path that gives this power.
    Office(Power),
    /// Holders of any office at the organisation named by `{code}` in the path.
    AnyOffice,
    /// Whoever holds a secret link; the page shows what the link is for and nothing else.
    LinkHolder,
    /// Anybody, in a demo only.
    Demo,
}

impl fmt::Display for Audience {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Everyone => f.write_str("everyone"),
            Self::SignedIn => f.write_str("signed in"),
            Self::Participants => f.write_str("participants"),
            Self::Office(power) => write!(f, "office: {}", power.as_str()),
            Self::AnyOffice => f.write_str("any office"),
            Self::LinkHolder => f.write_str("link holder"),
            Self::Demo => f.write_str("demo"),
        }
    }
}

/// A route as the table shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Route {
    pub method: Method,
    pub path: &'static str,
    pub audience: Audience,
}

/// Routes with their audiences.
pub struct Routes {
    router: Router<AppState>,
    state: AppState,
    table: Vec<Route>,
}

impl Routes {
    /// No routes yet.
    pub fn new(state: AppState) -> Self {
        Self { router: Router::new(), state, table: Vec::new() }
    }

    /// A page that is looked at; it writes nothing.
    #[must_use]
    pub fn get<H, T>(self, path: &'static str, audience: Audience, handler: H) -> Self
    where
        H: Handler<T, AppState>,
        T: 'static,
    {
        self.add(Method::GET, path, audience, get(handler))
    }

    /// A form that is sent.
    #[must_use]
    pub fn post<H, T>(self, path: &'static str, audience: Audience, handler: H) -> Self
    where
        H: Handler<T, AppState>,
        T: 'static,
    {
        self.add(Method::POST, path, audience, post(handler))
    }

    fn add(mut self, method: Method, path: &'static str, audience: Audience, route: MethodRouter<AppState>) -> Self {
        let guard = (audience, self.state.clone());
        self.router = self.router.route(path, route.layer(middleware::from_fn_with_state(guard, check)));
        self.table.push(Route { method, path, audience });
        self
    }

    /// The router and the table of its routes.
    pub fn finish(self) -> (Router<AppState>, Vec<Route>) {
        (self.router, self.table)
    }
}

/// Lets a request through to its handler if its person belongs to the audience.
async fn check(
    State((audience, state)): State<(Audience, AppState)>,
    path: RawPathParams,
    mut request: Request,
    next: Next,
) -> Response {
    let signed_in = request.extensions().get::<SignedIn>().cloned();
    let allowed = match audience {
        Audience::Everyone | Audience::LinkHolder => true,
        Audience::Demo => state.is_demo(),
        Audience::SignedIn | Audience::Participants | Audience::Office(_) | Audience::AnyOffice => {
            let Some(person) = &signed_in else { return to_sign_in(&state, &request) };
            match desk_wanted(audience) {
                None => true,
                Some(power) => {
                    let code = path.iter().find(|(name, _)| *name == "code").map(|(_, code)| code.to_owned());
                    let desk = person.desks.iter().find(|desk| Some(&desk.code) == code.as_ref());
                    let desk = desk.filter(|desk| power.is_none_or(|power| desk.may(power)));
                    let found = desk.is_some();
                    if let Some(desk) = desk {
                        request.extensions_mut().insert(desk.clone());
                    }
                    found
                }
            }
        }
    };
    if allowed { next.run(request).await } else { Error::NotFound.into_response() }
}

/// Whether the audience is at a desk, and with which power.
fn desk_wanted(audience: Audience) -> Option<Option<Power>> {
    match audience {
        Audience::Office(power) => Some(Some(power)),
        Audience::AnyOffice => Some(None),
        _ => None,
    }
}

/// Somebody who is not signed in is taken to sign in and back again; what they had typed is kept by the page's script.
fn to_sign_in(state: &AppState, request: &Request) -> Response {
    let back = if request.method() == Method::GET {
        request.uri().path_and_query().map(|path| path.as_str())
    } else {
        request.headers().get("referer").and_then(|value| value.to_str().ok()).and_then(path_of)
    };
    let back = back.filter(|path| crate::session::is_local(path)).unwrap_or("/");
    if back == "/" {
        page::go_to(if state.is_demo() { "/demo" } else { "/sign-in" })
    } else {
        page::go_to(format!("/sign-in?return_to={}", encoded(back)))
    }
}

fn path_of(address: &str) -> Option<&str> {
    let rest = address.split_once("://")?.1;
    rest.find('/').map(|slash| &rest[slash..])
}

/// Percent-encoded for a query's value (RFC 3986).
pub fn encoded(text: &str) -> String {
    text.bytes()
        .map(|byte| match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => char::from(byte).to_string(),
            _ => format!("%{byte:02X}"),
        })
        .collect()
}

/// The desk of a route whose audience is an office: `axum::Extension` without the wrapping.
#[derive(Debug, Clone)]
pub struct AtDesk(pub operations::access::Desk);

impl<S: Send + Sync> axum::extract::FromRequestParts<S> for AtDesk {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut axum::http::request::Parts, _state: &S) -> Result<Self, Error> {
        parts.extensions.get::<operations::access::Desk>().cloned().map(Self).ok_or(Error::NotFound)
    }
}

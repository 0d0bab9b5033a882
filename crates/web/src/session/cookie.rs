//! The cookie: one opaque secret, bound to this host and out of scripts' reach.

use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::{IntoResponse, Response};
use operations::sessions::Begun;

use crate::state::AppState;

/// `__Host-` pins a cookie to this host over an encrypted connection (RFC 6265bis). Browsers drop it on plain http, which
/// only a demo or a developer uses; there the name is plain.
fn name(state: &AppState) -> &'static str {
    if state.is_https() { "__Host-alongside" } else { "alongside" }
}

/// The secret that the request carries.
pub(super) fn secret(state: &AppState, headers: &HeaderMap) -> Option<String> {
    let name = name(state);
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(key, _)| *key == name)
        .map(|(_, secret)| secret.to_owned())
}

/// Adds the cookie of a new session to a response.
pub fn begin(state: &AppState, begun: &Begun, response: impl IntoResponse) -> Response {
    set(state, &begun.secret, operations::sessions::LONGEST.as_secs(), response)
}

/// Takes the cookie away, and whatever the browser has kept of this person.
pub fn clear(state: &AppState, response: impl IntoResponse) -> Response {
    let mut response = set(state, "", 0, response);
    response.headers_mut().insert("clear-site-data", HeaderValue::from_static("\"cache\", \"cookies\""));
    response
}

fn set(state: &AppState, secret: &str, seconds: i64, response: impl IntoResponse) -> Response {
    let secure = if state.is_https() { "; Secure" } else { "" };
    let cookie = format!("{}={secret}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Lax{secure}", name(state));
    let mut response = response.into_response();
    let value = HeaderValue::from_str(&cookie).expect("hexadecimal and fixed text are valid in a header");
    response.headers_mut().append(header::SET_COOKIE, value);
    response
}

//! The cookie of a visit: apart from anybody's session, for as long as a visit lasts.

use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::{IntoResponse, Response};

use crate::state::AppState;

fn name(state: &AppState) -> &'static str {
    if state.is_https() { "__Host-alongside-visit" } else { "alongside-visit" }
}

/// The secret that the request carries.
pub(super) fn secret(state: &AppState, headers: &HeaderMap) -> Option<String> {
    let name = name(state);
    let cookies = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
    let mut pairs = cookies.flat_map(|value| value.split(';')).filter_map(|pair| pair.trim().split_once('='));
    pairs.find(|(key, _)| *key == name).map(|(_, secret)| secret.to_owned())
}

/// Adds the cookie of a visit to a response; an empty secret takes it away.
pub(super) fn set(state: &AppState, secret: &str, response: impl IntoResponse) -> Response {
    let seconds = if secret.is_empty() { 0 } else { operations::outsiders::VISIT.as_secs() };
    let secure = if state.is_https() { "; Secure" } else { "" };
    let cookie = format!("{}={secret}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Lax{secure}", name(state));
    let mut response = response.into_response();
    let value = HeaderValue::from_str(&cookie).expect("hexadecimal and fixed text are valid in a header");
    response.headers_mut().append(header::SET_COOKIE, value);
    response
}

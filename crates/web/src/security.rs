//! Headers that every answer carries (OWASP ASVS 5.0: 3.4.1 to 3.4.8, 14.3.2).

use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, header};
use axum::middleware::Next;
use axum::response::Response;

use crate::state::AppState;

/// Nothing from elsewhere, no inline code but the one line of the layout whose hash this is.
const CONTENT_POLICY: &str = "default-src 'none'; base-uri 'none'; connect-src 'self'; font-src 'self'; \
    form-action 'self'; frame-ancestors 'none'; img-src 'self' data:; manifest-src 'self'; \
    script-src 'self' 'sha256-tDOvXJi1PXbg0CWjLCCYSNHRXtps26K4JXkE3M6u/c0='; style-src 'self'";

/// Two years, in seconds.
const STRICT_TRANSPORT: &str = "max-age=63072000; includeSubDomains";

/// Adds the headers.
pub(crate) async fn headers(State(state): State<AppState>, request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let answer = response.headers_mut();
    for (name, value) in [
        ("content-security-policy", CONTENT_POLICY),
        ("cross-origin-opener-policy", "same-origin"),
        ("cross-origin-resource-policy", "same-origin"),
        ("permissions-policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
        ("x-content-type-options", "nosniff"),
    ] {
        answer.insert(name, HeaderValue::from_static(value));
    }
    // A page that must not be told of even to ourselves says so itself.
    answer.entry(header::REFERRER_POLICY).or_insert(HeaderValue::from_static("same-origin"));
    if state.is_https() {
        answer.insert(header::STRICT_TRANSPORT_SECURITY, HeaderValue::from_static(STRICT_TRANSPORT));
    }
    keep_out_of_caches(answer);
    response
}

/// Whatever is personal is kept by nobody on the way; only what says otherwise (style sheets) may be.
fn keep_out_of_caches(answer: &mut HeaderMap) {
    answer.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
}

//! From a template to a response.

use askama::Template;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};

/// A page as people get it.
pub fn show(template: &impl Template) -> Response {
    with_status(StatusCode::OK, template)
}

/// The same page again, with what was wrong (422): nothing typed is lost.
pub fn again(template: &impl Template) -> Response {
    with_status(StatusCode::UNPROCESSABLE_ENTITY, template)
}

/// A page with a status of its own.
pub fn with_status(status: StatusCode, template: &impl Template) -> Response {
    match template.render() {
        Ok(html) => (status, [(header::CONTENT_TYPE, "text/html; charset=utf-8")], html).into_response(),
        Err(error) => {
            tracing::error!(%error, "a template could not be rendered");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}

/// After something was done: on to another page (303).
pub fn go_to(path: impl AsRef<str>) -> Response {
    Redirect::to(path.as_ref()).into_response()
}

/// A file, always as something to save: nothing that was uploaded is ever shown as a page of this site.
pub fn attachment(name: &str, media_type: &str, content: Vec<u8>) -> Response {
    let name = crate::routes::encoded(name).replace('/', "%2F");
    let headers = [
        (header::CONTENT_TYPE, media_type.to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename*=UTF-8''{name}")),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff".to_owned()),
        (header::CACHE_CONTROL, "no-store".to_owned()),
    ];
    (headers, content).into_response()
}

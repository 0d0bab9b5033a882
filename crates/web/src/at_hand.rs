//! Versions of programmes that were made on another node are read when a page first needs one; nothing is restarted.

use axum::extract::{Request, State};
use axum::http::Method;
use axum::middleware::Next;
use axum::response::Response;

use crate::error::Error;
use crate::state::AppState;

/// Runs the page; where it missed a version, reads what is new and runs it once more. Only what is looked at is run
/// again: a form is shown before it is sent, and whatever it needs was read then.
pub(crate) async fn catch_up(State(state): State<AppState>, request: Request, next: Next) -> Result<Response, Error> {
    let again = (request.method() == Method::GET).then(|| {
        let mut again = Request::new(axum::body::Body::empty());
        *again.uri_mut() = request.uri().clone();
        *again.headers_mut() = request.headers().clone();
        *again.extensions_mut() = request.extensions().clone();
        (again, next.clone())
    });
    let response = next.run(request).await;
    if !state.ctx.programmes.take_missed() || operations::programmes::catch_up(&state.ctx).await? == 0 {
        return Ok(response);
    }
    match again {
        Some((request, next)) => Ok(next.run(request).await),
        None => Ok(response),
    }
}

//! One's own calendar feed (Q5): made, shown once, renewed and ended on a page; read by calendar programs that are not
//! signed in and hold its secret.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use domain::calendar::long_instant;
use operations::feeds::{self, Read};

use crate::error::Error;
use crate::form::{Origin, Posted};
use crate::layout::Layout;
use crate::page;
use crate::session::SignedIn;
use crate::state::AppState;

#[derive(Template)]
#[template(path = "account/feed.html")]
struct FeedPage {
    layout: Layout,
    /// When the feed that stands was made; empty: there is none.
    since: String,
    /// The address, shown once; empty afterwards.
    address: String,
}

pub(super) async fn show(State(state): State<AppState>, who: SignedIn) -> Result<Response, Error> {
    Ok(page::show(&build(&state, &who, String::new()).await?))
}

/// Makes a feed, in place of one that stood. The address is shown on this page and never again.
pub(super) async fn renew(State(state): State<AppState>, who: SignedIn, _form: Posted) -> Result<Response, Error> {
    let secret = feeds::renew(&state.ctx, who.person()).await?;
    let address = format!("{}/calendar/{secret}.ics", state.ctx.address);
    Ok(page::show(&build(&state, &who, address).await?))
}

pub(super) async fn end(State(state): State<AppState>, who: SignedIn, _form: Posted) -> Result<Response, Error> {
    feeds::end(&state.ctx, who.person()).await?;
    Ok(page::go_to("/account/calendar"))
}

async fn build(state: &AppState, who: &SignedIn, address: String) -> Result<FeedPage, Error> {
    let since = store::feeds::made_at(state.ctx.db.reader(), who.person()).await?;
    let mut layout = who.layout(state, "");
    layout.title = layout.w.say("feed-title");
    Ok(FeedPage { layout, since: since.map(long_instant).unwrap_or_default(), address })
}

/// `GET /calendar/{secret}.ics`. Anything that is not a feed of somebody who is still here is not found.
pub(super) async fn read(
    State(state): State<AppState>,
    origin: Origin,
    headers: HeaderMap,
    Path(file): Path<String>,
) -> Result<Response, Error> {
    let secret = file.strip_suffix(".ics").ok_or(Error::NotFound)?;
    let text = match feeds::read(&state.ctx, secret, &origin.0).await? {
        Read::Found(text) => text,
        Read::Unknown => return Err(Error::NotFound),
        Read::TooMany => return Err(Error::TooMany),
    };
    let tag = format!("\"{}\"", operations::sessions::hash(&text));
    let known = headers.get_all(header::IF_NONE_MATCH).iter().filter_map(|value| value.to_str().ok());
    let fresh = known.flat_map(|value| value.split(',')).any(|each| each.trim().trim_start_matches("W/") == tag);
    let answer = [
        (header::CONTENT_TYPE, "text/calendar; charset=utf-8".to_owned()),
        (header::CONTENT_DISPOSITION, "inline; filename=\"alongside.ics\"".to_owned()),
        (header::CACHE_CONTROL, "private, no-store".to_owned()),
        (header::ETAG, tag),
    ];
    Ok(if fresh { (StatusCode::NOT_MODIFIED, answer).into_response() } else { (answer, text).into_response() })
}

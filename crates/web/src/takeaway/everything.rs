//! `GET /portfolio/everything`: the same as the PDF, as a page that prints well.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use domain::calendar::long_instant;

use super::{Shown, ShownBlock, shown};
use crate::components::Link;
use crate::error::Error;
use crate::layout::Layout;
use crate::page;
use crate::session::SignedIn;
use crate::state::AppState;

#[derive(Template)]
#[template(path = "takeaway/everything.html")]
struct EverythingPage {
    layout: Layout,
    way: Vec<Link>,
    about: Vec<String>,
    book: Shown,
}

pub(super) async fn get(State(state): State<AppState>, who: SignedIn) -> Result<Response, Error> {
    let (book, _) = operations::takeaway::book(&state.ctx, state.ctx.db.reader(), who.person()).await?;
    let mut layout = who.layout(&state, "");
    let w = layout.w;
    layout.title = w.with("takeaway-everything-title", [("name", book.owner.name.as_str())]);
    let mut about = book.owner.registrations.clone();
    about.push(w.with("takeaway-as-of", [("when", long_instant(book.made_at))]));
    Ok(page::show(&EverythingPage {
        way: vec![Link::new(w.say("nav-home"), "/"), Link::new(w.say("takeaway-title"), "/portfolio/copy")],
        about,
        book: shown(book),
        layout,
    }))
}

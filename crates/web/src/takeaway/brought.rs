//! A portfolio from elsewhere: taken in, looked at, read-only, and taken out again (G5).

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use domain::calendar::{date_of, long_date};
use domain::ids::BroughtId;
use domain::takeaway::Book;
use operations::Failure;
use operations::takeaway::{TakeInRefusal, Unreadable, forget as forget_it, take_in};

use super::{Shown, ShownBlock, copy, shown};
use crate::components::Link;
use crate::error::Error;
use crate::form::{Posted, PostedFile};
use crate::layout::Layout;
use crate::page;
use crate::session::SignedIn;
use crate::state::AppState;
use crate::words::Words;

#[derive(Template)]
#[template(path = "takeaway/brought.html")]
struct BroughtPage {
    layout: Layout,
    way: Vec<Link>,
    checked: String,
    key: String,
    id: String,
    book: Shown,
}

pub(super) async fn bring(State(state): State<AppState>, who: SignedIn, posted: PostedFile) -> Result<Response, Error> {
    let w = Words::english();
    let problem = if posted.content.is_empty() {
        w.say("bring-nothing")
    } else {
        match take_in(&state.ctx, who.person(), &posted.content).await {
            Ok(_) => return Ok(page::go_to("/portfolio/copy")),
            Err(Failure::Refused(refusal)) => match &refusal {
                TakeInRefusal::NotTheirs { name } => w.with(refusal.key(), [("name", name.as_str())]),
                TakeInRefusal::Unreadable(Unreadable::Changed(name)) => {
                    w.with(refusal.key(), [("name", name.as_str())])
                }
                TakeInRefusal::Unreadable(_) => w.say(refusal.key()),
            },
            Err(other) => return Err(other.into()),
        }
    };
    Ok(page::again(&copy::build(&state, &who, problem).await?))
}

pub(super) async fn show(
    State(state): State<AppState>,
    who: SignedIn,
    Path(id): Path<String>,
) -> Result<Response, Error> {
    let id: BroughtId = id.parse().map_err(|_| Error::NotFound)?;
    let mine = store::takeaway::brought_by(state.ctx.db.reader(), who.person()).await?;
    let one = mine.into_iter().find(|one| one.id == id).ok_or(Error::NotFound)?;
    let book: Book = serde_json::from_value(one.book)
        .map_err(|error| store::Fault::Corrupt(format!("a portfolio that was taken in: {error}")))?;
    let mut layout = who.layout(&state, "");
    let w = layout.w;
    let on = long_date(date_of(one.made_at));
    let from = one.known_as.clone().unwrap_or(one.made_by);
    layout.title = w.with("brought-from", [("from", from.as_str()), ("date", on.as_str())]);
    let checked = match &one.known_as {
        Some(name) => w.with("brought-checked-known", [("name", name.as_str())]),
        None => w.say("brought-checked"),
    };
    Ok(page::show(&BroughtPage {
        way: vec![Link::new(w.say("nav-home"), "/"), Link::new(w.say("takeaway-title"), "/portfolio/copy")],
        checked,
        key: one.public_key,
        id: one.id.to_string(),
        book: shown(book),
        layout,
    }))
}

pub(super) async fn forget(
    State(state): State<AppState>,
    who: SignedIn,
    Path(id): Path<String>,
    _form: Posted,
) -> Result<Response, Error> {
    let id: BroughtId = id.parse().map_err(|_| Error::NotFound)?;
    forget_it(&state.ctx, who.person(), id).await?;
    Ok(page::go_to("/portfolio/copy"))
}

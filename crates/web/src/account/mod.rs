//! One's own account: how one is known here, where one is signed in, when reminders come, and one's calendar feed.

mod feed;
mod reminders;
mod way_out;

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use domain::calendar::long_instant;

use crate::error::Error;
use crate::form::Posted;
use crate::layout::Layout;
use crate::page;
use crate::routes::{Audience, Routes};
use crate::session::{self, SignedIn};
use crate::state::AppState;

/// The routes of this room.
pub fn routes(routes: Routes) -> Routes {
    routes
        .get("/account", Audience::SignedIn, show)
        .post("/account/sessions/end", Audience::SignedIn, end_everywhere)
        .get("/account/reminders", Audience::SignedIn, reminders::ask)
        .post("/account/reminders", Audience::SignedIn, reminders::save)
        .get("/reminders/off/{secret}", Audience::LinkHolder, way_out::look)
        .post("/reminders/off/{secret}", Audience::LinkHolder, way_out::follow)
        .get("/account/calendar", Audience::SignedIn, feed::show)
        .post("/account/calendar", Audience::SignedIn, feed::renew)
        .post("/account/calendar/end", Audience::SignedIn, feed::end)
        .get("/calendar/{file}", Audience::LinkHolder, feed::read)
}

#[derive(Template)]
#[template(path = "account/show.html")]
struct AccountPage {
    layout: Layout,
    name: String,
    addresses: Vec<String>,
    sessions: Vec<String>,
}

async fn show(State(state): State<AppState>, who: SignedIn) -> Result<Response, Error> {
    let reader = state.ctx.db.reader();
    let addresses = store::sessions::addresses_of(reader, who.person()).await?;
    let begun = store::sessions::begun_by(reader, who.person(), state.ctx.now()).await?;
    let mut layout = who.layout(&state, "");
    layout.title = layout.w.say("account-title");
    Ok(page::show(&AccountPage {
        layout,
        name: who.session.name.clone(),
        addresses,
        sessions: begun.into_iter().map(long_instant).collect(),
    }))
}

async fn end_everywhere(State(state): State<AppState>, who: SignedIn, _form: Posted) -> Result<Response, Error> {
    operations::sessions::end_all_of(&state.ctx, who.person()).await?;
    Ok(session::clear(&state, page::go_to("/signed-out")))
}

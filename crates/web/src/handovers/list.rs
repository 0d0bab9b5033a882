//! `/organisations/{code}/changes`: the wishes that wait, for whoever matches people.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use domain::calendar::{date_of, long_date};
use domain::programmes::Power;

use super::change_of;
use crate::components::Link;
use crate::error::Error;
use crate::layout::Layout;
use crate::page;
use crate::routes::AtDesk;
use crate::session::SignedIn;
use crate::state::AppState;
use crate::words::Words;

#[derive(Template)]
#[template(path = "handovers/list.html")]
struct ListPage {
    layout: Layout,
    way: Vec<Link>,
    lines: Vec<Link>,
}

pub(super) async fn get(State(state): State<AppState>, who: SignedIn, AtDesk(desk): AtDesk) -> Result<Response, Error> {
    let w = Words::english();
    let mut lines = Vec::new();
    for programme in crate::desk::programmes(&state, &desk, Some(Power::Match)).await? {
        let reader = state.ctx.db.reader();
        for request in store::handovers::requests_at(reader, desk.organisation, &programme.key).await? {
            let date = long_date(date_of(request.asked_at));
            let names = [("name", request.supportee_name.clone()), ("asked", request.asked_name), ("date", date)];
            lines.push(Link::new(w.with("change-list-line", &names), change_of(request.journey)));
        }
    }
    let name = crate::text::organisation_name(&desk.name);
    let way = vec![Link::new(w.say("nav-home"), "/"), Link::new(name, format!("/organisations/{}", desk.code))];
    Ok(page::show(&ListPage {
        layout: crate::desk::layout(&state, &who, &desk, w.say("change-list-title")),
        way,
        lines,
    }))
}

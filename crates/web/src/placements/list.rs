//! The placements of a journey.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use domain::calendar::long_date;
use domain::programmes::capitalised;
use store::placements::Placement;

use super::{list_of, path_of};
use crate::error::Error;
use crate::layout::Layout;
use crate::page;
use crate::session::SignedIn;
use crate::state::AppState;
use crate::words::Words;

#[derive(Template)]
#[template(path = "placements/list.html")]
struct ListPage {
    layout: Layout,
    back: String,
    over: String,
    enter: String,
    lines: Vec<Line>,
}

/// A placement as a line; without a link for those who see no more.
struct Line {
    href: String,
    name: String,
    when: String,
    offers: String,
}

pub(super) async fn get(
    State(state): State<AppState>,
    who: SignedIn,
    Path(id): Path<String>,
) -> Result<Response, Error> {
    let w = Words::english();
    let view = super::view(&state, &who, &id).await?;
    let all = store::placements::list(state.ctx.db.reader(), view.journey).await?;
    let opens = view.sees.allows();
    let lines = all.iter().map(|one| Line {
        href: if opens { path_of(one.id) } else { String::new() },
        name: one.name.clone(),
        when: when(w, one),
        offers: if opens { offers(w, one) } else { String::new() },
    });
    Ok(page::show(&ListPage {
        layout: who.layout(&state, w.say("placements-title")),
        back: crate::journeys::journey(view.journey),
        over: format!("{}, {}", capitalised(view.programme.words.say("journey")), view.supportee_name),
        enter: if view.keeps() { format!("{}/new", list_of(view.journey)) } else { String::new() },
        lines: lines.collect(),
    }))
}

/// “2 March 2026 to 28 August 2026, with Dr Ines Pohl”.
pub(super) fn when(w: Words, one: &Placement) -> String {
    let (from, name) = (long_date(one.started_on), one.host_name.clone());
    match one.finished_on {
        Some(until) => w.with("placement-when", &[("from", from), ("until", long_date(until)), ("name", name)]),
        None => w.with("placement-since", &[("from", from), ("name", name)]),
    }
}

fn offers(w: Words, one: &Placement) -> String {
    let count = one.offers.len().to_string();
    match one.agreed_on {
        Some(on) => w.with("placement-offers-agreed", &[("count", count), ("date", long_date(on))]),
        None => w.with("placement-offers", &[("count", count)]),
    }
}

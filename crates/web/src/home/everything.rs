//! `GET /next`: everything that is next and late, over all relationships, with why and since when (Q1). The filter is in
//! the address, and the page prints as a list to take along.

use askama::Template;
use axum::extract::{Query, State};
use axum::response::Response;
use domain::calendar::weekday_date;
use serde::Deserialize;

use super::gather::{self, Gathered, Thing};
use super::next::{Next, Urgency, Waiting};
use crate::components::{Choice, Link};
use crate::error::Error;
use crate::layout::Layout;
use crate::page;
use crate::session::SignedIn;
use crate::state::AppState;
use crate::words::Words;

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    /// A relationship; empty: all.
    with: String,
    /// A kind of thing; empty: all.
    kind: String,
}

#[derive(Template)]
#[template(path = "home/everything.html")]
struct EverythingPage {
    layout: Layout,
    way: Vec<Link>,
    as_of: String,
    withs: Vec<Choice>,
    kinds: Vec<Choice>,
    groups: Vec<Group>,
    waiting: Vec<Waiting>,
    filtered: bool,
}

/// What is equally pressing.
struct Group {
    key: &'static str,
    heading: String,
    things: Vec<Next>,
}

/// The kinds of things there are, as they are filtered by.
const KINDS: [&str; 4] = ["meetings", "papers", "confirming", "other"];

/// What kind of thing it is: what its link leads to.
fn kind(next: &Next) -> &'static str {
    let leads_to = |part: &str| next.href.contains(part);
    if leads_to("/documents/") || leads_to("/record") || leads_to("/signatures") {
        "papers"
    } else if leads_to("/meetings") {
        "meetings"
    } else if leads_to("/facts/") {
        "confirming"
    } else {
        "other"
    }
}

pub(super) async fn get(
    State(state): State<AppState>,
    who: SignedIn,
    Query(asked): Query<Asked>,
) -> Result<Response, Error> {
    let w = Words::english();
    let Gathered { things, waiting, relationships } = gather::everything(&state, &who).await?;
    let all: Vec<Choice> = vec![Choice::new("", w.say("everything-all")).chosen_if(&asked.with)];
    let running = relationships.iter().filter(|one| one.ended_on.is_none());
    let each = running.map(|one| Choice::new(gather::key(one), gather::name(one)).chosen_if(&asked.with));
    let withs = all.into_iter().chain(each).collect();
    let mut kinds = vec![Choice::new("", w.say("everything-any")).chosen_if(&asked.kind)];
    kinds.extend(KINDS.map(|key| Choice::new(key, w.say(&format!("everything-{key}"))).chosen_if(&asked.kind)));
    let kept = things.into_iter().filter(|thing| {
        (asked.with.is_empty() || thing.of == asked.with) && (asked.kind.is_empty() || kind(&thing.next) == asked.kind)
    });
    let layout = who.layout(&state, w.say("everything-title"));
    let today = weekday_date(state.ctx.today());
    Ok(page::show(&EverythingPage {
        way: vec![Link::new(w.say("nav-home"), "/")],
        as_of: w.with("everything-as-of", [("name", who.session.name.as_str()), ("date", today.as_str())]),
        withs,
        kinds,
        groups: groups(w, kept.collect()),
        waiting,
        filtered: !asked.with.is_empty() || !asked.kind.is_empty(),
        layout,
    }))
}

fn groups(w: Words, things: Vec<Thing>) -> Vec<Group> {
    let mut groups: Vec<Group> = [Urgency::Late, Urgency::Due, Urgency::Later]
        .map(|urgency| Group {
            key: urgency.key(),
            heading: w.say(&format!("everything-{}", urgency.key())),
            things: Vec::new(),
        })
        .into();
    for thing in things {
        if let Some(group) = groups.iter_mut().find(|group| group.key == thing.next.urgency.key()) {
            group.things.push(thing.next);
        }
    }
    groups.retain(|group| !group.things.is_empty());
    groups
}

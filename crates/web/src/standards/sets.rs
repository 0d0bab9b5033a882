//! Which sets an organisation looks at beside those of its programmes.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use domain::keys::StandardSetKey;
use domain::standards::{self, StandardSet};
use operations::access::Desk;
use operations::{Actor, standards as operation};

use super::wall::desk_link;
use crate::components::{Choice, Link};
use crate::desk::layout;
use crate::error::Error;
use crate::form::Posted;
use crate::layout::Layout;
use crate::page;
use crate::routes::AtDesk;
use crate::session::SignedIn;
use crate::state::AppState;
use crate::words::Words;

#[derive(Template)]
#[template(path = "standards/sets.html")]
struct SetsPage {
    layout: Layout,
    way: Vec<Link>,
    code: String,
    /// Those that come with programmes.
    fixed: Vec<String>,
    choices: Vec<Choice>,
}

pub(super) async fn get(State(state): State<AppState>, who: SignedIn, AtDesk(desk): AtDesk) -> Result<Response, Error> {
    let w = Words::english();
    let reader = state.ctx.db.reader();
    let chosen = store::governance::chosen(reader, desk.organisation).await?;
    let named = of_programmes(&state, &desk).await?;
    let free = standards::sets().iter().filter(|set| !named.contains(&set.key));
    let chosen: Vec<&str> = chosen.iter().map(StandardSetKey::as_str).collect();
    let choice = |set: &StandardSet| {
        let hint = set.leaves_out.clone().unwrap_or_else(|| set.source.body.clone());
        Choice::new(set.key.as_str(), set.title.clone()).hint(hint).chosen_among(&chosen)
    };
    let all = Link::new(w.say("standards-title"), super::path(&desk.code));
    Ok(page::show(&SetsPage {
        layout: layout(&state, &who, &desk, w.say("standards-choose-title")),
        way: vec![Link::new(w.say("nav-home"), "/"), desk_link(&desk), all],
        code: desk.code.clone(),
        fixed: named.iter().filter_map(standards::set).map(|set| set.title.clone()).collect(),
        choices: free.map(choice).collect(),
    }))
}

async fn of_programmes(state: &AppState, desk: &Desk) -> Result<Vec<StandardSetKey>, Error> {
    let programmes = operations::programmes::run_here(&state.ctx, state.ctx.db.reader(), desk.organisation).await?;
    let mut named: Vec<StandardSetKey> = Vec::new();
    for key in programmes.iter().flat_map(|programme| &programme.standards) {
        if !named.contains(key) {
            named.push(key.clone());
        }
    }
    Ok(named)
}

pub(super) async fn choose(
    State(state): State<AppState>,
    who: SignedIn,
    AtDesk(desk): AtDesk,
    Posted(form): Posted,
) -> Result<Response, Error> {
    let named = of_programmes(&state, &desk).await?;
    let chosen = form.all("set").iter().map(|key| key.parse::<StandardSetKey>().map_err(|_| Error::NotFound));
    let chosen: Vec<StandardSetKey> = chosen.collect::<Result<_, _>>()?;
    let free: Vec<StandardSetKey> = chosen.into_iter().filter(|key| !named.contains(key)).collect();
    operation::choose(&state.ctx, Actor::Person(who.person()), desk.organisation, &free).await?;
    Ok(page::go_to(super::path(&desk.code)))
}

//! `GET /organisations/{code}/programmes`: what the organisation runs, and what it could.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use domain::keys::ProgrammeKey;
use domain::programmes::capitalised;
use operations::{Actor, programmes};

use super::{base, path, way};
use crate::components::{Cell, Column, Link, Table};
use crate::error::Error;
use crate::form::Posted;
use crate::layout::Layout;
use crate::page;
use crate::routes::AtDesk;
use crate::session::SignedIn;
use crate::state::AppState;
use crate::words::Words;

#[derive(Template)]
#[template(path = "programmes/list.html")]
struct ListPage {
    layout: Layout,
    way: Vec<Link>,
    action: String,
    runs: Option<Table>,
    could: Vec<Could>,
}

/// A programme that could be taken up.
struct Could {
    key: String,
    name: String,
    purpose: String,
    source: String,
    link: String,
}

pub(super) async fn get(State(state): State<AppState>, who: SignedIn, AtDesk(desk): AtDesk) -> Result<Response, Error> {
    let w = Words::english();
    let ctx = &state.ctx;
    let running = store::programmes::run_by(ctx.db.reader(), desk.organisation, ctx.today()).await?;
    let mut rows = Vec::new();
    for (key, version) in running.iter().filter(|(key, _)| desk.may_adopt(key)) {
        let Some(programme) = ctx.programmes.version(version) else { continue };
        let made = match &programme.tailored {
            Some(_) => w.say("programmes-own"),
            None => w.say("programmes-source"),
        };
        rows.push(vec![
            Cell::link(capitalised(programme.words.say("programme")), path(&desk, key)),
            Cell::new(programme.version.clone()),
            Cell::new(made),
        ]);
    }
    let columns = ["programmes-name", "programmes-version", "programmes-made"].map(|key| Column::words(w.say(key)));
    let could = ctx
        .programmes
        .all()
        .filter(|programme| desk.may_adopt(&programme.key) && !running.iter().any(|(key, _)| *key == programme.key));
    let could = could.map(|programme| Could {
        key: programme.key.to_string(),
        name: capitalised(programme.words.say("programme")),
        purpose: programme.purpose.clone(),
        source: format!("{}, {}", programme.source.title, programme.source.body),
        link: programme.source.link.clone(),
    });
    let mut way = way(w, &desk);
    way.pop();
    Ok(page::show(&ListPage {
        layout: crate::desk::layout(&state, &who, &desk, w.say("programmes-title")),
        way,
        action: base(&desk),
        runs: (!rows.is_empty()).then(|| Table::new(w.say("programmes-run"), columns.to_vec(), rows)),
        could: could.collect(),
    }))
}

pub(super) async fn adopt(
    State(state): State<AppState>,
    who: SignedIn,
    AtDesk(desk): AtDesk,
    Posted(form): Posted,
) -> Result<Response, Error> {
    let key: ProgrammeKey = form.text("programme").parse().map_err(|_| Error::NotFound)?;
    if !desk.may_adopt(&key) {
        return Err(Error::NotFound);
    }
    let actor = Actor::Person(who.person());
    match programmes::adopt(&state.ctx, actor, desk.organisation, &key).await {
        Ok(()) => Ok(page::go_to(path(&desk, &key))),
        Err(operations::Failure::Refused(_)) => Err(Error::NotFound),
        Err(failure) => Err(failure.into()),
    }
}

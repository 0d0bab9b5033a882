//! One's own reflections, those that others share, and the models to begin with.

use askama::Template;
use axum::extract::{Query, State};
use axum::response::Response;
use domain::calendar::{date_of, long_date};
use domain::evidence::Subject;
use domain::ids::Id;
use domain::reflections::{Model, models};
use domain::text::searchable;
use serde::Deserialize;
use store::reflections::Reflection;

use super::title_of;
use crate::error::Error;
use crate::form::Posted;
use crate::layout::Layout;
use crate::page;
use crate::session::SignedIn;
use crate::shares::{self, WithMe};
use crate::state::AppState;
use crate::words::Words;

#[derive(Template)]
#[template(path = "reflections/list.html")]
struct ListPage {
    layout: Layout,
    mine: Vec<Line>,
    with_me: Vec<WithMe>,
    sought: String,
    any: bool,
}

/// One of one's own.
struct Line {
    title: String,
    href: String,
    about: String,
    readers: String,
}

#[derive(Template)]
#[template(path = "reflections/models.html")]
struct ModelsPage {
    layout: Layout,
    models: &'static [Model],
}

#[derive(Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    q: String,
    #[serde(default)]
    done: String,
}

pub(super) async fn get(
    State(state): State<AppState>,
    who: SignedIn,
    Query(asked): Query<Asked>,
) -> Result<Response, Error> {
    let w = Words::english();
    let reader = state.ctx.db.reader();
    let all = store::reflections::all_of(reader, who.person()).await?;
    let shared = store::shares::of_owner(reader, who.viewer, None).await?;
    let names_of = |one: &Reflection| -> Vec<String> {
        let theirs = shared.iter().filter(|share| share.subject == Subject::Reflection);
        theirs.filter(|share| share.subject_id == one.id.uuid()).map(|share| share.with_name.clone()).collect()
    };
    let sought = searchable(&asked.q);
    let found = all.iter().filter(|one| sought.is_empty() || searchable(&one.text()).contains(&sought));
    let mine: Vec<Line> = found.map(|one| line(w, one, &names_of(one))).collect();
    let mut layout = who.layout(&state, w.say("reflections-title"));
    if asked.done == "removed" {
        layout.flash = Some(w.say("reflection-done-removed"));
    }
    let with_me = shares::with_me(&state, &who).await?;
    Ok(page::show(&ListPage { layout, mine, with_me, sought: asked.q, any: !all.is_empty() }))
}

fn line(w: Words, one: &Reflection, names: &[String]) -> Line {
    let model = domain::reflections::model(&one.model).map_or("", |model| model.name.as_str());
    let changed = long_date(date_of(one.changed_at));
    Line {
        title: title_of(w, one),
        href: format!("/reflections/{}", one.id),
        about: w.with("reflection-about", [("model", model), ("date", changed.as_str())]),
        readers: match names {
            [] => w.say("share-only-you"),
            names => w.with("share-you-and", [("names", crate::meetings::and(w, names))]),
        },
    }
}

pub(super) async fn choose(State(state): State<AppState>, who: SignedIn) -> Result<Response, Error> {
    let layout = who.layout(&state, Words::english().say("reflection-new"));
    Ok(page::show(&ModelsPage { layout, models: models() }))
}

pub(super) async fn begin(
    State(state): State<AppState>,
    who: SignedIn,
    Posted(form): Posted,
) -> Result<Response, Error> {
    let id = operations::reflections::begin(&state.ctx, who.person(), &form.text("model")).await?;
    Ok(page::go_to(format!("/reflections/{id}/write")))
}

//! A reflection as it is read: by its writer, with who can see it now; or by somebody it is shared with.

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use domain::calendar::{date_of, long_date};
use domain::evidence::Subject;
use operations::shares::Shared;
use serde::Deserialize;

use super::{title_of, visible};
use crate::error::Error;
use crate::evidence::{self, FileLine};
use crate::layout::Layout;
use crate::page;
use crate::session::SignedIn;
use crate::shares::{self, ShareLine};
use crate::state::AppState;
use crate::words::Words;

#[derive(Template)]
#[template(path = "reflections/show.html")]
struct ShowPage {
    layout: Layout,
    path: String,
    over: String,
    about: String,
    readers: String,
    parts: Vec<(String, String)>,
    is_mine: bool,
    shares: Vec<ShareLine>,
    files: Vec<FileLine>,
}

/// What was just done, from the page before.
#[derive(Deserialize)]
pub(super) struct Done {
    #[serde(default)]
    done: String,
}

pub(super) async fn get(
    State(state): State<AppState>,
    who: SignedIn,
    Path(id): Path<String>,
    Query(done): Query<Done>,
) -> Result<Response, Error> {
    let w = Words::english();
    let one = visible(&state, &who, &id).await?;
    let is_mine = one.owner == who.person();
    let what = Shared::Reflection(one.id);
    let shares = if is_mine { shares::lines(&state, &who, what).await? } else { Vec::new() };
    let model = domain::reflections::model(&one.model);
    let asked = model.map(|model| model.prompts.as_slice()).unwrap_or_default();
    let parts = asked.iter().map(|prompt| (prompt.ask.clone(), one.answer(&prompt.key).0.to_owned()));
    let mut layout = who.layout(&state, title_of(w, &one));
    if ["shared", "taken-back", "saved", "added", "removed"].contains(&done.done.as_str()) {
        layout.flash = Some(w.say(&format!("gathered-done-{}", done.done)));
    }
    let changed = long_date(date_of(one.changed_at));
    Ok(page::show(&ShowPage {
        path: what.path(),
        over: model.map_or_else(String::new, |model| model.name.clone()),
        about: if is_mine {
            w.with("reflection-changed", [("date", changed)])
        } else {
            w.with("reflection-of", [("name", one.owner_name.clone()), ("date", changed)])
        },
        readers: if is_mine {
            shares::readers(w, &shares)
        } else {
            w.with("share-reading", [("name", one.owner_name.as_str())])
        },
        parts: parts.filter(|(_, text)| !text.trim().is_empty()).collect(),
        is_mine,
        files: evidence::lines(&state, Subject::Reflection, one.id, is_mine).await?,
        shares,
        layout,
    }))
}

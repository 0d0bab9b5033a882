//! Every change of a plan: who, when, and what was there before.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use domain::calendar::long_instant;
use domain::plans::Part;
use domain::programmes::capitalised;
use operations::plans::Plan;
use store::plans::Change;

use super::edit::in_words;
use super::{path_of, plan, plan_of};
use crate::error::Error;
use crate::layout::Layout;
use crate::page;
use crate::session::SignedIn;
use crate::state::AppState;
use crate::words::Words;

#[derive(Template)]
#[template(path = "plans/history.html")]
struct HistoryPage {
    layout: Layout,
    back: String,
    back_text: String,
    caption: String,
    entries: Vec<Entry>,
}

/// What was changed at once.
pub(super) struct Entry {
    /// “12 May 2027 at 2:02pm, Rhys Bevan”.
    pub(super) head: String,
    /// What it is about, by its words today.
    pub(super) what: String,
    pub(super) href: String,
    /// What was added; may be empty.
    pub(super) added: String,
    pub(super) parts: Vec<PartView>,
}

pub(super) struct PartView {
    pub(super) name: String,
    pub(super) before: String,
    pub(super) after: String,
}

pub(super) async fn get(
    State(state): State<AppState>,
    who: SignedIn,
    Path(id): Path<String>,
) -> Result<Response, Error> {
    let w = Words::english();
    let plan = plan(&state, &who, &id).await?;
    let changes = store::plans::changes_of(state.ctx.db.reader(), plan.circle.journey).await?;
    Ok(page::show(&HistoryPage {
        layout: who.layout(&state, w.say("plan-history-title")),
        back: plan_of(plan.circle.journey),
        back_text: capitalised(plan.circle.programme.words.document(&plan.kind.key)),
        caption: plan.circle.supportee().map(|one| one.name.clone()).unwrap_or_default(),
        entries: entries(&state, w, &plan, changes).await?,
    }))
}

/// Changes as they are told, those made at once together, the latest first.
pub(super) async fn entries(
    state: &AppState,
    w: Words,
    plan: &Plan,
    changes: Vec<Change>,
) -> Result<Vec<Entry>, Error> {
    let people = changes.iter().map(|change| change.by);
    let names = operations::plans::names(state.ctx.db.reader(), &plan.circle, people).await?;
    let mut entries: Vec<(Change, Entry)> = Vec::new();
    for change in changes {
        let is_same =
            entries.last().is_some_and(|(last, _)| last.item == change.item && last.version == change.version);
        if !is_same {
            let name = names.get(&change.by).cloned().unwrap_or_default();
            let item = plan.item(change.item);
            let what = item.map(|kept| kept.item.details.what.clone()).unwrap_or_default();
            let added = match item {
                Some(kept) if change.version == 1 => w.say(&format!("plan-did-add-{}", kept.item.kind.as_str())),
                _ => String::new(),
            };
            let entry = Entry {
                head: format!("{}, {name}", long_instant(change.at)),
                what,
                href: path_of(change.item),
                added,
                parts: Vec::new(),
            };
            entries.push((change.clone(), entry));
        }
        let kind = plan.item(change.item).map(|kept| kept.item.kind);
        if let Some((_, entry)) = entries.last_mut() {
            let part = change.changed.part;
            if change.version > 1 || part != Part::What {
                let name = match (part, kind) {
                    (Part::Area, _) => capitalised(&plan.shape.area.one),
                    _ => w.say(&format!("plan-part-{}", part.as_str())),
                };
                entry.parts.push(PartView {
                    name,
                    before: in_words(w, plan, part, &change.changed.before),
                    after: in_words(w, plan, part, &change.changed.after),
                });
            } else {
                entry.what.clone_from(&change.changed.after);
            }
        }
    }
    Ok(entries.into_iter().map(|(_, entry)| entry).collect())
}

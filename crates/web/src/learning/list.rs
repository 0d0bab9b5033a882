//! Everything one learnt, with totals by kind.

use std::collections::BTreeMap;

use askama::Template;
use axum::extract::{Query, State};
use axum::response::Response;
use domain::calendar::long_date;
use domain::learning::Kind;
use domain::text::searchable;
use serde::Deserialize;
use store::learning::Learning;

use crate::components::SummaryRow;
use crate::error::Error;
use crate::layout::Layout;
use crate::page;
use crate::session::SignedIn;
use crate::state::AppState;
use crate::time::hours;
use crate::words::Words;

#[derive(Template)]
#[template(path = "learning/list.html")]
struct ListPage {
    layout: Layout,
    lines: Vec<Line>,
    totals: Vec<SummaryRow>,
    sought: String,
    any: bool,
}

struct Line {
    title: String,
    href: String,
    about: String,
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
    let all = store::learning::all_of(state.ctx.db.reader(), who.person()).await?;
    let sought = searchable(&asked.q);
    let fits = |one: &&Learning| {
        sought.is_empty() || searchable(&format!("{} {}", one.line.title, one.line.taken)).contains(&sought)
    };
    let mut layout = who.layout(&state, w.say("learning-title"));
    if ["noted", "removed"].contains(&asked.done.as_str()) {
        layout.flash = Some(w.say(&format!("learning-done-{}", asked.done)));
    }
    Ok(page::show(&ListPage {
        lines: all.iter().filter(fits).map(|one| line(w, one)).collect(),
        totals: totals(w, &all),
        any: !all.is_empty(),
        sought: asked.q,
        layout,
    }))
}

fn line(w: Words, one: &Learning) -> Line {
    Line { title: one.line.title.clone(), href: format!("/learning/{}", one.id), about: about(w, one) }
}

/// “Course, 2 hours, 3 March 2026. Counted as protected time”.
pub(super) fn about(w: Words, one: &Learning) -> String {
    let kind = w.say(&format!("learning-kind-{}", one.line.kind.as_str()));
    let date = long_date(one.line.on);
    let said = if one.line.minutes == 0 {
        w.with("learning-about-short", [("kind", kind), ("date", date)])
    } else {
        w.with("learning-about", [("kind", kind), ("hours", hours(w, one.line.minutes)), ("date", date)])
    };
    if one.counts { w.with("learning-about-counted", [("said", said)]) } else { said }
}

/// Hours by kind. Mandatory training stands apart and in no sum (C4).
fn totals(w: Words, all: &[Learning]) -> Vec<SummaryRow> {
    let mut by_kind: BTreeMap<Kind, u32> = BTreeMap::new();
    for one in all {
        *by_kind.entry(one.line.kind).or_default() += one.line.minutes;
    }
    let together: u32 = by_kind.iter().filter(|(kind, _)| **kind != Kind::Mandatory).map(|(_, minutes)| minutes).sum();
    let row = |kind: &Kind, minutes: u32| {
        SummaryRow::new(w.say(&format!("learning-kind-{}", kind.as_str())), hours(w, minutes))
    };
    let mut rows: Vec<SummaryRow> = by_kind
        .iter()
        .filter(|(kind, minutes)| **kind != Kind::Mandatory && **minutes > 0)
        .map(|(kind, minutes)| row(kind, *minutes))
        .collect();
    if together > 0 {
        rows.push(SummaryRow::new(w.say("learning-together"), hours(w, together)));
    }
    if let Some(minutes) = by_kind.get(&Kind::Mandatory) {
        rows.push(SummaryRow::new(w.say("learning-mandatory-apart"), hours(w, *minutes)));
    }
    rows
}

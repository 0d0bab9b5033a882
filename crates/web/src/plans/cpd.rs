//! The plan for a regulator's profile of continuing professional development: a clean page that prints, and a table for
//! spreadsheet programs. It is the supported person's own to take away; whoever reads the plan reads this.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use domain::calendar::{date_of, long_date};
use domain::people::{profession, regulator};
use domain::plans::{ItemKind, ItemState};
use domain::programmes::capitalised;
use operations::plans::Plan;

use super::view::Teller;
use super::{plan, plan_of};
use crate::components::SummaryRow;
use crate::error::Error;
use crate::layout::Layout;
use crate::page;
use crate::session::SignedIn;
use crate::state::AppState;
use crate::words::Words;

#[derive(Template)]
#[template(path = "plans/cpd.html")]
struct CpdPage {
    layout: Layout,
    back: String,
    back_text: String,
    facts: Vec<SummaryRow>,
    parts: Vec<CpdPart>,
    learning: Vec<String>,
    csv: String,
}

/// One objective as a profile tells it.
struct CpdPart {
    what: String,
    rows: Vec<SummaryRow>,
}

pub(super) async fn get(
    State(state): State<AppState>,
    who: SignedIn,
    Path(id): Path<String>,
) -> Result<Response, Error> {
    let w = Words::english();
    let plan = plan(&state, &who, &id).await?;
    let journey = plan.circle.journey;
    let teller = Teller { w, plan: &plan, today: state.ctx.today() };
    let name = plan.circle.supportee().map(|one| one.name.clone()).unwrap_or_default();
    let whose = store::journeys::profession_of(state.ctx.db.reader(), journey).await?;
    let whose = whose.as_ref().and_then(profession);
    let register = whose.and_then(|profession| profession.register.as_ref()).and_then(|key| regulator(key));
    let mut facts = vec![SummaryRow::new(w.say("plan-cpd-name"), name)];
    facts.extend(whose.map(|one| SummaryRow::new(w.say("plan-cpd-profession"), capitalised(&one.one))));
    facts.extend(register.map(|one| SummaryRow::new(w.say("plan-cpd-register"), one.name.clone())));
    facts.push(SummaryRow::new(
        w.say("plan-cpd-programme"),
        format!("{}, {}", capitalised(plan.circle.programme.words.say("programme")), plan.circle.programme.source.body),
    ));
    facts.push(SummaryRow::new(w.say("plan-cpd-as-at"), long_date(state.ctx.today())));
    let learning = plan.of_kind(ItemKind::Learning).map(|kept| {
        let said = [kept.item.details.what.clone(), teller.by(&kept.item), teller.settled(&kept.item)];
        said.into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(". ")
    });
    Ok(page::show(&CpdPage {
        layout: who.layout(&state, w.say("plan-cpd-title")),
        back: plan_of(journey),
        back_text: capitalised(plan.circle.programme.words.document(&plan.kind.key)),
        facts,
        parts: plan.of_kind(ItemKind::Objective).map(|kept| part(w, &teller, kept)).collect(),
        learning: learning.collect(),
        csv: format!("{}/cpd.csv", plan_of(journey)),
    }))
}

fn part(w: Words, teller: &Teller<'_>, kept: &store::plans::Kept) -> CpdPart {
    let view = teller.view(kept);
    let plan = teller.plan;
    let mut rows = Vec::new();
    let mut add = |key: &str, text: String| {
        if !text.is_empty() {
            rows.push(SummaryRow::new(w.say(key), text));
        }
    };
    add("plan-row-about", view.facts.join(" · "));
    add("plan-row-success", view.success);
    add("plan-row-when", view.by);
    let done: Vec<String> = view.doing.iter().map(|doing| join(&doing.what, &doing.quiet)).collect();
    add("plan-cpd-done", done.join("\n"));
    let notes = plan.notes_on(kept.item.id).map(|note| format!("{}: {}", long_date(note.noted_on), note.content));
    add("plan-cpd-notes", notes.collect::<Vec<_>>().join("\n"));
    add("plan-row-outcome", join(&view.settled, &view.outcome));
    CpdPart { what: view.what, rows }
}

fn join(one: &str, other: &str) -> String {
    if one.is_empty() || other.is_empty() {
        format!("{one}{other}")
    } else {
        format!("{}. {other}", one.trim_end_matches('.'))
    }
}

pub(super) async fn csv(
    State(state): State<AppState>,
    who: SignedIn,
    Path(id): Path<String>,
) -> Result<Response, Error> {
    let w = Words::english();
    let plan = plan(&state, &who, &id).await?;
    let text = crate::csv::file(&rows(w, &plan));
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8"),
        (header::CONTENT_DISPOSITION, "attachment; filename=\"plan-cpd.csv\""),
    ];
    Ok((headers, text).into_response())
}

fn rows(w: Words, plan: &Plan) -> Vec<Vec<String>> {
    let heads =
        ["kind", "what", "for", "area", "refers", "success", "set-down", "by", "state", "settled", "outcome", "notes"];
    let mut rows = vec![heads.iter().map(|key| w.say(&format!("plan-csv-{key}"))).collect::<Vec<String>>()];
    for kept in &plan.items {
        let item = &kept.item;
        let details = &item.details;
        let under = details.under.and_then(|id| plan.item(id)).map(|other| other.item.details.what.clone());
        let area = details.area.as_ref().and_then(|key| plan.shape.area_named(key)).map(|area| area.name.clone());
        let notes = plan.notes_on(item.id).map(|note| format!("{}: {}", note.noted_on, note.content));
        let state = if item.state == ItemState::Open { "open" } else { item.state.as_str() };
        rows.push(vec![
            w.say(&format!("plan-kind-{}", item.kind.as_str())),
            details.what.clone(),
            under.unwrap_or_default(),
            area.unwrap_or_default(),
            details.reference.clone(),
            details.success.clone(),
            date_of(kept.added_at).to_string(),
            details.by.map(|by| by.to_string()).unwrap_or_default(),
            w.say(&format!("plan-state-{state}")),
            item.settled_on.map(|on| on.to_string()).unwrap_or_default(),
            item.outcome.clone(),
            notes.collect::<Vec<_>>().join("\n"),
        ]);
    }
    rows
}

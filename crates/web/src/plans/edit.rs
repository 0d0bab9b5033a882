//! The form for something of a plan, new or changed. What somebody else changed meanwhile is shown beside what was typed.

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use domain::calendar::long_date;
use domain::ids::PlanItemId;
use domain::plans::{Clash, Details, ItemKind, Part};
use domain::records::{Raw, parse_date};
use operations::Failure;
use operations::plans::{ChangeRefusal, Plan};
use serde::Deserialize;

use super::item::day;
use super::{item_to_write, path_of, plan, plan_of, readers};
use crate::components::{Choice, Problem};
use crate::error::Error;
use crate::form::{FormData, Posted};
use crate::layout::Layout;
use crate::page;
use crate::session::SignedIn;
use crate::state::AppState;
use crate::words::Words;

#[derive(Template)]
#[template(path = "plans/edit.html")]
struct EditPage {
    layout: Layout,
    back: String,
    action: String,
    kind: &'static str,
    under: String,
    version: i32,
    what: TextBox,
    success: Option<TextBox>,
    reference: Option<TextBox>,
    by: Option<DayBox>,
    /// Area, way, need: each a list to choose from.
    choices: Vec<ChoiceBox>,
    frameworks: String,
    readers: String,
    problems: Vec<Problem>,
}

struct TextBox {
    label: String,
    hint: String,
    typed: String,
    error: String,
}

struct DayBox {
    legend: String,
    hint: String,
    typed: Raw,
    error: String,
}

struct ChoiceBox {
    name: &'static str,
    label: String,
    options: Vec<Choice>,
    error: String,
}

/// What the form is for.
#[derive(Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    kind: String,
    #[serde(default)]
    under: String,
}

/// What stands in the boxes, and what is wrong with it.
struct Typed {
    kind: ItemKind,
    version: i32,
    details: Details,
    by: Raw,
    errors: Vec<(Part, String)>,
    /// Some words above the errors: that somebody else was quicker.
    back: String,
    action: String,
}

pub(super) async fn get_new(
    State(state): State<AppState>,
    who: SignedIn,
    Path(id): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response, Error> {
    let plan = plan(&state, &who, &id).await?;
    if !plan.may_write {
        return Err(Error::NotFound);
    }
    let kind: ItemKind = asked.kind.parse().map_err(|()| Error::NotFound)?;
    let under: Option<PlanItemId> = asked.under.parse().ok();
    if kind == ItemKind::Activity && under.and_then(|id| plan.item(id)).is_none() {
        return Err(Error::NotFound);
    }
    let details = Details { under, ..Details::default() };
    let typed = new_form(&plan, kind, details, Raw::default());
    Ok(page::show(&build(&state, &who, &plan, typed)))
}

fn new_form(plan: &Plan, kind: ItemKind, details: Details, by: Raw) -> Typed {
    let journey = plan.circle.journey;
    let back = details.under.map_or_else(|| plan_of(journey), path_of);
    Typed { kind, version: 0, details, by, errors: Vec::new(), back, action: format!("{}/new", plan_of(journey)) }
}

pub(super) async fn post_new(
    State(state): State<AppState>,
    who: SignedIn,
    Path(id): Path<String>,
    Posted(form): Posted,
) -> Result<Response, Error> {
    let w = Words::english();
    let plan = plan(&state, &who, &id).await?;
    let kind: ItemKind = form.text("kind").parse().map_err(|()| Error::NotFound)?;
    let (details, by, wrong) = read(w, &form);
    let mut typed = new_form(&plan, kind, details, by);
    typed.errors = wrong;
    if typed.errors.is_empty() {
        let journey = plan.circle.journey;
        match operations::plans::add(&state.ctx, who.person(), journey, kind, &typed.details).await {
            Ok(_) => return Ok(page::go_to(typed.back)),
            Err(Failure::Refused(wrong)) => typed.errors.push((wrong.part(), w.say(wrong.key()))),
            Err(failure) => return Err(failure.into()),
        }
    }
    Ok(page::again(&build(&state, &who, &plan, typed)))
}

pub(super) async fn get(
    State(state): State<AppState>,
    who: SignedIn,
    Path(id): Path<String>,
) -> Result<Response, Error> {
    let (plan, kept) = item_to_write(&state, &who, &id).await?;
    let item = kept.item;
    let by = item.details.by.map_or_else(Raw::default, |by| Raw {
        day: by.day().to_string(),
        month: by.month().to_string(),
        year: by.year().to_string(),
        ..Raw::default()
    });
    let typed = Typed {
        kind: item.kind,
        version: item.version,
        details: item.details,
        by,
        errors: Vec::new(),
        back: path_of(item.id),
        action: format!("{}/change", path_of(item.id)),
    };
    Ok(page::show(&build(&state, &who, &plan, typed)))
}

pub(super) async fn post(
    State(state): State<AppState>,
    who: SignedIn,
    Path(id): Path<String>,
    Posted(form): Posted,
) -> Result<Response, Error> {
    let w = Words::english();
    let (plan, kept) = item_to_write(&state, &who, &id).await?;
    let item = kept.item;
    let since: i32 = form.text("version").parse().unwrap_or(item.version);
    let (mut details, by, errors) = read(w, &form);
    if item.kind == ItemKind::Activity {
        details.under = item.details.under;
    }
    let mut typed = Typed {
        kind: item.kind,
        version: since,
        details,
        by,
        errors,
        back: path_of(item.id),
        action: format!("{}/change", path_of(item.id)),
    };
    if typed.errors.is_empty() {
        match operations::plans::change(&state.ctx, who.person(), item.id, since, &typed.details).await {
            Ok(()) => return Ok(page::go_to(path_of(item.id))),
            Err(Failure::Refused(ChangeRefusal::Wrong(wrong))) => {
                typed.errors.push((wrong.part(), w.say(wrong.key())));
            }
            Err(Failure::Refused(ChangeRefusal::Clash { clashes, version })) => {
                // Sent again, it counts as written with theirs in view.
                typed.version = version;
                typed.errors.extend(clashes.iter().map(|clash| (clash.part, say_clash(w, &plan, clash))));
            }
            Err(failure) => return Err(failure.into()),
        }
    }
    Ok(page::again(&build(&state, &who, &plan, typed)))
}

/// “Somebody has written this meanwhile: …”.
fn say_clash(w: Words, plan: &Plan, clash: &Clash) -> String {
    let theirs = in_words(w, plan, clash.part, &clash.theirs);
    w.with("plan-clash", [("theirs", theirs.as_str())])
}

/// A part of something as people read it, from how it is kept.
pub(super) fn in_words(w: Words, plan: &Plan, part: Part, kept: &str) -> String {
    if kept.is_empty() {
        return w.say("plan-nothing");
    }
    let found = match part {
        Part::Area => kept.parse().ok().and_then(|key| plan.shape.area_named(&key)).map(|area| area.name.clone()),
        Part::Way => kept.parse().ok().and_then(|key| plan.shape.way_named(&key)).map(|way| way.name.clone()),
        Part::By => kept.parse().ok().map(long_date),
        Part::Under => kept.parse().ok().and_then(|id| plan.item(id)).map(|other| other.item.details.what.clone()),
        Part::State => Some(w.say(&format!("plan-state-{kept}"))),
        Part::What | Part::Success | Part::Reference | Part::Outcome => None,
    };
    found.unwrap_or_else(|| kept.to_owned())
}

fn read(w: Words, form: &FormData) -> (Details, Raw, Vec<(Part, String)>) {
    let by = day(form, "by");
    let mut errors = Vec::new();
    let on = parse_date(&by).unwrap_or_else(|problem| {
        errors.push((Part::By, w.say(problem.key())));
        None
    });
    let details = Details {
        what: form.text("what"),
        success: form.text("success"),
        area: form.filled("area").and_then(|key| key.parse().ok()),
        reference: form.text("reference"),
        way: form.filled("way").and_then(|key| key.parse().ok()),
        by: on,
        under: form.filled("under").and_then(|id| id.parse().ok()),
    };
    (details, by, errors)
}

fn build(state: &AppState, who: &SignedIn, plan: &Plan, typed: Typed) -> EditPage {
    let w = Words::english();
    let kind = typed.kind;
    let has = |part: Part| kind.parts().contains(&part);
    let error = |part: Part| {
        let found = typed.errors.iter().find(|(wrong, _)| *wrong == part);
        found.map_or_else(String::new, |(_, text)| text.clone())
    };
    let text = |part: Part, typed: &str| TextBox {
        label: w.say(&format!("plan-ask-{}-{}", kind.as_str(), part.as_str())),
        hint: if part == Part::Reference { w.say("plan-ask-reference-hint") } else { String::new() },
        typed: typed.to_owned(),
        error: error(part),
    };
    let problems = typed.errors.iter().map(|(part, text)| {
        let at = if *part == Part::By { "by-day" } else { part.as_str() };
        Problem::at(at, text.clone())
    });
    let problems: Vec<Problem> = problems.collect();
    let key = if typed.version == 0 { "plan-new" } else { "plan-change" };
    let mut layout = who.layout(state, w.say(&format!("{key}-{}", kind.as_str())));
    layout.has_errors = !problems.is_empty();
    EditPage {
        kind: kind.as_str(),
        under: if kind == ItemKind::Activity { typed.details.part(Part::Under) } else { String::new() },
        version: typed.version,
        what: text(Part::What, &typed.details.what),
        success: has(Part::Success).then(|| text(Part::Success, &typed.details.success)),
        reference: has(Part::Reference).then(|| text(Part::Reference, &typed.details.reference)),
        by: has(Part::By).then(|| DayBox {
            legend: w.say(&format!("plan-ask-{}-by", kind.as_str())),
            hint: w.say("plan-ask-by-hint"),
            typed: typed.by.clone(),
            error: error(Part::By),
        }),
        choices: choices(w, plan, &typed, error),
        frameworks: if has(Part::Reference) {
            format!("{}/frameworks", plan_of(plan.circle.journey))
        } else {
            String::new()
        },
        readers: readers(w, plan),
        back: typed.back,
        action: typed.action,
        problems,
        layout,
    }
}

fn choices(w: Words, plan: &Plan, typed: &Typed, error: impl Fn(Part) -> String) -> Vec<ChoiceBox> {
    let shape = &plan.shape;
    let nothing = || vec![Choice::new("", w.say("plan-choose-none"))];
    let mut boxes = Vec::new();
    let mut add = |part: Part, label: String, options: Vec<(String, String)>| {
        if typed.kind.parts().contains(&part) && !options.is_empty() {
            let chosen = typed.details.part(part);
            let mut all = nothing();
            all.extend(options.into_iter().map(|(value, text)| Choice::new(value, text).chosen_if(&chosen)));
            boxes.push(ChoiceBox { name: part.as_str(), label, options: all, error: error(part) });
        }
    };
    let areas = shape.areas.iter().map(|area| (area.key.to_string(), area.name.clone())).collect();
    add(Part::Area, domain::programmes::capitalised(&shape.area.one), areas);
    let ways = shape.ways.iter().map(|way| (way.key.to_string(), way.name.clone())).collect();
    add(Part::Way, w.say("plan-ask-way"), ways);
    let needs = plan.of_kind(ItemKind::Need);
    let needs = needs.map(|kept| (kept.item.id.to_string(), kept.item.details.what.clone())).collect();
    add(Part::Under, w.say("plan-ask-need"), needs);
    boxes
}

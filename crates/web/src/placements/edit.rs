//! Entering a placement, and changing it.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use jiff::civil::Date;
use operations::Failure;
use operations::placements::{KeepRefusal, Said, View, change, enter as enter_new};
use store::placements::Placement;

use super::{list_of, path_of};
use crate::components::{Choice, Problem};
use crate::error::Error;
use crate::form::{FormData, Posted};
use crate::layout::Layout;
use crate::page;
use crate::session::SignedIn;
use crate::state::AppState;
use crate::words::Words;
use crate::working_time::{date, is_empty};

#[derive(Template)]
#[template(path = "placements/edit.html")]
struct EditPage {
    layout: Layout,
    back: String,
    action: String,
    version: i32,
    problems: Vec<Problem>,
    name: String,
    host: String,
    from: Typed,
    until: Typed,
    agreed: Typed,
    offers: Vec<Choice>,
    also: String,
    errors: Errors,
    seen_by: String,
    seen_href: String,
}

/// A date as typed.
struct Typed {
    day: String,
    month: String,
    year: String,
}

/// What is wrong, by field.
#[derive(Default)]
struct Errors {
    name: String,
    host: String,
    from: String,
    until: String,
    agreed: String,
    also: String,
}

pub(super) async fn new(
    State(state): State<AppState>,
    who: SignedIn,
    Path(id): Path<String>,
) -> Result<Response, Error> {
    let view = may_keep(super::view(&state, &who, &id).await?)?;
    Ok(page::show(&build(&state, &who, &view, None, &FormData::default(), Errors::default())))
}

fn may_keep(view: View) -> Result<View, Error> {
    if view.keeps() { Ok(view) } else { Err(Error::NotFound) }
}

pub(super) async fn get(
    State(state): State<AppState>,
    who: SignedIn,
    Path(id): Path<String>,
) -> Result<Response, Error> {
    let (placement, view) = super::found(&state, &who, &id).await?;
    let view = may_keep(view)?;
    let form = as_typed(&placement);
    Ok(page::show(&build(&state, &who, &view, Some(&placement), &form, Errors::default())))
}

/// What is kept, as if it had been typed.
fn as_typed(placement: &Placement) -> FormData {
    let mut pairs = vec![
        ("name".to_owned(), placement.name.clone()),
        ("host".to_owned(), placement.host_name.clone()),
        ("also".to_owned(), placement.also_offers.clone()),
    ];
    let dates =
        [("from", Some(placement.started_on)), ("until", placement.finished_on), ("agreed", placement.agreed_on)];
    for (name, on) in dates {
        let Some(on) = on else { continue };
        pairs.push((format!("{name}-day"), on.day().to_string()));
        pairs.push((format!("{name}-month"), on.month().to_string()));
        pairs.push((format!("{name}-year"), on.year().to_string()));
    }
    pairs.extend(placement.offers.iter().map(|key| ("offers".to_owned(), key.to_string())));
    FormData::of(pairs)
}

fn build(
    state: &AppState,
    who: &SignedIn,
    view: &View,
    placement: Option<&Placement>,
    form: &FormData,
    errors: Errors,
) -> EditPage {
    let w = Words::english();
    let fields = [
        ("name", &errors.name),
        ("host", &errors.host),
        ("from-day", &errors.from),
        ("until-day", &errors.until),
        ("also", &errors.also),
        ("agreed-day", &errors.agreed),
    ];
    let wrong = fields.iter().filter(|(_, text)| !text.is_empty());
    let problems: Vec<Problem> = wrong.map(|(field, text)| Problem::at(field, (*text).clone())).collect();
    let typed = |name: &str| {
        let part = |part: &str| form.text(&format!("{name}-{part}"));
        Typed { day: part("day"), month: part("month"), year: part("year") }
    };
    let title = if placement.is_some() { "placement-change-title" } else { "placement-new-title" };
    let mut layout = who.layout(state, w.say(title));
    layout.has_errors = !problems.is_empty();
    let version = form.text("version").parse().ok();
    EditPage {
        layout,
        back: placement.map_or_else(|| list_of(view.journey), |one| path_of(one.id)),
        action: placement
            .map_or_else(|| format!("{}/new", list_of(view.journey)), |one| format!("{}/change", path_of(one.id))),
        version: version.unwrap_or_else(|| placement.map_or(0, |one| one.version)),
        problems,
        name: form.text("name"),
        host: form.text("host"),
        from: typed("from"),
        until: typed("until"),
        agreed: typed("agreed"),
        offers: view
            .rules()
            .opportunities
            .iter()
            .map(|one| Choice::new(one.key.as_str(), one.name.clone()).chosen_among(form.all("offers")))
            .collect(),
        also: form.raw("also"),
        errors,
        seen_by: w.with("placement-seen-by", [("name", view.supportee_name.as_str())]),
        seen_href: crate::journeys::who_can_see(view.journey),
    }
}

pub(super) async fn enter(
    State(state): State<AppState>,
    who: SignedIn,
    Path(id): Path<String>,
    Posted(form): Posted,
) -> Result<Response, Error> {
    let view = may_keep(super::view(&state, &who, &id).await?)?;
    let said = match read(Words::english(), &form) {
        Ok(said) => said,
        Err(errors) => return Ok(page::again(&build(&state, &who, &view, None, &form, *errors))),
    };
    match enter_new(&state.ctx, who.person(), view.journey, &said).await {
        Ok(id) => Ok(page::go_to(path_of(id))),
        Err(Failure::Refused(refusal)) => {
            let errors = errors_of(Words::english(), refusal);
            Ok(page::again(&build(&state, &who, &view, None, &form, errors)))
        }
        Err(other) => Err(other.into()),
    }
}

pub(super) async fn post(
    State(state): State<AppState>,
    who: SignedIn,
    Path(id): Path<String>,
    Posted(form): Posted,
) -> Result<Response, Error> {
    let (placement, view) = super::found(&state, &who, &id).await?;
    let view = may_keep(view)?;
    let said = match read(Words::english(), &form) {
        Ok(said) => said,
        Err(errors) => return Ok(page::again(&build(&state, &who, &view, Some(&placement), &form, *errors))),
    };
    let version = form.text("version").parse().unwrap_or(0);
    match change(&state.ctx, who.person(), placement.id, version, &said).await {
        Ok(()) => Ok(page::go_to(path_of(placement.id))),
        Err(Failure::Refused(refusal)) => {
            let errors = errors_of(Words::english(), refusal);
            Ok(page::again(&build(&state, &who, &view, Some(&placement), &form, errors)))
        }
        Err(other) => Err(other.into()),
    }
}

/// A date that may be left out.
fn maybe(form: &FormData, name: &str) -> Result<Option<Date>, ()> {
    if is_empty(form, name) { Ok(None) } else { date(form, name).map(Some).ok_or(()) }
}

fn read(w: Words, form: &FormData) -> Result<Said, Box<Errors>> {
    let wrong = || w.say("placement-date-wrong");
    let (from, until, agreed) = (date(form, "from"), maybe(form, "until"), maybe(form, "agreed"));
    let mut errors = Errors::default();
    if form.text("name").is_empty() {
        errors.name = w.say("placement-name-missing");
    }
    if form.text("host").is_empty() {
        errors.host = w.say("placement-host-missing");
    }
    if from.is_none() {
        errors.from = wrong();
    }
    if until.is_err() {
        errors.until = wrong();
    }
    if agreed.is_err() {
        errors.agreed = wrong();
    }
    let complete = errors.name.is_empty() && errors.host.is_empty();
    match (from, until, agreed) {
        (Some(started_on), Ok(finished_on), Ok(agreed_on)) if complete => Ok(Said {
            name: form.text("name"),
            host_name: form.text("host"),
            started_on,
            finished_on,
            offers: form.all("offers").iter().filter_map(|key| key.parse().ok()).collect(),
            also_offers: form.text("also"),
            agreed_on,
        }),
        _ => Err(Box::new(errors)),
    }
}

fn errors_of(w: Words, refusal: KeepRefusal) -> Errors {
    let mut errors = Errors::default();
    match refusal {
        KeepRefusal::NameMissing => errors.name = w.say("placement-name-missing"),
        KeepRefusal::TooLong => errors.also = w.say("placement-too-long"),
        KeepRefusal::EndsBeforeItBegins => errors.until = w.say("placement-until-wrong"),
        KeepRefusal::TooEarly => errors.from = w.say("placement-too-early"),
        KeepRefusal::ChangedMeanwhile => errors.name = w.say("placement-changed"),
    }
    errors
}

//! One placement: what it offers, and, for its own and their tutors, what is not to be raised there.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use domain::calendar::{date_of, long_date};
use domain::ids::SilenceId;
use domain::programmes::capitalised;
use operations::placements::{SilenceRefusal, View, ask_silence, say_raised};
use operations::{Failure, Outcome};
use store::placements::{Placement, Silence};

use super::list::when;
use super::{list_of, path_of};
use crate::components::{Problem, SummaryRow};
use crate::error::Error;
use crate::form::Posted;
use crate::layout::Layout;
use crate::page;
use crate::session::SignedIn;
use crate::state::AppState;
use crate::words::Words;

#[derive(Template)]
#[template(path = "placements/show.html")]
struct ShowPage {
    layout: Layout,
    back: String,
    over: String,
    path: String,
    problems: Vec<Problem>,
    rows: Vec<SummaryRow>,
    offers: Vec<(String, bool)>,
    change: String,
    visit: String,
    /// For those who may know what is not to be raised.
    knows: bool,
    withheld: String,
    silences: Vec<SilenceShown>,
    can_ask: bool,
    typed: String,
    error: String,
    seen_by: String,
    seen_href: String,
}

/// Something that is not to be raised.
struct SilenceShown {
    content: String,
    asked: String,
    /// That it has to be raised after all, by whom, and with which words.
    raised: Option<(String, String)>,
    take_back: String,
    say: String,
    field: String,
}

pub(super) async fn get(
    State(state): State<AppState>,
    who: SignedIn,
    Path(id): Path<String>,
) -> Result<Response, Error> {
    let (placement, view) = super::found(&state, &who, &id).await?;
    Ok(page::show(&build(&state, &who, &placement, &view, "", None).await?))
}

async fn build(
    state: &AppState,
    who: &SignedIn,
    placement: &Placement,
    view: &View,
    typed: &str,
    problem: Option<(String, String)>,
) -> Result<ShowPage, Error> {
    let w = Words::english();
    let silences = super::silences(state, view, placement).await?;
    let knows = view.knows_silences();
    let runs = view.ended_on.is_none();
    let mut layout = who.layout(state, placement.name.clone());
    layout.has_errors = problem.is_some();
    let mut rows = vec![
        SummaryRow::new(w.say("placement-row-when"), when(w, placement)),
        SummaryRow::new(
            w.say("placement-row-agreed"),
            placement.agreed_on.map_or_else(|| w.say("placement-not-agreed"), long_date),
        ),
    ];
    if !placement.also_offers.is_empty() {
        rows.push(SummaryRow::new(w.say("placement-row-also"), placement.also_offers.clone()));
    }
    let mut names: Vec<&str> = if view.is_own() { Vec::new() } else { vec![view.supportee_name.as_str()] };
    names.extend(view.confidants.iter().filter(|(person, _)| *person != view.viewer).map(|(_, name)| name.as_str()));
    let error_at =
        |field: &str| problem.as_ref().filter(|(at, _)| at == field).map(|(_, text)| text.clone()).unwrap_or_default();
    let visit = crate::journeys::propose(view.journey, Some(&view.rules().visit));
    Ok(ShowPage {
        layout,
        back: list_of(view.journey),
        over: format!("{}, {}", capitalised(view.programme.words.say("journey")), view.supportee_name),
        path: path_of(placement.id),
        problems: problem.iter().map(|(field, text)| Problem::at(field, text.clone())).collect(),
        rows,
        offers: view
            .rules()
            .opportunities
            .iter()
            .map(|one| (one.name.clone(), placement.offers.contains(&one.key)))
            .collect(),
        change: if view.keeps() { format!("{}/change", path_of(placement.id)) } else { String::new() },
        visit: if view.keeps() { visit } else { String::new() },
        knows,
        withheld: view.rules().withheld.clone(),
        silences: silences.iter().map(|one| shown(w, view, placement, one, runs)).collect(),
        can_ask: knows && view.is_own() && runs,
        typed: typed.to_owned(),
        error: error_at("content"),
        seen_by: w.with("placement-silence-seen-by", [("names", names.join(", ").as_str())]),
        seen_href: crate::journeys::who_can_see(view.journey),
    })
}

fn shown(w: Words, view: &View, placement: &Placement, one: &Silence, runs: bool) -> SilenceShown {
    let base = format!("{}/not-to-raise/{}", path_of(placement.id), one.id);
    let own = view.is_own();
    SilenceShown {
        content: one.content.clone(),
        asked: w.with("placement-silence-asked", [("date", long_date(date_of(one.asked_at)).as_str())]),
        raised: one.raised.as_ref().map(|raised| {
            let date = long_date(date_of(raised.at));
            let said = w.with("placement-raised", [("name", raised.by.as_str()), ("date", date.as_str())]);
            (said, raised.words.clone())
        }),
        take_back: if own && runs { format!("{base}/take-back") } else { String::new() },
        say: if !own && runs && one.raised.is_none() { format!("{base}/say") } else { String::new() },
        field: format!("words-{}", one.id),
    }
}

pub(super) async fn ask(
    State(state): State<AppState>,
    who: SignedIn,
    Path(id): Path<String>,
    Posted(form): Posted,
) -> Result<Response, Error> {
    let (placement, view) = super::found(&state, &who, &id).await?;
    let typed = form.raw("content");
    let done = ask_silence(&state.ctx, who.person(), placement.id, &typed).await.map(|_| ());
    answered(&state, &who, (&placement, &view), done, ("content", &typed)).await
}

pub(super) async fn take_back(
    State(state): State<AppState>,
    who: SignedIn,
    Path((id, silence)): Path<(String, String)>,
    _form: Posted,
) -> Result<Response, Error> {
    let (placement, view) = super::found(&state, &who, &id).await?;
    let silence: SilenceId = silence.parse().map_err(|_| Error::NotFound)?;
    let done = operations::placements::take_back(&state.ctx, who.person(), (placement.id, silence)).await;
    answered(&state, &who, (&placement, &view), done, ("silences", "")).await
}

pub(super) async fn say(
    State(state): State<AppState>,
    who: SignedIn,
    Path((id, silence)): Path<(String, String)>,
    Posted(form): Posted,
) -> Result<Response, Error> {
    let (placement, view) = super::found(&state, &who, &id).await?;
    let silence: SilenceId = silence.parse().map_err(|_| Error::NotFound)?;
    let field = format!("words-{silence}");
    let typed = form.raw(&field);
    let done = say_raised(&state.ctx, who.person(), (placement.id, silence), &typed).await;
    answered(&state, &who, (&placement, &view), done, (&field, &typed)).await
}

async fn answered(
    state: &AppState,
    who: &SignedIn,
    (placement, view): (&Placement, &View),
    done: Outcome<(), SilenceRefusal>,
    (field, typed): (&str, &str),
) -> Result<Response, Error> {
    let w = Words::english();
    let (at, key) = match done {
        Ok(()) => return Ok(page::go_to(path_of(placement.id))),
        Err(Failure::Refused(SilenceRefusal::Empty)) => (field, "placement-silence-empty"),
        Err(Failure::Refused(SilenceRefusal::TooLong)) => (field, "placement-silence-long"),
        Err(Failure::Refused(SilenceRefusal::Settled)) => ("silences", "placement-silence-settled"),
        Err(other) => return Err(other.into()),
    };
    let problem = Some((at.to_owned(), w.say(key)));
    Ok(page::again(&build(state, who, placement, view, typed, problem).await?))
}

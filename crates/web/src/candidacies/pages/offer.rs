//! The offer and its answer: by the link in a letter, before one can sign in at all, or signed in.

use askama::Template;
use axum::extract::{Path, State as Shared};
use axum::http::HeaderMap;
use axum::response::Response;
use domain::calendar::{date_of, long_date};
use domain::candidacies::{Candidacy, State};
use domain::ids::CandidacyId;
use domain::programmes::{Participation, Party, Programme, capitalised};
use operations::candidacies::{self as joining, Answerer, Refusal};
use operations::{Failure, Outcome};
use store::candidacies::Line;

use super::super::sentences;
use crate::components::{Problem, SummaryRow};
use crate::error::Error;
use crate::form::{FormData, Posted, PublicForm};
use crate::layout::Layout;
use crate::page;
use crate::session::SignedIn;
use crate::state::AppState;
use crate::words::Words;
use operations::programmes::here;

#[derive(Template)]
#[template(path = "candidacies/offer.html")]
struct OfferPage {
    layout: Layout,
    action: String,
    problems: Vec<Problem>,
    reason: String,
    reason_problem: String,
    hello: String,
    why: String,
    /// What the programme says of its offer.
    about: Vec<String>,
    rows: Vec<SummaryRow>,
    stands: Stands,
    /// What happens now, or what was said.
    now: String,
    /// What the button says.
    yes: String,
    can_decline: bool,
    source: (String, String),
    home: bool,
}

/// How the offer stands, for its page.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Stands {
    Open,
    Accepted,
    Declined,
    Over,
}

pub(in super::super) async fn show_by_link(
    Shared(state): Shared<AppState>,
    Path(secret): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Error> {
    if let Ok(id) = secret.parse::<CandidacyId>() {
        return Ok(page::go_to(format!("/joining/{id}")));
    }
    let who = Answerer::Link(&secret);
    note_opened(&state, who, &headers).await?;
    let layout = Layout::public("");
    let action = format!("/offers/{secret}");
    Ok(page::show(&build(&state, layout, who, action, &FormData::default(), None).await?))
}

pub(in super::super) async fn answer_by_link(
    Shared(state): Shared<AppState>,
    Path(secret): Path<String>,
    PublicForm(form): PublicForm,
) -> Result<Response, Error> {
    let layout = Layout::public("");
    answer(&state, layout, Answerer::Link(&secret), format!("/offers/{secret}"), &form).await
}

pub(in super::super) async fn show_own(
    Shared(state): Shared<AppState>,
    who: SignedIn,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Error> {
    let id: CandidacyId = id.parse().map_err(|_| Error::NotFound)?;
    let answerer = Answerer::SignedIn(who.person(), id);
    note_opened(&state, answerer, &headers).await?;
    let layout = who.layout(&state, "");
    let action = format!("/joining/{id}");
    Ok(page::show(&build(&state, layout, answerer, action, &FormData::default(), None).await?))
}

pub(in super::super) async fn answer_own(
    Shared(state): Shared<AppState>,
    who: SignedIn,
    Path(id): Path<String>,
    Posted(form): Posted,
) -> Result<Response, Error> {
    let id: CandidacyId = id.parse().map_err(|_| Error::NotFound)?;
    let layout = who.layout(&state, "");
    answer(&state, layout, Answerer::SignedIn(who.person(), id), format!("/joining/{id}"), &form).await
}

/// Notes for the lead that the offer arrived, the first time a browser shows it to a person. Like the read log, this is
/// what looking leaves behind; programs that follow links in mail do not look.
async fn note_opened(state: &AppState, who: Answerer<'_>, headers: &HeaderMap) -> Result<(), Error> {
    let says = |name: &str, value: &str| headers.get(name).is_some_and(|given| given == value);
    if !(says("sec-fetch-mode", "navigate") && says("sec-fetch-dest", "document")) {
        return Ok(());
    }
    match joining::see(&state.ctx, who).await {
        Ok(()) | Err(Failure::Refused(_)) => Ok(()),
        Err(failure) => Err(failure.into()),
    }
}

async fn answer(
    state: &AppState,
    layout: Layout,
    who: Answerer<'_>,
    action: String,
    form: &FormData,
) -> Result<Response, Error> {
    match perform(state, who, form).await {
        Ok(_) => Ok(page::go_to(action)),
        Err(Failure::Refused(refusal)) => {
            let field = if matches!(refusal, Refusal::Step(domain::candidacies::Refusal::ReasonTooLong)) {
                "reason"
            } else {
                "answer"
            };
            let problem = Some((field, Words::english().say(refusal.key())));
            Ok(page::again(&build(state, layout, who, action, form, problem).await?))
        }
        Err(failure) => Err(failure.into()),
    }
}

async fn perform(state: &AppState, who: Answerer<'_>, form: &FormData) -> Outcome<Candidacy, Refusal> {
    match form.text("answer").as_str() {
        "yes" => joining::accept(&state.ctx, who).await,
        "no" => joining::decline(&state.ctx, who, &form.raw("reason")).await,
        _ => Err(Failure::NotFound),
    }
}

async fn build(
    state: &AppState,
    mut layout: Layout,
    who: Answerer<'_>,
    action: String,
    form: &FormData,
    problem: Option<(&str, String)>,
) -> Result<OfferPage, Error> {
    let reader = state.ctx.db.reader();
    let offer = joining::find_offer(&state.ctx, reader, who).await?.ok_or(Error::NotFound)?;
    let line = store::candidacies::find_line(reader, offer.id).await?.ok_or(Error::NotFound)?;
    let programme = here(&state.ctx, reader, offer.organisation, &offer.programme).await?.ok_or(Error::NotFound)?;
    let programme = programme.as_ref();
    let w = layout.w;
    layout.title = w.with("offer-title", [("programme", programme.words.say("programme"))]);
    layout.has_errors = problem.is_some();
    let stands = match offer.state {
        State::Offered => Stands::Open,
        State::Accepted | State::Matched => Stands::Accepted,
        State::Declined => Stands::Declined,
        _ => Stands::Over,
    };
    let at = |field: &str| problem.as_ref().filter(|(at, _)| *at == field).map(|(_, text)| text.clone());
    let organisation = crate::text::organisation_name(&line.organisation_name);
    let first_name = line.name.split_whitespace().next().unwrap_or_default();
    Ok(OfferPage {
        action,
        reason_problem: at("reason").unwrap_or_default(),
        problems: problem.iter().map(|(field, text)| Problem::at(field, text.clone())).collect(),
        reason: form.raw("reason"),
        hello: w.with("offer-hello", [("name", first_name), ("organisation", organisation.as_str())]),
        why: why(state, w, &line),
        about: [programme.purpose.as_str()]
            .into_iter()
            .chain(programme.guidance("offer"))
            .map(|text| text.trim().to_owned())
            .collect(),
        rows: promises(w, programme, &offer),
        now: now(w, programme, &offer),
        stands,
        yes: w.say(match (stands, programme.offering.participation) {
            (Stands::Declined, _) => "offer-yes-after-all",
            (_, Participation::Voluntary) => "offer-yes",
            (_, Participation::Mandatory) => "offer-yes-mandatory",
        }),
        can_decline: programme.offering.participation == Participation::Voluntary,
        source: (programme.source.title.clone(), programme.source.link.clone()),
        home: layout.viewer_name.is_some(),
        layout,
    })
}

fn why(state: &AppState, w: Words, line: &Line) -> String {
    let reason = sentences::coming(w, &line.candidacy, state.ctx.today());
    w.with("offer-why", [("post", line.job_title.as_str()), ("reason", reason.as_str())])
}

/// What the programme promises, in its own figures.
fn promises(w: Words, programme: &Programme, offer: &Candidacy) -> Vec<SummaryRow> {
    let mut rows = Vec::new();
    let supporter = programme.words.with_article("supporter");
    rows.push(SummaryRow::new(capitalised(supporter), w.say("offer-supporter")));
    if let Some(months) = programme.length.months {
        let end = programme.planned_end(offer.starts_on).map(long_date).unwrap_or_default();
        let length = w.with("offer-months", [("months", months.to_string()), ("date", end)]);
        rows.push(SummaryRow::new(w.say("offer-length"), length));
    }
    let time = programme.time.iter().find(|promise| promise.party == Party::Supportee);
    if let Some(hours) = time.map(|promise| promise.minutes_a_month / 60).filter(|hours| *hours > 0) {
        rows.push(SummaryRow::new(w.say("offer-time"), w.with("offer-hours", [("hours", hours)])));
    }
    rows
}

fn now(w: Words, programme: &Programme, offer: &Candidacy) -> String {
    let on = long_date(date_of(offer.state_since));
    let supporter = programme.words.with_article("supporter").to_owned();
    let values = [("date", on), ("supporter", supporter), ("programme", programme.words.say("programme").to_owned())];
    let key = match offer.state {
        State::Accepted => "offer-now-accepted",
        State::Matched => "offer-now-matched",
        State::Declined => "offer-now-declined",
        State::Offered if programme.offering.participation == Participation::Mandatory => "offer-now-mandatory",
        State::Offered => "offer-now-open",
        _ => "offer-now-over",
    };
    w.with(key, values)
}

//! One candidate, for those who look after candidates where it is: why, where it stands, what was done and what can be.

use askama::Template;
use axum::extract::{Path, State as Shared};
use axum::response::Response;
use domain::calendar::{date_of, long_date};
use domain::candidacies::{self, Action, Actor, Candidacy, NotServed, Origin};
use domain::ids::CandidacyId;
use domain::programmes::capitalised;
use operations::candidacies::{self as joining, Answer, By, Refusal};
use operations::{Failure, Outcome};
use store::candidacies::Line;

use super::super::sentences;
use crate::components::{Problem, SummaryRow};
use crate::error::Error;
use crate::form::{FormData, Posted};
use crate::layout::Layout;
use crate::page;
use crate::session::SignedIn;
use crate::state::AppState;
use crate::words::Words;
use operations::programmes::here;

/// What the page lets the lead do now.
#[derive(Default)]
struct Can {
    offer: bool,
    answer: bool,
    set_aside: bool,
    reinstate: bool,
    withdraw: bool,
}

#[derive(Template)]
#[template(path = "candidacies/detail.html")]
struct DetailPage {
    layout: Layout,
    candidate: CandidacyId,
    back: String,
    organisation: String,
    over: String,
    problems: Vec<Problem>,
    acted: String,
    reason: String,
    reason_problem: String,
    state: String,
    colour: &'static str,
    age: String,
    rows: Vec<SummaryRow>,
    can: Can,
    happened: Vec<(String, String)>,
    letters: Vec<(String, String)>,
}

pub(in super::super) async fn show(
    Shared(state): Shared<AppState>,
    who: SignedIn,
    Path(id): Path<String>,
) -> Result<Response, Error> {
    let candidacy = find(&state, &who, &id).await?;
    Ok(page::show(&build(&state, &who, &candidacy, &FormData::default(), None).await?))
}

async fn find(state: &AppState, who: &SignedIn, id: &str) -> Result<Candidacy, Error> {
    let id = id.parse().map_err(|_| Error::NotFound)?;
    let found = joining::find_for_lead(&state.ctx, state.ctx.db.reader(), who.person(), id).await?;
    found.ok_or(Error::NotFound)
}

async fn build(
    state: &AppState,
    who: &SignedIn,
    candidacy: &Candidacy,
    form: &FormData,
    problem: Option<(&str, String)>,
) -> Result<DetailPage, Error> {
    let (reader, today) = (state.ctx.db.reader(), state.ctx.today());
    let line = store::candidacies::find_line(reader, candidacy.id).await?.ok_or(Error::NotFound)?;
    let events = store::events::list_for(reader, joining::NOUN, candidacy.id).await?;
    let letters = store::mail::letters_about(reader, joining::NOUN, candidacy.id).await?;
    let mut layout = who.layout(state, line.name.clone());
    layout.has_errors = problem.is_some();
    let w = layout.w;
    let programme = here(&state.ctx, reader, candidacy.organisation, &candidacy.programme).await?;
    let at = |field: &str| problem.as_ref().filter(|(at, _)| *at == field).map(|(_, text)| text.clone());
    let letter = |sending: &store::mail::Sending| {
        let kind = sending.kind.rsplit('.').next().unwrap_or_default();
        let on = sending.sent_at.unwrap_or(sending.created_at);
        let state = w.with(&format!("candidate-letter-{}", sending.state), [("date", long_date(date_of(on)))]);
        (w.say(&format!("candidate-letter-kind-{kind}")), state)
    };
    Ok(DetailPage {
        candidate: candidacy.id,
        back: format!("/organisations/{}/candidates?programme={}", line.organisation_code, candidacy.programme),
        organisation: crate::text::organisation_name(&line.organisation_name),
        over: programme.as_ref().map_or_else(String::new, |programme| capitalised(programme.words.say("programme"))),
        problems: problem.iter().map(|(field, text)| Problem::at(field, text.clone())).collect(),
        acted: form.text("act"),
        reason: form.raw("reason"),
        reason_problem: at("reason").unwrap_or_default(),
        state: sentences::state(w, candidacy.state),
        colour: sentences::colour(candidacy.state),
        age: sentences::age(w, candidacy, today),
        rows: rows(state, w, &line, not_served(state, candidacy).await?),
        can: can(candidacy),
        happened: events
            .iter()
            .rev()
            .map(|event| (long_date(date_of(event.happened_at)), event.sentence.clone()))
            .collect(),
        letters: letters.iter().map(letter).collect(),
        layout,
    })
}

/// Why the programme, by its own lines, would not serve the post today; for the lead to weigh.
async fn not_served(state: &AppState, candidacy: &Candidacy) -> Result<Option<NotServed>, Error> {
    let today = state.ctx.today();
    let posts = store::candidacies::own_posts(state.ctx.db.reader(), candidacy.person, today).await?;
    let programme = here(&state.ctx, state.ctx.db.reader(), candidacy.organisation, &candidacy.programme).await?;
    let own = posts.iter().find(|own| own.post.post == candidacy.post);
    Ok(programme.zip(own).and_then(|(programme, own)| joining::judge_post(&programme, &own.post, today).err()))
}

fn rows(state: &AppState, w: Words, line: &Line, not_served: Option<NotServed>) -> Vec<SummaryRow> {
    let candidacy = &line.candidacy;
    let today = state.ctx.today();
    let mut post = line.job_title.clone();
    for place in [&line.department, &line.site].into_iter().flatten().filter(|place| !place.is_empty()) {
        post.push_str(", ");
        post.push_str(place);
    }
    let origin = match candidacy.origin {
        Origin::Import => "candidate-origin-import",
        Origin::Request => "candidate-origin-request",
        Origin::Lead => "candidate-origin-lead",
    };
    let recognised = long_date(date_of(candidacy.recognised_at));
    let mut rows = vec![
        SummaryRow::new(w.say("candidate-why"), capitalised(&sentences::reason(w, candidacy, today))),
        SummaryRow::new(w.say("candidate-post"), post),
        SummaryRow::new(w.say("candidate-origin"), w.with(origin, [("date", recognised)])),
    ];
    if let Some(not_served) = not_served {
        rows.push(SummaryRow::new(w.say("candidate-not-served"), w.say(not_served.key())));
    }
    if let Some(reason) = &candidacy.state_reason {
        rows.push(SummaryRow::new(w.say("candidate-reason"), reason.clone()));
    }
    if let Some(seen_at) = candidacy.seen_at {
        rows.push(SummaryRow::new(w.say("candidate-opened"), long_date(date_of(seen_at))));
    }
    rows
}

fn can(candidacy: &Candidacy) -> Can {
    let can = |action: Action| candidacy.can(Actor::Lead, &action);
    let reason = String::new;
    Can {
        offer: can(Action::Offer),
        answer: can(Action::Grant),
        set_aside: can(Action::SetAside { reason: reason() }),
        reinstate: can(Action::Reinstate),
        withdraw: can(Action::Withdraw { reason: reason() }),
    }
}

pub(in super::super) async fn act(
    Shared(state): Shared<AppState>,
    who: SignedIn,
    Path(id): Path<String>,
    Posted(form): Posted,
) -> Result<Response, Error> {
    let candidacy = find(&state, &who, &id).await?;
    match perform(&state, &who, &candidacy, &form).await {
        Ok(()) => Ok(page::go_to(format!("/candidates/{}", candidacy.id))),
        Err(Failure::Refused(refusal)) => {
            let field = match refusal {
                Refusal::Step(candidacies::Refusal::ReasonMissing | candidacies::Refusal::ReasonTooLong) => "reason",
                _ => "what",
            };
            let problem = Some((field, Words::english().say(refusal.key())));
            let now = find(&state, &who, &id).await?;
            Ok(page::again(&build(&state, &who, &now, &form, problem).await?))
        }
        Err(failure) => Err(failure.into()),
    }
}

async fn perform(state: &AppState, who: &SignedIn, candidacy: &Candidacy, form: &FormData) -> Outcome<(), Refusal> {
    let (ctx, lead, id) = (&state.ctx, who.person(), candidacy.id);
    let reason = form.raw("reason");
    match form.text("act").as_str() {
        "offer" => {
            let offered = joining::offer(ctx, lead, candidacy.organisation, &[id]).await?;
            if !offered.without_address.is_empty() {
                return Err(Failure::Refused(Refusal::NoAddress));
            }
        }
        "yes" => drop(joining::answer_request(ctx, lead, id, &Answer::Yes).await?),
        "no" => drop(joining::answer_request(ctx, lead, id, &Answer::No { reason }).await?),
        "set-aside" => drop(joining::set_aside(ctx, lead, candidacy.organisation, &[id], &reason).await?),
        "reinstate" => drop(joining::reinstate(ctx, lead, id).await?),
        "withdraw" => drop(joining::withdraw(ctx, By::Lead(lead), id, &reason).await?),
        _ => return Err(Failure::NotFound),
    }
    Ok(())
}

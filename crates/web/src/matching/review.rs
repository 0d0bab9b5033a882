//! The proposal: left the people, right whom they get and why; what stands in the way of the others; and the decisions
//! a lead can take before accepting it.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use domain::ids::{CandidacyId, JobId, MatchingRunId, PersonId};
use domain::programmes::Programme;
use operations::access::Desk;
use operations::journeys::Need;
use operations::matching::{self, Change, Refusal};
use operations::{Failure, journeys};
use serde::Deserialize;
use store::matching::{Run, RunState};
use store::supporters::Supporter;

use super::figures::{Bar, CapacityRow, capacity_rows};
use super::rows::{Rows, rows};
use super::{programme_at, refusal_said, review_path};
use crate::components::{Choice, Pagination, Problem};
use crate::error::Error;
use crate::form::{FormData, Posted};
use crate::layout::Layout;
use crate::page;
use crate::routes::AtDesk;
use crate::session::SignedIn;
use crate::state::AppState;

/// How many pairs a page shows.
const PER_PAGE: usize = 50;

/// What the address says.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    programme: String,
    page: String,
    /// What was just done.
    done: String,
}

/// What there is to show.
enum Stage {
    /// No proposal: how many wait, and what could be given.
    Before {
        waiting: Vec<Before>,
        places: u32,
        supporters: usize,
    },
    /// A job works on it.
    Working {
        job: Option<JobId>,
    },
    Proposed(Box<Proposed>),
}

/// Somebody who waits, before anything is proposed.
struct Before {
    candidacy: CandidacyId,
    name: String,
    job_title: String,
    starts: String,
}

struct Proposed {
    run: MatchingRunId,
    changed: bool,
    bar: Bar,
    capacity: Vec<CapacityRow>,
    rows: Rows,
    pages: Pagination,
    pairs: usize,
    ruled_out: Vec<RuledOut>,
    left_out: Vec<(PersonId, String)>,
    supporters: Vec<Choice>,
}

struct RuledOut {
    candidacy: CandidacyId,
    name: String,
    supporter: PersonId,
    supporter_name: String,
}

#[derive(Template)]
#[template(path = "matching/review.html")]
struct ReviewPage {
    layout: Layout,
    code: String,
    organisation: String,
    programme: Arc<Programme>,
    programmes: Vec<Choice>,
    supporter: String,
    supporters: String,
    problems: Vec<Problem>,
    stage: Stage,
    needs: Vec<Need>,
}

pub(super) async fn show(
    State(state): State<AppState>,
    who: SignedIn,
    AtDesk(desk): AtDesk,
    Query(asked): Query<Asked>,
) -> Result<Response, Error> {
    Ok(page::show(&build(&state, &who, &desk, &asked, None).await?))
}

async fn build(
    state: &AppState,
    who: &SignedIn,
    desk: &Desk,
    asked: &Asked,
    refusal: Option<&Refusal>,
) -> Result<ReviewPage, Error> {
    let reader = state.ctx.db.reader();
    let (programme, run_here) = programme_at(state, desk, &asked.programme).await?;
    let mut layout = who.layout(state, "");
    let w = layout.w;
    let supporters = programme.words.plural("supporter").to_owned();
    layout.title = w.with("matching-title", [("supporters", supporters.as_str())]);
    layout.has_errors = refusal.is_some();
    if matches!(asked.done.as_str(), "accepted" | "discarded" | "assigned" | "named" | "fixed") {
        layout.flash = Some(w.with(&format!("matching-done-{}", asked.done), [("supporters", supporters.as_str())]));
    }
    let said = refusal.map(|refusal| refusal_said(w, &programme, refusal)).unwrap_or_default();
    let run = store::matching::current(reader, desk.organisation, &programme.key).await?;
    let stage = match run {
        Some(run) if run.state == RunState::Proposed => {
            Stage::Proposed(Box::new(proposed(state, desk, &programme, &run, asked).await?))
        }
        Some(run) => working(state, desk, &programme, &run).await?,
        None => before(state, desk, &programme).await?,
    };
    Ok(ReviewPage {
        code: desk.code.clone(),
        organisation: crate::text::organisation_name(&desk.name),
        programmes: run_here
            .iter()
            .map(|each| {
                let name = domain::programmes::capitalised(each.words.say("programme"));
                Choice::new(each.key.as_str(), name).chosen_if(programme.key.as_str())
            })
            .collect(),
        supporter: programme.words.say("supporter").to_owned(),
        supporters,
        problems: said.into_iter().map(|text| Problem::at("proposal", text)).collect(),
        needs: journeys::needs_contact(reader, desk.organisation, &programme).await?,
        stage,
        programme,
        layout,
    })
}

async fn before(state: &AppState, desk: &Desk, programme: &Programme) -> Result<Stage, Error> {
    let reader = state.ctx.db.reader();
    let cohort = matching::gather(&state.ctx, reader, desk.organisation, &programme.key).await?;
    let Some(cohort) = cohort else { return Err(Error::NotFound) };
    let today = cohort.today;
    let can_now: Vec<&Supporter> = cohort
        .supporters
        .iter()
        .filter(|one| domain::matching::judge::supporters_barrier(&cohort.rules, &one.offer, today).is_none())
        .collect();
    Ok(Stage::Before {
        places: can_now.iter().map(|one| one.offer.places_left()).sum(),
        supporters: can_now.len(),
        waiting: cohort
            .waiting
            .into_iter()
            .map(|waiting| Before {
                candidacy: waiting.seeker.candidacy,
                name: waiting.name,
                job_title: waiting.job_title,
                starts: domain::calendar::long_date(waiting.seeker.starts_on),
            })
            .collect(),
    })
}

/// A run whose job ended without a proposal is as if it had not begun.
async fn working(state: &AppState, desk: &Desk, programme: &Programme, run: &Run) -> Result<Stage, Error> {
    let job = match run.job {
        Some(job) => store::jobs::find(state.ctx.db.reader(), job).await?,
        None => None,
    };
    match job {
        Some(job) if !job.state.is_over() => Ok(Stage::Working { job: Some(job.id) }),
        _ => before(state, desk, programme).await,
    }
}

async fn proposed(
    state: &AppState,
    desk: &Desk,
    programme: &Programme,
    run: &Run,
    asked: &Asked,
) -> Result<Proposed, Error> {
    let reader = state.ctx.db.reader();
    let w = crate::words::Words::english();
    let lines = store::matching::lines(reader, run.id).await?;
    let cohort = matching::gather(&state.ctx, reader, desk.organisation, &programme.key).await?;
    let mut names = cohort.as_ref().map(matching::Cohort::names).unwrap_or_default();
    names.extend(lines.iter().map(|line| (line.person, line.name.clone())));
    let people: Vec<(CandidacyId, String)> = lines.iter().map(|line| (line.candidacy, line.name.clone())).collect();
    let name_of = |candidacy| people.iter().find(|(id, _)| *id == candidacy).map(|(_, name)| name.clone());
    let ruled_out = store::matching::bans(reader, run.id).await?;
    let ruled_out = ruled_out.into_iter().filter_map(|(candidacy, supporter, supporter_name)| {
        Some(RuledOut { candidacy, name: name_of(candidacy)?, supporter, supporter_name })
    });
    let left_out = store::matching::left_out(reader, run.id).await?;
    let mut supporters: Vec<Choice> = vec![Choice::new("", w.say("matching-choose"))];
    let free = cohort.iter().flat_map(|cohort| &cohort.supporters);
    let free = free.filter(|one| !left_out.iter().any(|(person, _)| *person == one.offer.person));
    supporters.extend(free.map(|one| Choice::new(one.offer.person.to_string(), one.name.clone())));
    let mut rows = rows(w, programme, lines, names);
    let pairs = rows.pairs.len();
    let page = asked.page.parse::<usize>().unwrap_or(1).clamp(1, pairs.div_ceil(PER_PAGE).max(1));
    let address = review_path(desk, &programme.key);
    let pages = Pagination::new(page, PER_PAGE, pairs, |number| format!("{address}&page={number}#pairs"));
    rows.pairs = rows.pairs.into_iter().skip((page - 1) * PER_PAGE).take(PER_PAGE).collect();
    let summary = run.summary.clone().unwrap_or_default();
    Ok(Proposed {
        run: run.id,
        changed: run.changed_at.is_some(),
        bar: Bar::of(&summary),
        capacity: capacity_rows(&summary, &w.say("matching-no-profession")),
        rows,
        pages,
        pairs,
        ruled_out: ruled_out.collect(),
        left_out,
        supporters,
    })
}

/// The page again, with what an operation refused.
async fn refused(
    state: &AppState,
    who: &SignedIn,
    desk: &Desk,
    form: &FormData,
    failure: Failure<Refusal>,
) -> Result<Response, Error> {
    match failure {
        Failure::Refused(refusal) => {
            let asked = Asked { programme: form.text("programme"), page: form.text("page"), done: String::new() };
            Ok(page::again(&build(state, who, desk, &asked, Some(&refusal)).await?))
        }
        failure => Err(failure.into()),
    }
}

pub(super) async fn propose(
    State(state): State<AppState>,
    who: SignedIn,
    AtDesk(desk): AtDesk,
    Posted(form): Posted,
) -> Result<Response, Error> {
    let (programme, _) = programme_at(&state, &desk, &form.text("programme")).await?;
    match matching::propose(&state.ctx, who.person(), desk.organisation, &programme.key).await {
        Ok(job) => Ok(page::go_to(crate::jobs::path(job))),
        Err(failure) => refused(&state, &who, &desk, &form, failure).await,
    }
}

pub(super) async fn change(
    State(state): State<AppState>,
    who: SignedIn,
    AtDesk(desk): AtDesk,
    Path((_, run)): Path<(String, String)>,
    Posted(form): Posted,
) -> Result<Response, Error> {
    let run: MatchingRunId = run.parse().map_err(|_| Error::NotFound)?;
    let (programme, _) = programme_at(&state, &desk, &form.text("programme")).await?;
    let Some(change) = change_of(&form) else { return Err(Error::Unreadable) };
    match matching::adjust(&state.ctx, who.person(), run, change).await {
        Ok(()) => {
            let page = form.filled("page").map_or_else(String::new, |page| format!("&page={page}"));
            let at = form.filled("candidacy").map_or_else(|| "proposal".to_owned(), |id| format!("person-{id}"));
            Ok(page::go_to(format!("{}{page}#{at}", review_path(&desk, &programme.key))))
        }
        Err(failure) => refused(&state, &who, &desk, &form, failure).await,
    }
}

/// The decision that a button stands for.
fn change_of(form: &FormData) -> Option<Change> {
    let candidacy = || form.text("candidacy").parse::<CandidacyId>().ok();
    let supporter = || form.text("supporter").parse::<PersonId>().ok();
    Some(match form.text("change").as_str() {
        "fix" => Change::Fix { candidacy: candidacy()?, supporter: supporter()? },
        "release" => Change::Release { candidacy: candidacy()? },
        "rule-out" => Change::RuleOut { candidacy: candidacy()?, supporter: supporter()? },
        "allow" => Change::Allow { candidacy: candidacy()?, supporter: supporter()? },
        "exclude" => Change::Exclude { candidacy: candidacy()? },
        "include" => Change::Include { candidacy: candidacy()? },
        "leave-out" => Change::LeaveOut { supporter: supporter()? },
        "take-in" => Change::TakeIn { supporter: supporter()? },
        _ => return None,
    })
}

pub(super) async fn accept(
    State(state): State<AppState>,
    who: SignedIn,
    AtDesk(desk): AtDesk,
    Path((_, run)): Path<(String, String)>,
    Posted(form): Posted,
) -> Result<Response, Error> {
    let run: MatchingRunId = run.parse().map_err(|_| Error::NotFound)?;
    let (programme, _) = programme_at(&state, &desk, &form.text("programme")).await?;
    match matching::accept(&state.ctx, who.person(), run).await {
        Ok(_) => Ok(page::go_to(format!("{}&done=accepted", review_path(&desk, &programme.key)))),
        Err(failure) => refused(&state, &who, &desk, &form, failure).await,
    }
}

pub(super) async fn discard(
    State(state): State<AppState>,
    who: SignedIn,
    AtDesk(desk): AtDesk,
    Path((_, run)): Path<(String, String)>,
    Posted(form): Posted,
) -> Result<Response, Error> {
    let run: MatchingRunId = run.parse().map_err(|_| Error::NotFound)?;
    let (programme, _) = programme_at(&state, &desk, &form.text("programme")).await?;
    match matching::discard(&state.ctx, who.person(), run).await {
        Ok(()) => Ok(page::go_to(format!("{}&done=discarded", review_path(&desk, &programme.key)))),
        Err(failure) => refused(&state, &who, &desk, &form, failure).await,
    }
}

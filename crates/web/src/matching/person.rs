//! One person is given a supporter by hand: who could, best first; who is full, and then why one more; and what stands
//! against the others.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use domain::calendar::long_date;
use domain::ids::{CandidacyId, PersonId};
use domain::matching::Barrier;
use domain::people;
use domain::programmes::{Programme, capitalised};
use operations::access::Desk;
use operations::matching::{self, Assignment, Candidate, Change, Refusal};
use operations::{Failure, Outcome};
use store::matching::RunState;

use super::{refusal_said, review_path};
use crate::components::{Choice, Problem};
use crate::error::Error;
use crate::form::{FormData, Posted};
use crate::layout::Layout;
use crate::page;
use crate::routes::AtDesk;
use crate::session::SignedIn;
use crate::state::AppState;
use crate::words::Words;
use operations::programmes::here;

/// How many who could are shown, how many who are full, and how many who cannot.
const SHOWN: [usize; 3] = [15, 5, 15];

#[derive(Template)]
#[template(path = "matching/person.html")]
struct PersonPage {
    layout: Layout,
    code: String,
    back: String,
    id: CandidacyId,
    about: String,
    supporter: String,
    supporters: String,
    choices: Vec<Choice>,
    cannot: Vec<String>,
    more_can: usize,
    /// Is there a proposal that the pair could be kept in?
    proposed: bool,
    reason: String,
    problems: Vec<Problem>,
    supporter_problem: String,
    reason_problem: String,
}

/// What was wrong, and with which field.
struct Mistake {
    field: &'static str,
    said: String,
}

pub(super) async fn show(
    State(state): State<AppState>,
    who: SignedIn,
    AtDesk(desk): AtDesk,
    Path((_, id)): Path<(String, String)>,
) -> Result<Response, Error> {
    let id: CandidacyId = id.parse().map_err(|_| Error::NotFound)?;
    Ok(page::show(&build(&state, &who, &desk, id, &FormData::default(), None).await?))
}

async fn build(
    state: &AppState,
    who: &SignedIn,
    desk: &Desk,
    id: CandidacyId,
    form: &FormData,
    mistake: Option<Mistake>,
) -> Result<PersonPage, Error> {
    let reader = state.ctx.db.reader();
    let line = store::candidacies::find_line(reader, id).await?.ok_or(Error::NotFound)?;
    if line.candidacy.organisation != desk.organisation {
        return Err(Error::NotFound);
    }
    let programme = programme_of(state, &line.candidacy).await?;
    let candidates: Outcome<Vec<Candidate>, Refusal> = matching::candidates_for(&state.ctx, who.person(), id).await;
    let candidates = match candidates {
        Ok(candidates) => candidates,
        Err(Failure::Refused(_)) => return Err(Error::NotFound),
        Err(failure) => return Err(failure.into()),
    };
    let mut layout = who.layout(state, "");
    let w = layout.w;
    let supporter = programme.words.say("supporter").to_owned();
    layout.title = w.with("matching-person-title", [("supporter", supporter.as_str()), ("name", line.name.as_str())]);
    layout.has_errors = mistake.is_some();
    let at = |field: &str| mistake.as_ref().filter(|it| it.field == field).map(|it| it.said.clone());
    let run = store::matching::current(reader, desk.organisation, &programme.key).await?;
    let can = candidates.iter().filter(|candidate| candidate.barrier.is_none()).count();
    Ok(PersonPage {
        code: desk.code.clone(),
        back: review_path(desk, &programme.key),
        id,
        about: w.with(
            "matching-about",
            &[
                ("what", profession_or(&line.candidacy.profession, &line.job_title)),
                ("date", long_date(line.candidacy.starts_on)),
            ],
        ),
        supporters: programme.words.plural("supporter").to_owned(),
        choices: choices(w, &candidates, &form.text("supporter")),
        cannot: cannot(&candidates),
        more_can: can.saturating_sub(SHOWN[0]),
        proposed: run.is_some_and(|run| run.state == RunState::Proposed),
        reason: form.text("reason"),
        supporter_problem: at("supporter").unwrap_or_default(),
        reason_problem: at("reason").unwrap_or_default(),
        problems: mistake.iter().map(|it| Problem::at(it.field, it.said.clone())).collect(),
        supporter,
        layout,
    })
}

async fn programme_of(state: &AppState, candidacy: &domain::candidacies::Candidacy) -> Result<Arc<Programme>, Error> {
    let reader = state.ctx.db.reader();
    here(&state.ctx, reader, candidacy.organisation, &candidacy.programme).await?.ok_or(Error::NotFound)
}

fn profession_or(profession: &Option<domain::keys::ProfessionKey>, job_title: &str) -> String {
    let known = profession.as_ref().and_then(people::profession);
    known.map_or_else(|| job_title.to_owned(), |known| capitalised(&known.one))
}

/// Those who could be chosen: first those within the cap, then those for whom it takes a reason.
fn choices(w: Words, candidates: &[Candidate], chosen: &str) -> Vec<Choice> {
    let kind = |candidate: &&Candidate| match candidate.barrier {
        None => 0,
        Some(Barrier::Full { .. }) => 1,
        Some(_) => 2,
    };
    let choice = |candidate: &Candidate| {
        let offer = &candidate.supporter.offer;
        let profession = profession_or(&offer.profession, &candidate.supporter.job_title);
        let mut hint = vec![profession];
        hint.extend(offer.sites.first().cloned());
        hint.push(match candidate.barrier {
            Some(_) => w.with("matching-hint-full", [("supports", offer.supports)]),
            None => w.with("matching-hint-places", [("supports", offer.supports), ("left", offer.places_left())]),
        });
        if !candidate.supporter.likes.is_empty() {
            hint.push(format!("“{}”", candidate.supporter.likes));
        }
        Choice::new(offer.person.to_string(), candidate.supporter.name.clone()).hint(hint.join(" · ")).chosen_if(chosen)
    };
    let can = candidates.iter().filter(|it| kind(it) == 0).take(SHOWN[0]);
    let full = candidates.iter().filter(|it| kind(it) == 1).take(SHOWN[1]);
    let mut choices: Vec<Choice> = can.map(choice).collect();
    let full: Vec<Choice> = full.map(choice).collect();
    if !choices.is_empty() && !full.is_empty() {
        choices.push(Choice::divider(w.say("matching-or-full")));
    }
    choices.extend(full);
    choices
}

fn cannot(candidates: &[Candidate]) -> Vec<String> {
    let cannot = candidates.iter().filter_map(|candidate| match candidate.barrier {
        // A wish not to be paired is told to nobody, and those who are not trained are no supporters yet.
        None | Some(Barrier::Full { .. } | Barrier::AskedNot | Barrier::Untrained) => None,
        Some(barrier) => Some(format!("{} {}.", candidate.supporter.name, barrier.words())),
    });
    cannot.take(SHOWN[2]).collect()
}

pub(super) async fn assign(
    State(state): State<AppState>,
    who: SignedIn,
    AtDesk(desk): AtDesk,
    Path((_, id)): Path<(String, String)>,
    Posted(form): Posted,
) -> Result<Response, Error> {
    let id: CandidacyId = id.parse().map_err(|_| Error::NotFound)?;
    let candidacy = store::candidacies::find(state.ctx.db.reader(), id).await?;
    let candidacy = candidacy.filter(|it| it.organisation == desk.organisation).ok_or(Error::NotFound)?;
    let programme = programme_of(&state, &candidacy).await?;
    let w = Words::english();
    let Ok(supporter) = form.text("supporter").parse::<PersonId>() else {
        let said = w.with("matching-choose-one", [("supporter", programme.words.say("supporter"))]);
        let mistake = Some(Mistake { field: "supporter", said });
        return Ok(page::again(&build(&state, &who, &desk, id, &form, mistake).await?));
    };
    let (done, outcome) = match form.text("act").as_str() {
        "fix" => ("fixed", fix(&state, &who, &desk, &programme, id, supporter).await),
        _ => {
            let reason = form.text("reason");
            let assignment = Assignment { candidacy: id, supporter, reason: &reason };
            ("assigned", matching::assign(&state.ctx, who.person(), &assignment).await.map(|_| ()))
        }
    };
    match outcome {
        Ok(()) => Ok(page::go_to(format!("{}&done={done}#person-{id}", review_path(&desk, &programme.key)))),
        Err(Failure::Refused(refusal)) => {
            let field = match refusal {
                Refusal::ReasonMissing | Refusal::ReasonTooLong => "reason",
                _ => "supporter",
            };
            let mistake = Some(Mistake { field, said: refusal_said(w, &programme, &refusal).join(" ") });
            Ok(page::again(&build(&state, &who, &desk, id, &form, mistake).await?))
        }
        Err(failure) => Err(failure.into()),
    }
}

/// Keeps the pair in the proposal instead of making it at once.
async fn fix(
    state: &AppState,
    who: &SignedIn,
    desk: &Desk,
    programme: &Programme,
    candidacy: CandidacyId,
    supporter: PersonId,
) -> Outcome<(), Refusal> {
    let run = store::matching::current(state.ctx.db.reader(), desk.organisation, &programme.key).await?;
    let run = run.ok_or(Failure::NotFound)?;
    matching::adjust(&state.ctx, who.person(), run.id, Change::Fix { candidacy, supporter }).await
}

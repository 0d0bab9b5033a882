//! Joining: who may be owed a programme, offers and requests, and what became of them (C1, C2).
//!
//! `recognise` is called by the staff import; the rest by a person: the lead, or whom it is about. Every change is a
//! step of `domain::candidacies::state` with its event, and a letter where somebody has to know.

mod accept;
mod answer_request;
mod decline;
mod letters;
mod matched;
mod offer;
mod recognise;
mod reinstate;
pub(crate) mod remind;
mod request;
mod see;
mod set_aside;
mod withdraw;

use std::collections::BTreeSet;

use domain::candidacies::{Action, Actor, Candidacy, State};
use domain::ids::{CandidacyId, OrganisationId, PersonId};
use domain::programmes::Power;
use store::events::Event;
use store::{Connection, Fault, Tx};

use crate::error::{Failure, Outcome, refuse};
use crate::{Context, access};

pub use accept::accept;
pub use answer_request::{Answer, answer_request};
pub use decline::decline;
pub use matched::{matched, unmatched};
pub use offer::{Offered, offer};
pub use recognise::{judge_post, look_again, recognise, recognise_all};
pub use reinstate::reinstate;
pub use request::{Asking, request};
pub use see::see;
pub use set_aside::set_aside;
pub use withdraw::{By, withdraw};

/// The noun under which letters, reminders and events speak of candidacies.
pub const NOUN: &str = "candidacies";

/// Why something was not done; the person can act on each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    #[error(transparent)]
    Step(#[from] domain::candidacies::Refusal),
    #[error("nobody was chosen")]
    NobodyChosen,
    #[error("the offer that stands is to be answered first")]
    OfferStands,
    #[error("no address is known that is the person's alone")]
    NoAddress,
    #[error("it has been asked for already")]
    AlreadyAsked,
    #[error("everybody takes part in this programme")]
    Mandatory,
    #[error("the programme is not one that the organisation runs")]
    NotRun,
}

impl Refusal {
    /// The key of its sentence in the translation layer.
    pub fn key(self) -> &'static str {
        match self {
            Refusal::Step(step) => step.key(),
            Refusal::NobodyChosen => "candidate-refusal-nobody-chosen",
            Refusal::OfferStands => "candidate-refusal-offer-stands",
            Refusal::NoAddress => "candidate-refusal-no-address",
            Refusal::AlreadyAsked => "candidate-refusal-already-asked",
            Refusal::Mandatory => "candidate-refusal-mandatory",
            Refusal::NotRun => "candidate-refusal-not-run",
        }
    }
}

/// Who answers an offer: somebody signed in, or somebody who holds the link from their letter.
#[derive(Debug, Clone, Copy)]
pub enum Answerer<'a> {
    SignedIn(PersonId, CandidacyId),
    Link(&'a str),
}

/// The offer that somebody may see and answer; nothing for anybody else.
///
/// # Errors
/// The database failed.
pub async fn find_offer(
    ctx: &Context,
    connection: &impl Connection,
    who: Answerer<'_>,
) -> Result<Option<Candidacy>, Fault> {
    let found = match who {
        Answerer::SignedIn(person, id) => {
            store::candidacies::find(connection, id).await?.filter(|candidacy| candidacy.person == person)
        }
        Answerer::Link(secret) => {
            let hash = crate::sessions::hash(secret);
            match store::candidacies::find_by_secret_hash(connection, &hash, ctx.now()).await? {
                Some(id) => store::candidacies::find(connection, id).await?,
                None => None,
            }
        }
    };
    Ok(found.filter(|candidacy| candidacy.offered_at.is_some()))
}

/// A candidacy at an organisation where the person looks after candidates; nothing for anybody else.
///
/// # Errors
/// The database failed.
pub async fn find_for_lead(
    ctx: &Context,
    connection: &impl Connection,
    lead: PersonId,
    id: CandidacyId,
) -> Result<Option<Candidacy>, Fault> {
    let Some(candidacy) = store::candidacies::find(connection, id).await? else { return Ok(None) };
    Ok(access::may_in(ctx, connection, lead, candidacy.organisation, Power::ManageCandidates, &candidacy.programme)
        .await?
        .then_some(candidacy))
}

/// The candidates among these at an organisation where the person looks after them; not found when one is not there.
async fn chosen(
    ctx: &Context,
    tx: &Tx,
    lead: PersonId,
    organisation: OrganisationId,
    ids: &[CandidacyId],
) -> Outcome<Vec<Candidacy>, Refusal> {
    if ids.is_empty() {
        return refuse(Refusal::NobodyChosen);
    }
    let ids: BTreeSet<CandidacyId> = ids.iter().copied().collect();
    let ids: Vec<CandidacyId> = ids.into_iter().collect();
    let candidacies = store::candidacies::list_at(tx, organisation, &ids).await?;
    let desks = access::desks(ctx, tx, lead).await?;
    let here = desks.iter().find(|desk| desk.organisation == organisation).ok_or(Failure::NotFound)?;
    let all_theirs = candidacies.iter().all(|one| here.may_in(Power::ManageCandidates, &one.programme));
    if all_theirs && candidacies.len() == ids.len() { Ok(candidacies) } else { Err(Failure::NotFound) }
}

/// Takes one step, with its event.
async fn step(
    ctx: &Context,
    tx: &Tx,
    candidacy: &Candidacy,
    (actor, person): (Actor, Option<PersonId>),
    action: &Action,
    sentence: &str,
) -> Outcome<Candidacy, Refusal> {
    let next = match candidacy.after(actor, action, ctx.now()) {
        Ok(next) => next,
        Err(refusal) => return refuse(Refusal::Step(refusal)),
    };
    if !store::candidacies::update(tx, candidacy.state, &next).await? {
        return refuse(Refusal::Step(domain::candidacies::Refusal::NotFrom(candidacy.state)));
    }
    let event = Event::new(ctx.new_id(), ctx.now(), person, &format!("{NOUN}.{}", verb(action)), candidacy.id);
    store::events::record(tx, &event.at(candidacy.organisation).saying(sentence)).await?;
    Ok(next)
}

fn verb(action: &Action) -> &'static str {
    match action {
        Action::Request { .. } => "request",
        Action::Grant | Action::Refuse { .. } => "answer-request",
        Action::Offer => "offer",
        Action::See => "see",
        Action::Accept => "accept",
        Action::Decline { .. } => "decline",
        Action::SetAside { .. } => "set-aside",
        Action::Reinstate => "reinstate",
        Action::Match => "match",
        Action::Unmatch => "unmatch",
        Action::Withdraw { .. } => "withdraw",
    }
}

fn found<T, R>(found: Option<T>) -> Outcome<T, R> {
    found.ok_or(Failure::NotFound)
}

/// Was the person waiting for something that they know of?
fn knew(state: State) -> bool {
    matches!(state, State::Requested | State::Offered | State::Accepted)
}

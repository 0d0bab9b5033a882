//! Cohort matching: a run is proposed by a job, looked at and changed by the lead, and accepted, which makes journeys
//! (D3). One person can be given a supporter by hand at any time.

mod accept;
mod adjust;
mod assign;
mod cohort;
mod discard;
mod propose;
mod told;
mod work;

use domain::ids::{MatchingRunId, OrganisationId, PersonId};
use domain::keys::ProgrammeKey;
use domain::matching::Barrier;
use domain::programmes::Power;
use store::matching::{Run, RunState};
use store::{Connection, Fault, Tx};

use crate::error::{Failure, Outcome, refuse};
use crate::{Context, access, journeys};

pub use accept::{Accepted, accept};
pub use adjust::{Change, adjust};
pub use assign::{Assignment, Candidate, assign, candidates_for};
pub use cohort::{Cohort, gather};
pub use discard::discard;
pub use propose::propose;
pub use told::{Teller, Whom};
pub(crate) use work::work;

/// The noun under which events speak of matching.
pub const NOUN: &str = "matching";

/// Why something was not done; the person can act on each.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    #[error("the programme is not one that the organisation runs")]
    NotRun,
    #[error("nobody waits")]
    NobodyWaits,
    #[error("the proposal is being worked on")]
    StillWorking,
    #[error("something was decided that the proposal does not know of yet")]
    Changed,
    /// What has changed since, a sentence each.
    #[error("something has changed since: {}", .0.join(" "))]
    Stale(Vec<String>),
    /// A hard rule stands against the pair.
    #[error("this cannot be: the supporter {}", .0.words())]
    Rule(Barrier),
    #[error("the person does not wait for a supporter any more")]
    NoLongerWaits,
    #[error("this person does not support anybody here")]
    NotASupporter,
    #[error("say why one more")]
    ReasonMissing,
    #[error("the reason is too long")]
    ReasonTooLong,
}

impl Refusal {
    /// The key of its sentence in the translation layer.
    pub fn key(&self) -> &'static str {
        match self {
            Self::NotRun => "matching-refusal-not-run",
            Self::NobodyWaits => "matching-refusal-nobody-waits",
            Self::StillWorking => "matching-refusal-still-working",
            Self::Changed => "matching-refusal-changed",
            Self::Stale(_) => "matching-refusal-stale",
            Self::Rule(_) => "matching-refusal-rule",
            Self::NoLongerWaits => "matching-refusal-no-longer-waits",
            Self::NotASupporter => "matching-refusal-not-a-supporter",
            Self::ReasonMissing => "matching-refusal-reason-missing",
            Self::ReasonTooLong => "matching-refusal-reason-too-long",
        }
    }
}

/// May the person match for the programme at the organisation? Not found otherwise.
async fn may_match<R>(
    ctx: &Context,
    connection: &impl Connection,
    lead: PersonId,
    organisation: OrganisationId,
    programme: &ProgrammeKey,
) -> Outcome<(), R> {
    let may = access::may_in(ctx, connection, lead, organisation, Power::Match, programme).await?;
    if may { Ok(()) } else { Err(Failure::NotFound) }
}

/// An open run at an organisation where the person may match; not found otherwise.
async fn open_run(ctx: &Context, tx: &Tx, lead: PersonId, id: MatchingRunId) -> Outcome<Run, Refusal> {
    let run = store::matching::find_run(tx, id).await?.ok_or(Failure::NotFound)?;
    may_match(ctx, tx, lead, run.organisation, &run.programme).await?;
    match run.state {
        RunState::Waiting | RunState::Proposed => Ok(run),
        RunState::Accepted | RunState::Discarded => Err(Failure::NotFound),
    }
}

/// The run, when its proposal is there to be looked at.
fn proposed(run: Run) -> Outcome<Run, Refusal> {
    if run.state == RunState::Proposed { Ok(run) } else { refuse(Refusal::StillWorking) }
}

/// Keeps an event about a run.
async fn note(
    ctx: &Context,
    tx: &Tx,
    lead: PersonId,
    run: &Run,
    verb: &str,
    sentence: impl Into<String>,
) -> Result<(), Fault> {
    let kind = format!("{NOUN}.{verb}");
    let event = store::events::Event::new(ctx.new_id(), ctx.now(), Some(lead), &kind, run.id);
    store::events::record(tx, &event.at(run.organisation).saying(sentence)).await
}

/// A refusal of beginning a journey, as matching says it.
fn as_matching(failure: Failure<journeys::Refusal>) -> Failure<Refusal> {
    match failure {
        Failure::NotFound => Failure::NotFound,
        Failure::Fault(fault) => Failure::Fault(fault),
        Failure::Refused(journeys::Refusal::NotRun) => Failure::Refused(Refusal::NotRun),
        Failure::Refused(journeys::Refusal::NoLongerWaits) => Failure::Refused(Refusal::NoLongerWaits),
        Failure::Refused(journeys::Refusal::Full { supports }) => {
            Failure::Refused(Refusal::Rule(Barrier::Full { supports }))
        }
    }
}

//! What the lead decides about a proposal before it is accepted: pairs that stay, pairs that are not to be, people who
//! wait, supporters who get nobody. All but keeping a pair as it is ask for a new proposal.

use domain::ids::{CandidacyId, MatchingRunId, PersonId};
use domain::matching::judge;
use store::Tx;
use store::matching::{Mark, Run};

use super::{Refusal, cohort, note, open_run, proposed};
use crate::Context;
use crate::error::{Failure, Outcome, refuse};

/// One decision.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change {
    /// This pair is to be, whatever else changes: the one proposed, or another.
    Fix { candidacy: CandidacyId, supporter: PersonId },
    /// The pair need not stay.
    Release { candidacy: CandidacyId },
    /// This pair is not to be.
    RuleOut { candidacy: CandidacyId, supporter: PersonId },
    /// This pair may be after all.
    Allow { candidacy: CandidacyId, supporter: PersonId },
    /// The person is not matched this time.
    Exclude { candidacy: CandidacyId },
    /// The person is matched after all.
    Include { candidacy: CandidacyId },
    /// The supporter gets nobody this time.
    LeaveOut { supporter: PersonId },
    /// The supporter takes part after all.
    TakeIn { supporter: PersonId },
}

impl Change {
    fn sentence(self) -> &'static str {
        match self {
            Self::Fix { .. } => "Fixed a pair in a matching",
            Self::Release { .. } => "Released a fixed pair in a matching",
            Self::RuleOut { .. } => "Ruled a pair out in a matching",
            Self::Allow { .. } => "Allowed a pair in a matching again",
            Self::Exclude { .. } => "Left somebody waiting in a matching",
            Self::Include { .. } => "Took somebody into a matching again",
            Self::LeaveOut { .. } => "Left a supporter out of a matching",
            Self::TakeIn { .. } => "Took a supporter into a matching again",
        }
    }
}

/// Whether the proposal still says what was decided.
#[derive(PartialEq, Eq)]
enum Proposal {
    Holds,
    IsOld,
}

/// Notes a decision.
///
/// # Errors
/// The run is not there to be changed, or a hard rule stands against a pair that is to be fixed.
pub async fn adjust(ctx: &Context, lead: PersonId, run: MatchingRunId, change: Change) -> Outcome<(), Refusal> {
    store::write!(ctx.db, |tx| {
        let run = proposed(open_run(ctx, tx, lead, run).await?)?;
        if decide(ctx, tx, &run, change).await? == Proposal::IsOld {
            store::matching::changed(tx, run.id, ctx.now()).await?;
        }
        note(ctx, tx, lead, &run, "adjust", change.sentence()).await?;
        Ok(())
    })
}

async fn decide(ctx: &Context, tx: &Tx, run: &Run, change: Change) -> Outcome<Proposal, Refusal> {
    let marked = |known: bool| if known { Ok(()) } else { Err(Failure::NotFound) };
    match change {
        Change::Fix { candidacy, supporter } => return fix(ctx, tx, run, candidacy, supporter).await,
        Change::Release { candidacy } => {
            marked(store::matching::mark(tx, run.id, candidacy, Mark::None, None).await?)?;
            return Ok(Proposal::Holds);
        }
        Change::Include { candidacy } => {
            marked(store::matching::mark(tx, run.id, candidacy, Mark::None, None).await?)?;
        }
        Change::Exclude { candidacy } => {
            marked(store::matching::mark(tx, run.id, candidacy, Mark::Excluded, None).await?)?;
        }
        Change::RuleOut { candidacy, supporter } => {
            marked(store::matching::mark(tx, run.id, candidacy, Mark::None, None).await?)?;
            store::matching::rule_out(tx, run.id, candidacy, supporter).await?;
        }
        Change::Allow { candidacy, supporter } => store::matching::allow(tx, run.id, candidacy, supporter).await?,
        Change::LeaveOut { supporter } => store::matching::leave_out(tx, run.id, supporter).await?,
        Change::TakeIn { supporter } => store::matching::take_in(tx, run.id, supporter).await?,
    }
    Ok(Proposal::IsOld)
}

async fn fix(
    ctx: &Context,
    tx: &Tx,
    run: &Run,
    candidacy: CandidacyId,
    supporter: PersonId,
) -> Outcome<Proposal, Refusal> {
    let lines = store::matching::lines(tx, run.id).await?;
    let line = lines.into_iter().find(|line| line.candidacy == candidacy).ok_or(Failure::NotFound)?;
    if line.supporter == Some(supporter) {
        store::matching::mark(tx, run.id, candidacy, Mark::Fixed, None).await?;
        return Ok(Proposal::Holds);
    }
    let cohort = cohort::gather(ctx, tx, run.organisation, &run.programme).await?.ok_or(Failure::NotFound)?;
    let Some(waiting) = cohort.waiting_for(candidacy) else { return refuse(Refusal::NoLongerWaits) };
    let Some(supporter) = cohort.supporter(supporter) else { return refuse(Refusal::NotASupporter) };
    if let Some(barrier) = judge::barrier(&cohort.rules, &waiting.seeker, &supporter.offer, cohort.today) {
        return refuse(Refusal::Rule(barrier));
    }
    let person = supporter.offer.person;
    store::matching::allow(tx, run.id, candidacy, person).await?;
    store::matching::take_in(tx, run.id, person).await?;
    store::matching::mark(tx, run.id, candidacy, Mark::Fixed, Some(person)).await?;
    Ok(Proposal::IsOld)
}

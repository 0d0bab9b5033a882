//! Gives one person a supporter by hand, outside any run. The hard rules hold; the cap may be passed by one, for a
//! reason that is kept and shows in reports (D2).

use domain::ids::{CandidacyId, JourneyId, PersonId};
use domain::matching::judge::{self, Barrier};
use store::candidacies;
use store::supporters::Supporter;

use super::{Refusal, as_matching, cohort, may_match};
use crate::Context;
use crate::error::{Failure, Outcome, refuse};
use crate::journeys::{self, Allowance, Beginning};

/// How long a reason may be, in characters.
const LONGEST_REASON: usize = 500;

/// Whom a person is given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Assignment<'a> {
    pub candidacy: CandidacyId,
    pub supporter: PersonId,
    /// Why one more than the cap; needed only then.
    pub reason: &'a str,
}

/// Gives one person a supporter.
///
/// # Errors
/// Not the person's to do; a hard rule stands against it; or one more than the cap needs a reason.
pub async fn assign(ctx: &Context, lead: PersonId, assignment: &Assignment<'_>) -> Outcome<JourneyId, Refusal> {
    let reason = assignment.reason.trim();
    if reason.chars().count() > LONGEST_REASON {
        return refuse(Refusal::ReasonTooLong);
    }
    store::write!(ctx.db, |tx| {
        let candidacy = candidacies::find(tx, assignment.candidacy).await?.ok_or(Failure::NotFound)?;
        may_match(ctx, tx, lead, candidacy.organisation, &candidacy.programme).await?;
        let cohort = cohort::gather(ctx, tx, candidacy.organisation, &candidacy.programme).await?;
        let Some(cohort) = cohort else { return refuse(Refusal::NotRun) };
        let Some(waiting) = cohort.waiting_for(candidacy.id) else { return refuse(Refusal::NoLongerWaits) };
        let Some(supporter) = cohort.supporter(assignment.supporter) else { return refuse(Refusal::NotASupporter) };
        let barrier = judge::barrier(&cohort.rules, &waiting.seeker, &supporter.offer, cohort.today);
        let allowance = match barrier {
            None => Allowance::WithinCap,
            Some(Barrier::Full { .. }) if reason.is_empty() => return refuse(Refusal::ReasonMissing),
            Some(Barrier::Full { .. }) => Allowance::OneMore { reason },
            Some(barrier) => return refuse(Refusal::Rule(barrier)),
        };
        let why = match allowance {
            Allowance::WithinCap => format!("{} was chosen by hand.", supporter.name),
            Allowance::OneMore { .. } => format!("{} was chosen by hand and takes on one more.", supporter.name),
        };
        let beginning = Beginning {
            candidacy: &candidacy,
            supporter: supporter.offer.person,
            cap: supporter.offer.limit,
            allowance,
            why: &why,
        };
        let journey = journeys::begin(ctx, tx, lead, &beginning).await.map_err(as_matching)?;
        journeys::refresh(tx, ctx, journey).await?;
        if let Some(run) = store::matching::current(tx, candidacy.organisation, &candidacy.programme).await? {
            store::matching::changed(tx, run.id, ctx.now()).await?;
        }
        Ok(journey)
    })
}

/// Somebody who could be given to one person, and what stands in the way, if anything does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    pub supporter: Supporter,
    pub barrier: Option<Barrier>,
    /// The weight of what does not hold: the lower, the better they suit.
    pub cost: u32,
    pub preferences: Vec<domain::matching::Preference>,
}

/// The supporters of one waiting person: those who can first, best first; then those who are full; then the others.
///
/// # Errors
/// The person does not wait, or not where the lead matches.
pub async fn candidates_for(ctx: &Context, lead: PersonId, id: CandidacyId) -> Outcome<Vec<Candidate>, Refusal> {
    let reader = ctx.db.reader();
    let candidacy = candidacies::find(reader, id).await?.ok_or(Failure::NotFound)?;
    may_match(ctx, reader, lead, candidacy.organisation, &candidacy.programme).await?;
    let cohort = cohort::gather(ctx, reader, candidacy.organisation, &candidacy.programme).await?;
    let Some(cohort) = cohort else { return refuse(Refusal::NotRun) };
    let Some(waiting) = cohort.waiting_for(id) else { return refuse(Refusal::NoLongerWaits) };
    let weights = &cohort.rules.weights;
    let mut candidates: Vec<Candidate> = cohort
        .supporters
        .iter()
        .map(|supporter| Candidate {
            barrier: judge::barrier(&cohort.rules, &waiting.seeker, &supporter.offer, cohort.today),
            cost: judge::cost(weights, &waiting.seeker, &supporter.offer),
            preferences: judge::preferences(weights, &waiting.seeker, &supporter.offer),
            supporter: supporter.clone(),
        })
        .filter(|candidate| candidate.barrier != Some(Barrier::Oneself))
        .collect();
    let rank = |barrier: Option<Barrier>| match barrier {
        None => 0,
        Some(Barrier::Full { .. }) => 1,
        Some(_) => 2,
    };
    candidates.sort_by_key(|candidate| (rank(candidate.barrier), candidate.cost));
    Ok(candidates)
}

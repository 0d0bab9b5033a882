//! Accepts a proposal: each pair becomes a journey with its supporter in place, all of them or none. What has changed
//! since it was proposed is found here: nobody is given to somebody who has no place any more.

use std::collections::{BTreeMap, HashMap};

use domain::ids::{CandidacyId, JourneyId, MatchingRunId, PersonId};
use domain::matching::{Outcome as Fate, judge};
use store::Tx;
use store::matching::{Line, Mark, Run, RunState};

use super::{Cohort, Refusal, Teller, Whom, as_matching, cohort, note, open_run, proposed};
use crate::Context;
use crate::error::{Failure, Outcome, refuse};
use crate::journeys::{self, Allowance, Beginning};

/// What came of accepting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Accepted {
    pub journeys: Vec<JourneyId>,
}

/// Accepts a proposal.
///
/// # Errors
/// Something was decided or has changed that the proposal does not know of.
pub async fn accept(ctx: &Context, lead: PersonId, run: MatchingRunId) -> Outcome<Accepted, Refusal> {
    store::write!(ctx.db, |tx| {
        let run = proposed(open_run(ctx, tx, lead, run).await?)?;
        if run.changed_at.is_some() {
            return refuse(Refusal::Changed);
        }
        let cohort = cohort::gather(ctx, tx, run.organisation, &run.programme).await?.ok_or(Failure::NotFound)?;
        let lines = store::matching::lines(tx, run.id).await?;
        let pairs: Vec<(&Line, PersonId)> = lines
            .iter()
            .filter(|line| line.mark != Mark::Excluded)
            .filter_map(|line| Some((line, line.supporter?)))
            .collect();
        let stale = what_changed(ctx, &cohort, &run, &pairs);
        if !stale.is_empty() {
            return refuse(Refusal::Stale(stale));
        }
        let journeys = begin_all(ctx, tx, lead, &run, &cohort, &pairs).await?;
        if !store::matching::set_state(tx, run.id, RunState::Accepted, ctx.now()).await? {
            return Err(Failure::NotFound);
        }
        let sentence = match journeys.len() {
            1 => "Accepted a matching: one person has a supporter".to_owned(),
            count => format!("Accepted a matching: {count} people have a supporter"),
        };
        note(ctx, tx, lead, &run, "accept", sentence).await?;
        Ok(Accepted { journeys })
    })
}

/// What stands against the pairs now, a sentence each; none when all can be.
fn what_changed(ctx: &Context, cohort: &Cohort, run: &Run, pairs: &[(&Line, PersonId)]) -> Vec<String> {
    let word = ctx.programmes.newest(&run.programme).map_or("supporter", |programme| programme.words.say("supporter"));
    let mut given: BTreeMap<PersonId, u32> = BTreeMap::new();
    let mut changed = Vec::new();
    for (line, supporter) in pairs {
        let Some(waiting) = cohort.waiting_for(line.candidacy) else {
            changed.push(format!("{} does not wait for a {word} any more.", line.name));
            continue;
        };
        let name = line.supporter_name.as_deref().unwrap_or(word);
        let Some(supporter) = cohort.supporter(*supporter) else {
            changed.push(format!("{name} does not support anybody here any more."));
            continue;
        };
        let mut offer = supporter.offer.clone();
        let given = given.entry(offer.person).or_default();
        offer.supports += *given;
        match judge::barrier(&cohort.rules, &waiting.seeker, &offer, cohort.today) {
            Some(barrier) => changed.push(format!("{name} cannot support {}: {name} {}.", line.name, barrier.words())),
            None => *given += 1,
        }
    }
    changed
}

async fn begin_all(
    ctx: &Context,
    tx: &Tx,
    lead: PersonId,
    run: &Run,
    cohort: &Cohort,
    pairs: &[(&Line, PersonId)],
) -> Outcome<Vec<JourneyId>, Refusal> {
    let ids: Vec<CandidacyId> = pairs.iter().map(|(line, _)| line.candidacy).collect();
    let found = store::candidacies::list_at(tx, run.organisation, &ids).await?;
    let candidacies: HashMap<CandidacyId, _> = found.into_iter().map(|candidacy| (candidacy.id, candidacy)).collect();
    let programme = ctx.programmes.newest(&run.programme).ok_or(Failure::NotFound)?;
    let teller = Teller::new(programme, cohort.names());
    let mut journeys = Vec::with_capacity(pairs.len());
    for (line, supporter) in pairs {
        let candidacy = candidacies.get(&line.candidacy).ok_or(Failure::NotFound)?;
        let whom = Whom { profession: line.profession.as_ref(), transition: line.transition.as_ref() };
        let why = match &line.outcome {
            Fate::Matched(reasons) if reasons.supporter == *supporter => teller.why(whom, reasons),
            _ => format!("{} was chosen by hand.", teller.name(*supporter)),
        };
        let cap = cohort.supporter(*supporter).map_or(cohort.rules.at_once, |supporter| supporter.offer.limit);
        let beginning = Beginning { candidacy, supporter: *supporter, cap, allowance: Allowance::WithinCap, why: &why };
        journeys.push(journeys::begin(ctx, tx, lead, &beginning).await.map_err(as_matching)?);
    }
    journeys::refresh_many(tx, ctx, &journeys).await?;
    Ok(journeys)
}

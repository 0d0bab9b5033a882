//! Everything a run looks at, read afresh.

use std::collections::HashMap;

use domain::ids::{CandidacyId, MatchingRunId, OrganisationId, PersonId};
use domain::keys::ProgrammeKey;
use domain::matching::solver::CertificateError;
use domain::matching::{MatchingRules, Proposal, Seeker, SupporterOffer, Wanted};
use jiff::civil::Date;
use store::matching::Waiting;
use store::supporters::Supporter;
use store::{Connection, Fault};

use crate::Context;
use crate::programmes::here;

/// Those who wait and those who offer, as they stand now.
#[derive(Debug, Clone)]
pub struct Cohort {
    pub rules: MatchingRules,
    pub waiting: Vec<Waiting>,
    pub supporters: Vec<Supporter>,
    pub today: Date,
}

/// Reads who waits and who offers for a programme at an organisation; nothing when the programme is not at hand.
///
/// # Errors
/// The database failed.
pub async fn gather(
    ctx: &Context,
    connection: &impl Connection,
    organisation: OrganisationId,
    programme: &ProgrammeKey,
) -> Result<Option<Cohort>, Fault> {
    let Some(programme) = here(ctx, connection, organisation, programme).await? else { return Ok(None) };
    let rules = programme.matching.clone();
    let today = ctx.today();
    let waiting = store::matching::waiting(connection, organisation, &programme.key, &rules.family).await?;
    let supporters = store::supporters::offers(connection, organisation, &rules, today).await?;
    Ok(Some(Cohort { rules, waiting, supporters, today }))
}

impl Cohort {
    /// Proposes a supporter for everybody for whom there is one.
    ///
    /// # Errors
    /// The solver could not prove its answer.
    pub fn propose(&self, wanted: &Wanted) -> Result<Proposal, CertificateError> {
        let seekers: Vec<Seeker> = self.waiting.iter().map(|waiting| waiting.seeker.clone()).collect();
        let offers: Vec<SupporterOffer> = self.supporters.iter().map(|supporter| supporter.offer.clone()).collect();
        domain::matching::propose(&domain::matching::Cohort {
            rules: &self.rules,
            seekers: &seekers,
            offers: &offers,
            wanted,
            today: self.today,
        })
    }

    /// Somebody who waits.
    pub fn waiting_for(&self, candidacy: CandidacyId) -> Option<&Waiting> {
        self.waiting.iter().find(|waiting| waiting.seeker.candidacy == candidacy)
    }

    /// Somebody who offers.
    pub fn supporter(&self, person: PersonId) -> Option<&Supporter> {
        self.supporters.iter().find(|supporter| supporter.offer.person == person)
    }

    /// The names of everybody in it.
    pub fn names(&self) -> HashMap<PersonId, String> {
        let waiting = self.waiting.iter().map(|waiting| (waiting.seeker.person, waiting.name.clone()));
        let supporters = self.supporters.iter().map(|supporter| (supporter.offer.person, supporter.name.clone()));
        waiting.chain(supporters).collect()
    }
}

/// What the lead decided so far in a run.
///
/// # Errors
/// The database failed.
pub(super) async fn wanted(connection: &impl Connection, run: MatchingRunId) -> Result<Wanted, Fault> {
    let (fixed, excluded) = store::matching::fixed(connection, run).await?;
    let ruled_out = store::matching::bans(connection, run).await?;
    let left_out = store::matching::left_out(connection, run).await?;
    Ok(Wanted {
        fixed,
        excluded,
        ruled_out: ruled_out.into_iter().map(|(candidacy, supporter, _)| (candidacy, supporter)).collect(),
        left_out: left_out.into_iter().map(|(supporter, _)| supporter).collect(),
    })
}

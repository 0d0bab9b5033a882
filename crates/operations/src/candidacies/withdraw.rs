//! A candidacy ends before anything began: the person left, or no longer asks.

use domain::candidacies::{Action, Actor, Candidacy};
use domain::ids::{CandidacyId, PersonId};

use super::{Refusal, find_for_lead, found, step};
use crate::Context;
use crate::error::Outcome;

/// Who withdraws a candidacy.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum By {
    Candidate(PersonId),
    Lead(PersonId),
}

/// Withdraws a candidacy.
///
/// # Errors
/// Neither the person's own nor the lead's to do; or a journey exists by now.
pub async fn withdraw(ctx: &Context, by: By, id: CandidacyId, reason: &str) -> Outcome<Candidacy, Refusal> {
    store::write!(ctx.db, |tx| {
        let (candidacy, by) = match by {
            By::Candidate(person) => {
                let own = store::candidacies::find(tx, id).await?.filter(|candidacy| candidacy.person == person);
                (found(own)?, (Actor::Candidate, Some(person)))
            }
            By::Lead(lead) => (found(find_for_lead(ctx, tx, lead, id).await?)?, (Actor::Lead, Some(lead))),
        };
        let action = Action::Withdraw { reason: reason.to_owned() };
        step(ctx, tx, &candidacy, by, &action, "Withdrew from the list of candidates").await
    })
}

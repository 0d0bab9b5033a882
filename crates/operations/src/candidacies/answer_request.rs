//! The lead answers somebody who asked to join: yes, or no with a reason (C2). The time it took is kept.

use domain::candidacies::{Action, Actor, Candidacy};
use domain::ids::{CandidacyId, PersonId};

use super::{Refusal, find_for_lead, found, letters, step};
use crate::Context;
use crate::error::Outcome;

/// The lead's answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    Yes,
    No { reason: String },
}

/// Answers a request; the person is told.
///
/// # Errors
/// Not the lead's to do; a no lacks its reason; or it was answered or withdrawn meanwhile.
pub async fn answer_request(
    ctx: &Context,
    lead: PersonId,
    id: CandidacyId,
    answer: &Answer,
) -> Outcome<Candidacy, Refusal> {
    let (action, sentence) = match answer {
        Answer::Yes => (Action::Grant, "Answered the request with yes"),
        Answer::No { reason } => (Action::Refuse { reason: reason.clone() }, "Answered the request with no"),
    };
    store::write!(ctx.db, |tx| {
        let candidacy = found(find_for_lead(ctx, tx, lead, id).await?)?;
        let next = step(ctx, tx, &candidacy, (Actor::Lead, Some(lead)), &action, sentence).await?;
        letters::answered(ctx, tx, &next).await?;
        Ok(next)
    })
}

//! The lead sets candidates aside: not now, with a reason (C1).

use domain::candidacies::{Action, Actor};
use domain::ids::{CandidacyId, OrganisationId, PersonId};

use super::{Refusal, chosen, knew, letters, step};
use crate::Context;
use crate::error::Outcome;

/// Sets candidates aside, all of them or none. Who already knew of it is told.
///
/// # Errors
/// Not the lead's to do; nobody is chosen; the reason is missing; or one of them has been matched meanwhile.
pub async fn set_aside(
    ctx: &Context,
    lead: PersonId,
    organisation: OrganisationId,
    ids: &[CandidacyId],
    reason: &str,
) -> Outcome<usize, Refusal> {
    store::write!(ctx.db, |tx| {
        let candidacies = chosen(ctx, tx, lead, organisation, ids).await?;
        for candidacy in &candidacies {
            let action = Action::SetAside { reason: reason.to_owned() };
            let by = (Actor::Lead, Some(lead));
            let next = step(ctx, tx, candidacy, by, &action, "Set the candidate aside for now").await?;
            if knew(candidacy.state) {
                letters::set_aside(ctx, tx, &next).await?;
            }
        }
        Ok(candidacies.len())
    })
}

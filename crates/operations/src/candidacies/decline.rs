//! The person says no to an offer, or no longer wants the place (C2).

use domain::candidacies::{Action, Actor, Candidacy};
use domain::programmes::Participation;

use super::{Answerer, Refusal, find_offer, found, step};
use crate::Context;
use crate::error::{Outcome, refuse};
use crate::programmes::here;

/// Declines an offer; a reason is welcome, not owed.
///
/// # Errors
/// The offer is not this person's; it was taken back meanwhile; or everybody takes part in this programme.
pub async fn decline(ctx: &Context, who: Answerer<'_>, reason: &str) -> Outcome<Candidacy, Refusal> {
    store::write!(ctx.db, |tx| {
        let offer = found(find_offer(ctx, tx, who).await?)?;
        let programme = here(ctx, tx, offer.organisation, &offer.programme).await?;
        if programme.is_some_and(|programme| programme.offering.participation == Participation::Mandatory) {
            return refuse(Refusal::Mandatory);
        }
        let by = (Actor::Candidate, Some(offer.person));
        let action = Action::Decline { reason: reason.to_owned() };
        step(ctx, tx, &offer, by, &action, "Declined the offer").await
    })
}

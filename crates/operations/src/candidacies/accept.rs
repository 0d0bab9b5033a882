//! The person says yes to an offer (C2); they wait for a supporter now.

use domain::candidacies::{Action, Actor, Candidacy};

use super::{Answerer, Refusal, find_offer, found, step};
use crate::Context;
use crate::error::Outcome;

/// Accepts an offer.
///
/// # Errors
/// The offer is not this person's; or it was taken back meanwhile.
pub async fn accept(ctx: &Context, who: Answerer<'_>) -> Outcome<Candidacy, Refusal> {
    store::write!(ctx.db, |tx| {
        let offer = found(find_offer(ctx, tx, who).await?)?;
        let by = (Actor::Candidate, Some(offer.person));
        step(ctx, tx, &offer, by, &Action::Accept, "Accepted the offer").await
    })
}

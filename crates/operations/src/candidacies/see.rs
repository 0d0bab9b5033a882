//! The person opened the offer: the lead sees that it arrived (C2).

use domain::candidacies::{Action, Actor, State};

use super::{Answerer, Refusal, find_offer, found, step};
use crate::Context;
use crate::error::Outcome;

/// Notes that the offer was opened, the first time; does nothing when it no longer waits for an answer. It is
/// for the caller to know that a person looked, and not a program that follows links in mail.
///
/// # Errors
/// The offer is not this person's.
pub async fn see(ctx: &Context, who: Answerer<'_>) -> Outcome<(), Refusal> {
    store::write!(ctx.db, |tx| {
        let offer = found(find_offer(ctx, tx, who).await?)?;
        if offer.state == State::Offered && offer.seen_at.is_none() {
            step(ctx, tx, &offer, (Actor::Candidate, Some(offer.person)), &Action::See, "Opened the offer").await?;
        }
        Ok(())
    })
}

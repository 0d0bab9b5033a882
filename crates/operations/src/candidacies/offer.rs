//! The lead confirms candidates by offering them the programme (C1, C2): the letter goes out with it.

use domain::candidacies::{Action, Actor};
use domain::ids::{CandidacyId, OrganisationId, PersonId};

use super::{Refusal, chosen, letters, step};
use crate::Context;
use crate::error::Outcome;

/// What came of offering.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Offered {
    pub sent: usize,
    /// Names of those who stay as they are because no address is known that is theirs alone.
    pub without_address: Vec<String>,
    /// How many could not be offered because they stand elsewhere by now.
    pub moved_on: usize,
}

/// Offers the programme to candidates. Those who cannot be reached, or stand elsewhere by now, are told apart and stay
/// as they are.
///
/// # Errors
/// Not the lead's to do, or nobody is chosen.
pub async fn offer(
    ctx: &Context,
    lead: PersonId,
    organisation: OrganisationId,
    ids: &[CandidacyId],
) -> Outcome<Offered, Refusal> {
    store::write!(ctx.db, |tx| {
        let candidacies = chosen(ctx, tx, lead, organisation, ids).await?;
        let desk = letters::Desk::at(ctx, tx, organisation, &candidacies).await?;
        let mut offered = Offered::default();
        for candidacy in &candidacies {
            if !candidacy.can(Actor::Lead, &Action::Offer) {
                offered.moved_on += 1;
                continue;
            }
            if desk.address(candidacy).is_none() {
                offered.without_address.push(desk.name(candidacy));
                continue;
            }
            let by = (Actor::Lead, Some(lead));
            let next = step(ctx, tx, candidacy, by, &Action::Offer, "Offered the programme").await?;
            letters::offer(ctx, tx, &desk, &next).await?;
            offered.sent += 1;
        }
        Ok(offered)
    })
}

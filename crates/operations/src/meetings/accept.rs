//! Accepting one of the proposed times.

use domain::ids::{MeetingId, PersonId, ProposalId};
use domain::meetings::{Event, Refusal};

use super::take_step;
use crate::{Context, Outcome};

/// Agrees to a proposed time.
///
/// # Errors
/// The person does not take part or made the proposal, the time has passed or is no longer offered.
pub async fn accept(ctx: &Context, by: PersonId, meeting: MeetingId, proposal: ProposalId) -> Outcome<(), Refusal> {
    take_step(ctx, by, meeting, Event::Accept(proposal)).await.map(|_| ())
}

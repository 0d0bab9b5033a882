//! Other times: in answer to a proposal, or for a meeting that was agreed.

use domain::ids::{MeetingId, PersonId};
use domain::meetings::Refusal;

use super::propose::event_of;
use super::{Times, take_step};
use crate::{Context, Outcome};

/// Replaces the times of a meeting that is not over.
///
/// # Errors
/// The person does not take part, the meeting is over, or no rule allows the times.
pub async fn reschedule(ctx: &Context, by: PersonId, meeting: MeetingId, times: Times) -> Outcome<(), Refusal> {
    let event = event_of(ctx, by, times)?;
    take_step(ctx, by, meeting, event).await.map(|_| ())
}

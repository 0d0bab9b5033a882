//! Cancelling a meeting, with the reason.

use domain::ids::{MeetingId, PersonId};
use domain::meetings::{Event, Reason, Refusal};

use super::take_step;
use crate::{Context, Outcome};

/// Cancels a meeting that is not over.
///
/// # Errors
/// The person does not take part, or the meeting is over.
pub async fn cancel(ctx: &Context, by: PersonId, meeting: MeetingId, reason: Reason) -> Outcome<(), Refusal> {
    take_step(ctx, by, meeting, Event::Cancel(reason)).await.map(|_| ())
}

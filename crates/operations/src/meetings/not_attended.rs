//! Saying that somebody did not come to an agreed meeting.

use domain::ids::{MeetingId, PersonId};
use domain::meetings::{Absence, Event, Refusal};

use super::{load, take_step};
use crate::error::Failure;
use crate::{Context, Outcome};

/// Notes who did not come; without blame, and the other person is told.
///
/// # Errors
/// One of the two does not take part, nothing was agreed, or the meeting has not started yet.
pub async fn not_attended(ctx: &Context, by: PersonId, meeting: MeetingId, absence: Absence) -> Outcome<(), Refusal> {
    let (_, circle) = load(ctx, ctx.db.reader(), by, meeting).await?;
    // A group meets without one of its people: who was there is noted instead.
    if circle.is_group() || circle.parties_of(absence.person).is_empty() {
        return Err(Failure::NotFound);
    }
    take_step(ctx, by, meeting, Event::Miss(absence)).await.map(|_| ())
}

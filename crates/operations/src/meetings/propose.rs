//! Proposing times for a new meeting, or entering one that was agreed by word of mouth.

use domain::ids::{JourneyId, MeetingId, PersonId};
use domain::keys::MeetingKey;
use domain::meetings::{Event, Offer, Proposals, Refusal, step};

use store::meetings::About;

use super::{Times, after, begin, viewer};
use crate::error::{Failure, refuse};
use crate::{Context, Outcome};

/// A new meeting of a kind, with one to three times for the others to choose from, or one that is agreed already.
///
/// # Errors
/// The person does not take part in the journey, the programme has no such kind, or no rule allows the times.
pub async fn propose(
    ctx: &Context,
    by: PersonId,
    journey: JourneyId,
    kind: &MeetingKey,
    times: Times,
) -> Outcome<MeetingId, Refusal> {
    let event = event_of(ctx, by, times)?;
    let now = ctx.now();
    store::write!(ctx.db, |tx| {
        let viewer = viewer(ctx, by);
        let circle = store::meetings::circle_of(tx, &ctx.programmes, viewer, journey, About::Kind(kind)).await?;
        let circle = circle.ok_or(Failure::NotFound)?;
        let state = match step(None, event.clone(), by, now) {
            Ok(state) => state,
            Err(refusal) => return refuse(refusal),
        };
        let meeting = begin(ctx, tx, &circle, kind, state).await?;
        after(ctx, tx, &circle, None, &meeting).await?;
        Ok(meeting.id)
    })
}

/// The step that the times ask for.
pub(super) fn event_of(ctx: &Context, by: PersonId, times: Times) -> Outcome<Event, Refusal> {
    match times {
        Times::Together(slot) => Ok(Event::Arrange(slot)),
        Times::Offered(slots) => {
            let offers = slots.into_iter().map(|slot| Offer { id: ctx.new_id(), slot }).collect();
            Proposals::new(by, offers).map(Event::Propose).map_err(Failure::Refused)
        }
    }
}

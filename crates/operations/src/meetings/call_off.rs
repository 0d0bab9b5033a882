//! Calling off what is still planned when a journey ends or its supporter changes (D9): everybody's calendar follows.

use domain::ids::{JourneyId, PersonId};
use domain::meetings::{Reason, State};
use jiff::Timestamp;
use store::meetings::{About, circle_at};
use store::{Fault, Tx, events};

use super::{letters, told_to_calendars, viewer};
use crate::Context;

/// Cancels the meetings of a journey that are proposed, or agreed for a time after `from`, in the caller's transaction;
/// returns how many. What is expected is the caller's to work out anew. Those who take part now are told, so that this
/// comes before anybody's time ends.
///
/// # Errors
/// The database failed.
pub(crate) async fn call_off(
    ctx: &Context,
    tx: &Tx,
    by: PersonId,
    journey: JourneyId,
    from: Timestamp,
    why: &Reason,
) -> Result<usize, Fault> {
    let all = store::meetings::list_for_journey(tx, journey).await?;
    let mut count = 0;
    for mut meeting in all {
        let is_ahead = match &meeting.state {
            State::Proposed(_) => meeting.planned.as_ref().is_none_or(|slot| slot.starts_at >= from),
            State::Agreed(slot) => slot.starts_at >= from,
            State::Held(_) | State::Cancelled(_) | State::NotAttended(_) => false,
        };
        // A group goes on without one of its pairs.
        if !is_ahead || meeting.journey != journey {
            continue;
        }
        if !store::meetings::further_journeys(tx, meeting.id).await?.is_empty() {
            continue;
        }
        let about = About::Kind(&meeting.kind);
        let circle = circle_at(tx, &ctx.programmes, viewer(ctx, by), journey, about).await?;
        let Some(circle) = circle else { continue };
        let before = meeting.clone();
        meeting.state = State::Cancelled(why.clone());
        meeting.updated_at = ctx.now();
        if told_to_calendars(&meeting) {
            meeting.calendar_sequence += 1;
        }
        store::meetings::update(tx, &meeting).await?;
        letters::tell(ctx, tx, &circle, Some(&before), &meeting).await?;
        let event = events::Event::new(ctx.new_id(), ctx.now(), Some(by), letters::event_kind(&meeting), meeting.id)
            .at(circle.organisation)
            .within(journey)
            .saying(letters::sentence(&circle, Some(&before), &meeting));
        events::record(tx, &event).await?;
        count += 1;
    }
    Ok(count)
}

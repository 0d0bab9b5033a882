//! Entering that a meeting was held: when it really started and ended, as people say, never filled in for them.

use domain::ids::{JourneyId, MeetingId, PersonId};
use domain::keys::MeetingKey;
use domain::meetings::{Event, HeldTime, Refusal, State, step};
use domain::records::Signatory;
use store::meetings::{About, Circle, Meeting};
use store::records::{Record, RecordState};
use store::{Fault, Tx};

use super::{after, begin, load, viewer};
use crate::error::{Failure, refuse};
use crate::records::{Subject, note_change};
use crate::{Context, Outcome};

/// Enters when a meeting was, or corrects it while its record is open. A correction takes off the signatures, since
/// the times are part of what was signed.
///
/// # Errors
/// The person does not take part, the time is not over yet, or the record is closed.
pub async fn hold(ctx: &Context, by: PersonId, id: MeetingId, time: HeldTime) -> Outcome<(), Refusal> {
    let now = ctx.now();
    store::write!(ctx.db, |tx| {
        let (mut meeting, circle) = load(ctx, tx, by, id).await?;
        let before = meeting.clone();
        if meeting.state == State::Held(time) {
            return Ok(());
        }
        let record = store::records::find_of(tx, id).await?;
        if record.as_ref().is_some_and(|record| record.state != RecordState::Draft) {
            return refuse(Refusal::Over);
        }
        meeting.state = match step(Some(&meeting.state), Event::Hold(time), by, now) {
            Ok(state) => state,
            Err(refusal) => return refuse(refusal),
        };
        meeting.updated_at = now;
        store::meetings::update(tx, &meeting).await?;
        super::group::keep_attendance(tx, &circle, &meeting).await?;
        if let Some(mut record) = record {
            note_change(ctx, tx, &circle, (id.into(), &Subject::Meeting(meeting.clone())), &mut record).await?;
            name_signatories(tx, &circle, &meeting, &record).await?;
        }
        after(ctx, tx, &circle, Some(&before), &meeting).await?;
        Ok(())
    })
}

/// Enters a meeting that nobody had planned, after the fact.
///
/// # Errors
/// The person does not take part in the journey, the programme has no such kind, or the time is not over yet.
pub async fn record_held(
    ctx: &Context,
    by: PersonId,
    journey: JourneyId,
    kind: &MeetingKey,
    time: HeldTime,
) -> Outcome<MeetingId, Refusal> {
    let now = ctx.now();
    store::write!(ctx.db, |tx| {
        let viewer = viewer(ctx, by);
        let circle = store::meetings::circle_of(tx, &ctx.programmes, viewer, journey, About::Kind(kind)).await?;
        let circle = circle.ok_or(Failure::NotFound)?;
        let state = match step(None, Event::Hold(time), by, now) {
            Ok(state) => state,
            Err(refusal) => return refuse(refusal),
        };
        let meeting = begin(ctx, tx, &circle, kind, state).await?;
        let record = store::records::find_of(tx, meeting.id).await?;
        if let Some(record) = record {
            name_signatories(tx, &circle, &meeting, &record).await?;
        }
        after(ctx, tx, &circle, None, &meeting).await?;
        Ok(meeting.id)
    })
}

/// Whose names stand in the text and who signs it: those who take part when the meeting is entered as held.
async fn name_signatories(tx: &Tx, circle: &Circle, meeting: &Meeting, record: &Record) -> Result<(), Fault> {
    let signed_by = circle.programme.meeting_kind(&meeting.kind).map_or(&[][..], |kind| &kind.signed_by);
    let signatories: Vec<Signatory> = circle
        .participants
        .iter()
        .filter(|participant| signed_by.contains(&participant.party))
        .map(|participant| Signatory {
            party: participant.party.clone(),
            person: participant.person,
            name: participant.name.clone(),
        })
        .collect();
    store::records::set_signatories(tx, record.id, &signatories).await
}

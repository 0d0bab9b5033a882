//! Noting who attended a meeting that was held, where not everybody expected was there.

use domain::ids::{MeetingId, PersonId};
use domain::meetings::{Refusal, State};
use domain::programmes::Party;
use store::events;
use store::records::RecordState;

use super::{load, refresh};
use crate::error::refuse;
use crate::{Context, Outcome};

/// Keeps who of those expected attended a held meeting; anybody else named is passed over, and naming nobody takes back
/// what was noted. Nothing is said of it: everybody expected counts as there.
///
/// # Errors
/// The person does not take part, the meeting was not held, or its record is closed.
pub async fn note_attendance(ctx: &Context, by: PersonId, id: MeetingId, there: &[PersonId]) -> Outcome<(), Refusal> {
    store::write!(ctx.db, |tx| {
        let (meeting, circle) = load(ctx, tx, by, id).await?;
        if !matches!(meeting.state, State::Held(_)) {
            return refuse(Refusal::NotYet);
        }
        let record = store::records::find_of(tx, id).await?;
        if record.is_some_and(|record| record.state != RecordState::Draft) {
            return refuse(Refusal::Over);
        }
        let kind = circle.programme.meeting_kind(&meeting.kind);
        let expected = kind.map_or(&[][..], |kind| &kind.attended_by);
        // Of a group, whoever has left since and was there stays noted.
        let others = if circle.is_group() { circle.everyone.as_slice() } else { &[] };
        let mut attended: Vec<(Party, PersonId)> = circle
            .participants
            .iter()
            .chain(others)
            .filter(|one| expected.contains(&one.party) && there.contains(&one.person))
            .map(|one| (one.party.clone(), one.person))
            .collect();
        attended.sort_unstable_by(|a, b| (a.0.as_str(), a.1).cmp(&(b.0.as_str(), b.1)));
        attended.dedup();
        // The record of a group is theirs who were there: nobody takes themselves out, and it is somebody's.
        if circle.is_group() && !attended.iter().any(|(_, person)| *person == by) {
            attended.extend(circle.capacities().into_iter().map(|party| (party, by)));
            attended.sort_unstable_by(|a, b| (a.0.as_str(), a.1).cmp(&(b.0.as_str(), b.1)));
        }
        if attended == store::meetings::attendance(tx, id).await? {
            return Ok(());
        }
        store::meetings::set_attendance(tx, id, &attended).await?;
        let event = events::Event::new(ctx.new_id(), ctx.now(), Some(by), "meetings.attend", id)
            .at(circle.organisation)
            .within(circle.journey)
            .saying("Noted who was there");
        events::record(tx, &event).await?;
        refresh(ctx, tx, &circle).await?;
        Ok(())
    })
}

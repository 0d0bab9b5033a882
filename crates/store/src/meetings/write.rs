//! Writing meetings.

use domain::ids::PersonId;
use domain::meetings::{HeldTime, State};
use jiff::Timestamp;

use super::Meeting;
use crate::db::{Fault, Tx};
use crate::sql::{self, params};

/// Keeps a new meeting and the times offered for it.
///
/// # Errors
/// The database failed.
pub async fn insert(tx: &Tx, meeting: &Meeting) -> Result<(), Fault> {
    let columns = Columns::of(meeting);
    sql::change(
        tx,
        "INSERT INTO meetings (id, journey_id, kind, state, starts_at, minutes, way, place, held_from, held_to, reason,
         absent_person_id, calendar_sequence, version, created_by, created_at, updated_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, 1, $14, $15, $16)",
        params![
            meeting.id,
            meeting.journey,
            meeting.kind,
            meeting.state.name().as_str(),
            columns.starts_at,
            columns.minutes,
            columns.way,
            columns.place,
            columns.held.map(|time| time.from()),
            columns.held.map(|time| time.to()),
            columns.reason,
            columns.absent,
            columns.sequence,
            meeting.created_by,
            meeting.created_at,
            meeting.updated_at,
        ],
    )
    .await?;
    offer(tx, meeting).await
}

/// Stores a meeting's new state. Times that were offered before are closed: accepted when agreed on, else replaced.
///
/// # Errors
/// The database failed.
pub async fn update(tx: &Tx, meeting: &Meeting) -> Result<(), Fault> {
    let columns = Columns::of(meeting);
    sql::change(
        tx,
        "UPDATE meetings SET state = $2, starts_at = $3, minutes = $4, way = $5, place = $6, held_from = $7,
         held_to = $8, reason = $9, absent_person_id = $10, calendar_sequence = $11, version = version + 1,
         updated_at = $12 WHERE id = $1",
        params![
            meeting.id,
            meeting.state.name().as_str(),
            columns.starts_at,
            columns.minutes,
            columns.way,
            columns.place,
            columns.held.map(|time| time.from()),
            columns.held.map(|time| time.to()),
            columns.reason,
            columns.absent,
            columns.sequence,
            meeting.updated_at,
        ],
    )
    .await?;
    close_offers(tx, meeting).await?;
    offer(tx, meeting).await
}

async fn close_offers(tx: &Tx, meeting: &Meeting) -> Result<(), Fault> {
    if let State::Agreed(slot) = &meeting.state {
        sql::change(
            tx,
            "UPDATE meeting_proposals SET state = 'accepted' WHERE meeting_id = $1 AND state = 'open' AND starts_at = $2",
            params![meeting.id, slot.starts_at],
        )
        .await?;
    }
    sql::change(
        tx,
        "UPDATE meeting_proposals SET state = 'replaced' WHERE meeting_id = $1 AND state = 'open'",
        params![meeting.id],
    )
    .await?;
    Ok(())
}

async fn offer(tx: &Tx, meeting: &Meeting) -> Result<(), Fault> {
    let State::Proposed(proposals) = &meeting.state else { return Ok(()) };
    let offers = proposals.offers();
    let mut values = Vec::with_capacity(offers.len() * 10);
    for (number, offer) in (1_i32..).zip(offers) {
        values.extend(params![
            offer.id,
            meeting.id,
            proposals.by(),
            number,
            offer.slot.starts_at,
            signed(offer.slot.length.minutes()),
            offer.slot.way.as_str(),
            offer.slot.place.as_str(),
            "open",
            meeting.updated_at,
        ]);
    }
    let text = format!(
        "INSERT INTO meeting_proposals (id, meeting_id, proposed_by, number, starts_at, minutes, way, place, state,
         proposed_at) VALUES {}",
        sql::rows_of(offers.len(), 10)
    );
    sql::change(tx, text, values).await?;
    Ok(())
}

struct Columns<'a> {
    starts_at: Option<Timestamp>,
    minutes: Option<i32>,
    way: Option<&'static str>,
    place: Option<&'a str>,
    held: Option<HeldTime>,
    reason: Option<&'a str>,
    absent: Option<PersonId>,
    sequence: i32,
}

impl<'a> Columns<'a> {
    fn of(meeting: &'a Meeting) -> Self {
        let planned = meeting.planned.as_ref();
        let (held, reason, absent) = match &meeting.state {
            State::Proposed(_) | State::Agreed(_) => (None, None, None),
            State::Held(time) => (Some(*time), None, None),
            State::Cancelled(reason) => (None, Some(reason.as_str()), None),
            State::NotAttended(absence) => (None, Some(absence.note.as_str()), Some(absence.person)),
        };
        Self {
            starts_at: planned.map(|slot| slot.starts_at),
            minutes: planned.map(|slot| signed(slot.length.minutes())),
            way: planned.map(|slot| slot.way.as_str()),
            place: planned.map(|slot| slot.place.as_str()),
            held,
            reason,
            absent,
            sequence: signed(meeting.calendar_sequence),
        }
    }
}

fn signed(number: u32) -> i32 {
    i32::try_from(number).unwrap_or(i32::MAX)
}

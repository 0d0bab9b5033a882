//! Reading meetings.

use std::collections::BTreeMap;

use domain::access::Viewer;
use domain::ids::{JourneyId, MeetingId, PersonId};
use domain::meetings::{Absence, HeldTime, Length, Offer, Place, Proposals, Slot, State, StateName};
use domain::programmes::Catalogue;
use sea_orm::QueryResult;

use super::Meeting;
use super::circle::Circle;
use super::groups::{COUNTS, of_journeys};
use crate::db::{Connection, Fault};
use crate::sql::{self, Row, params};

/// A meeting and the circle it belongs to, if the viewer is part of that. Anything else is the same as not there.
///
/// # Errors
/// The database failed.
pub async fn visible_to(
    connection: &impl Connection,
    catalogue: &Catalogue,
    viewer: Viewer,
    id: MeetingId,
) -> Result<Option<(Meeting, Circle)>, Fault> {
    let Some(meeting) = find(connection, id).await? else { return Ok(None) };
    let circle = super::groups::circle_of_meeting(connection, catalogue, viewer, &meeting).await?;
    Ok(circle.filter(|circle| circle.me().is_some()).map(|circle| (meeting, circle)))
}

/// A meeting by its id, without asking who wants to know.
///
/// # Errors
/// The database failed.
pub async fn find(connection: &impl Connection, id: MeetingId) -> Result<Option<Meeting>, Fault> {
    let row = sql::first(connection, "SELECT * FROM meetings WHERE id = $1", params![id]).await?;
    let Some(row) = row else { return Ok(None) };
    let proposals = sql::all(
        connection,
        "SELECT * FROM meeting_proposals WHERE meeting_id = $1 AND state = 'open' ORDER BY number",
        params![id],
    )
    .await?;
    read(&row, &proposals).map(Some)
}

/// All meetings of a journey, the earliest first; those without a time by when they were entered.
///
/// # Errors
/// The database failed.
pub async fn list_for_journey(connection: &impl Connection, journey: JourneyId) -> Result<Vec<Meeting>, Fault> {
    let rows = sql::all(
        connection,
        format!(
            "SELECT m.* FROM {} t JOIN meetings m ON m.id = t.meeting_id WHERE {COUNTS}
             ORDER BY COALESCE(m.held_from, m.starts_at, m.created_at), m.id",
            of_journeys("= $1")
        ),
        params![journey],
    )
    .await?;
    let proposals = sql::all(
        connection,
        format!(
            "SELECT p.* FROM {} t JOIN meeting_proposals p ON p.meeting_id = t.meeting_id
             WHERE p.state = 'open' ORDER BY p.meeting_id, p.number",
            of_journeys("= $1")
        ),
        params![journey],
    )
    .await?;
    let mut by_meeting: BTreeMap<MeetingId, Vec<QueryResult>> = BTreeMap::new();
    for proposal in proposals {
        by_meeting.entry(proposal.id("meeting_id")?).or_default().push(proposal);
    }
    rows.iter()
        .map(|row| {
            let id: MeetingId = row.id("id")?;
            read(row, by_meeting.get(&id).map_or(&[], Vec::as_slice))
        })
        .collect()
}

fn read(row: &QueryResult, proposals: &[QueryResult]) -> Result<Meeting, Fault> {
    let planned = if row.at_maybe("starts_at")?.is_some() { Some(slot(row)?) } else { None };
    let reason = row.text_maybe("reason")?.unwrap_or_default();
    let state = match row.parsed::<StateName>("state")? {
        StateName::Proposed => State::Proposed(offers(proposals)?),
        StateName::Agreed => State::Agreed(planned.clone().ok_or_else(|| corrupt("an agreed meeting without a time"))?),
        StateName::Held => State::Held(held(row)?),
        StateName::Cancelled => State::Cancelled(crate::convert::parsed(&reason)?),
        StateName::NotAttended => {
            let absent = row.id_maybe("absent_person_id")?;
            let person = absent.ok_or_else(|| corrupt("a missed meeting without who missed it"))?;
            State::NotAttended(Absence { person, note: reason })
        }
    };
    Ok(Meeting {
        id: row.id("id")?,
        journey: row.id("journey_id")?,
        kind: row.parsed("kind")?,
        state,
        planned,
        calendar_sequence: u32::try_from(row.int("calendar_sequence")?).map_err(|_| corrupt("a negative SEQUENCE"))?,
        created_by: row.id("created_by")?,
        created_at: row.at("created_at")?,
        updated_at: row.at("updated_at")?,
    })
}

fn offers(rows: &[QueryResult]) -> Result<Proposals, Fault> {
    let by: PersonId = rows.first().ok_or_else(|| corrupt("a proposed meeting without a time"))?.id("proposed_by")?;
    let offers = rows.iter().map(|row| Ok(Offer { id: row.id("id")?, slot: slot(row)? }));
    let offers = offers.collect::<Result<Vec<_>, Fault>>()?;
    Proposals::new(by, offers).map_err(|_| corrupt("open proposals that no rule allows"))
}

fn slot(row: &QueryResult) -> Result<Slot, Fault> {
    let minutes = u32::try_from(row.int("minutes")?).map_err(|_| corrupt("negative minutes"))?;
    Ok(Slot {
        starts_at: row.at("starts_at")?,
        length: Length::of_minutes(minutes).map_err(|_| corrupt("minutes beyond a day"))?,
        way: row.parsed("way")?,
        place: row.text_maybe("place")?.unwrap_or_default().parse::<Place>().map_err(|_| corrupt("a place"))?,
    })
}

fn held(row: &QueryResult) -> Result<HeldTime, Fault> {
    HeldTime::new(row.at("held_from")?, row.at("held_to")?).map_err(|_| corrupt("a held time that no rule allows"))
}

fn corrupt(what: &str) -> Fault {
    Fault::Corrupt(what.to_owned())
}

//! What is open and due about now, for those who climb ladders of reminders.

use domain::ids::{Id, JourneyId, MeetingId, OrganisationId, PersonId};
use domain::keys::{DocumentKey, ExpectationKey, MeetingKey, RoleKey};
use domain::programmes::{ContentHash, Onlooker};
use jiff::Timestamp;
use jiff::civil::Date;

use crate::db::{Connection, Fault};
use crate::sql::{self, Bound, Row, params};

/// Whose ladder is climbed: an expectation in a version of a programme, due between two days.
#[derive(Debug, Clone, Copy)]
pub struct Ladder<'a> {
    pub version: &'a ContentHash,
    pub expectation: &'a ExpectationKey,
    pub from: Date,
    pub to: Date,
}

/// An open occurrence, with the people a rung may reach.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenRung {
    pub journey: JourneyId,
    pub number: i32,
    pub opens_on: Date,
    pub due_on: Date,
    pub can_be_done: bool,
    pub waits_for: Vec<Onlooker>,
    pub meeting: Option<MeetingId>,
    pub organisation: OrganisationId,
    pub supportee: PersonId,
    pub manager: Option<PersonId>,
    /// Who holds which role today.
    pub roles: Vec<(RoleKey, PersonId)>,
}

/// The versions of programmes that journeys run under.
///
/// # Errors
/// The database failed.
pub async fn running_versions(connection: &impl Connection) -> Result<Vec<ContentHash>, Fault> {
    let text = "SELECT DISTINCT version_hash FROM journeys WHERE ended_on IS NULL ORDER BY version_hash";
    let rows = sql::all(connection, text, []).await?;
    rows.iter().map(|row| Ok(ContentHash::from_stored(&row.text("version_hash")?))).collect()
}

/// The open occurrences on a ladder, in the order of their journeys, after one journey; at most so many journeys.
///
/// # Errors
/// The database failed.
pub async fn open_rungs(
    connection: &impl Connection,
    ladder: &Ladder<'_>,
    after: Option<JourneyId>,
    most: u32,
    today: Date,
) -> Result<Vec<OpenRung>, Fault> {
    let after = after.map_or(uuid::Uuid::nil(), Id::uuid);
    let rows = sql::all(
        connection,
        format!(
            "SELECT o.journey_id, o.number, o.opens_on, o.due_on, o.can_be_done, o.waits_for, o.meeting_id,
                 j.organisation_id, j.person_id, p.manager_person_id, s.role, s.person_id AS holder
             FROM (
                 SELECT * FROM occurrences WHERE outcome = 'open' AND expectation = $1 AND due_on BETWEEN $2 AND $3
             ) o
             JOIN journeys j ON j.id = o.journey_id
             JOIN posts p ON p.id = j.post_id
             LEFT JOIN pairings s ON s.journey_id = j.id AND (s.finished_on IS NULL OR s.finished_on >= $6)
             WHERE j.ended_on IS NULL AND j.id IN (
                 SELECT k.id FROM journeys k WHERE k.version_hash = $4 AND k.id > $5 AND k.ended_on IS NULL
                     AND EXISTS (SELECT 1 FROM occurrences e WHERE e.journey_id = k.id AND e.outcome = 'open'
                         AND e.expectation = $1 AND e.due_on BETWEEN $2 AND $3)
                 ORDER BY k.id LIMIT {most})
             ORDER BY o.journey_id, o.number, s.role, s.person_id"
        ),
        params![ladder.expectation, ladder.from, ladder.to, ladder.version.as_str(), after, today],
    )
    .await?;
    let mut found: Vec<OpenRung> = Vec::new();
    for row in &rows {
        let (journey, number) = (row.id("journey_id")?, row.int("number")?);
        if !found.last().is_some_and(|last| last.journey == journey && last.number == number) {
            found.push(OpenRung {
                journey,
                number,
                opens_on: row.on("opens_on")?,
                due_on: row.on("due_on")?,
                can_be_done: row.flag("can_be_done")?,
                waits_for: crate::occurrences::waiting(&row.text("waits_for")?)?,
                meeting: row.id_maybe("meeting_id")?,
                organisation: row.id("organisation_id")?,
                supportee: row.id("person_id")?,
                manager: row.id_maybe("manager_person_id")?,
                roles: Vec::new(),
            });
        }
        if let (Some(role), Some(holder), Some(last)) =
            (row.parsed_maybe("role")?, row.id_maybe("holder")?, found.last_mut())
        {
            last.roles.push((role, holder));
        }
    }
    Ok(found)
}

/// A meeting whose time is agreed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Planned {
    pub journey: JourneyId,
    pub kind: MeetingKey,
    pub starts_at: Timestamp,
}

/// The meetings of these journeys whose time is agreed.
///
/// # Errors
/// The database failed.
pub async fn planned_meetings(connection: &impl Connection, journeys: &[JourneyId]) -> Result<Vec<Planned>, Fault> {
    let mut found = Vec::new();
    for chunk in journeys.chunks(1000) {
        let text = format!(
            "SELECT journey_id, kind, starts_at FROM meetings WHERE state = 'agreed' AND journey_id IN ({})
             ORDER BY journey_id, starts_at",
            sql::list_after(0, chunk.len())
        );
        for row in sql::all(connection, text, chunk.iter().map(Bound::bind).collect::<Vec<_>>()).await? {
            found.push(Planned {
                journey: row.id("journey_id")?,
                kind: row.parsed("kind")?,
                starts_at: row.at("starts_at")?,
            });
        }
    }
    Ok(found)
}

/// A signature that stands on something that others have still to sign.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signed {
    pub journey: JourneyId,
    pub meeting: Option<MeetingId>,
    pub document: Option<DocumentKey>,
    pub person: PersonId,
}

/// Who has signed what in these journeys, of what is not closed yet.
///
/// # Errors
/// The database failed.
pub async fn signed_in(connection: &impl Connection, journeys: &[JourneyId]) -> Result<Vec<Signed>, Fault> {
    let mut found = Vec::new();
    for chunk in journeys.chunks(1000) {
        let text = format!(
            "SELECT r.journey_id, r.meeting_id, r.document, s.person_id FROM records r
             JOIN signatures s ON s.record_id = r.id AND s.voided_at IS NULL
             WHERE r.state = 'draft' AND r.journey_id IN ({}) ORDER BY r.journey_id, r.id, s.person_id",
            sql::list_after(0, chunk.len())
        );
        for row in sql::all(connection, text, chunk.iter().map(Bound::bind).collect::<Vec<_>>()).await? {
            found.push(Signed {
                journey: row.id("journey_id")?,
                meeting: row.id_maybe("meeting_id")?,
                document: row.parsed_maybe("document")?,
                person: row.id("person_id")?,
            });
        }
    }
    Ok(found)
}

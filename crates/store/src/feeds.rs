//! Calendar feeds: whose secret it is, and what stands in somebody's calendar (Q5).

use domain::ids::{JourneyId, MeetingId, PersonId};
use domain::keys::{ExpectationKey, MeetingKey};
use domain::programmes::{ContentHash, Party};
use jiff::Timestamp;
use jiff::civil::Date;

use crate::db::{Connection, Fault, Tx};
use crate::sql::{self, Row, params};

/// Keeps a person's feed, in place of one that stood.
///
/// # Errors
/// The database failed.
pub async fn keep(tx: &Tx, person: PersonId, secret_hash: &str, at: Timestamp) -> Result<(), Fault> {
    sql::change(
        tx,
        "INSERT INTO calendar_feeds (person_id, secret_hash, created_at) VALUES ($1, $2, $3)
         ON CONFLICT (person_id) DO UPDATE SET secret_hash = $2, created_at = $3",
        params![person, secret_hash, at],
    )
    .await?;
    Ok(())
}

/// Ends a person's feed; false when there was none.
///
/// # Errors
/// The database failed.
pub async fn end(tx: &Tx, person: PersonId) -> Result<bool, Fault> {
    Ok(sql::change(tx, "DELETE FROM calendar_feeds WHERE person_id = $1", params![person]).await? > 0)
}

/// When a person's feed was made, if they have one.
///
/// # Errors
/// The database failed.
pub async fn made_at(connection: &impl Connection, person: PersonId) -> Result<Option<Timestamp>, Fault> {
    let text = "SELECT created_at FROM calendar_feeds WHERE person_id = $1";
    sql::first(connection, text, params![person]).await?.map(|row| row.at("created_at")).transpose()
}

/// Whose feed it is, if that person still has a part here: a post, or a place in a journey that runs.
///
/// # Errors
/// The database failed.
pub async fn person_of(
    connection: &impl Connection,
    secret_hash: &str,
    today: Date,
) -> Result<Option<PersonId>, Fault> {
    let text = "SELECT f.person_id FROM calendar_feeds f JOIN people p ON p.id = f.person_id
         WHERE f.secret_hash = $1 AND p.merged_into IS NULL AND (
             EXISTS (SELECT 1 FROM posts w WHERE w.person_id = f.person_id
                 AND (w.finished_on IS NULL OR w.finished_on >= $2))
             OR EXISTS (SELECT 1 FROM journeys j WHERE j.person_id = f.person_id AND j.ended_on IS NULL)
             OR EXISTS (SELECT 1 FROM pairings s JOIN journeys j ON j.id = s.journey_id WHERE s.person_id = f.person_id
                 AND j.ended_on IS NULL AND (s.finished_on IS NULL OR s.finished_on >= $2)))";
    sql::first(connection, text, params![secret_hash, today]).await?.map(|row| row.id("person_id")).transpose()
}

/// A meeting in somebody's calendar. Only its kind and its time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FeedMeeting {
    pub id: MeetingId,
    pub version: ContentHash,
    pub party: Party,
    pub kind: MeetingKey,
    pub is_agreed: bool,
    pub starts_at: Timestamp,
    pub minutes: u32,
    pub sequence: u32,
    pub updated_at: Timestamp,
}

/// The meetings of the journeys that a person takes part in today, from an instant on.
///
/// # Errors
/// The database failed.
pub async fn meetings(
    connection: &impl Connection,
    person: PersonId,
    from: Timestamp,
    today: Date,
) -> Result<Vec<FeedMeeting>, Fault> {
    let rows = sql::all(
        connection,
        format!(
            "SELECT m.id, m.kind, m.state, m.starts_at, m.minutes, m.calendar_sequence, m.updated_at, j.version_hash,
                 t.party
             FROM ({THEIRS}) t JOIN journeys j ON j.id = t.journey_id JOIN meetings m ON m.journey_id = j.id
             WHERE m.state IN ('proposed', 'agreed', 'held') AND m.starts_at >= $3
             ORDER BY m.starts_at, m.id, t.party"
        ),
        params![person, today, from],
    )
    .await?;
    let number = |value: i32| u32::try_from(value).map_err(|_| Fault::Corrupt("a negative number".to_owned()));
    rows.iter()
        .map(|row| {
            Ok(FeedMeeting {
                id: row.id("id")?,
                version: ContentHash::from_stored(&row.text("version_hash")?),
                party: row.parsed("party")?,
                kind: row.parsed("kind")?,
                is_agreed: row.text("state")? != "proposed",
                starts_at: row.at("starts_at")?,
                minutes: number(row.int_maybe("minutes")?.unwrap_or(60))?,
                sequence: number(row.int("calendar_sequence")?)?,
                updated_at: row.at("updated_at")?,
            })
        })
        .collect()
}

const THEIRS: &str = "SELECT id AS journey_id, 'supportee' AS party FROM journeys
     WHERE person_id = $1 AND ended_on IS NULL
     UNION ALL
     SELECT s.journey_id, s.role FROM pairings s JOIN journeys k ON k.id = s.journey_id
     WHERE s.person_id = $1 AND k.ended_on IS NULL AND (s.finished_on IS NULL OR s.finished_on >= $2)";

/// Something due in somebody's calendar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FeedDue {
    pub journey: JourneyId,
    pub version: ContentHash,
    pub party: Party,
    pub expectation: ExpectationKey,
    pub number: i32,
    pub opens_on: Date,
    pub due_on: Date,
}

/// What is open and due between two days in the journeys that a person takes part in today.
///
/// # Errors
/// The database failed.
pub async fn due(
    connection: &impl Connection,
    person: PersonId,
    (from, to): (Date, Date),
    today: Date,
) -> Result<Vec<FeedDue>, Fault> {
    let rows = sql::all(
        connection,
        format!(
            "SELECT o.journey_id, o.expectation, o.number, o.opens_on, o.due_on, j.version_hash, t.party
             FROM ({THEIRS}) t JOIN journeys j ON j.id = t.journey_id JOIN occurrences o ON o.journey_id = j.id
             WHERE o.outcome = 'open' AND o.can_be_done AND o.due_on BETWEEN $3 AND $4
             ORDER BY o.due_on, o.journey_id, o.expectation, o.number, t.party"
        ),
        params![person, today, from, to],
    )
    .await?;
    rows.iter()
        .map(|row| {
            Ok(FeedDue {
                journey: row.id("journey_id")?,
                version: ContentHash::from_stored(&row.text("version_hash")?),
                party: row.parsed("party")?,
                expectation: row.parsed("expectation")?,
                number: row.int("number")?,
                opens_on: row.on("opens_on")?,
                due_on: row.on("due_on")?,
            })
        })
        .collect()
}

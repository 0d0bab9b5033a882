//! Pauses that people enter. Those that an absence in the staff file makes are read with them, and left to the file.

use domain::calendar::Period;
use domain::endings::PauseKind;
use domain::ids::{JourneyId, PauseId, PersonId};
use jiff::Timestamp;
use jiff::civil::Date;
use sea_orm::QueryResult;

use crate::db::{Connection, Fault, Tx};
use crate::sql::{self, Row, params};

/// A stretch in which a journey stands still.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PauseRow {
    pub id: PauseId,
    pub journey: JourneyId,
    pub period: Period,
    /// `None`: the staff file says so, and nobody is asked why.
    pub kind: Option<PauseKind>,
    pub expected_back_on: Option<Date>,
}

/// The pauses of a journey, the latest first.
///
/// # Errors
/// The database failed.
pub async fn pauses(connection: &impl Connection, journey: JourneyId) -> Result<Vec<PauseRow>, Fault> {
    let text = "SELECT * FROM pauses WHERE journey_id = $1 ORDER BY started_on DESC";
    sql::all(connection, text, params![journey]).await?.iter().map(read).collect()
}

/// One of them.
///
/// # Errors
/// The database failed.
pub async fn pause(connection: &impl Connection, id: PauseId) -> Result<Option<PauseRow>, Fault> {
    let row = sql::first(connection, "SELECT * FROM pauses WHERE id = $1", params![id]).await?;
    row.as_ref().map(read).transpose()
}

fn read(row: &QueryResult) -> Result<PauseRow, Fault> {
    Ok(PauseRow {
        id: row.id("id")?,
        journey: row.id("journey_id")?,
        period: Period { started_on: row.on("started_on")?, finished_on: row.on_maybe("finished_on")? },
        kind: row.text_maybe("kind")?.and_then(|kind| PauseKind::named(&kind)),
        expected_back_on: row.on_maybe("expected_back_on")?,
    })
}

/// Keeps a pause that somebody entered; it is open until somebody is back.
///
/// # Errors
/// The database failed.
pub async fn insert_pause(
    tx: &Tx,
    id: PauseId,
    journey: JourneyId,
    (kind, from, expected_back_on): (PauseKind, Date, Option<Date>),
    by: PersonId,
    now: Timestamp,
) -> Result<(), Fault> {
    sql::change(
        tx,
        "INSERT INTO pauses (id, journey_id, started_on, origin, kind, expected_back_on, recorded_at, recorded_by)
         VALUES ($1, $2, $3, 'agreed', $4, $5, $6, $7)",
        params![id, journey, from, kind.as_str(), expected_back_on, now, by],
    )
    .await?;
    Ok(())
}

/// Ends a pause with its last day.
///
/// # Errors
/// The database failed.
pub async fn end_pause(tx: &Tx, id: PauseId, last: Date) -> Result<(), Fault> {
    sql::change(tx, "UPDATE pauses SET finished_on = $2 WHERE id = $1", params![id, last]).await?;
    Ok(())
}

/// Ends the open pause of a journey that is over: with its last day, or not at all where it had not begun.
///
/// # Errors
/// The database failed.
pub async fn stop_open_pause(tx: &Tx, journey: JourneyId, last: Date) -> Result<(), Fault> {
    let never = "DELETE FROM pauses WHERE journey_id = $1 AND finished_on IS NULL AND started_on > $2";
    sql::change(tx, never, params![journey, last]).await?;
    let text = "UPDATE pauses SET finished_on = $2 WHERE journey_id = $1 AND finished_on IS NULL";
    sql::change(tx, text, params![journey, last]).await?;
    Ok(())
}

/// Takes away a pause that was entered by mistake.
///
/// # Errors
/// The database failed.
pub async fn remove_pause(tx: &Tx, id: PauseId) -> Result<(), Fault> {
    sql::change(tx, "DELETE FROM pauses WHERE id = $1 AND origin = 'agreed'", params![id]).await?;
    Ok(())
}

/// The open pauses in a person's running journeys from which somebody was expected back by a day.
///
/// # Errors
/// The database failed.
pub async fn to_come_back(
    connection: &impl Connection,
    person: PersonId,
    today: Date,
) -> Result<Vec<(JourneyId, Date)>, Fault> {
    let rows = sql::all(
        connection,
        "SELECT p.journey_id, p.expected_back_on FROM pauses p JOIN journeys j ON j.id = p.journey_id
         WHERE p.finished_on IS NULL AND p.expected_back_on <= $2 AND j.ended_on IS NULL AND (j.person_id = $1
             OR EXISTS (SELECT 1 FROM pairings g WHERE g.journey_id = j.id AND g.person_id = $1
                 AND (g.finished_on IS NULL OR g.finished_on >= $2)))
         ORDER BY p.expected_back_on, p.id",
        params![person, today],
    )
    .await?;
    rows.iter().map(|row| Ok((row.id("journey_id")?, row.on("expected_back_on")?))).collect()
}

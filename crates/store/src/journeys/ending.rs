//! The end of a journey, and its standing still while somebody is away.

use domain::ids::{JourneyId, OrganisationId, PauseId};
use jiff::Timestamp;
use jiff::civil::Date;

use crate::db::{Connection, Fault, Tx};
use crate::sql::{self, Row, params};

/// Ends a journey that has not ended, its people's places in it, and frees the numbered place of the supporter. Tells
/// whether it was still running.
///
/// # Errors
/// The database failed.
pub async fn end(tx: &Tx, journey: JourneyId, on: Date, ending: &str, reason: Option<&str>) -> Result<bool, Fault> {
    let ended = sql::change(
        tx,
        "UPDATE journeys SET ended_on = $2, ending = $3, ending_reason = $4 WHERE id = $1 AND ended_on IS NULL",
        params![journey, on, ending, reason],
    )
    .await?;
    if ended == 0 {
        return Ok(false);
    }
    sql::change(
        tx,
        "DELETE FROM slots WHERE pairing_id IN (SELECT id FROM pairings WHERE journey_id = $1)",
        params![journey],
    )
    .await?;
    sql::change(
        tx,
        "UPDATE pairings SET finished_on = CASE WHEN started_on > $2 THEN started_on ELSE $2 END
         WHERE journey_id = $1 AND finished_on IS NULL",
        params![journey, on],
    )
    .await?;
    Ok(true)
}

/// An absence from the post of a running journey, and the pause it has made, if any.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Away {
    pub journey: JourneyId,
    pub from: Date,
    pub until: Option<Date>,
    /// Whether there is a pause from that day, and until when it is kept.
    pub paused: Option<Option<Date>>,
}

/// The absences in the running journeys of an organisation.
///
/// # Errors
/// The database failed.
pub async fn absences(connection: &impl Connection, organisation: OrganisationId) -> Result<Vec<Away>, Fault> {
    let rows = sql::all(
        connection,
        "SELECT j.id, a.started_on, a.finished_on, p.id AS pause_id, p.finished_on AS paused_until
         FROM journeys j
         JOIN absences a ON a.post_id = j.post_id
         LEFT JOIN pauses p ON p.journey_id = j.id AND p.started_on = a.started_on
         WHERE j.organisation_id = $1 AND j.ended_on IS NULL
         ORDER BY j.id, a.started_on",
        params![organisation],
    )
    .await?;
    rows.iter()
        .map(|row| {
            let pause: Option<PauseId> = row.id_maybe("pause_id")?;
            Ok(Away {
                journey: row.id("id")?,
                from: row.on("started_on")?,
                until: row.on_maybe("finished_on")?,
                paused: pause.map(|_| row.on_maybe("paused_until")).transpose()?,
            })
        })
        .collect()
}

/// Lets a journey stand still from a day on, or corrects until when.
///
/// # Errors
/// The database failed.
pub async fn pause(tx: &Tx, id: PauseId, away: &Away, now: Timestamp) -> Result<(), Fault> {
    sql::change(
        tx,
        "INSERT INTO pauses (id, journey_id, started_on, finished_on, origin, recorded_at)
         VALUES ($1, $2, $3, $4, 'absence', $5)
         ON CONFLICT (journey_id, started_on) DO UPDATE SET finished_on = excluded.finished_on",
        params![id, away.journey, away.from, away.until, now],
    )
    .await?;
    Ok(())
}

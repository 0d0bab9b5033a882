//! Where a conversation along a guide stands, kept with its journey (O1). For its two alone: `operations` asks who looks.

use domain::ids::{JourneyId, PersonId};
use domain::keys::{GuideKey, MovementKey};
use jiff::Timestamp;
use jiff::civil::Date;

use crate::db::{Connection, Fault, Tx};
use crate::overview::name_of;
use crate::sql::{self, Row, params};

/// Where a conversation stood from a day on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stand {
    /// From 1, in the order in which they were noted.
    pub number: i32,
    pub movement: MovementKey,
    pub since_on: Date,
    /// A few words to take up next time.
    pub word: String,
    pub by: String,
}

/// Where the conversations of a journey along a guide have stood, the latest first.
///
/// # Errors
/// The database failed.
pub async fn stands(connection: &impl Connection, journey: JourneyId, guide: &GuideKey) -> Result<Vec<Stand>, Fault> {
    let text = format!(
        "SELECT g.number, g.movement, g.since_on, g.word, {} AS noted_by FROM guide_places g
         JOIN people n ON n.id = g.noted_by WHERE g.journey_id = $1 AND g.guide = $2 ORDER BY g.number DESC",
        name_of("n")
    );
    let rows = sql::all(connection, text, params![journey, guide]).await?;
    rows.iter()
        .map(|row| {
            Ok(Stand {
                number: row.int("number")?,
                movement: row.parsed("movement")?,
                since_on: row.on("since_on")?,
                word: row.text("word")?,
                by: row.text("noted_by")?,
            })
        })
        .collect()
}

/// Notes where a conversation stands; the number follows the last, so that two at once cannot both be next.
///
/// # Errors
/// The database failed; a duplicate when another was noted at the same moment.
pub async fn note(
    tx: &Tx,
    (journey, guide): (JourneyId, &GuideKey),
    (number, movement): (i32, &MovementKey),
    (since_on, word): (Date, &str),
    (by, at): (PersonId, Timestamp),
) -> Result<(), Fault> {
    let text = "INSERT INTO guide_places (journey_id, guide, number, movement, since_on, word, noted_by, noted_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
    sql::change(tx, text, params![journey, guide, number, movement, since_on, word, by, at]).await?;
    Ok(())
}

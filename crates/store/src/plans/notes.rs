//! Notes on how it goes.

use domain::ids::{JourneyId, PersonId, PlanItemId, PlanNoteId};
use jiff::Timestamp;
use jiff::civil::Date;

use crate::db::{Connection, Fault, Tx};
use crate::sql::{self, Row, params};

/// A note on how it goes with something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    pub id: PlanNoteId,
    pub item: PlanItemId,
    pub content: String,
    pub noted_on: Date,
    pub written_by: PersonId,
    pub written_at: Timestamp,
}

/// Keeps a note.
///
/// # Errors
/// The database failed.
pub async fn insert_note(tx: &Tx, note: &Note) -> Result<(), Fault> {
    sql::change(
        tx,
        "INSERT INTO plan_notes (id, item_id, content, noted_on, written_by, written_at) VALUES ($1, $2, $3, $4, $5, $6)",
        params![note.id, note.item, note.content, note.noted_on, note.written_by, note.written_at],
    )
    .await?;
    Ok(())
}

/// Takes a note back, if it stands and is this person's; false otherwise.
///
/// # Errors
/// The database failed.
pub async fn withdraw_note(tx: &Tx, id: PlanNoteId, by: PersonId, at: Timestamp) -> Result<bool, Fault> {
    let text = "UPDATE plan_notes SET withdrawn_at = $3 WHERE id = $1 AND written_by = $2 AND withdrawn_at IS NULL";
    Ok(sql::change(tx, text, params![id, by, at]).await? == 1)
}

/// The notes of a journey's plan that stand, the latest first.
///
/// # Errors
/// The database failed.
pub async fn notes_of(connection: &impl Connection, journey: JourneyId) -> Result<Vec<Note>, Fault> {
    let rows = sql::all(
        connection,
        "SELECT n.* FROM plan_notes n JOIN plan_items i ON i.id = n.item_id
         WHERE i.journey_id = $1 AND n.withdrawn_at IS NULL ORDER BY n.noted_on DESC, n.written_at DESC, n.id DESC",
        params![journey],
    )
    .await?;
    rows.iter()
        .map(|row| {
            Ok(Note {
                id: row.id("id")?,
                item: row.id("item_id")?,
                content: row.text("content")?,
                noted_on: row.on("noted_on")?,
                written_by: row.id("written_by")?,
                written_at: row.at("written_at")?,
            })
        })
        .collect()
}

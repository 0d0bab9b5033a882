//! Points that people put on a meeting's agenda (F6).

use domain::ids::{AgendaPointId, MeetingId, PersonId};
use jiff::Timestamp;

use crate::db::{Connection, Fault, Tx};
use crate::sql::{self, Row, params};

/// A line that somebody added.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AgendaPoint {
    pub id: AgendaPointId,
    pub meeting: MeetingId,
    pub author: PersonId,
    pub content: String,
    pub added_at: Timestamp,
    /// Since when it is off again; it can be put back.
    pub taken_off_at: Option<Timestamp>,
}

/// The points of a meeting, taken off or not, in the order in which they were added.
///
/// # Errors
/// The database failed.
pub async fn agenda_points(connection: &impl Connection, meeting: MeetingId) -> Result<Vec<AgendaPoint>, Fault> {
    let rows = sql::all(
        connection,
        "SELECT * FROM agenda_points WHERE meeting_id = $1 ORDER BY added_at, id",
        params![meeting],
    )
    .await?;
    rows.iter()
        .map(|row| {
            Ok(AgendaPoint {
                id: row.id("id")?,
                meeting: row.id("meeting_id")?,
                author: row.id("author_id")?,
                content: row.text("content")?,
                added_at: row.at("added_at")?,
                taken_off_at: row.at_maybe("taken_off_at")?,
            })
        })
        .collect()
}

/// Keeps a new point.
///
/// # Errors
/// The database failed.
pub async fn insert_point(tx: &Tx, point: &AgendaPoint) -> Result<(), Fault> {
    sql::change(
        tx,
        "INSERT INTO agenda_points (id, meeting_id, author_id, content, added_at) VALUES ($1, $2, $3, $4, $5)",
        params![point.id, point.meeting, point.author, point.content, point.added_at],
    )
    .await?;
    Ok(())
}

/// Takes somebody's own point off, or puts it back; false when there is no such point of theirs.
///
/// # Errors
/// The database failed.
pub async fn set_point(
    tx: &Tx,
    (meeting, author): (MeetingId, PersonId),
    id: AgendaPointId,
    taken_off_at: Option<Timestamp>,
) -> Result<bool, Fault> {
    let changed = sql::change(
        tx,
        "UPDATE agenda_points SET taken_off_at = $4 WHERE id = $3 AND meeting_id = $1 AND author_id = $2",
        params![meeting, author, id, taken_off_at],
    )
    .await?;
    Ok(changed == 1)
}

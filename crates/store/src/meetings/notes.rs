//! Preparation notes: read by their writer, and by those with whom they were shared (F6).

use domain::access::Viewer;
use domain::ids::{MeetingId, PersonId};
use jiff::Timestamp;
use sea_orm::QueryResult;

use crate::db::{Connection, Fault, Tx};
use crate::sql::{self, Row, params};

/// What somebody wrote for themselves before a meeting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    pub meeting: MeetingId,
    pub person: PersonId,
    pub content: String,
    /// Rises with every save.
    pub version: i32,
    /// Since when the meeting's people read it.
    pub shared_at: Option<Timestamp>,
    pub updated_at: Timestamp,
}

/// The viewer's own note.
///
/// # Errors
/// The database failed.
pub async fn own_note(connection: &impl Connection, viewer: Viewer, meeting: MeetingId) -> Result<Option<Note>, Fault> {
    let row = sql::first(
        connection,
        "SELECT * FROM meeting_notes WHERE meeting_id = $1 AND person_id = $2",
        params![meeting, viewer.person],
    )
    .await?;
    row.as_ref().map(read).transpose()
}

/// The notes of others that were shared with the viewer, in the order of their sharing. Whether the viewer still takes
/// part is for whoever opened the meeting to know.
///
/// # Errors
/// The database failed.
pub async fn shared_notes(
    connection: &impl Connection,
    viewer: Viewer,
    meeting: MeetingId,
) -> Result<Vec<Note>, Fault> {
    let rows = sql::all(
        connection,
        "SELECT n.* FROM meeting_notes n
         JOIN meeting_note_readers r ON r.meeting_id = n.meeting_id AND r.person_id = n.person_id
         WHERE n.meeting_id = $1 AND r.reader_id = $2 AND n.person_id <> $2 AND n.shared_at IS NOT NULL
         AND n.content <> '' ORDER BY n.shared_at, n.person_id",
        params![meeting, viewer.person],
    )
    .await?;
    rows.iter().map(read).collect()
}

/// Keeps what somebody wrote, if nothing newer stands; false otherwise.
///
/// # Errors
/// The database failed.
pub async fn keep_note(
    tx: &Tx,
    (meeting, person): (MeetingId, PersonId),
    base: i32,
    content: &str,
    now: Timestamp,
) -> Result<bool, Fault> {
    let text = if base == 0 {
        "INSERT INTO meeting_notes (meeting_id, person_id, content, version, updated_at)
         VALUES ($1, $2, $3, $4 + 1, $5) ON CONFLICT DO NOTHING"
    } else {
        "UPDATE meeting_notes SET content = $3, version = version + 1, updated_at = $5
         WHERE meeting_id = $1 AND person_id = $2 AND version = $4"
    };
    Ok(sql::change(tx, text, params![meeting, person, content, base, now]).await? == 1)
}

/// Shares a note with these people, or, with nobody, takes it back.
///
/// # Errors
/// The database failed.
pub async fn share_note(
    tx: &Tx,
    (meeting, person): (MeetingId, PersonId),
    readers: &[PersonId],
    now: Timestamp,
) -> Result<(), Fault> {
    sql::change(
        tx,
        "DELETE FROM meeting_note_readers WHERE meeting_id = $1 AND person_id = $2",
        params![meeting, person],
    )
    .await?;
    let shared_at = (!readers.is_empty()).then_some(now);
    sql::change(
        tx,
        "UPDATE meeting_notes SET shared_at = $3 WHERE meeting_id = $1 AND person_id = $2",
        params![meeting, person, shared_at],
    )
    .await?;
    if readers.is_empty() {
        return Ok(());
    }
    let text = format!(
        "INSERT INTO meeting_note_readers (meeting_id, person_id, reader_id) VALUES {}",
        sql::rows_of(readers.len(), 3)
    );
    let values = readers.iter().flat_map(|reader| params![meeting, person, reader]);
    sql::change(tx, text, values).await?;
    Ok(())
}

/// With whom a note is shared.
///
/// # Errors
/// The database failed.
pub async fn note_readers(
    connection: &impl Connection,
    meeting: MeetingId,
    person: PersonId,
) -> Result<Vec<PersonId>, Fault> {
    let rows = sql::all(
        connection,
        "SELECT reader_id FROM meeting_note_readers WHERE meeting_id = $1 AND person_id = $2 ORDER BY reader_id",
        params![meeting, person],
    )
    .await?;
    rows.iter().map(|row| row.id("reader_id")).collect()
}

fn read(row: &QueryResult) -> Result<Note, Fault> {
    Ok(Note {
        meeting: row.id("meeting_id")?,
        person: row.id("person_id")?,
        content: row.text("content")?,
        version: row.int("version")?,
        shared_at: row.at_maybe("shared_at")?,
        updated_at: row.at("updated_at")?,
    })
}

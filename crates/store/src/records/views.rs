//! Until when somebody has seen what others changed, and everything that was ever saved in a record.

use domain::ids::{PersonId, RecordId};
use jiff::Timestamp;

use super::answers::{Answer, read};
use crate::db::{Connection, Fault, Tx};
use crate::sql::{self, Row, params};

/// Every answer that was ever saved in a record, by field and revision.
///
/// # Errors
/// The database failed.
pub async fn history_of(connection: &impl Connection, record: RecordId) -> Result<Vec<Answer>, Fault> {
    let text = "SELECT * FROM answers WHERE record_id = $1 ORDER BY field, revision";
    sql::all(connection, text, params![record]).await?.iter().map(read).collect()
}

/// When somebody last said that they had seen what others changed.
///
/// # Errors
/// The database failed.
pub async fn seen_at(
    connection: &impl Connection,
    record: RecordId,
    person: PersonId,
) -> Result<Option<Timestamp>, Fault> {
    let text = "SELECT seen_at FROM document_views WHERE record_id = $1 AND person_id = $2";
    sql::first(connection, text, params![record, person]).await?.map(|row| row.at("seen_at")).transpose()
}

/// Notes that somebody has seen it.
///
/// # Errors
/// The database failed.
pub async fn see(tx: &Tx, record: RecordId, person: PersonId, at: Timestamp) -> Result<(), Fault> {
    sql::change(
        tx,
        "INSERT INTO document_views (record_id, person_id, seen_at) VALUES ($1, $2, $3)
         ON CONFLICT (record_id, person_id) DO UPDATE SET seen_at = excluded.seen_at",
        params![record, person, at],
    )
    .await?;
    Ok(())
}

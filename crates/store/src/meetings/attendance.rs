//! Who attended a meeting that was held.

use domain::ids::{MeetingId, PersonId};
use domain::programmes::Party;

use crate::db::{Connection, Fault, Tx};
use crate::sql::{self, Row, params};

/// Keeps who attended, in place of what stood.
///
/// # Errors
/// The database failed.
pub async fn set_attendance(tx: &Tx, meeting: MeetingId, attended: &[(Party, PersonId)]) -> Result<(), Fault> {
    sql::change(tx, "DELETE FROM meeting_attendances WHERE meeting_id = $1", params![meeting]).await?;
    if attended.is_empty() {
        return Ok(());
    }
    let text = format!(
        "INSERT INTO meeting_attendances (meeting_id, party, person_id) VALUES {}",
        sql::rows_of(attended.len(), 3)
    );
    let values = attended.iter().flat_map(|(party, person)| params![meeting, party.as_str(), person]);
    sql::change(tx, text, values).await?;
    Ok(())
}

/// Who attended, as entered; nobody: it was not said.
///
/// # Errors
/// The database failed.
pub async fn attendance(connection: &impl Connection, meeting: MeetingId) -> Result<Vec<(Party, PersonId)>, Fault> {
    let rows = sql::all(
        connection,
        "SELECT party, person_id FROM meeting_attendances WHERE meeting_id = $1 ORDER BY party, person_id",
        params![meeting],
    )
    .await?;
    rows.iter().map(|row| Ok((row.parsed("party")?, row.id("person_id")?))).collect()
}

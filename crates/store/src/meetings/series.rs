//! Meetings that were proposed in one go (F5).

use domain::ids::{MeetingId, SeriesId};

use crate::db::{Connection, Fault, Tx};
use crate::sql::{self, Row, params};

/// Notes which meetings were proposed together, in their order.
///
/// # Errors
/// The database failed.
pub async fn join_series(tx: &Tx, series: SeriesId, meetings: &[MeetingId]) -> Result<(), Fault> {
    if meetings.is_empty() {
        return Ok(());
    }
    let text = format!(
        "INSERT INTO meeting_series (meeting_id, series_id, number) VALUES {}",
        sql::rows_of(meetings.len(), 3)
    );
    let values = (1_i32..).zip(meetings).flat_map(|(number, meeting)| params![meeting, series, number]);
    sql::change(tx, text, values).await?;
    Ok(())
}

/// The meetings that were proposed together with this one, itself among them, in their order; none for one alone.
///
/// # Errors
/// The database failed.
pub async fn series_of(connection: &impl Connection, meeting: MeetingId) -> Result<Vec<MeetingId>, Fault> {
    let rows = sql::all(
        connection,
        "SELECT s.meeting_id FROM meeting_series s JOIN meeting_series own ON own.series_id = s.series_id
         WHERE own.meeting_id = $1 ORDER BY s.number",
        params![meeting],
    )
    .await?;
    rows.iter().map(|row| row.id("meeting_id")).collect()
}

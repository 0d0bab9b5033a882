//! Journeys whose facts lie outside them: the post they are for, and the calendar.

use domain::ids::{Id, JourneyId, OrganisationId};
use jiff::Timestamp;
use jiff::civil::Date;

use crate::db::{Connection, Fault};
use crate::sql::{self, Row, params};

/// The running journeys of an organisation whose post was changed since an instant.
///
/// # Errors
/// The database failed.
pub async fn with_changed_posts(
    connection: &impl Connection,
    organisation: OrganisationId,
    since: Timestamp,
) -> Result<Vec<JourneyId>, Fault> {
    let rows = sql::all(
        connection,
        "SELECT j.id FROM journeys j JOIN posts p ON p.id = j.post_id
         WHERE j.organisation_id = $1 AND j.ended_on IS NULL AND p.updated_at >= $2 ORDER BY j.id",
        params![organisation, since],
    )
    .await?;
    rows.iter().map(|row| row.id("id")).collect()
}

/// The next running journeys without a fixed end after one, with their starts, in the order of their ids.
///
/// # Errors
/// The database failed.
pub async fn without_an_end(
    connection: &impl Connection,
    after: Option<JourneyId>,
    most: u32,
) -> Result<Vec<(JourneyId, Date)>, Fault> {
    let after = after.map_or(uuid::Uuid::nil(), |after| after.uuid());
    let rows = sql::all(
        connection,
        format!(
            "SELECT id, starts_on FROM journeys WHERE planned_end_on IS NULL AND ended_on IS NULL AND id > $1
             ORDER BY id LIMIT {most}"
        ),
        params![after],
    )
    .await?;
    rows.iter().map(|row| Ok((row.id("id")?, row.on("starts_on")?))).collect()
}

//! What a journey is for, and of which profession.

use domain::ids::JourneyId;
use domain::keys::ContextKey;

use crate::db::{Connection, Fault, Tx};
use crate::sql::{self, Row, params};

/// Keeps what a journey is for; `None`: nothing in particular.
///
/// # Errors
/// The database failed.
pub async fn set_context(tx: &Tx, journey: JourneyId, context: Option<&ContextKey>) -> Result<(), Fault> {
    sql::change(tx, "UPDATE journeys SET context = $2 WHERE id = $1", params![journey, context]).await?;
    Ok(())
}

/// The profession that a journey is for, where it is known.
///
/// # Errors
/// The database failed.
pub async fn profession_of(
    connection: &impl Connection,
    journey: JourneyId,
) -> Result<Option<domain::keys::ProfessionKey>, Fault> {
    let row = sql::first(connection, "SELECT profession FROM journeys WHERE id = $1", params![journey]).await?;
    row.map_or(Ok(None), |row| row.parsed_maybe("profession"))
}

//! What a journey is for.

use domain::ids::JourneyId;
use domain::keys::ContextKey;

use crate::db::{Fault, Tx};
use crate::sql::{self, params};

/// Keeps what a journey is for; `None`: nothing in particular.
///
/// # Errors
/// The database failed.
pub async fn set_context(tx: &Tx, journey: JourneyId, context: Option<&ContextKey>) -> Result<(), Fault> {
    sql::change(tx, "UPDATE journeys SET context = $2 WHERE id = $1", params![journey, context]).await?;
    Ok(())
}

//! Whether an organisation has chosen what it runs.

use domain::ids::OrganisationId;

use crate::db::{Connection, Fault};
use crate::sql::{self, params};

/// Has the organisation ever adopted a programme, even one it runs no more?
///
/// # Errors
/// The database failed.
pub async fn has_chosen_programmes(connection: &impl Connection, organisation: OrganisationId) -> Result<bool, Fault> {
    let text = "SELECT count(*) AS n FROM adoptions WHERE organisation_id = $1";
    Ok(sql::count(connection, text, params![organisation]).await? > 0)
}

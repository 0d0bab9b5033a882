//! The programme that an organisation runs from its first staff file on, unless somebody chose before.

use domain::ids::OrganisationId;
use domain::programmes::Programme;
use jiff::Timestamp;
use jiff::civil::Date;

use crate::db::{Connection, Fault, Tx};
use crate::sql::{self, params};

/// Has the organisation ever adopted a programme, even one it runs no more?
///
/// # Errors
/// The database failed.
pub async fn has_chosen_programmes(connection: &impl Connection, organisation: OrganisationId) -> Result<bool, Fault> {
    let text = "SELECT count(*) AS n FROM adoptions WHERE organisation_id = $1";
    Ok(sql::count(connection, text, params![organisation]).await? > 0)
}

/// Lets an organisation run a programme from a day on.
///
/// # Errors
/// The database failed.
pub async fn adopt(
    tx: &Tx,
    organisation: OrganisationId,
    programme: &Programme,
    started_on: Date,
    now: Timestamp,
) -> Result<(), Fault> {
    sql::change(
        tx,
        "INSERT INTO programme_versions (hash, programme, version, source, stored_at) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT DO NOTHING",
        params![programme.hash.as_str(), programme.key, programme.version, serde_json::json!({}), now],
    )
    .await?;
    sql::change(
        tx,
        "INSERT INTO adoptions (organisation_id, programme, version_hash, started_on) VALUES ($1, $2, $3, $4)
         ON CONFLICT DO NOTHING",
        params![organisation, programme.key, programme.hash.as_str(), started_on],
    )
    .await?;
    Ok(())
}

//! Programmes as they were when used, and who runs them. A version is kept once, under its hash, and never edited.

use domain::ids::OrganisationId;
use domain::programmes::Programme;
use jiff::Timestamp;
use jiff::civil::Date;

use crate::db::{Fault, Tx};
use crate::sql::{self, params};

/// Keeps the files of a version; one that is known stays as it is.
///
/// # Errors
/// The database failed.
pub async fn keep_version(tx: &Tx, programme: &Programme, files: &serde_json::Value, now: Timestamp) -> Result<(), Fault> {
    sql::change(
        tx,
        "INSERT INTO programme_versions (hash, programme, version, source, stored_at) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT DO NOTHING",
        params![programme.hash.as_str(), programme.key, programme.version, files, now],
    )
    .await?;
    Ok(())
}

/// Lets an organisation run a programme from a day on, in a version that is kept. The version it ran before ends the day
/// before; one that began on the very day is replaced.
///
/// # Errors
/// The database failed.
pub async fn adopt(
    tx: &Tx,
    organisation: OrganisationId,
    programme: &Programme,
    from: Date,
    until_then: Date,
) -> Result<(), Fault> {
    sql::change(
        tx,
        "UPDATE adoptions SET finished_on = $4
         WHERE organisation_id = $1 AND programme = $2 AND started_on < $3 AND finished_on IS NULL",
        params![organisation, programme.key, from, until_then],
    )
    .await?;
    sql::change(
        tx,
        "INSERT INTO adoptions (organisation_id, programme, version_hash, started_on) VALUES ($1, $2, $3, $4)
         ON CONFLICT (organisation_id, programme, started_on) DO UPDATE SET version_hash = excluded.version_hash",
        params![organisation, programme.key, programme.hash.as_str(), from],
    )
    .await?;
    Ok(())
}

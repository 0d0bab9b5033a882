//! Programmes as they were when used, and who runs them. A version is kept once, under its hash, and never edited.

use domain::ids::OrganisationId;
use domain::programmes::{ContentHash, Programme, SourceFile};
use jiff::Timestamp;
use jiff::civil::Date;

use crate::db::{Connection, Fault, Tx};
use crate::sql::{self, Row, params};

/// Keeps the files of a version; one that is known stays as it is.
///
/// # Errors
/// The database failed.
pub async fn keep_version(
    tx: &Tx,
    programme: &Programme,
    files: &serde_json::Value,
    now: Timestamp,
) -> Result<(), Fault> {
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

/// The hashes of the versions that are kept, oldest first.
///
/// # Errors
/// The database failed.
pub async fn hashes(connection: &impl Connection) -> Result<Vec<ContentHash>, Fault> {
    let rows = sql::all(connection, "SELECT hash FROM programme_versions ORDER BY stored_at, hash", []).await?;
    rows.iter().map(|row| Ok(ContentHash::from_stored(&row.text("hash")?))).collect()
}

/// The files of a version, by name.
///
/// # Errors
/// The database failed.
pub async fn files(connection: &impl Connection, hash: &ContentHash) -> Result<Option<Vec<SourceFile>>, Fault> {
    let row =
        sql::first(connection, "SELECT source FROM programme_versions WHERE hash = $1", params![hash.as_str()]).await?;
    let Some(row) = row else { return Ok(None) };
    let serde_json::Value::Object(source) = row.json("source")? else {
        return Err(Fault::Corrupt(format!("the source of programme version {hash}")));
    };
    let files = source.into_iter().filter_map(|(name, text)| match text {
        serde_json::Value::String(text) => Some(SourceFile { name, text }),
        _ => None,
    });
    Ok(Some(files.collect()))
}

//! Programmes as they were when used, and who runs them. A version is kept once, under its hash, and never edited.

mod adoptions;
mod moving;
mod tailored;

pub use adoptions::{Adoption, adopt, adoptions, last_run_by, run_by, stop};
pub use moving::{Running, move_to, running};
pub use tailored::{TailoredVersion, insert as insert_tailored, of_organisation, remove};

use domain::programmes::{ContentHash, Programme, SourceFile};
use jiff::Timestamp;

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

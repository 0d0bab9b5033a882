//! Column mappings that people keep.

use domain::ids::OrganisationId;
use domain::staff_file::Mapping;
use jiff::Timestamp;

use crate::db::{Connection, Fault, Tx};
use crate::sql::{self, Row, params};

/// The mappings of an organisation by name, the most recently kept first.
///
/// # Errors
/// The database failed.
pub async fn mappings(
    connection: &impl Connection,
    organisation: OrganisationId,
) -> Result<Vec<(String, Mapping)>, Fault> {
    let rows = sql::all(
        connection,
        "SELECT name, mapping FROM column_mappings WHERE organisation_id = $1 ORDER BY saved_at DESC, name",
        params![organisation],
    )
    .await?;
    rows.iter().map(|row| Ok((row.text("name")?, mapping(row)?))).collect()
}

/// The most recently kept mapping of a name.
///
/// # Errors
/// The database failed.
pub async fn mapping_named(connection: &impl Connection, name: &str) -> Result<Option<Mapping>, Fault> {
    let row = sql::first(
        connection,
        "SELECT mapping FROM column_mappings WHERE name = $1 ORDER BY saved_at DESC, organisation_id LIMIT 1",
        params![name],
    )
    .await?;
    row.as_ref().map(mapping).transpose()
}

fn mapping(row: &sea_orm::QueryResult) -> Result<Mapping, Fault> {
    serde_json::from_value(row.json("mapping")?).map_err(|error| Fault::Corrupt(error.to_string()))
}

/// Keeps a mapping under a name.
///
/// # Errors
/// The database failed.
pub async fn keep_mapping(
    tx: &Tx,
    organisation: OrganisationId,
    name: &str,
    mapping: &Mapping,
    now: Timestamp,
) -> Result<(), Fault> {
    let json = serde_json::to_value(mapping).map_err(|error| Fault::Corrupt(error.to_string()))?;
    sql::change(
        tx,
        "INSERT INTO column_mappings (organisation_id, name, mapping, saved_at) VALUES ($1, $2, $3, $4)
         ON CONFLICT (organisation_id, name) DO UPDATE SET mapping = excluded.mapping, saved_at = excluded.saved_at",
        params![organisation, name, json, now],
    )
    .await?;
    Ok(())
}

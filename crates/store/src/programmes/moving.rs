//! Running journeys and the versions they run in.

use domain::ids::{Id, JourneyId, OrganisationId};
use domain::keys::ProgrammeKey;
use domain::programmes::ContentHash;
use sea_orm::Value;

use crate::db::{Connection, Fault, Tx};
use crate::sql::{self, Bound, Row, params};

/// A running journey and the version it is in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Running {
    pub journey: JourneyId,
    pub name: String,
    pub version: ContentHash,
}

/// The journeys of a programme that go on at an organisation and are in another version than this, by name.
///
/// # Errors
/// The database failed.
pub async fn running(
    connection: &impl Connection,
    organisation: OrganisationId,
    programme: &ProgrammeKey,
    other_than: &ContentHash,
) -> Result<Vec<Running>, Fault> {
    let rows = sql::all(
        connection,
        "SELECT j.id, j.version_hash, COALESCE(p.known_as, p.given_name) || ' ' || p.family_name AS name
         FROM journeys j JOIN people p ON p.id = j.person_id
         WHERE j.organisation_id = $1 AND j.programme = $2 AND j.ended_on IS NULL AND j.version_hash <> $3
         ORDER BY j.name_search, j.id",
        params![organisation, programme, other_than.as_str()],
    )
    .await?;
    rows.iter()
        .map(|row| {
            Ok(Running {
                journey: row.id("id")?,
                name: row.text("name")?,
                version: ContentHash::from_stored(&row.text("version_hash")?),
            })
        })
        .collect()
}

/// Pins these running journeys to another version; how many were. Records keep the version they were begun under.
///
/// # Errors
/// The database failed.
pub async fn move_to(
    tx: &Tx,
    organisation: OrganisationId,
    journeys: &[JourneyId],
    version: &ContentHash,
) -> Result<u64, Fault> {
    if journeys.is_empty() {
        return Ok(0);
    }
    let mut values: Vec<Value> = vec![version.as_str().bind(), organisation.bind()];
    values.extend(journeys.iter().map(|journey| Value::Uuid(Some(journey.uuid()))));
    let these = sql::list_after(2, journeys.len());
    sql::change(
        tx,
        format!(
            "UPDATE journeys SET version_hash = $1
             WHERE organisation_id = $2 AND ended_on IS NULL AND version_hash <> $1 AND id IN ({these})"
        ),
        values,
    )
    .await
}

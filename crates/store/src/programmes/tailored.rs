//! The versions that organisations have made of a source.

use domain::ids::{OrganisationId, PersonId};
use domain::keys::ProgrammeKey;
use domain::programmes::ContentHash;
use jiff::Timestamp;

use crate::db::{Connection, Fault, Tx};
use crate::sql::{self, Row, params};

/// A version of an organisation's own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TailoredVersion {
    pub number: u32,
    pub version: ContentHash,
    /// The name of whoever made it, unless a command did.
    pub made_by: Option<String>,
    pub made_at: Timestamp,
    /// How many journeys are or were in it, whatever became of them.
    pub journeys: i64,
}

/// Notes that an organisation has made a version. Making the same again changes nothing.
///
/// # Errors
/// The database failed.
pub async fn insert(
    tx: &Tx,
    organisation: OrganisationId,
    programme: &ProgrammeKey,
    number: u32,
    version: &ContentHash,
    made: (Option<PersonId>, Timestamp),
) -> Result<(), Fault> {
    let number = i32::try_from(number).unwrap_or(i32::MAX);
    sql::change(
        tx,
        "INSERT INTO tailored_versions (organisation_id, programme, number, version_hash, made_by, made_at)
         VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (organisation_id, version_hash) DO NOTHING",
        params![organisation, programme, number, version.as_str(), made.0, made.1],
    )
    .await?;
    Ok(())
}

/// The versions that an organisation has made of a programme, the latest first.
///
/// # Errors
/// The database failed.
pub async fn of_organisation(
    connection: &impl Connection,
    organisation: OrganisationId,
    programme: &ProgrammeKey,
) -> Result<Vec<TailoredVersion>, Fault> {
    let rows = sql::all(
        connection,
        "SELECT t.number, t.version_hash, t.made_at, COALESCE(p.known_as, p.given_name) || ' ' || p.family_name AS name,
             (SELECT count(*) FROM journeys j WHERE j.organisation_id = t.organisation_id
              AND j.version_hash = t.version_hash) AS journeys
         FROM tailored_versions t LEFT JOIN people p ON p.id = t.made_by
         WHERE t.organisation_id = $1 AND t.programme = $2 ORDER BY t.number DESC",
        params![organisation, programme],
    )
    .await?;
    rows.iter()
        .map(|row| {
            Ok(TailoredVersion {
                number: row.int("number")?.unsigned_abs(),
                version: ContentHash::from_stored(&row.text("version_hash")?),
                made_by: row.text_maybe("name")?,
                made_at: row.at("made_at")?,
                journeys: row.big("journeys")?,
            })
        })
        .collect()
}

/// Takes a version off an organisation's list, unless something uses it; whether it was taken off. What is kept under
/// its hash stays.
///
/// # Errors
/// The database failed.
pub async fn remove(tx: &Tx, organisation: OrganisationId, version: &ContentHash) -> Result<bool, Fault> {
    let changed = sql::change(
        tx,
        "DELETE FROM tailored_versions WHERE organisation_id = $1 AND version_hash = $2
         AND NOT EXISTS (SELECT 1 FROM journeys WHERE organisation_id = $1 AND version_hash = $2)
         AND NOT EXISTS (SELECT 1 FROM adoptions WHERE organisation_id = $1 AND version_hash = $2
             AND finished_on IS NULL)
         AND NOT EXISTS (SELECT 1 FROM records r JOIN journeys j ON j.id = r.journey_id
             WHERE j.organisation_id = $1 AND r.version_hash = $2)",
        params![organisation, version.as_str()],
    )
    .await?;
    Ok(changed > 0)
}

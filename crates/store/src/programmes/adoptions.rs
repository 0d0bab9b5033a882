//! Which programmes organisations run, in which version, from when to when.

use domain::ids::OrganisationId;
use domain::keys::ProgrammeKey;
use domain::programmes::{ContentHash, Programme};
use jiff::civil::Date;

use crate::db::{Connection, Fault, Tx};
use crate::sql::{self, Row, params};

/// A stretch of time in which an organisation began new journeys in a version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Adoption {
    pub programme: ProgrammeKey,
    pub version: ContentHash,
    pub started_on: Date,
    /// The last day; `None`: it goes on.
    pub finished_on: Option<Date>,
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
         ON CONFLICT (organisation_id, programme, started_on)
         DO UPDATE SET version_hash = excluded.version_hash, finished_on = NULL",
        params![organisation, programme.key, programme.hash.as_str(), from],
    )
    .await?;
    Ok(())
}

/// Ends what an organisation runs of a programme, with this as the last day; whether it ran it.
///
/// # Errors
/// The database failed.
pub async fn stop(
    tx: &Tx,
    organisation: OrganisationId,
    programme: &ProgrammeKey,
    last_day: Date,
) -> Result<bool, Fault> {
    let changed = sql::change(
        tx,
        "UPDATE adoptions SET finished_on = $3 WHERE organisation_id = $1 AND programme = $2 AND finished_on IS NULL",
        params![organisation, programme, last_day],
    )
    .await?;
    Ok(changed > 0)
}

/// All that an organisation ran and runs, the latest first.
///
/// # Errors
/// The database failed.
pub async fn adoptions(connection: &impl Connection, organisation: OrganisationId) -> Result<Vec<Adoption>, Fault> {
    let rows = sql::all(
        connection,
        "SELECT programme, version_hash, started_on, finished_on FROM adoptions WHERE organisation_id = $1
         ORDER BY started_on DESC, programme",
        params![organisation],
    )
    .await?;
    rows.iter()
        .map(|row| {
            Ok(Adoption {
                programme: row.parsed("programme")?,
                version: ContentHash::from_stored(&row.text("version_hash")?),
                started_on: row.on("started_on")?,
                finished_on: row.on_maybe("finished_on")?,
            })
        })
        .collect()
}

/// The programmes an organisation runs on a day, each with the version in which new journeys begin, by key.
///
/// # Errors
/// The database failed.
pub async fn run_by(
    connection: &impl Connection,
    organisation: OrganisationId,
    on: Date,
) -> Result<Vec<(ProgrammeKey, ContentHash)>, Fault> {
    let mut found: Vec<(ProgrammeKey, ContentHash)> = adoptions(connection, organisation)
        .await?
        .into_iter()
        .filter(|it| it.started_on <= on && it.finished_on.is_none_or(|last| last >= on))
        .map(|it| (it.programme, it.version))
        .collect();
    found.sort();
    found.dedup_by(|later, earlier| later.0 == earlier.0);
    Ok(found)
}

/// The programmes in which journeys go on at an organisation, each in the version it began journeys in last, by key.
///
/// # Errors
/// The database failed.
pub async fn last_run_by(
    connection: &impl Connection,
    organisation: OrganisationId,
) -> Result<Vec<(ProgrammeKey, ContentHash)>, Fault> {
    let rows = sql::all(
        connection,
        "SELECT a.programme, a.version_hash FROM adoptions a
         WHERE a.organisation_id = $1
             AND a.started_on = (SELECT max(b.started_on) FROM adoptions b
                 WHERE b.organisation_id = a.organisation_id AND b.programme = a.programme)
             AND EXISTS (SELECT 1 FROM journeys j
                 WHERE j.organisation_id = a.organisation_id AND j.programme = a.programme AND j.ended_on IS NULL)
         ORDER BY a.programme",
        params![organisation],
    )
    .await?;
    rows.iter()
        .map(|row| Ok((row.parsed("programme")?, ContentHash::from_stored(&row.text("version_hash")?))))
        .collect()
}

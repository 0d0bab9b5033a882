//! Who has whom, profession by profession, at an organisation (M2, S3): counts only, nothing of what anybody says.

use std::collections::BTreeMap;

use domain::ids::{OrganisationId, PersonId};
use domain::keys::{OfficeKey, ProfessionKey, ProgrammeKey, RoleKey};
use jiff::civil::Date;

use crate::db::{Connection, Fault};
use crate::sql::{self, Row, params};

/// How many people of each profession hold a post at an organisation on a day.
///
/// # Errors
/// The database failed.
pub async fn people(
    connection: &impl Connection,
    organisation: OrganisationId,
    on: Date,
) -> Result<BTreeMap<ProfessionKey, i64>, Fault> {
    let rows = sql::all(
        connection,
        "SELECT profession, COUNT(DISTINCT person_id) AS n FROM posts
         WHERE organisation_id = $1 AND profession IS NOT NULL AND started_on <= $2
             AND (finished_on IS NULL OR finished_on >= $2)
         GROUP BY profession ORDER BY profession",
        params![organisation, on],
    )
    .await?;
    rows.iter().map(|row| Ok((row.parsed("profession")?, row.big("n")?))).collect()
}

/// How many of them are in a programme and have somebody in the role today.
///
/// # Errors
/// The database failed.
pub async fn supported(
    connection: &impl Connection,
    organisation: OrganisationId,
    programme: &ProgrammeKey,
    role: &RoleKey,
    on: Date,
) -> Result<BTreeMap<ProfessionKey, i64>, Fault> {
    let rows = sql::all(
        connection,
        "SELECT t.profession, COUNT(DISTINCT j.person_id) AS n FROM journeys j
         JOIN posts t ON t.id = j.post_id
         JOIN pairings s ON s.journey_id = j.id AND s.role = $3 AND s.started_on <= $4
             AND (s.finished_on IS NULL OR s.finished_on >= $4)
         WHERE j.organisation_id = $1 AND j.programme = $2 AND j.ended_on IS NULL AND t.profession IS NOT NULL
         GROUP BY t.profession ORDER BY t.profession",
        params![organisation, programme, role, on],
    )
    .await?;
    rows.iter().map(|row| Ok((row.parsed("profession")?, row.big("n")?))).collect()
}

/// Who holds an office that each profession has one of: the professions of its holders' posts, and their names.
///
/// # Errors
/// The database failed.
pub async fn overseers(
    connection: &impl Connection,
    organisation: OrganisationId,
    (programme, office): (&ProgrammeKey, &OfficeKey),
    on: Date,
) -> Result<BTreeMap<ProfessionKey, (PersonId, String)>, Fault> {
    let rows = sql::all(
        connection,
        "SELECT t.profession, p.id, COALESCE(p.known_as, p.given_name) || ' ' || p.family_name AS name
         FROM appointments a
         JOIN people p ON p.id = a.person_id
         JOIN posts t ON t.person_id = a.person_id AND t.started_on <= $4
             AND (t.finished_on IS NULL OR t.finished_on >= $4)
         WHERE a.organisation_id = $1 AND a.programme = $2 AND a.office = $3 AND t.profession IS NOT NULL
             AND a.started_on <= $4 AND (a.finished_on IS NULL OR a.finished_on >= $4)
         ORDER BY t.profession, a.started_on, p.id",
        params![organisation, programme, office, on],
    )
    .await?;
    rows.iter().map(|row| Ok((row.parsed("profession")?, (row.id("id")?, row.text("name")?)))).collect()
}

/// The organisations of the same clusters on a day, this one among them, by name.
///
/// # Errors
/// The database failed.
pub async fn cluster_of(
    connection: &impl Connection,
    organisation: OrganisationId,
    on: Date,
) -> Result<Vec<OrganisationId>, Fault> {
    let rows = sql::all(
        connection,
        "SELECT DISTINCT o.id, o.name FROM grouping_members own
         JOIN groupings g ON g.id = own.grouping_id AND g.kind = 'cluster'
         JOIN grouping_members other ON other.grouping_id = g.id AND other.started_on <= $2
             AND (other.finished_on IS NULL OR other.finished_on >= $2)
         JOIN organisations o ON o.id = other.organisation_id
         WHERE own.organisation_id = $1 AND own.started_on <= $2
             AND (own.finished_on IS NULL OR own.finished_on >= $2)
         ORDER BY o.name, o.id",
        params![organisation, on],
    )
    .await?;
    rows.iter().map(|row| row.id("id")).collect()
}

//! Who holds which role of a journey, and what is known of those who might.

use domain::ids::{JourneyId, OrganisationId, PairingId, PersonId, PostId};
use domain::keys::{ProgrammeKey, RoleKey, TrainingKey};
use domain::programmes::ContentHash;
use jiff::civil::Date;

use crate::db::{Connection, Fault, Tx};
use crate::overview::name_of;
use crate::sql::{self, Row, params};

/// A running journey, as whoever looks after its people needs it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Running {
    pub journey: JourneyId,
    pub organisation: OrganisationId,
    pub organisation_code: String,
    pub programme: ProgrammeKey,
    pub version: ContentHash,
    pub person: PersonId,
    pub name: String,
    pub line_manager: Option<PersonId>,
    pub starts_on: Date,
}

/// A journey that has not ended.
///
/// # Errors
/// The database failed.
pub async fn running(connection: &impl Connection, journey: JourneyId) -> Result<Option<Running>, Fault> {
    let text = format!(
        "SELECT j.id, j.organisation_id, o.code, j.programme, j.version_hash, j.person_id, j.starts_on,
            p.manager_person_id, {} AS name
         FROM journeys j JOIN organisations o ON o.id = j.organisation_id JOIN people n ON n.id = j.person_id
            JOIN posts p ON p.id = j.post_id
         WHERE j.id = $1 AND j.ended_on IS NULL",
        name_of("n")
    );
    let row = sql::first(connection, text, params![journey]).await?;
    row.map(|row| {
        Ok(Running {
            journey: row.id("id")?,
            organisation: row.id("organisation_id")?,
            organisation_code: row.text("code")?,
            programme: row.parsed("programme")?,
            version: ContentHash::from_stored(&row.text("version_hash")?),
            person: row.id("person_id")?,
            name: row.text("name")?,
            line_manager: row.id_maybe("manager_person_id")?,
            starts_on: row.on("starts_on")?,
        })
    })
    .transpose()
}

/// Somebody in a role of a journey today or later.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Held {
    pub pairing: PairingId,
    pub person: PersonId,
    pub name: String,
    pub role: RoleKey,
    pub started_on: Date,
    pub why: String,
}

/// Who holds a role of a journey, by how long.
///
/// # Errors
/// The database failed.
pub async fn held(connection: &impl Connection, journey: JourneyId, on: Date) -> Result<Vec<Held>, Fault> {
    let text = format!(
        "SELECT g.id, g.person_id, g.role, g.started_on, g.why, {} AS name
         FROM pairings g JOIN people n ON n.id = g.person_id
         WHERE g.journey_id = $1 AND (g.finished_on IS NULL OR g.finished_on >= $2)
         ORDER BY g.started_on, g.id",
        name_of("n")
    );
    let rows = sql::all(connection, text, params![journey, on]).await?;
    rows.iter()
        .map(|row| {
            Ok(Held {
                pairing: row.id("id")?,
                person: row.id("person_id")?,
                name: row.text("name")?,
                role: row.parsed("role")?,
                started_on: row.on("started_on")?,
                why: row.text("why")?,
            })
        })
        .collect()
}

/// Ends somebody's place in a role with a last day; a place that has not begun by then has no day at all.
///
/// # Errors
/// The database failed.
pub async fn release(tx: &Tx, pairing: PairingId, last: Date) -> Result<(), Fault> {
    sql::change(tx, "DELETE FROM pairings WHERE id = $1 AND started_on > $2", params![pairing, last]).await?;
    let text = "UPDATE pairings SET finished_on = $2 WHERE id = $1 AND finished_on IS NULL";
    sql::change(tx, text, params![pairing, last]).await?;
    Ok(())
}

/// Does the person hold a post at the organisation on a day?
///
/// # Errors
/// The database failed.
pub async fn works_at(
    connection: &impl Connection,
    organisation: OrganisationId,
    person: PersonId,
    on: Date,
) -> Result<bool, Fault> {
    let text = "SELECT count(*) AS n FROM posts WHERE organisation_id = $1 AND person_id = $2 AND started_on <= $3
        AND (finished_on IS NULL OR finished_on >= $3)";
    Ok(sql::count(connection, text, params![organisation, person, on]).await? > 0)
}

/// The day on which a person last took a training.
///
/// # Errors
/// The database failed.
pub async fn last_trained(
    connection: &impl Connection,
    person: PersonId,
    training: &TrainingKey,
) -> Result<Option<Date>, Fault> {
    let text = "SELECT completed_on FROM trainings WHERE person_id = $1 AND training = $2
        ORDER BY completed_on DESC LIMIT 1";
    sql::first(connection, text, params![person, training]).await?.map(|row| row.on("completed_on")).transpose()
}

/// Does a journey of the programme run in the post?
///
/// # Errors
/// The database failed.
pub async fn runs(connection: &impl Connection, post: PostId, programme: &ProgrammeKey) -> Result<bool, Fault> {
    let text = "SELECT count(*) AS n FROM journeys WHERE post_id = $1 AND programme = $2 AND ended_on IS NULL";
    Ok(sql::count(connection, text, params![post, programme]).await? > 0)
}

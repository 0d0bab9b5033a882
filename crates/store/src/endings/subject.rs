//! A journey, whether it runs or is over.

use domain::ids::{JourneyId, OrganisationId, PersonId, PostId};
use domain::keys::ProgrammeKey;
use domain::programmes::ContentHash;
use jiff::civil::Date;

use crate::db::{Connection, Fault};
use crate::overview::name_of;
use crate::sql::{self, Row, params};

/// A journey as whoever lets it pause or end needs it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Subject {
    pub journey: JourneyId,
    pub organisation: OrganisationId,
    pub organisation_code: String,
    pub organisation_name: String,
    pub programme: ProgrammeKey,
    pub version: ContentHash,
    pub post: PostId,
    pub person: PersonId,
    pub name: String,
    pub line_manager: Option<PersonId>,
    pub starts_on: Date,
    pub planned_end_on: Option<Date>,
    pub ended_on: Option<Date>,
}

/// A journey by its id.
///
/// # Errors
/// The database failed.
pub async fn subject(connection: &impl Connection, journey: JourneyId) -> Result<Option<Subject>, Fault> {
    let text = format!(
        "SELECT j.id, j.organisation_id, o.code, o.name AS organisation_name, j.programme, j.version_hash, j.post_id,
            j.person_id, p.manager_person_id, j.starts_on, j.planned_end_on, j.ended_on, {} AS name
         FROM journeys j JOIN organisations o ON o.id = j.organisation_id JOIN people n ON n.id = j.person_id
            JOIN posts p ON p.id = j.post_id
         WHERE j.id = $1",
        name_of("n")
    );
    let row = sql::first(connection, text, params![journey]).await?;
    row.map(|row| {
        Ok(Subject {
            journey: row.id("id")?,
            organisation: row.id("organisation_id")?,
            organisation_code: row.text("code")?,
            organisation_name: row.text("organisation_name")?,
            programme: row.parsed("programme")?,
            version: ContentHash::from_stored(&row.text("version_hash")?),
            post: row.id("post_id")?,
            person: row.id("person_id")?,
            name: row.text("name")?,
            line_manager: row.id_maybe("manager_person_id")?,
            starts_on: row.on("starts_on")?,
            planned_end_on: row.on_maybe("planned_end_on")?,
            ended_on: row.on_maybe("ended_on")?,
        })
    })
    .transpose()
}

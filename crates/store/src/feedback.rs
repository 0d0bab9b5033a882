//! What people say of a programme in documents of their own (K3), counted together and never one by one.

use domain::ids::OrganisationId;
use domain::keys::{DocumentKey, FieldKey, ProgrammeKey};
use jiff::Timestamp;

use crate::db::{Connection, Fault};
use crate::sql::{self, Row, params};

/// How many people gave one answer to one question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Counted {
    pub field: FieldKey,
    pub choice: Option<String>,
    pub number: Option<i64>,
    pub people: i64,
}

/// How many people have handed in a document of this kind at an organisation before an instant.
///
/// # Errors
/// The database failed.
pub async fn people(
    connection: &impl Connection,
    organisation: OrganisationId,
    programme: &ProgrammeKey,
    document: &DocumentKey,
    before: Timestamp,
) -> Result<i64, Fault> {
    let text = "SELECT count(DISTINCT r.owner_person_id) AS n FROM records r JOIN journeys j ON j.id = r.journey_id
         WHERE j.organisation_id = $1 AND j.programme = $2 AND r.document = $3 AND r.submitted_at < $4";
    sql::count(connection, text, params![organisation, programme, document, before]).await
}

/// The answers to the questions that reports count, each with how many people gave it.
///
/// # Errors
/// The database failed.
pub async fn counted(
    connection: &impl Connection,
    organisation: OrganisationId,
    programme: &ProgrammeKey,
    document: &DocumentKey,
    before: Timestamp,
) -> Result<Vec<Counted>, Fault> {
    let rows = sql::all(
        connection,
        "SELECT f.field, f.choice, f.number, count(DISTINCT r.owner_person_id) AS n
         FROM figures f JOIN records r ON r.id = f.record_id JOIN journeys j ON j.id = r.journey_id
         WHERE j.organisation_id = $1 AND j.programme = $2 AND r.document = $3 AND r.submitted_at < $4
             AND f.happened_on IS NULL
         GROUP BY f.field, f.choice, f.number ORDER BY f.field, f.choice, f.number",
        params![organisation, programme, document, before],
    )
    .await?;
    rows.iter()
        .map(|row| {
            Ok(Counted {
                field: row.parsed("field")?,
                choice: row.text_maybe("choice")?,
                number: row.big_maybe("number")?,
                people: row.big("n")?,
            })
        })
        .collect()
}

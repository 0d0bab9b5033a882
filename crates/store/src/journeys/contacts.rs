//! Journeys whose supporter is there and another role is not, and who could fill it.

use std::collections::BTreeMap;

use domain::ids::{JourneyId, OrganisationId, PersonId, PostId};
use domain::keys::{ProfessionKey, ProgrammeKey, RoleKey};
use jiff::civil::Date;

use crate::db::{Connection, Fault};
use crate::sql::{self, Row, params};

/// A journey with its supporter, and without anybody in another role.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paired {
    pub journey: JourneyId,
    pub person: PersonId,
    pub name: String,
    pub profession: Option<ProfessionKey>,
    pub supporter: PersonId,
    pub supporter_name: String,
    /// Of the posts that the supporter holds at the organisation.
    pub supporter_professions: Vec<Option<ProfessionKey>>,
    pub starts_on: Date,
}

/// The running journeys of a programme that have somebody in one role and nobody in another, by first day.
///
/// # Errors
/// The database failed.
pub async fn without_role(
    connection: &impl Connection,
    organisation: OrganisationId,
    programme: &ProgrammeKey,
    filled: &RoleKey,
    lacking: &RoleKey,
) -> Result<Vec<Paired>, Fault> {
    let rows = sql::all(
        connection,
        "SELECT j.id, j.person_id, j.profession, j.starts_on, coalesce(n.known_as, n.given_name) AS given,
            n.family_name, g.person_id AS supporter_id, coalesce(s.known_as, s.given_name) AS supporter_given,
            s.family_name AS supporter_family, p.profession AS supporter_profession
         FROM journeys j
            JOIN people n ON n.id = j.person_id
            JOIN pairings g ON g.journey_id = j.id AND g.role = $3 AND g.finished_on IS NULL
            JOIN people s ON s.id = g.person_id
            LEFT JOIN posts p ON p.person_id = g.person_id AND p.organisation_id = j.organisation_id
         WHERE j.organisation_id = $1 AND j.programme = $2 AND j.ended_on IS NULL
            AND NOT EXISTS (SELECT 1 FROM pairings o WHERE o.journey_id = j.id AND o.role = $4
                AND o.finished_on IS NULL)
         ORDER BY j.starts_on, j.name_search, j.id, p.id",
        params![organisation, programme, filled, lacking],
    )
    .await?;
    let mut paired: Vec<Paired> = Vec::new();
    let mut places: BTreeMap<JourneyId, usize> = BTreeMap::new();
    for row in &rows {
        let journey: JourneyId = row.id("id")?;
        let at = *places.entry(journey).or_insert(paired.len());
        if at == paired.len() {
            paired.push(Paired {
                journey,
                person: row.id("person_id")?,
                name: format!("{} {}", row.text("given")?, row.text("family_name")?),
                profession: row.parsed_maybe("profession")?,
                supporter: row.id("supporter_id")?,
                supporter_name: format!("{} {}", row.text("supporter_given")?, row.text("supporter_family")?),
                supporter_professions: Vec::new(),
                starts_on: row.on("starts_on")?,
            });
        }
        paired[at].supporter_professions.push(row.parsed_maybe("supporter_profession")?);
    }
    Ok(paired)
}

/// The professions of the posts that a person holds at an organisation on a day.
///
/// # Errors
/// The database failed.
pub async fn professions_at(
    connection: &impl Connection,
    organisation: OrganisationId,
    person: PersonId,
    on: Date,
) -> Result<Vec<ProfessionKey>, Fault> {
    let rows = sql::all(
        connection,
        "SELECT DISTINCT profession FROM posts WHERE organisation_id = $1 AND person_id = $2 AND started_on <= $3
            AND (finished_on IS NULL OR finished_on >= $3) AND profession IS NOT NULL ORDER BY profession",
        params![organisation, person, on],
    )
    .await?;
    rows.iter().map(|row| row.parsed("profession")).collect()
}

/// The people of some professions at an organisation on a day, by profession and name.
///
/// # Errors
/// The database failed.
pub async fn of_professions(
    connection: &impl Connection,
    organisation: OrganisationId,
    professions: &[ProfessionKey],
    on: Date,
) -> Result<Vec<(ProfessionKey, PersonId, String)>, Fault> {
    if professions.is_empty() {
        return Ok(Vec::new());
    }
    let text = format!(
        "SELECT DISTINCT p.profession, n.name_search, n.id, coalesce(n.known_as, n.given_name) AS given, n.family_name
         FROM posts p JOIN people n ON n.id = p.person_id
         WHERE p.organisation_id = $1 AND p.started_on <= $2 AND (p.finished_on IS NULL OR p.finished_on >= $2)
            AND n.merged_into IS NULL AND p.profession IN ({})
         ORDER BY p.profession, n.name_search, n.id",
        sql::list_after(2, professions.len())
    );
    let values = params![organisation, on].into_iter().chain(professions.iter().map(sql::Bound::bind));
    let rows = sql::all(connection, text, values.collect::<Vec<_>>()).await?;
    rows.iter()
        .map(|row| {
            let name = format!("{} {}", row.text("given")?, row.text("family_name")?);
            Ok((row.parsed("profession")?, row.id("id")?, name))
        })
        .collect()
}

/// Who manages a post.
///
/// # Errors
/// The database failed.
pub async fn line_manager(connection: &impl Connection, post: PostId) -> Result<Option<PersonId>, Fault> {
    let row = sql::first(connection, "SELECT manager_person_id FROM posts WHERE id = $1", params![post]).await?;
    row.map_or(Ok(None), |row| row.id_maybe("manager_person_id"))
}

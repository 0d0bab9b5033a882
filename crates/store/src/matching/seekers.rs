//! The people who accepted an offer and wait for a supporter, as matching looks at them.

use std::collections::BTreeMap;

use domain::ids::{OrganisationId, PersonId, PostId};
use domain::keys::{FamilyKey, ProgrammeKey};
use domain::matching::{Seeker, Wishes};
use domain::people::Band;
use sea_orm::QueryResult;

use crate::db::{Connection, Fault};
use crate::sql::{self, Row, params};
use crate::supporters;

/// Somebody who waits, by name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waiting {
    pub name: String,
    pub job_title: String,
    pub post: PostId,
    pub seeker: Seeker,
}

/// Everybody who waits for a supporter in a programme of an organisation; who starts first comes first.
///
/// # Errors
/// The database failed.
pub async fn waiting(
    connection: &impl Connection,
    organisation: OrganisationId,
    programme: &ProgrammeKey,
    family: &FamilyKey,
) -> Result<Vec<Waiting>, Fault> {
    let rows = sql::all(
        connection,
        "SELECT c.id, c.person_id, c.organisation_id, c.post_id, c.profession, c.transition, c.starts_on,
            p.site, p.department, p.band, p.job_title, p.manager_person_id, n.given_name, n.family_name, n.known_as
         FROM candidacies c JOIN posts p ON p.id = c.post_id JOIN people n ON n.id = c.person_id
         WHERE c.organisation_id = $1 AND c.programme = $2 AND c.state = 'accepted'
         ORDER BY c.starts_on, n.name_search, c.id",
        params![organisation, programme],
    )
    .await?;
    let mut wishes: BTreeMap<PersonId, Wishes> = BTreeMap::new();
    for wish in supporters::wishes_at(connection, organisation, family).await? {
        wish.add_to(wishes.entry(wish.person).or_default());
    }
    rows.iter().map(|row| read(row, &mut wishes)).collect()
}

fn read(row: &QueryResult, wishes: &mut BTreeMap<PersonId, Wishes>) -> Result<Waiting, Fault> {
    let person: PersonId = row.id("person_id")?;
    let given = row.text_maybe("known_as")?.filter(|known| !known.is_empty());
    let given = given.map_or_else(|| row.text("given_name"), Ok)?;
    Ok(Waiting {
        name: format!("{given} {}", row.text("family_name")?),
        job_title: row.text("job_title")?,
        post: row.id("post_id")?,
        seeker: Seeker {
            candidacy: row.id("id")?,
            person,
            organisation: row.id("organisation_id")?,
            profession: row.parsed_maybe("profession")?,
            transition: row.parsed_maybe("transition")?,
            site: row.text_maybe("site")?,
            department: row.text_maybe("department")?,
            band: row.text_maybe("band")?.and_then(|band| Band::read(&band)).map(Band::rank),
            starts_on: row.on("starts_on")?,
            line_manager: row.id_maybe("manager_person_id")?,
            wishes: wishes.get(&person).cloned().unwrap_or_default(),
        },
    })
}

//! People by name, where somebody is named on a form.

use std::collections::BTreeSet;

use domain::ids::{OrganisationId, PersonId};
use domain::records::NamedPerson;
use jiff::civil::Date;

use crate::db::{Connection, Fault};
use crate::sql::{self, Bound, Row, params};

/// A person's name, as people say it.
///
/// # Errors
/// The database failed.
pub async fn name_of(connection: &impl Connection, person: PersonId) -> Result<Option<String>, Fault> {
    let row = sql::first(
        connection,
        "SELECT COALESCE(known_as, given_name) AS first_name, family_name FROM people WHERE id = $1",
        params![person],
    )
    .await?;
    row.map(|row| Ok(format!("{} {}", row.text("first_name")?, row.text("family_name")?))).transpose()
}

/// Which of these people hold a post at an organisation on a day, or will.
///
/// # Errors
/// The database failed.
pub async fn working_at(
    connection: &impl Connection,
    organisation: OrganisationId,
    people: &[PersonId],
    on: Date,
) -> Result<BTreeSet<PersonId>, Fault> {
    if people.is_empty() {
        return Ok(BTreeSet::new());
    }
    let list = sql::list_after(2, people.len());
    let values = params![organisation, on].into_iter().chain(people.iter().map(Bound::bind));
    let rows = sql::all(
        connection,
        format!(
            "SELECT DISTINCT person_id FROM posts WHERE organisation_id = $1
             AND (finished_on IS NULL OR finished_on >= $2) AND person_id IN ({list})"
        ),
        values.collect::<Vec<_>>(),
    )
    .await?;
    rows.iter().map(|row| row.id("person_id")).collect()
}

/// Who is meant by what was typed, of those who hold a post at an organisation on a day: by the work e-mail address, or
/// by the name in full when only one has it. In the order of the texts.
///
/// # Errors
/// The database failed.
pub async fn meant_by(
    connection: &impl Connection,
    organisation: OrganisationId,
    on: Date,
    typed: &[String],
) -> Result<Vec<Option<NamedPerson>>, Fault> {
    let folded: Vec<String> = typed.iter().map(|text| text.trim().to_lowercase()).collect();
    if folded.iter().all(String::is_empty) {
        return Ok(vec![None; typed.len()]);
    }
    let searched: Vec<String> = typed.iter().map(|text| domain::text::searchable(text)).collect();
    let names = sql::list_after(2, searched.len());
    let emails = sql::list_after(2 + searched.len(), folded.len());
    let values = params![organisation, on].into_iter().chain(searched.iter().map(Bound::bind));
    let rows = sql::all(
        connection,
        format!(
            "SELECT p.id, COALESCE(p.known_as, p.given_name) AS first_name, p.family_name, p.name_search, a.email
             FROM people p LEFT JOIN addresses a ON a.person_id = p.id
             WHERE p.merged_into IS NULL
             AND (p.name_search IN ({names})
                 OR p.id IN (SELECT w.person_id FROM addresses w WHERE w.email IN ({emails})))
             AND EXISTS (SELECT 1 FROM posts o WHERE o.person_id = p.id AND o.organisation_id = $1
                 AND (o.finished_on IS NULL OR o.finished_on >= $2))
             ORDER BY p.id, a.email"
        ),
        values.chain(folded.iter().map(Bound::bind)).collect::<Vec<_>>(),
    )
    .await?;
    let mut found = Vec::with_capacity(rows.len());
    for row in &rows {
        let name = format!("{} {}", row.text("first_name")?, row.text("family_name")?);
        let person = NamedPerson { id: row.id("id")?, name };
        found.push((person, row.text("name_search")?, row.text_maybe("email")?.unwrap_or_default()));
    }
    let meant = searched.iter().zip(&folded).map(|(name, email)| {
        let by_email = found.iter().find(|(.., known)| !email.is_empty() && known == email);
        let mut by_name: Vec<&NamedPerson> =
            found.iter().filter(|(_, known, _)| known == name).map(|(person, ..)| person).collect();
        by_name.dedup_by_key(|person| person.id);
        match (by_email, by_name.as_slice()) {
            (Some((person, ..)), _) => Some(person.clone()),
            (None, [only]) => Some((*only).clone()),
            _ => None,
        }
    });
    Ok(meant.collect())
}

//! People, employments, addresses and registrations of an import.

use domain::ids::{EmploymentId, OrganisationId, PersonId};
use domain::keys::RegulatorKey;
use domain::people::{EmailAddress, EmployeeNumber, PersonName, Registration, RegistrationNumber};
use jiff::Timestamp;

use super::CHUNK;
use crate::db::{Connection, Fault, Tx};
use crate::sql::{self, Bound, Row, params};

/// An employment that is known.
#[derive(Debug, Clone)]
pub struct KnownEmployment {
    pub id: EmploymentId,
    pub person: PersonId,
    pub organisation: OrganisationId,
    pub number: String,
}

/// The employments of an organisation under these numbers.
///
/// # Errors
/// The database failed.
pub async fn employments(
    connection: &impl Connection,
    organisation: OrganisationId,
    numbers: &[&EmployeeNumber],
) -> Result<Vec<KnownEmployment>, Fault> {
    let mut found = Vec::new();
    for chunk in numbers.chunks(CHUNK) {
        let text = format!(
            "WITH {} SELECT DISTINCT e.id, e.person_id, e.organisation_id, e.employee_number FROM wanted
             CROSS JOIN employments e WHERE e.employee_number = wanted.value AND e.organisation_id = $1
             ORDER BY e.employee_number",
            sql::wanted_after(1, chunk.len())
        );
        let values = std::iter::once(organisation.bind()).chain(chunk.iter().map(|number| number.as_str().bind()));
        for row in &sql::all(connection, text, values).await? {
            found.push(known_employment(row)?);
        }
    }
    Ok(found)
}

fn known_employment(row: &sea_orm::QueryResult) -> Result<KnownEmployment, Fault> {
    Ok(KnownEmployment {
        id: row.id("id")?,
        person: row.id("person_id")?,
        organisation: row.id("organisation_id")?,
        number: row.text("employee_number")?,
    })
}

/// A person who is known, with the organisation that they were first known at: its file says their name.
#[derive(Debug, Clone)]
pub struct KnownPerson {
    pub id: PersonId,
    pub name: PersonName,
    pub first_known_at: Option<OrganisationId>,
}

/// These people.
///
/// # Errors
/// The database failed.
pub async fn people(connection: &impl Connection, ids: &[PersonId]) -> Result<Vec<KnownPerson>, Fault> {
    let mut found: Vec<KnownPerson> = Vec::new();
    for chunk in ids.chunks(CHUNK) {
        let text = format!(
            "SELECT p.id, p.title, p.given_name, p.family_name, p.known_as, e.organisation_id FROM people p
             LEFT JOIN employments e ON e.person_id = p.id WHERE p.id IN ({}) ORDER BY p.id, e.id",
            sql::list_after(0, chunk.len())
        );
        for row in &sql::all(connection, text, chunk.iter().map(Bound::bind)).await? {
            let id: PersonId = row.id("id")?;
            // Employments are in the order in which they became known; the first counts.
            if found.last().is_none_or(|person| person.id != id) {
                let name = PersonName {
                    title: row.text_maybe("title")?,
                    given: row.text("given_name")?,
                    family: row.text("family_name")?,
                    known_as: row.text_maybe("known_as")?,
                };
                found.push(KnownPerson { id, name, first_known_at: row.id_maybe("organisation_id")? });
            }
        }
    }
    Ok(found)
}

/// Adds people.
///
/// # Errors
/// The database failed.
pub async fn insert_people(tx: &Tx, people: &[(PersonId, PersonName)], now: Timestamp) -> Result<(), Fault> {
    for chunk in people.chunks(CHUNK) {
        let values = chunk.iter().flat_map(|(id, name)| {
            params![id, name.title, name.given, name.family, name.known_as, name.search(), now, now]
        });
        let text = format!(
            "INSERT INTO people (id, title, given_name, family_name, known_as, name_search, created_at, updated_at)
             VALUES {}",
            sql::rows_of(chunk.len(), 8)
        );
        sql::change(tx, text, values).await?;
    }
    Ok(())
}

/// Gives people other names.
///
/// # Errors
/// The database failed.
pub async fn update_people(tx: &Tx, people: &[(PersonId, PersonName)], now: Timestamp) -> Result<(), Fault> {
    for (id, name) in people {
        sql::change(
            tx,
            "UPDATE people SET title = $2, given_name = $3, family_name = $4, known_as = $5, name_search = $6,
             updated_at = $7 WHERE id = $1",
            params![id, name.title, name.given, name.family, name.known_as, name.search(), now],
        )
        .await?;
    }
    Ok(())
}

/// An employment to be added.
#[derive(Debug, Clone)]
pub struct NewEmployment {
    pub id: EmploymentId,
    pub person: PersonId,
    pub organisation: OrganisationId,
    pub number: EmployeeNumber,
}

/// Adds employments.
///
/// # Errors
/// The database failed.
pub async fn insert_employments(tx: &Tx, employments: &[NewEmployment]) -> Result<(), Fault> {
    for chunk in employments.chunks(CHUNK) {
        let values = chunk.iter().flat_map(|it| params![it.id, it.person, it.organisation, it.number.as_str()]);
        let text = format!(
            "INSERT INTO employments (id, person_id, organisation_id, employee_number) VALUES {}",
            sql::rows_of(chunk.len(), 4)
        );
        sql::change(tx, text, values).await?;
    }
    Ok(())
}

/// Who holds these registration numbers, with the number; records that were merged into another are left out.
///
/// # Errors
/// The database failed.
pub async fn holders_of_numbers(
    connection: &impl Connection,
    numbers: &[&RegistrationNumber],
) -> Result<Vec<(PersonId, Registration)>, Fault> {
    let mut found = Vec::new();
    for chunk in numbers.chunks(CHUNK) {
        let text = format!(
            "WITH {} SELECT DISTINCT r.person_id, r.regulator, r.number, r.expires_on FROM wanted
             CROSS JOIN registrations r CROSS JOIN people p
             WHERE r.number = wanted.value AND p.id = r.person_id AND p.merged_into IS NULL
             ORDER BY r.regulator, r.number, r.person_id",
            sql::wanted_after(0, chunk.len())
        );
        for row in &sql::all(connection, text, chunk.iter().map(|number| number.as_str().bind())).await? {
            found.push((row.id("person_id")?, registration(row)?));
        }
    }
    Ok(found)
}

/// The registrations of these people.
///
/// # Errors
/// The database failed.
pub async fn registrations_of(
    connection: &impl Connection,
    people: &[PersonId],
) -> Result<Vec<(PersonId, Registration)>, Fault> {
    let mut found = Vec::new();
    for chunk in people.chunks(CHUNK) {
        let text = format!(
            "SELECT person_id, regulator, number, expires_on FROM registrations WHERE person_id IN ({})
             ORDER BY person_id, regulator, number",
            sql::list_after(0, chunk.len())
        );
        for row in &sql::all(connection, text, chunk.iter().map(Bound::bind)).await? {
            found.push((row.id("person_id")?, registration(row)?));
        }
    }
    Ok(found)
}

fn registration(row: &sea_orm::QueryResult) -> Result<Registration, Fault> {
    Ok(Registration {
        regulator: row.parsed::<RegulatorKey>("regulator")?,
        number: row.parsed("number")?,
        expires_on: row.on_maybe("expires_on")?,
    })
}

/// Adds registrations; one that is known stays.
///
/// # Errors
/// The database failed.
pub async fn insert_registrations(tx: &Tx, registrations: &[(PersonId, Registration)]) -> Result<(), Fault> {
    for chunk in registrations.chunks(CHUNK) {
        let values =
            chunk.iter().flat_map(|(person, it)| params![person, it.regulator, it.number.as_str(), it.expires_on]);
        let text = format!(
            "INSERT INTO registrations (person_id, regulator, number, expires_on) VALUES {} ON CONFLICT DO NOTHING",
            sql::rows_of(chunk.len(), 4)
        );
        sql::change(tx, text, values).await?;
    }
    Ok(())
}

/// Sets the days to which registrations run.
///
/// # Errors
/// The database failed.
pub async fn set_expiry(tx: &Tx, registrations: &[(PersonId, Registration)]) -> Result<(), Fault> {
    for (person, it) in registrations {
        sql::change(
            tx,
            "UPDATE registrations SET expires_on = $4 WHERE person_id = $1 AND regulator = $2 AND number = $3",
            params![person, it.regulator, it.number.as_str(), it.expires_on],
        )
        .await?;
    }
    Ok(())
}

/// A work address to be added.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewAddress {
    pub person: PersonId,
    pub email: EmailAddress,
    pub organisation: OrganisationId,
}

/// The work addresses of these people.
///
/// # Errors
/// The database failed.
pub async fn addresses_of(connection: &impl Connection, people: &[PersonId]) -> Result<Vec<NewAddress>, Fault> {
    let mut found = Vec::new();
    for chunk in people.chunks(CHUNK) {
        let text = format!(
            "SELECT person_id, email, organisation_id FROM addresses
             WHERE kind = 'work' AND organisation_id IS NOT NULL AND person_id IN ({}) ORDER BY person_id, email",
            sql::list_after(0, chunk.len())
        );
        for row in &sql::all(connection, text, chunk.iter().map(Bound::bind)).await? {
            found.push(address(row)?);
        }
    }
    Ok(found)
}

fn address(row: &sea_orm::QueryResult) -> Result<NewAddress, Fault> {
    Ok(NewAddress {
        person: row.id("person_id")?,
        email: row.parsed("email")?,
        organisation: row.id("organisation_id")?,
    })
}

/// Who is already reached at these addresses.
///
/// # Errors
/// The database failed.
pub async fn owners_of_addresses(
    connection: &impl Connection,
    addresses: &[&EmailAddress],
) -> Result<Vec<(EmailAddress, PersonId)>, Fault> {
    let mut found = Vec::new();
    for chunk in addresses.chunks(CHUNK) {
        let text = format!(
            "WITH {} SELECT DISTINCT a.email, a.person_id FROM wanted CROSS JOIN addresses a CROSS JOIN people p
             WHERE a.email = wanted.value AND p.id = a.person_id AND p.merged_into IS NULL
             ORDER BY a.email, a.person_id",
            sql::wanted_after(0, chunk.len())
        );
        for row in &sql::all(connection, text, chunk.iter().map(|email| email.as_str().bind())).await? {
            found.push((row.parsed("email")?, row.id("person_id")?));
        }
    }
    Ok(found)
}

/// Adds work addresses.
///
/// # Errors
/// The database failed.
pub async fn insert_addresses(tx: &Tx, addresses: &[NewAddress]) -> Result<(), Fault> {
    for chunk in addresses.chunks(CHUNK) {
        let values = chunk.iter().flat_map(|it| params![it.person, it.email.as_str(), "work", it.organisation]);
        let text = format!(
            "INSERT INTO addresses (person_id, email, kind, organisation_id) VALUES {} ON CONFLICT DO NOTHING",
            sql::rows_of(chunk.len(), 4)
        );
        sql::change(tx, text, values).await?;
    }
    Ok(())
}

/// Takes away work addresses that a newer file no longer gives.
///
/// # Errors
/// The database failed.
pub async fn remove_addresses(tx: &Tx, addresses: &[NewAddress]) -> Result<(), Fault> {
    for it in addresses {
        sql::change(
            tx,
            "DELETE FROM addresses WHERE person_id = $1 AND email = $2 AND kind = 'work'",
            params![it.person, it.email.as_str()],
        )
        .await?;
    }
    Ok(())
}

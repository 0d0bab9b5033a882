//! People, employments, addresses and registrations of an import.

use domain::ids::{EmploymentId, OrganisationId, PersonId};
use domain::keys::RegulatorKey;
use domain::people::{EmailAddress, EmployeeNumber, PersonName, Registration, RegistrationNumber};
use jiff::Timestamp;

use crate::bulk::{self, Wanted};
use crate::db::{Connection, Fault, Tx};
use crate::sql::{Row, params};

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
    let wanted = Wanted::texts(numbers.iter().map(|number| number.as_str()));
    let text = "WITH {wanted} SELECT DISTINCT e.id, e.person_id, e.organisation_id, e.employee_number FROM wanted
         CROSS JOIN employments e WHERE e.employee_number = wanted.value AND e.organisation_id = $1
         ORDER BY e.employee_number";
    let rows = wanted.all(connection, params![organisation], text);
    rows.await?.iter().map(known_employment).collect()
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
    let text =
        "WITH {wanted} SELECT p.id, p.title, p.given_name, p.family_name, p.known_as, e.organisation_id FROM wanted
         CROSS JOIN people p LEFT JOIN employments e ON e.person_id = p.id WHERE p.id = wanted.value
         ORDER BY p.id, e.id";
    let rows = Wanted::ids(ids).all(connection, [], text);
    let mut found: Vec<KnownPerson> = Vec::new();
    for row in &rows.await? {
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
    Ok(found)
}

/// Adds people.
///
/// # Errors
/// The database failed.
pub async fn insert_people(tx: &Tx, people: &[(PersonId, PersonName)], now: Timestamp) -> Result<(), Fault> {
    let columns = ["id", "title", "given_name", "family_name", "known_as", "name_search", "created_at", "updated_at"];
    let rows = people
        .iter()
        .map(|(id, name)| params![id, name.title, name.given, name.family, name.known_as, name.search(), now, now]);
    bulk::insert(tx, "people", columns, rows.collect(), "").await?;
    Ok(())
}

/// Gives people other names.
///
/// # Errors
/// The database failed.
pub async fn update_people(tx: &Tx, people: &[(PersonId, PersonName)], now: Timestamp) -> Result<(), Fault> {
    let columns = ["id", "title", "given_name", "family_name", "known_as", "name_search", "updated_at"];
    let rows = people
        .iter()
        .map(|(id, name)| params![id, name.title, name.given, name.family, name.known_as, name.search(), now]);
    bulk::update(tx, "people", 1, columns, rows.collect()).await?;
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
    let columns = ["id", "person_id", "organisation_id", "employee_number"];
    let rows = employments.iter().map(|it| params![it.id, it.person, it.organisation, it.number.as_str()]);
    bulk::insert(tx, "employments", columns, rows.collect(), "").await?;
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
    let wanted = Wanted::texts(numbers.iter().map(|number| number.as_str()));
    let text = "WITH {wanted} SELECT DISTINCT r.person_id, r.regulator, r.number, r.expires_on FROM wanted
         CROSS JOIN registrations r CROSS JOIN people p
         WHERE r.number = wanted.value AND p.id = r.person_id AND p.merged_into IS NULL
         ORDER BY r.regulator, r.number, r.person_id";
    let rows = wanted.all(connection, [], text);
    rows.await?.iter().map(|row| Ok((row.id("person_id")?, registration(row)?))).collect()
}

/// The registrations of these people.
///
/// # Errors
/// The database failed.
pub async fn registrations_of(
    connection: &impl Connection,
    people: &[PersonId],
) -> Result<Vec<(PersonId, Registration)>, Fault> {
    let text = "WITH {wanted} SELECT r.person_id, r.regulator, r.number, r.expires_on FROM wanted
         CROSS JOIN registrations r WHERE r.person_id = wanted.value ORDER BY r.person_id, r.regulator, r.number";
    let rows = Wanted::ids(people).all(connection, [], text);
    rows.await?.iter().map(|row| Ok((row.id("person_id")?, registration(row)?))).collect()
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
    let columns = ["person_id", "regulator", "number", "expires_on"];
    let rows =
        registrations.iter().map(|(person, it)| params![person, it.regulator, it.number.as_str(), it.expires_on]);
    bulk::insert(tx, "registrations", columns, rows.collect(), "ON CONFLICT DO NOTHING").await?;
    Ok(())
}

/// Sets the days to which registrations run.
///
/// # Errors
/// The database failed.
pub async fn set_expiry(tx: &Tx, registrations: &[(PersonId, Registration)]) -> Result<(), Fault> {
    let columns = ["person_id", "regulator", "number", "expires_on"];
    let rows =
        registrations.iter().map(|(person, it)| params![person, it.regulator, it.number.as_str(), it.expires_on]);
    bulk::update(tx, "registrations", 3, columns, rows.collect()).await?;
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
    let text = "WITH {wanted} SELECT a.person_id, a.email, a.organisation_id FROM wanted CROSS JOIN addresses a
         WHERE a.person_id = wanted.value AND a.kind = 'work' AND a.organisation_id IS NOT NULL
         ORDER BY a.person_id, a.email";
    let rows = Wanted::ids(people).all(connection, [], text);
    rows.await?.iter().map(address).collect()
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
    let wanted = Wanted::texts(addresses.iter().map(|email| email.as_str()));
    let text =
        "WITH {wanted} SELECT DISTINCT a.email, a.person_id FROM wanted CROSS JOIN addresses a CROSS JOIN people p
         WHERE a.email = wanted.value AND p.id = a.person_id AND p.merged_into IS NULL
         ORDER BY a.email, a.person_id";
    let rows = wanted.all(connection, [], text);
    rows.await?.iter().map(|row| Ok((row.parsed("email")?, row.id("person_id")?))).collect()
}

/// Adds work addresses.
///
/// # Errors
/// The database failed.
pub async fn insert_addresses(tx: &Tx, addresses: &[NewAddress]) -> Result<(), Fault> {
    let columns = ["person_id", "email", "kind", "organisation_id"];
    let rows = addresses.iter().map(|it| params![it.person, it.email.as_str(), "work", it.organisation]);
    bulk::insert(tx, "addresses", columns, rows.collect(), "ON CONFLICT DO NOTHING").await?;
    Ok(())
}

/// Takes away work addresses that a newer file no longer gives.
///
/// # Errors
/// The database failed.
pub async fn remove_addresses(tx: &Tx, addresses: &[NewAddress]) -> Result<(), Fault> {
    let rows = addresses.iter().map(|it| params![it.person, it.email.as_str(), "work"]);
    bulk::delete(tx, "addresses", ["person_id", "email", "kind"], rows.collect()).await?;
    Ok(())
}

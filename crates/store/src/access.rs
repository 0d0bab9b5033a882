//! In which ways a person stands to a journey, and which offices they hold, today. Every page asks here.

use domain::ids::{AppointmentId, JourneyId, OrganisationId, PersonId};
use domain::keys::{OfficeRef, ProgrammeKey};
use domain::programmes::{Onlooker, Party};
use jiff::civil::Date;

use crate::db::{Connection, Fault, Tx};
use crate::sql::{self, Row, params};

/// An office held at an organisation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Appointment {
    pub organisation: OrganisationId,
    pub organisation_code: String,
    pub organisation_name: String,
    pub office: OfficeRef,
}

/// The offices a person holds on a day, by organisation name.
///
/// # Errors
/// The database failed.
pub async fn offices(connection: &impl Connection, person: PersonId, on: Date) -> Result<Vec<Appointment>, Fault> {
    let rows = sql::all(
        connection,
        "SELECT a.programme, a.office, a.organisation_id, o.code, o.name FROM appointments a
         JOIN organisations o ON o.id = a.organisation_id
         WHERE a.person_id = $1 AND a.started_on <= $2 AND (a.finished_on IS NULL OR a.finished_on >= $2)
         ORDER BY o.name, o.id, a.programme, a.office",
        params![person, on],
    )
    .await?;
    rows.iter().map(appointment).collect()
}

pub(crate) fn appointment(row: &sea_orm::QueryResult) -> Result<Appointment, Fault> {
    Ok(Appointment {
        organisation: row.id("organisation_id")?,
        organisation_code: row.text("code")?,
        organisation_name: row.text("name")?,
        office: OfficeRef { programme: row.parsed_maybe("programme")?, office: row.parsed("office")? },
    })
}

/// How a statement compares the programme of an office: none is the empty text, as in the index.
fn of(programme: Option<&ProgrammeKey>) -> &str {
    programme.map_or("", ProgrammeKey::as_str)
}

/// The people who hold an office at an organisation on a day.
///
/// # Errors
/// The database failed.
pub async fn holders(
    connection: &impl Connection,
    organisation: OrganisationId,
    office: &OfficeRef,
    on: Date,
) -> Result<Vec<PersonId>, Fault> {
    let rows = sql::all(
        connection,
        "SELECT person_id FROM appointments WHERE organisation_id = $1 AND office = $2 AND started_on <= $3
         AND (finished_on IS NULL OR finished_on >= $3) AND COALESCE(programme, '') = $4
         ORDER BY started_on, person_id",
        params![organisation, office.office, on, of(office.programme.as_ref())],
    )
    .await?;
    rows.iter().map(|row| row.id("person_id")).collect()
}

/// In which ways a person stands to a journey on a day; none at all is the same as no journey.
///
/// A supporter named before the first day already stands, one who takes over later from their own first day on; one whose
/// time is over no longer does. Whoever stands in does so for their days. Line management comes from the post.
///
/// # Errors
/// The database failed.
pub async fn standing(
    connection: &impl Connection,
    person: PersonId,
    journey: JourneyId,
    on: Date,
) -> Result<Vec<Onlooker>, Fault> {
    let rows = sql::all(
        connection,
        "SELECT 'supportee' AS way, '' AS which FROM journeys WHERE id = $1 AND person_id = $2
         UNION ALL
         SELECT 'role', g.role FROM pairings g JOIN journeys j ON j.id = g.journey_id
             WHERE g.journey_id = $1 AND g.person_id = $2
             AND (g.finished_on IS NULL OR g.finished_on >= $3) AND (g.started_on <= $3 OR g.started_on <= j.starts_on)
         UNION ALL
         SELECT 'cover', '' FROM covers
             WHERE journey_id = $1 AND person_id = $2 AND started_on <= $3 AND finished_on >= $3
         UNION ALL
         SELECT 'line-manager', '' FROM journeys j JOIN posts p ON p.id = j.post_id
             WHERE j.id = $1 AND p.manager_person_id = $2
         UNION ALL
         SELECT 'office', a.office FROM journeys j JOIN appointments a ON a.organisation_id = j.organisation_id
             AND a.programme = j.programme
             WHERE j.id = $1 AND a.person_id = $2 AND a.started_on <= $3
             AND (a.finished_on IS NULL OR a.finished_on >= $3)",
        params![journey, person, on],
    )
    .await?;
    rows.iter()
        .map(|row| {
            Ok(match row.text("way")?.as_str() {
                "supportee" => Onlooker::Party(Party::Supportee),
                "role" => Onlooker::Party(Party::Role(row.parsed("which")?)),
                "line-manager" => Onlooker::LineManager,
                "cover" => Onlooker::Cover,
                _ => Onlooker::Office(row.parsed("which")?),
            })
        })
        .collect()
}

/// The programmes an organisation runs on a day.
///
/// # Errors
/// The database failed.
pub async fn adopted(
    connection: &impl Connection,
    organisation: OrganisationId,
    on: Date,
) -> Result<Vec<ProgrammeKey>, Fault> {
    let rows = sql::all(
        connection,
        "SELECT DISTINCT programme FROM adoptions WHERE organisation_id = $1 AND started_on <= $2
         AND (finished_on IS NULL OR finished_on >= $2) ORDER BY programme",
        params![organisation, on],
    )
    .await?;
    rows.iter().map(|row| row.parsed("programme")).collect()
}

/// Puts a person into an office from a day on. Holding it already is no error.
///
/// # Errors
/// The database failed.
pub async fn appoint(
    tx: &Tx,
    id: AppointmentId,
    person: PersonId,
    organisation: OrganisationId,
    office: &OfficeRef,
    started_on: Date,
) -> Result<(), Fault> {
    sql::change(
        tx,
        "INSERT INTO appointments (id, person_id, organisation_id, programme, office, started_on)
         VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING",
        params![id, person, organisation, office.programme.clone(), office.office, started_on],
    )
    .await?;
    Ok(())
}

/// Ends an appointment with a last day. One that began after it never was.
///
/// # Errors
/// The database failed.
pub async fn stand_down(tx: &Tx, appointment: AppointmentId, finished_on: Date) -> Result<(), Fault> {
    let never = "DELETE FROM appointments WHERE id = $1 AND finished_on IS NULL AND started_on > $2";
    sql::change(tx, never, params![appointment, finished_on]).await?;
    sql::change(
        tx,
        "UPDATE appointments SET finished_on = $2 WHERE id = $1 AND finished_on IS NULL",
        params![appointment, finished_on],
    )
    .await?;
    Ok(())
}

/// An organisation by the code in an address.
///
/// # Errors
/// The database failed.
pub async fn organisation_by_code(
    connection: &impl Connection,
    code: &str,
) -> Result<Option<(OrganisationId, String)>, Fault> {
    let row = sql::first(connection, "SELECT id, name FROM organisations WHERE code = $1", params![code]).await?;
    row.map(|row| Ok((row.id("id")?, row.text("name")?))).transpose()
}

/// The code of an organisation, for addresses.
///
/// # Errors
/// The database failed, or there is no such organisation.
pub async fn organisation_code(connection: &impl Connection, organisation: OrganisationId) -> Result<String, Fault> {
    let row = sql::first(connection, "SELECT code FROM organisations WHERE id = $1", params![organisation]).await?;
    row.ok_or_else(|| Fault::Corrupt(format!("no organisation {organisation}")))?.text("code")
}

/// Somebody in an office, as the list of offices shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Holder {
    pub appointment: AppointmentId,
    pub person: PersonId,
    pub name: String,
    pub office: OfficeRef,
    pub started_on: Date,
}

/// Who holds which office at an organisation on a day, by office and then by how long.
///
/// # Errors
/// The database failed.
pub async fn all_holders(
    connection: &impl Connection,
    organisation: OrganisationId,
    on: Date,
) -> Result<Vec<Holder>, Fault> {
    let rows = sql::all(
        connection,
        "SELECT a.id, a.person_id, a.programme, a.office, a.started_on, COALESCE(p.known_as, p.given_name) AS first_name, p.family_name
         FROM appointments a JOIN people p ON p.id = a.person_id
         WHERE a.organisation_id = $1 AND a.started_on <= $2 AND (a.finished_on IS NULL OR a.finished_on >= $2)
         ORDER BY a.programme, a.office, a.started_on, p.family_name, a.person_id",
        params![organisation, on],
    )
    .await?;
    rows.iter()
        .map(|row| {
            Ok(Holder {
                appointment: row.id("id")?,
                person: row.id("person_id")?,
                name: format!("{} {}", row.text("first_name")?, row.text("family_name")?),
                office: OfficeRef { programme: row.parsed_maybe("programme")?, office: row.parsed("office")? },
                started_on: row.on("started_on")?,
            })
        })
        .collect()
}

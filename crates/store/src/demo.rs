//! Whom one can be in a demo: people by their addresses or by a part of their name, with what they do; and what making
//! the demo's year needs to know of what is there already.

use std::collections::BTreeMap;

use domain::ids::{CandidacyId, JourneyId, MeetingId, OrganisationId, PersonId};
use domain::keys::RoleKey;
use domain::programmes::ContentHash;
use domain::text::searchable;
use jiff::Timestamp;
use jiff::civil::Date;

use crate::db::{Connection, Fault};
use crate::sql::{self, Bound, Row};

/// Somebody one can be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Guise {
    pub person: PersonId,
    /// How one calls them: “Amara”.
    pub first_name: String,
    pub full_name: String,
    pub email: String,
    pub job_title: String,
    pub organisation: String,
}

const SELECT: &str = "SELECT n.id, coalesce(n.known_as, n.given_name) AS first_name, n.family_name, a.email,
     p.job_title, o.name
     FROM people n
     JOIN addresses a ON a.person_id = n.id
     JOIN posts p ON p.person_id = n.id
     JOIN organisations o ON o.id = p.organisation_id
     WHERE n.merged_into IS NULL";

/// The people at these addresses, in no order that matters.
///
/// # Errors
/// The database failed.
pub async fn at_addresses(connection: &impl Connection, emails: &[&str]) -> Result<Vec<Guise>, Fault> {
    let text = format!("{SELECT} AND a.email IN ({}) ORDER BY a.email, p.started_on", sql::list_after(0, emails.len()));
    read(connection, text, emails.iter().map(Bound::bind).collect()).await
}

/// The first people with a part of this in their name, by name.
///
/// # Errors
/// The database failed.
pub async fn named(connection: &impl Connection, part: &str) -> Result<Vec<Guise>, Fault> {
    let like = format!("%{}%", searchable(part).replace(['%', '_'], ""));
    let text = format!("{SELECT} AND n.name_search LIKE $1 ORDER BY n.name_search, n.id, p.started_on LIMIT 40");
    read(connection, text, vec![like.bind()]).await
}

/// How many people there are, and how many journeys.
///
/// # Errors
/// The database failed.
pub async fn counts(connection: &impl Connection) -> Result<(i64, i64), Fault> {
    let people = sql::count(connection, "SELECT count(*) AS n FROM people", []).await?;
    let journeys = sql::count(connection, "SELECT count(*) AS n FROM journeys", []).await?;
    Ok((people, journeys))
}

async fn read(connection: &impl Connection, text: String, values: Vec<sea_orm::Value>) -> Result<Vec<Guise>, Fault> {
    let mut guises: Vec<Guise> = Vec::new();
    for row in sql::all(connection, text, values).await? {
        let person = row.id("id")?;
        if guises.iter().any(|known| known.person == person) {
            continue;
        }
        let first_name = row.text("first_name")?;
        guises.push(Guise {
            person,
            full_name: format!("{first_name} {}", row.text("family_name")?),
            first_name,
            email: row.text("email")?,
            job_title: row.text("job_title")?,
            organisation: row.text("name")?,
        });
    }
    Ok(guises)
}

/// Everybody by their address, with the candidacy they have, if any.
///
/// # Errors
/// The database failed.
pub async fn everybody(connection: &impl Connection) -> Result<Vec<(String, PersonId, Option<CandidacyId>)>, Fault> {
    let text = "SELECT a.email, a.person_id, c.id FROM addresses a
         LEFT JOIN candidacies c ON c.person_id = a.person_id ORDER BY a.email, a.person_id, c.id";
    let rows = sql::all(connection, text, []).await?;
    rows.iter().map(|row| Ok((row.text("email")?, row.id("person_id")?, row.id_maybe("id")?))).collect()
}

/// A journey with its two people, as far as its story needs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Life {
    pub journey: JourneyId,
    pub organisation: OrganisationId,
    pub organisation_code: String,
    pub version: ContentHash,
    pub starts_on: Date,
    /// `None`: no fixed end.
    pub planned_end_on: Option<Date>,
    pub ended_on: Option<Date>,
    pub person: PersonId,
    pub name: String,
    pub email: String,
    pub role: RoleKey,
    pub supporter: PersonId,
    pub supporter_name: String,
    pub named_at: Timestamp,
    /// The person's line manager.
    pub manager: Option<PersonId>,
    /// The person's time away, as the staff file tells it.
    pub away: Option<(Date, Option<Date>)>,
}

/// All journeys, in the order of their beginning, with whoever supported them first.
///
/// # Errors
/// The database failed.
pub async fn lives(connection: &impl Connection) -> Result<Vec<Life>, Fault> {
    let text = "SELECT j.id, j.organisation_id, o.code, j.version_hash, j.starts_on, j.planned_end_on, j.ended_on,
             j.person_id, t.manager_person_id,
             coalesce(p.known_as, p.given_name) AS first_name, p.family_name, a.email, g.role,
             g.person_id AS supporter, coalesce(s.known_as, s.given_name) AS supporter_first,
             s.family_name AS supporter_family, g.named_at, b.started_on AS away_on, b.finished_on AS back_on
         FROM journeys j
         JOIN organisations o ON o.id = j.organisation_id
         JOIN posts t ON t.id = j.post_id
         JOIN people p ON p.id = j.person_id
         JOIN addresses a ON a.person_id = p.id
         JOIN pairings g ON g.journey_id = j.id
         JOIN people s ON s.id = g.person_id
         LEFT JOIN absences b ON b.post_id = j.post_id
         ORDER BY j.starts_on, j.id, g.id, b.started_on";
    let mut lives: Vec<Life> = Vec::new();
    for row in sql::all(connection, text, []).await? {
        let journey = row.id("id")?;
        if lives.last().is_some_and(|life| life.journey == journey) {
            continue;
        }
        lives.push(Life {
            journey,
            organisation: row.id("organisation_id")?,
            organisation_code: row.text("code")?,
            version: ContentHash::from_stored(&row.text("version_hash")?),
            starts_on: row.on("starts_on")?,
            planned_end_on: row.on_maybe("planned_end_on")?,
            ended_on: row.on_maybe("ended_on")?,
            person: row.id("person_id")?,
            name: format!("{} {}", row.text("first_name")?, row.text("family_name")?),
            email: row.text("email")?,
            role: row.parsed("role")?,
            supporter: row.id("supporter")?,
            supporter_name: format!("{} {}", row.text("supporter_first")?, row.text("supporter_family")?),
            named_at: row.at("named_at")?,
            manager: row.id_maybe("manager_person_id")?,
            away: row.on_maybe("away_on")?.map(|from| Ok::<_, Fault>((from, row.on_maybe("back_on")?))).transpose()?,
        });
    }
    Ok(lives)
}

/// Every meeting that was held, by journey and time: which, from when to when.
///
/// # Errors
/// The database failed.
pub async fn held(
    connection: &impl Connection,
) -> Result<BTreeMap<JourneyId, Vec<(MeetingId, Timestamp, Timestamp)>>, Fault> {
    let text = "SELECT id, journey_id, held_from, held_to FROM meetings WHERE state = 'held' ORDER BY held_from, id";
    let mut found: BTreeMap<JourneyId, Vec<(MeetingId, Timestamp, Timestamp)>> = BTreeMap::new();
    for row in sql::all(connection, text, []).await? {
        let meeting = (row.id("id")?, row.at("held_from")?, row.at("held_to")?);
        found.entry(row.id("journey_id")?).or_default().push(meeting);
    }
    Ok(found)
}

/// The running journey of somebody.
///
/// # Errors
/// The database failed.
pub async fn journey_of(connection: &impl Connection, email: &str) -> Result<Option<JourneyId>, Fault> {
    let text = "SELECT j.id FROM journeys j JOIN addresses a ON a.person_id = j.person_id
         WHERE a.email = $1 AND j.ended_on IS NULL ORDER BY j.id LIMIT 1";
    sql::first(connection, text, sql::params![email]).await?.map(|row| row.id("id")).transpose()
}

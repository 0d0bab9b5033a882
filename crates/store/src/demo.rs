//! Whom one can be in a demo: people by their addresses or by a part of their name, with what they do.

use domain::ids::PersonId;
use domain::text::searchable;

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

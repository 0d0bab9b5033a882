//! Somebody stands in for a supporter, for a stated time and scope (D8).

use domain::ids::{CoverId, JourneyId, PersonId};
use domain::keys::RoleKey;
use jiff::Timestamp;
use jiff::civil::Date;

use crate::db::{Connection, Fault, Tx};
use crate::overview::name_of;
use crate::sql::{self, Row, params};

/// A time in which somebody stands in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cover {
    pub id: CoverId,
    pub journey: JourneyId,
    pub person: PersonId,
    pub name: String,
    /// For whom.
    pub of: PersonId,
    pub of_name: String,
    pub role: RoleKey,
    pub supportee: PersonId,
    pub supportee_name: String,
    pub started_on: Date,
    pub finished_on: Date,
    /// What they look after meanwhile.
    pub scope: String,
    /// What the one supported tells them, in their own words; may be empty.
    pub told: String,
}

impl Cover {
    /// Is it open on a day?
    pub fn is_open(&self, on: Date) -> bool {
        self.started_on <= on && on <= self.finished_on
    }
}

async fn read(connection: &impl Connection, condition: &str, values: Vec<sea_orm::Value>) -> Result<Vec<Cover>, Fault> {
    let text = format!(
        "SELECT v.*, j.person_id AS supportee, {name} AS name, {of_name} AS of_name, {supportee} AS supportee_name
         FROM covers v JOIN journeys j ON j.id = v.journey_id JOIN people a ON a.id = v.person_id
             JOIN people b ON b.id = v.for_person_id JOIN people c ON c.id = j.person_id
         WHERE {condition} ORDER BY v.started_on, v.id",
        name = name_of("a"),
        of_name = name_of("b"),
        supportee = name_of("c"),
    );
    let rows = sql::all(connection, text, values).await?;
    rows.iter()
        .map(|row| {
            Ok(Cover {
                id: row.id("id")?,
                journey: row.id("journey_id")?,
                person: row.id("person_id")?,
                name: row.text("name")?,
                of: row.id("for_person_id")?,
                of_name: row.text("of_name")?,
                role: row.parsed("role")?,
                supportee: row.id("supportee")?,
                supportee_name: row.text("supportee_name")?,
                started_on: row.on("started_on")?,
                finished_on: row.on("finished_on")?,
                scope: row.text("scope")?,
                told: row.text("told")?,
            })
        })
        .collect()
}

/// One of them.
///
/// # Errors
/// The database failed.
pub async fn find(connection: &impl Connection, id: CoverId) -> Result<Option<Cover>, Fault> {
    Ok(read(connection, "v.id = $1", params![id].to_vec()).await?.pop())
}

/// Those of a journey that are not over on a day.
///
/// # Errors
/// The database failed.
pub async fn list(connection: &impl Connection, journey: JourneyId, today: Date) -> Result<Vec<Cover>, Fault> {
    read(connection, "v.journey_id = $1 AND v.finished_on >= $2", params![journey, today].to_vec()).await
}

/// Those that are not over and in which a person stands in, is stood in for or is supported.
///
/// # Errors
/// The database failed.
pub async fn concerning(connection: &impl Connection, person: PersonId, today: Date) -> Result<Vec<Cover>, Fault> {
    let condition = "v.finished_on >= $2 AND j.ended_on IS NULL
         AND (v.person_id = $1 OR v.for_person_id = $1 OR j.person_id = $1)";
    read(connection, condition, params![person, today].to_vec()).await
}

/// Keeps one.
///
/// # Errors
/// The database failed.
pub async fn insert(tx: &Tx, cover: &Cover, by: PersonId, now: Timestamp) -> Result<(), Fault> {
    sql::change(
        tx,
        "INSERT INTO covers (id, journey_id, person_id, for_person_id, role, started_on, finished_on, scope, told,
             asked_by, named_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        params![
            cover.id,
            cover.journey,
            cover.person,
            cover.of,
            cover.role,
            cover.started_on,
            cover.finished_on,
            cover.scope,
            cover.told,
            by,
            now,
        ],
    )
    .await?;
    Ok(())
}

/// Ends one with a last day; one that had not begun by then never was.
///
/// # Errors
/// The database failed.
pub async fn end(tx: &Tx, id: CoverId, last: Date) -> Result<(), Fault> {
    sql::change(tx, "DELETE FROM covers WHERE id = $1 AND started_on > $2", params![id, last]).await?;
    sql::change(tx, "UPDATE covers SET finished_on = $2 WHERE id = $1 AND finished_on > $2", params![id, last]).await?;
    Ok(())
}

/// Ends all of a journey that is over.
///
/// # Errors
/// The database failed.
pub async fn end_all(tx: &Tx, journey: JourneyId, last: Date) -> Result<(), Fault> {
    sql::change(tx, "DELETE FROM covers WHERE journey_id = $1 AND started_on > $2", params![journey, last]).await?;
    let text = "UPDATE covers SET finished_on = $2 WHERE journey_id = $1 AND finished_on > $2";
    sql::change(tx, text, params![journey, last]).await?;
    Ok(())
}

/// Keeps what the one supported tells whoever stands in.
///
/// # Errors
/// The database failed.
pub async fn tell(tx: &Tx, id: CoverId, told: &str) -> Result<(), Fault> {
    sql::change(tx, "UPDATE covers SET told = $2 WHERE id = $1", params![id, told]).await?;
    Ok(())
}

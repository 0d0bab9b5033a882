//! Records of completion (K1): what was completed, as it stood on that day.

use std::collections::BTreeMap;

use domain::ids::{CompletionId, EndingId, JourneyId, PersonId};
use domain::text::searchable;
use jiff::Timestamp;
use jiff::civil::Date;
use sea_orm::QueryResult;

use crate::db::{Connection, Fault, Tx};
use crate::meetings::{COUNTS, of_journeys};
use crate::sql::{self, Bound, Row, params};

/// A record of completion.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Completion {
    pub id: CompletionId,
    pub journey: JourneyId,
    pub ending: EndingId,
    pub person: PersonId,
    /// What somebody needs, with the name, to check it.
    pub number: String,
    pub name: String,
    pub supporters: String,
    pub programme: String,
    pub organisation: String,
    pub started_on: Date,
    pub ended_on: Date,
    pub meetings: i32,
    pub minutes: i32,
    /// Who said that it is complete.
    pub confirmed_by: String,
    pub issued_at: Timestamp,
    /// Since when it holds no more, the end having been taken back.
    pub revoked_at: Option<Timestamp>,
}

fn read(row: &QueryResult) -> Result<Completion, Fault> {
    Ok(Completion {
        id: row.id("id")?,
        journey: row.id("journey_id")?,
        ending: row.id("ending_id")?,
        person: row.id("person_id")?,
        number: row.text("number")?,
        name: row.text("name")?,
        supporters: row.text("supporters")?,
        programme: row.text("programme_name")?,
        organisation: row.text("organisation_name")?,
        started_on: row.on("started_on")?,
        ended_on: row.on("ended_on")?,
        meetings: row.int("meetings")?,
        minutes: row.int("minutes")?,
        confirmed_by: row.text("confirmed_by")?,
        issued_at: row.at("issued_at")?,
        revoked_at: row.at_maybe("revoked_at")?,
    })
}

/// How many meetings of a journey were held, and for how many minutes together.
///
/// # Errors
/// The database failed.
pub async fn time_met(connection: &impl Connection, journey: JourneyId) -> Result<(i32, i32), Fault> {
    let text = format!(
        "SELECT m.held_from, m.held_to FROM {} t JOIN meetings m ON m.id = t.meeting_id
         WHERE m.state = 'held' AND {COUNTS}",
        of_journeys("= $1")
    );
    let rows = sql::all(connection, text, params![journey]).await?;
    let mut minutes = 0;
    for row in &rows {
        let lasted = row.at("held_to")?.as_second() - row.at("held_from")?.as_second();
        minutes += i32::try_from(lasted / 60).unwrap_or(0);
    }
    Ok((i32::try_from(rows.len()).unwrap_or(i32::MAX), minutes))
}

/// For how many minutes the people of some journeys met since a day; journeys without a meeting are left out.
///
/// # Errors
/// The database failed.
pub async fn minutes_met_since(
    connection: &impl Connection,
    journeys: &[JourneyId],
    since: Date,
) -> Result<BTreeMap<JourneyId, i64>, Fault> {
    let mut minutes: BTreeMap<JourneyId, i64> = BTreeMap::new();
    if journeys.is_empty() {
        return Ok(minutes);
    }
    let from = domain::calendar::instant(since, jiff::civil::Time::midnight());
    let text = format!(
        "SELECT journey_id, held_from, held_to FROM meetings WHERE state = 'held' AND held_from >= $1
             AND journey_id IN ({})",
        sql::list_after(1, journeys.len())
    );
    let values = params![from].into_iter().chain(journeys.iter().map(Bound::bind));
    for row in &sql::all(connection, text, values.collect::<Vec<_>>()).await? {
        let lasted = (row.at("held_to")?.as_second() - row.at("held_from")?.as_second()) / 60;
        *minutes.entry(row.id("journey_id")?).or_default() += lasted;
    }
    Ok(minutes)
}

/// Keeps one.
///
/// # Errors
/// The database failed; a duplicate when the number is another's.
pub async fn insert(tx: &Tx, completion: &Completion) -> Result<(), Fault> {
    sql::change(
        tx,
        "INSERT INTO completion_records (id, journey_id, ending_id, person_id, number, name, name_search, supporters,
             programme_name, organisation_name, started_on, ended_on, meetings, minutes, confirmed_by, issued_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)",
        params![
            completion.id,
            completion.journey,
            completion.ending,
            completion.person,
            completion.number,
            completion.name,
            searchable(&completion.name),
            completion.supporters,
            completion.programme,
            completion.organisation,
            completion.started_on,
            completion.ended_on,
            completion.meetings,
            completion.minutes,
            completion.confirmed_by,
            completion.issued_at,
        ],
    )
    .await?;
    Ok(())
}

/// Lets the record of an end hold no more.
///
/// # Errors
/// The database failed.
pub async fn revoke(tx: &Tx, ending: EndingId, now: Timestamp) -> Result<(), Fault> {
    let text = "UPDATE completion_records SET revoked_at = $2 WHERE ending_id = $1 AND revoked_at IS NULL";
    sql::change(tx, text, params![ending, now]).await?;
    Ok(())
}

/// A person's own records that hold, the latest first.
///
/// # Errors
/// The database failed.
pub async fn of_person(connection: &impl Connection, person: PersonId) -> Result<Vec<Completion>, Fault> {
    let text = "SELECT * FROM completion_records WHERE person_id = $1 AND revoked_at IS NULL
         ORDER BY ended_on DESC, id DESC";
    sql::all(connection, text, params![person]).await?.iter().map(read).collect()
}

/// The one with a number and the name that stands on it, if it holds.
///
/// # Errors
/// The database failed.
pub async fn checked(connection: &impl Connection, number: &str, name: &str) -> Result<Option<Completion>, Fault> {
    let text = "SELECT * FROM completion_records WHERE number = $1 AND name_search = $2 AND revoked_at IS NULL";
    sql::first(connection, text, params![number, searchable(name)]).await?.as_ref().map(read).transpose()
}

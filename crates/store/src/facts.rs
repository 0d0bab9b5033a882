//! Facts of a journey that only people know: that learning was done, that two were in touch.

use domain::ids::{ConsentId, JourneyId, PersonId};
use domain::keys::FactKey;
use domain::programmes::Onlooker;
use jiff::Timestamp;
use jiff::civil::Date;

use crate::db::{Connection, Fault, Tx};
use crate::sql::{self, Row, params};

/// Keeps that somebody confirmed a fact for a day, and in which capacity; saying the same twice changes nothing.
///
/// # Errors
/// The database failed.
pub async fn confirm(
    tx: &Tx,
    journey: JourneyId,
    fact: &FactKey,
    happened_on: Date,
    (by, capacity): (PersonId, &Onlooker),
    at: Timestamp,
) -> Result<(), Fault> {
    sql::change(
        tx,
        "INSERT INTO facts (journey_id, fact, happened_on, confirmed_by, confirmed_as, confirmed_at)
         VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING",
        params![journey, fact, happened_on, by, capacity.to_string(), at],
    )
    .await?;
    Ok(())
}

/// That a fact was confirmed: by whom, in which capacity, for which day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Confirmation {
    pub by: PersonId,
    pub capacity: Onlooker,
    pub happened_on: Date,
}

/// Who confirmed a fact of a journey, the latest day first.
///
/// # Errors
/// The database failed.
pub async fn confirmations(
    connection: &impl Connection,
    journey: JourneyId,
    fact: &FactKey,
) -> Result<Vec<Confirmation>, Fault> {
    let rows = sql::all(
        connection,
        "SELECT confirmed_by, confirmed_as, happened_on FROM facts WHERE journey_id = $1 AND fact = $2
         ORDER BY happened_on DESC, confirmed_as, confirmed_by",
        params![journey, fact],
    )
    .await?;
    let one = |row: &sea_orm::QueryResult| {
        Ok(Confirmation {
            by: row.id("confirmed_by")?,
            capacity: row.parsed("confirmed_as")?,
            happened_on: row.on("happened_on")?,
        })
    };
    rows.iter().map(one).collect()
}

/// Somebody's answer on whether others may know something, and what they are to know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Consent {
    pub person: PersonId,
    pub is_given: bool,
    /// In the person's own words; may be empty.
    pub content: String,
    pub answered_at: Timestamp,
}

/// Keeps an answer; it stands from now on.
///
/// # Errors
/// The database failed.
pub async fn answer_consent(
    tx: &Tx,
    id: ConsentId,
    journey: JourneyId,
    fact: &FactKey,
    consent: &Consent,
) -> Result<(), Fault> {
    sql::change(
        tx,
        "INSERT INTO fact_consents (id, journey_id, fact, person_id, is_given, content, answered_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
        params![id, journey, fact, consent.person, consent.is_given, consent.content, consent.answered_at],
    )
    .await?;
    Ok(())
}

/// The answer that stands, if there is one.
///
/// # Errors
/// The database failed.
pub async fn consent(
    connection: &impl Connection,
    journey: JourneyId,
    fact: &FactKey,
) -> Result<Option<Consent>, Fault> {
    let row = sql::first(
        connection,
        "SELECT person_id, is_given, content, answered_at FROM fact_consents WHERE journey_id = $1 AND fact = $2
         ORDER BY answered_at DESC, id DESC LIMIT 1",
        params![journey, fact],
    )
    .await?;
    row.map(|row| {
        Ok(Consent {
            person: row.id("person_id")?,
            is_given: row.flag("is_given")?,
            content: row.text("content")?,
            answered_at: row.at("answered_at")?,
        })
    })
    .transpose()
}

//! Facts of a journey that only people know: that learning was done, that two were in touch.

use domain::ids::{JourneyId, PersonId};
use domain::keys::FactKey;
use domain::programmes::Onlooker;
use jiff::Timestamp;
use jiff::civil::Date;

use crate::db::{Fault, Tx};
use crate::sql::{self, params};

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

//! Facts of a journey that only people know: that learning was done, that two were in touch.

use domain::ids::{JourneyId, PersonId};
use domain::keys::FactKey;
use jiff::Timestamp;
use jiff::civil::Date;

use crate::db::{Fault, Tx};
use crate::sql::{self, params};

/// Keeps that somebody confirmed a fact for a day; saying the same twice changes nothing.
///
/// # Errors
/// The database failed.
pub async fn confirm(
    tx: &Tx,
    journey: JourneyId,
    fact: &FactKey,
    happened_on: Date,
    by: PersonId,
    at: Timestamp,
) -> Result<(), Fault> {
    sql::change(
        tx,
        "INSERT INTO facts (journey_id, fact, happened_on, confirmed_by, confirmed_at) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT DO NOTHING",
        params![journey, fact, happened_on, by, at],
    )
    .await?;
    Ok(())
}

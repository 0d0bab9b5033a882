//! Five things kept apart for each expectation of an organisation's journeys: met, agreed exception, not met, not yet
//! due, no data. Over the twelve months to a day.

use domain::calendar::{plus_days, plus_months};
use domain::ids::OrganisationId;
use domain::keys::{ExpectationKey, ProgrammeKey};
use jiff::civil::Date;

use crate::db::{Connection, Fault};
use crate::sql::{self, Row, params};

/// A planned meeting whose time passed this many days ago without an outcome is missing data.
const SILENT_DAYS: i32 = 7;

/// How often something happened as it should, and how often not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Figure {
    pub met: i64,
    pub exception: i64,
    pub not_met: i64,
    pub not_due: i64,
    pub no_data: i64,
}

impl Figure {
    /// Adds another figure's counts.
    pub fn add(&mut self, other: &Figure) {
        self.met += other.met;
        self.exception += other.exception;
        self.not_met += other.not_met;
        self.not_due += other.not_due;
        self.no_data += other.no_data;
    }

    /// Is more than a fifth of what should be known not recorded?
    pub fn tells_too_little(&self) -> bool {
        self.no_data * 5 > self.met + self.exception + self.not_met + self.no_data
    }
}

/// The figures of each expectation, by its key.
///
/// # Errors
/// The database failed.
pub async fn by_expectation(
    connection: &impl Connection,
    organisation: OrganisationId,
    programme: &ProgrammeKey,
    today: Date,
) -> Result<Vec<(ExpectationKey, Figure)>, Fault> {
    let rows = sql::all(
        connection,
        "SELECT o.expectation,
             COUNT(CASE WHEN o.outcome = 'met' AND o.outcome_on <= o.due_on THEN 1 END) AS met,
             COUNT(CASE WHEN o.outcome = 'agreed-exception' THEN 1 END) AS exception,
             COUNT(CASE WHEN (o.outcome = 'met' AND o.outcome_on > o.due_on) OR (o.outcome = 'open'
                 AND o.due_on < $3 AND (o.unrecorded_on IS NULL OR o.unrecorded_on > $5)) THEN 1 END) AS not_met,
             COUNT(CASE WHEN o.outcome = 'open' AND o.due_on >= $3 THEN 1 END) AS not_due,
             COUNT(CASE WHEN o.outcome = 'open' AND o.due_on < $3 AND o.unrecorded_on <= $5 THEN 1 END) AS no_data
         FROM occurrences o JOIN journeys j ON j.id = o.journey_id
         WHERE o.organisation_id = $1 AND j.programme = $2 AND o.due_on > $4 AND o.opens_on <= $3
         GROUP BY o.expectation ORDER BY o.expectation",
        params![organisation, programme, today, plus_months(today, -12), plus_days(today, -SILENT_DAYS)],
    )
    .await?;
    rows.iter()
        .map(|row| {
            let figure = Figure {
                met: row.big("met")?,
                exception: row.big("exception")?,
                not_met: row.big("not_met")?,
                not_due: row.big("not_due")?,
                no_data: row.big("no_data")?,
            };
            Ok((row.parsed("expectation")?, figure))
        })
        .collect()
}

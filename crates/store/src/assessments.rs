//! When assessments of a journey are due, and what they came to: every outcome that was ever entered, of each attempt the
//! latest standing (P3, P5).

use domain::ids::{JourneyId, PersonId};
use domain::keys::{AssessmentKey, FactKey, OutcomeKey};
use domain::programmes::Onlooker;
use jiff::Timestamp;
use jiff::civil::Date;

use crate::db::{Connection, Fault, Tx};
use crate::overview::name_of;
use crate::sql::{self, Row, params};

/// When an assessment is due, and who entered it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dated {
    pub assessment: AssessmentKey,
    pub due_on: Date,
    pub entered_by: String,
}

/// An outcome as it was entered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entered {
    pub assessment: AssessmentKey,
    /// From 1: the first time it was taken.
    pub attempt: i32,
    /// From 1; the highest of an attempt stands.
    pub number: i32,
    pub outcome: OutcomeKey,
    pub happened_on: Date,
    pub by: String,
    pub entered_at: Timestamp,
}

/// The dates of a journey's assessments.
///
/// # Errors
/// The database failed.
pub async fn dates(connection: &impl Connection, journey: JourneyId) -> Result<Vec<Dated>, Fault> {
    let text = format!(
        "SELECT d.assessment, d.due_on, {} AS entered_by FROM assessment_dates d JOIN people n ON n.id = d.entered_by
         WHERE d.journey_id = $1 ORDER BY d.due_on, d.assessment",
        name_of("n")
    );
    let rows = sql::all(connection, text, params![journey]).await?;
    rows.iter()
        .map(|row| {
            Ok(Dated {
                assessment: row.parsed("assessment")?,
                due_on: row.on("due_on")?,
                entered_by: row.text("entered_by")?,
            })
        })
        .collect()
}

/// Enters when an assessment is due, in place of what stood before.
///
/// # Errors
/// The database failed.
pub async fn date(
    tx: &Tx,
    (journey, assessment): (JourneyId, &AssessmentKey),
    due_on: Date,
    (by, at): (PersonId, Timestamp),
) -> Result<(), Fault> {
    let text = "INSERT INTO assessment_dates (journey_id, assessment, due_on, entered_by, entered_at)
         VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (journey_id, assessment) DO UPDATE SET due_on = excluded.due_on,
            entered_by = excluded.entered_by, entered_at = excluded.entered_at";
    sql::change(tx, text, params![journey, assessment, due_on, by, at]).await?;
    Ok(())
}

/// Every outcome that was entered in a journey, by assessment, attempt and order.
///
/// # Errors
/// The database failed.
pub async fn outcomes(connection: &impl Connection, journey: JourneyId) -> Result<Vec<Entered>, Fault> {
    let text = format!(
        "SELECT o.assessment, o.attempt, o.number, o.outcome, o.happened_on, o.entered_at, {} AS entered_by
         FROM assessment_outcomes o JOIN people n ON n.id = o.entered_by
         WHERE o.journey_id = $1 ORDER BY o.assessment, o.attempt, o.number",
        name_of("n")
    );
    let rows = sql::all(connection, text, params![journey]).await?;
    rows.iter()
        .map(|row| {
            Ok(Entered {
                assessment: row.parsed("assessment")?,
                attempt: row.int("attempt")?,
                number: row.int("number")?,
                outcome: row.parsed("outcome")?,
                happened_on: row.on("happened_on")?,
                by: row.text("entered_by")?,
                entered_at: row.at("entered_at")?,
            })
        })
        .collect()
}

/// Enters an outcome. The number follows the last of the attempt: two at once cannot both be the next.
///
/// # Errors
/// The database failed; a duplicate when another was entered at the same moment.
pub async fn enter(
    tx: &Tx,
    (journey, assessment): (JourneyId, &AssessmentKey),
    (attempt, number): (i32, i32),
    (outcome, happened_on): (&OutcomeKey, Date),
    (by, capacity): (PersonId, &Onlooker),
    at: Timestamp,
) -> Result<(), Fault> {
    let text = "INSERT INTO assessment_outcomes (journey_id, assessment, attempt, number, outcome, happened_on,
            entered_by, entered_as, entered_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
    let values = params![journey, assessment, attempt, number, outcome, happened_on, by, capacity.to_string(), at];
    sql::change(tx, text, values).await?;
    Ok(())
}

/// Takes back a fact of a day that nothing gives rise to any more.
///
/// # Errors
/// The database failed.
pub async fn uncall(tx: &Tx, journey: JourneyId, fact: &FactKey, happened_on: Date) -> Result<(), Fault> {
    let text = "DELETE FROM facts WHERE journey_id = $1 AND fact = $2 AND happened_on = $3";
    sql::change(tx, text, params![journey, fact, happened_on]).await?;
    Ok(())
}

//! Occurrences and the counters of journeys, as they were worked out.

use domain::expectations::{NotApplicable, Occurrence, Outcome, still_to_confirm};
use domain::ids::{Id, JourneyId, MeetingId, OrganisationId};
use domain::keys::{ExpectationKey, MeetingKey, ProgrammeKey};
use domain::programmes::{Onlooker, Programme};
use jiff::Timestamp;
use jiff::civil::Date;
use sea_orm::{QueryResult, Value};

use super::facts::Subject;
use crate::db::{Connection, Fault, Tx};
use crate::sql::{self, Row, params};

/// An occurrence as it is stored; see [`domain::expectations::Occurrence`] for what each part means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredOccurrence {
    pub journey: JourneyId,
    pub expectation: ExpectationKey,
    pub number: u32,
    pub programme: ProgrammeKey,
    pub organisation: OrganisationId,
    pub opens_on: Date,
    pub due_on: Date,
    pub outcome: Outcome,
    pub explained_on: Option<Date>,
    pub meeting: Option<MeetingId>,
    pub replaced_by: Option<MeetingKey>,
    pub unrecorded_on: Option<Date>,
    pub can_be_done: bool,
    /// Those who have still to confirm it, where several have to.
    pub waits_for: Vec<Onlooker>,
}

impl StoredOccurrence {
    /// The row of an occurrence of a journey.
    pub fn of(programme: &Programme, subject: &Subject, occurrence: &Occurrence<'_>) -> Self {
        Self {
            journey: subject.journey,
            expectation: occurrence.expectation.key.clone(),
            number: occurrence.number,
            programme: subject.programme.clone(),
            organisation: occurrence.organisation.unwrap_or(subject.organisation),
            opens_on: occurrence.opens_on,
            due_on: occurrence.due_on,
            outcome: occurrence.outcome,
            explained_on: occurrence.explained_on,
            meeting: occurrence.meeting,
            replaced_by: occurrence.replaced_by.cloned(),
            unrecorded_on: occurrence.unrecorded_on,
            can_be_done: occurrence.can_be_done,
            waits_for: match occurrence.outcome {
                Outcome::Open => waits_for(programme, subject, occurrence),
                _ => Vec::new(),
            },
        }
    }
}

fn waits_for(programme: &Programme, subject: &Subject, occurrence: &Occurrence<'_>) -> Vec<Onlooker> {
    still_to_confirm(programme, &subject.facts, occurrence).into_iter().cloned().collect()
}

/// What lists ask of a journey without looking at its occurrences.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counters {
    /// The earliest day by which something is asked of somebody; late when before today.
    pub next_due_on: Option<Date>,
    /// The same, of what counts for a standard.
    pub late_since: Option<Date>,
    pub meetings_held: i32,
    pub last_met_on: Option<Date>,
    pub next_meeting_at: Option<Timestamp>,
}

const COLUMNS: &str = "journey_id, expectation, number, programme, organisation_id, opens_on, due_on, outcome, outcome_on, because, \
                       explained_on, meeting_id, replaced_by, unrecorded_on, can_be_done, waits_for";
/// How many rows go into one statement.
const AT_ONCE: usize = 200;

/// Puts these rows in place of all that stand for the journeys.
///
/// # Errors
/// The database failed.
pub async fn replace(tx: &Tx, journeys: &[JourneyId], rows: &[StoredOccurrence]) -> Result<(), Fault> {
    if journeys.is_empty() {
        return Ok(());
    }
    let ids: Vec<Value> = journeys.iter().map(|journey| Value::Uuid(Some(journey.uuid()))).collect();
    let text = format!("DELETE FROM occurrences WHERE journey_id IN ({})", sql::list_after(0, ids.len()));
    sql::change(tx, text, ids).await?;
    for chunk in rows.chunks(AT_ONCE) {
        let text = format!("INSERT INTO occurrences ({COLUMNS}) VALUES {}", sql::rows_of(chunk.len(), 16));
        sql::change(tx, text, chunk.iter().flat_map(values)).await?;
    }
    Ok(())
}

fn values(row: &StoredOccurrence) -> [Value; 16] {
    let (outcome, outcome_on, because) = match row.outcome {
        Outcome::Open => ("open", None, None),
        Outcome::Met { on } => ("met", Some(on), None),
        Outcome::AgreedException { agreed_on } => ("agreed-exception", Some(agreed_on), None),
        Outcome::Paused { since } => ("paused", Some(since), None),
        Outcome::NotApplicable { because } => ("not-applicable", None, Some(because_text(because))),
    };
    params![
        row.journey,
        row.expectation,
        i32::try_from(row.number).unwrap_or(i32::MAX),
        row.programme,
        row.organisation,
        row.opens_on,
        row.due_on,
        outcome,
        outcome_on,
        because,
        row.explained_on,
        row.meeting,
        row.replaced_by,
        row.unrecorded_on,
        row.can_be_done,
        row.waits_for.iter().map(ToString::to_string).collect::<Vec<_>>().join(" "),
    ]
}

fn because_text(because: NotApplicable) -> &'static str {
    match because {
        NotApplicable::Withdrawn => "withdrawn",
        NotApplicable::Ended => "ended",
        NotApplicable::Circumstance => "circumstance",
    }
}

/// The occurrences of a journey, by due date.
///
/// # Errors
/// The database failed.
pub async fn of_journey(connection: &impl Connection, journey: JourneyId) -> Result<Vec<StoredOccurrence>, Fault> {
    of_journeys(connection, &[journey]).await
}

/// The occurrences of these journeys, by journey and due date.
///
/// # Errors
/// The database failed.
pub async fn of_journeys(connection: &impl Connection, journeys: &[JourneyId]) -> Result<Vec<StoredOccurrence>, Fault> {
    if journeys.is_empty() {
        return Ok(Vec::new());
    }
    let ids: Vec<Value> = journeys.iter().map(|journey| Value::Uuid(Some(journey.uuid()))).collect();
    let text = format!(
        "SELECT {COLUMNS} FROM occurrences WHERE journey_id IN ({})
         ORDER BY journey_id, due_on, expectation, number",
        sql::list_after(0, ids.len())
    );
    sql::all(connection, text, ids).await?.iter().map(stored).collect()
}

pub(crate) fn stored(row: &QueryResult) -> Result<StoredOccurrence, Fault> {
    let corrupt = |what: &str| Fault::Corrupt(format!("an occurrence with {what}"));
    let on = || row.on_maybe("outcome_on")?.ok_or_else(|| corrupt("an outcome without its day"));
    let outcome = match row.text("outcome")?.as_str() {
        "open" => Outcome::Open,
        "met" => Outcome::Met { on: on()? },
        "agreed-exception" => Outcome::AgreedException { agreed_on: on()? },
        "paused" => Outcome::Paused { since: on()? },
        _ => Outcome::NotApplicable {
            because: match row.text_maybe("because")?.as_deref() {
                Some("withdrawn") => NotApplicable::Withdrawn,
                Some("ended") => NotApplicable::Ended,
                Some("circumstance") => NotApplicable::Circumstance,
                _ => return Err(corrupt("an unknown reason")),
            },
        },
    };
    Ok(StoredOccurrence {
        journey: row.id("journey_id")?,
        expectation: row.parsed("expectation")?,
        number: u32::try_from(row.int("number")?).map_err(|_| corrupt("a negative number"))?,
        programme: row.parsed("programme")?,
        organisation: row.id("organisation_id")?,
        opens_on: row.on("opens_on")?,
        due_on: row.on("due_on")?,
        outcome,
        explained_on: row.on_maybe("explained_on")?,
        meeting: row.id_maybe("meeting_id")?,
        replaced_by: row.parsed_maybe("replaced_by")?,
        unrecorded_on: row.on_maybe("unrecorded_on")?,
        can_be_done: row.flag("can_be_done")?,
        waits_for: waiting(&row.text("waits_for")?)?,
    })
}

/// The capacities as they are stored, one beside another.
pub(crate) fn waiting(text: &str) -> Result<Vec<Onlooker>, Fault> {
    text.split_whitespace().map(crate::convert::parsed).collect()
}

/// Keeps the counters of a journey.
///
/// # Errors
/// The database failed.
pub async fn keep_counters(tx: &Tx, journey: JourneyId, counters: &Counters) -> Result<(), Fault> {
    sql::change(
        tx,
        "UPDATE journeys SET next_due_on = $2, late_since = $3, meetings_held = $4, last_met_on = $5,
         next_meeting_at = $6 WHERE id = $1",
        params![
            journey,
            counters.next_due_on,
            counters.late_since,
            counters.meetings_held,
            counters.last_met_on,
            counters.next_meeting_at,
        ],
    )
    .await?;
    Ok(())
}

/// The counters of a journey's row.
pub(super) fn counters(row: &QueryResult) -> Result<Counters, Fault> {
    Ok(Counters {
        next_due_on: row.on_maybe("next_due_on")?,
        late_since: row.on_maybe("late_since")?,
        meetings_held: row.int("meetings_held")?,
        last_met_on: row.on_maybe("last_met_on")?,
        next_meeting_at: row.at_maybe("next_meeting_at")?,
    })
}

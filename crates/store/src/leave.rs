//! Leave that is asked for, absence that is known, and what stands still for them (P5, K2).

use domain::calendar::Period;
use domain::ids::{JourneyId, LeaveId, PauseId, PersonId};
use domain::keys::LeaveKey;
use domain::leave::{Begins, Ends, Span, State};
use jiff::Timestamp;
use jiff::civil::Date;
use sea_orm::QueryResult;

use crate::db::{Connection, Fault, Tx};
use crate::overview::name_of;
use crate::sql::{self, Row, params};

/// Leave that was asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Leave {
    pub id: LeaveId,
    pub journey: JourneyId,
    pub person: PersonId,
    pub kind: LeaveKey,
    pub span: Span,
    pub half_days: u32,
    pub state: State,
    pub asked_at: Timestamp,
    /// By when an answer is due, where the programme says.
    pub due_on: Option<Date>,
    pub settled: Option<Settled>,
    /// What whoever decided said with it.
    pub word: String,
}

/// Who settled it, and when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settled {
    pub by: PersonId,
    pub name: String,
    pub at: Timestamp,
}

/// Keeps a request.
///
/// # Errors
/// The database failed.
pub async fn ask(tx: &Tx, leave: &Leave) -> Result<(), Fault> {
    sql::change(
        tx,
        "INSERT INTO leave_requests (id, journey_id, person_id, kind, started_on, finished_on, begins, ends, half_days,
            state, asked_at, due_on, word)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, '')",
        params![
            leave.id,
            leave.journey,
            leave.person,
            leave.kind,
            leave.span.from,
            leave.span.until,
            if leave.span.begins == Begins::AtMidday { "midday" } else { "morning" },
            if leave.span.ends == Ends::AtMidday { "midday" } else { "evening" },
            i32::try_from(leave.half_days).unwrap_or(i32::MAX),
            leave.state.as_str(),
            leave.asked_at,
            leave.due_on,
        ],
    )
    .await?;
    Ok(())
}

/// Brings a request from one state to another; false when it is no longer in the first.
///
/// # Errors
/// The database failed.
pub async fn settle(
    tx: &Tx,
    id: LeaveId,
    (from, to): (State, State),
    word: &str,
    (by, at): (PersonId, Timestamp),
) -> Result<bool, Fault> {
    let text = "UPDATE leave_requests SET state = $3, word = CASE WHEN $4 = '' THEN word ELSE $4 END, settled_by = $5,
            settled_at = $6
         WHERE id = $1 AND state = $2";
    Ok(sql::change(tx, text, params![id, from.as_str(), to.as_str(), word, by, at]).await? == 1)
}

const SELECT: &str = "SELECT l.*, COALESCE(n.known_as, n.given_name) || ' ' || n.family_name AS settled_name
     FROM leave_requests l LEFT JOIN people n ON n.id = l.settled_by";

/// One request.
///
/// # Errors
/// The database failed.
pub async fn find(connection: &impl Connection, id: LeaveId) -> Result<Option<Leave>, Fault> {
    let row = sql::first(connection, format!("{SELECT} WHERE l.id = $1"), params![id]).await?;
    row.as_ref().map(read).transpose()
}

/// The requests of a journey, by their first day, the latest first.
///
/// # Errors
/// The database failed.
pub async fn list(connection: &impl Connection, journey: JourneyId) -> Result<Vec<Leave>, Fault> {
    let text = format!("{SELECT} WHERE l.journey_id = $1 ORDER BY l.started_on DESC, l.id");
    sql::all(connection, text, params![journey]).await?.iter().map(read).collect()
}

fn read(row: &QueryResult) -> Result<Leave, Fault> {
    let state = row.text("state")?;
    let (from, until) = (row.on("started_on")?, row.on("finished_on")?);
    let settled = match (row.id_maybe("settled_by")?, row.text_maybe("settled_name")?, row.at_maybe("settled_at")?) {
        (Some(by), Some(name), Some(at)) => Some(Settled { by, name, at }),
        _ => None,
    };
    Ok(Leave {
        id: row.id("id")?,
        journey: row.id("journey_id")?,
        person: row.id("person_id")?,
        kind: row.parsed("kind")?,
        span: crate::working_time::span(from, until, &row.text("begins")?, &row.text("ends")?),
        half_days: u32::try_from(row.int("half_days")?).unwrap_or(0),
        state: State::named(&state).ok_or_else(|| Fault::Corrupt(format!("leave that is {state}")))?,
        asked_at: row.at("asked_at")?,
        due_on: row.on_maybe("due_on")?,
        settled,
        word: row.text("word")?,
    })
}

/// An absence of the person supported: from and to, never why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Absence {
    pub started_on: Date,
    pub finished_on: Option<Date>,
    pub noted_by: String,
}

impl Absence {
    pub fn period(&self) -> Period {
        Period { started_on: self.started_on, finished_on: self.finished_on }
    }
}

/// The absences noted in a journey, the latest first.
///
/// # Errors
/// The database failed.
pub async fn absences(connection: &impl Connection, journey: JourneyId) -> Result<Vec<Absence>, Fault> {
    let text = format!(
        "SELECT a.started_on, a.finished_on, {} AS noted_by FROM journey_absences a JOIN people n ON n.id = a.noted_by
         WHERE a.journey_id = $1 ORDER BY a.started_on DESC",
        name_of("n")
    );
    let rows = sql::all(connection, text, params![journey]).await?;
    rows.iter()
        .map(|row| {
            Ok(Absence {
                started_on: row.on("started_on")?,
                finished_on: row.on_maybe("finished_on")?,
                noted_by: row.text("noted_by")?,
            })
        })
        .collect()
}

/// Notes an absence, or until when one lasts that is known.
///
/// # Errors
/// The database failed.
pub async fn note_absence(
    tx: &Tx,
    (journey, person): (JourneyId, PersonId),
    period: Period,
    (by, at): (PersonId, Timestamp),
) -> Result<(), Fault> {
    let text = "INSERT INTO journey_absences (journey_id, person_id, started_on, finished_on, noted_by, noted_at)
         VALUES ($1, $2, $3, $4, $5, $6)
         ON CONFLICT (journey_id, started_on) DO UPDATE SET finished_on = excluded.finished_on,
            noted_by = excluded.noted_by, noted_at = excluded.noted_at";
    sql::change(tx, text, params![journey, person, period.started_on, period.finished_on, by, at]).await?;
    Ok(())
}

/// Takes an absence out that was noted by mistake; false when there is none from that day on.
///
/// # Errors
/// The database failed.
pub async fn forget_absence(tx: &Tx, journey: JourneyId, started_on: Date) -> Result<bool, Fault> {
    let text = "DELETE FROM journey_absences WHERE journey_id = $1 AND started_on = $2";
    Ok(sql::change(tx, text, params![journey, started_on]).await? > 0)
}

/// Lets what is expected of a journey stand still from a day on, as somebody decided, or corrects until when.
///
/// # Errors
/// The database failed.
pub async fn pause(
    tx: &Tx,
    id: PauseId,
    journey: JourneyId,
    period: Period,
    (by, at): (PersonId, Timestamp),
) -> Result<(), Fault> {
    let text = "INSERT INTO pauses (id, journey_id, started_on, finished_on, origin, recorded_at, recorded_by)
         VALUES ($1, $2, $3, $4, 'agreed', $5, $6)
         ON CONFLICT (journey_id, started_on) DO UPDATE SET finished_on = excluded.finished_on,
            recorded_at = excluded.recorded_at, recorded_by = excluded.recorded_by";
    sql::change(tx, text, params![id, journey, period.started_on, period.finished_on, at, by]).await?;
    Ok(())
}

/// Takes away a pause that began on a day; what was expected is expected again.
///
/// # Errors
/// The database failed.
pub async fn resume(tx: &Tx, journey: JourneyId, started_on: Date) -> Result<bool, Fault> {
    let text = "DELETE FROM pauses WHERE journey_id = $1 AND started_on = $2 AND origin = 'agreed'";
    Ok(sql::change(tx, text, params![journey, started_on]).await? > 0)
}

/// Requests that wait for an answer in the journeys in which a person supports, with whose they are and in which role.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waiting {
    pub id: LeaveId,
    pub journey: JourneyId,
    pub name: String,
    pub role: domain::keys::RoleKey,
    pub from: Date,
    pub due_on: Option<Date>,
    pub asked_at: Timestamp,
}

/// The requests that wait in the journeys in which somebody holds a role today.
///
/// # Errors
/// The database failed.
pub async fn waiting_for(connection: &impl Connection, person: PersonId, today: Date) -> Result<Vec<Waiting>, Fault> {
    let text = format!(
        "SELECT l.id, l.journey_id, l.started_on, l.due_on, l.asked_at, p.role, {} AS name
         FROM leave_requests l JOIN pairings p ON p.journey_id = l.journey_id AND p.person_id = $1
             AND (p.finished_on IS NULL OR p.finished_on >= $2)
         JOIN people n ON n.id = l.person_id
         WHERE l.state = 'asked' ORDER BY l.due_on, l.asked_at, l.id, p.role",
        name_of("n")
    );
    let rows = sql::all(connection, text, params![person, today]).await?;
    rows.iter()
        .map(|row| {
            Ok(Waiting {
                id: row.id("id")?,
                journey: row.id("journey_id")?,
                name: row.text("name")?,
                role: row.parsed("role")?,
                from: row.on("started_on")?,
                due_on: row.on_maybe("due_on")?,
                asked_at: row.at("asked_at")?,
            })
        })
        .collect()
}

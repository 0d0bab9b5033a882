//! One journey's head and path.

use std::sync::Arc;

use domain::calendar::Period;
use domain::ids::{JourneyId, MeetingId, OrganisationId, PersonId};
use domain::keys::{ContextKey, ExpectationKey, MeetingKey};
use domain::programmes::{Catalogue, ContentHash, Party, Programme};
use jiff::Timestamp;
use jiff::civil::Date;

use super::name_of;
use crate::db::{Connection, Fault};
use crate::sql::{self, Row, params};

/// Who a journey is about, who walks beside, and from when to when.
#[derive(Debug, Clone)]
pub struct Head {
    pub journey: JourneyId,
    pub organisation: OrganisationId,
    pub organisation_code: String,
    pub organisation_name: String,
    pub programme: Arc<Programme>,
    pub supportee: PersonId,
    pub supportee_name: String,
    pub job_title: String,
    /// Those who support now or will, the programme's main supporter first.
    pub supporters: Vec<(Party, PersonId, String)>,
    pub starts_on: Date,
    /// `None`: no fixed end.
    pub planned_end_on: Option<Date>,
    pub ended_on: Option<Date>,
    /// What it is for, where its programme has several contexts and the pair chose one.
    pub context: Option<ContextKey>,
    pub meetings_held: i32,
    pub last_met_on: Option<Date>,
    pub next_meeting_at: Option<Timestamp>,
    pub created_at: Timestamp,
}

/// The head of a journey. It is for whoever the programme lets see it: ask `access` first.
///
/// # Errors
/// The database failed, or the journey's version of its programme is not at hand.
pub async fn head(
    connection: &impl Connection,
    catalogue: &Catalogue,
    journey: JourneyId,
    today: Date,
) -> Result<Option<Head>, Fault> {
    let rows = sql::all(
        connection,
        format!(
            "SELECT j.*, o.code, o.name AS organisation_name, t.job_title, {supportee} AS supportee_name,
                 s.role, s.person_id AS supporter_id, {supporter} AS supporter_name
             FROM journeys j
             JOIN organisations o ON o.id = j.organisation_id
             JOIN posts t ON t.id = j.post_id
             JOIN people p ON p.id = j.person_id
             LEFT JOIN pairings s ON s.journey_id = j.id AND (s.finished_on IS NULL OR s.finished_on >= $2)
                 AND (s.started_on <= $2 OR s.started_on <= j.starts_on)
             LEFT JOIN people q ON q.id = s.person_id
             WHERE j.id = $1 ORDER BY s.started_on, s.id",
            supportee = name_of("p"),
            supporter = name_of("q"),
        ),
        params![journey, today],
    )
    .await?;
    let Some(row) = rows.first() else { return Ok(None) };
    let hash = row.text("version_hash")?;
    let programme = catalogue
        .version(&ContentHash::from_stored(&hash))
        .ok_or_else(|| Fault::Corrupt(format!("programme version {hash} is not at hand")))?;
    let mut supporters: Vec<(Party, PersonId, String)> = Vec::new();
    for row in &rows {
        if let Some(person) = row.id_maybe("supporter_id")? {
            supporters.push((Party::Role(row.parsed("role")?), person, row.text("supporter_name")?));
        }
    }
    supporters.sort_by_key(|(party, ..)| *party != Party::Role(programme.supporter.clone()));
    Ok(Some(Head {
        journey,
        organisation: row.id("organisation_id")?,
        organisation_code: row.text("code")?,
        organisation_name: row.text("organisation_name")?,
        programme: Arc::clone(programme),
        supportee: row.id("person_id")?,
        supportee_name: row.text("supportee_name")?,
        job_title: row.text("job_title")?,
        supporters,
        starts_on: row.on("starts_on")?,
        planned_end_on: row.on_maybe("planned_end_on")?,
        ended_on: row.on_maybe("ended_on")?,
        context: row.parsed_maybe("context")?,
        meetings_held: row.int("meetings_held")?,
        last_met_on: row.on_maybe("last_met_on")?,
        next_meeting_at: row.at_maybe("next_meeting_at")?,
        created_at: row.at("created_at")?,
    }))
}

/// One occurrence as the path shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PathOccurrence {
    pub expectation: ExpectationKey,
    pub number: i32,
    pub opens_on: Date,
    pub due_on: Date,
    /// Open, met on a day, or set aside in one of the ways that need no doing.
    pub state: PathState,
    pub meeting: Option<MeetingId>,
    /// The kind of meeting that stood in for it.
    pub replaced_by: Option<MeetingKey>,
}

/// What became of it, as far as a picture tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PathState {
    Open,
    Met(Date),
    /// By agreement, paused, or not applicable.
    SetAside,
}

/// Everything that is expected of a journey, by due date.
///
/// # Errors
/// The database failed.
pub async fn occurrences(connection: &impl Connection, journey: JourneyId) -> Result<Vec<PathOccurrence>, Fault> {
    let rows = sql::all(
        connection,
        "SELECT expectation, number, opens_on, due_on, outcome, outcome_on, meeting_id, replaced_by
         FROM occurrences
         WHERE journey_id = $1 ORDER BY due_on, expectation, number",
        params![journey],
    )
    .await?;
    rows.iter()
        .map(|row| {
            let due_on = row.on("due_on")?;
            let state = match row.text("outcome")?.as_str() {
                "open" => PathState::Open,
                "met" => PathState::Met(row.on_maybe("outcome_on")?.unwrap_or(due_on)),
                _ => PathState::SetAside,
            };
            Ok(PathOccurrence {
                expectation: row.parsed("expectation")?,
                number: row.int("number")?,
                opens_on: row.on("opens_on")?,
                due_on,
                state,
                meeting: row.id_maybe("meeting_id")?,
                replaced_by: row.parsed_maybe("replaced_by")?,
            })
        })
        .collect()
}

/// The pauses of a journey, by their first day.
///
/// # Errors
/// The database failed.
pub async fn pauses(connection: &impl Connection, journey: JourneyId) -> Result<Vec<Period>, Fault> {
    let rows = sql::all(
        connection,
        "SELECT started_on, finished_on FROM pauses WHERE journey_id = $1 ORDER BY started_on",
        params![journey],
    )
    .await?;
    rows.iter()
        .map(|row| Ok(Period { started_on: row.on("started_on")?, finished_on: row.on_maybe("finished_on")? }))
        .collect()
}

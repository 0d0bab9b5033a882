//! Runs of cohort matching. An organisation has one open run for a programme at a time.

use std::collections::BTreeMap;

use domain::ids::{JobId, MatchingRunId, OrganisationId, PersonId};
use domain::keys::{ProfessionKey, ProgrammeKey};
use domain::matching::Capacity;
use jiff::Timestamp;
use sea_orm::QueryResult;
use serde::{Deserialize, Serialize};

use crate::db::{Connection, Fault, Tx};
use crate::sql::{self, Row, params};

/// How a run stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RunState {
    /// Its job has not finished.
    Waiting,
    /// There is a proposal to look at.
    Proposed,
    /// Its pairs became journeys.
    Accepted,
    Discarded,
}

impl RunState {
    /// The stored word.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Proposed => "proposed",
            Self::Accepted => "accepted",
            Self::Discarded => "discarded",
        }
    }
}

impl std::str::FromStr for RunState {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        [Self::Waiting, Self::Proposed, Self::Accepted, Self::Discarded]
            .into_iter()
            .find(|state| state.as_str() == text)
            .ok_or(())
    }
}

/// What stands above a proposal.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Summary {
    pub matched: u32,
    pub waiting: u32,
    pub excluded: u32,
    /// By profession, those of no known profession last.
    pub capacity: Vec<(Option<ProfessionKey>, Capacity)>,
    /// What the proof says the proposal costs, in the programme's weights.
    pub cost: u64,
}

impl Summary {
    /// The capacity in the order in which it is shown.
    pub fn of_capacity(capacity: BTreeMap<Option<ProfessionKey>, Capacity>) -> Vec<(Option<ProfessionKey>, Capacity)> {
        let (unknown, mut known): (Vec<_>, Vec<_>) = capacity.into_iter().partition(|(key, _)| key.is_none());
        known.extend(unknown);
        known
    }
}

/// A run of cohort matching.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    pub id: MatchingRunId,
    pub organisation: OrganisationId,
    pub programme: ProgrammeKey,
    pub job: Option<JobId>,
    pub state: RunState,
    pub created_by: PersonId,
    pub created_at: Timestamp,
    pub proposed_at: Option<Timestamp>,
    /// When the lead last decided something that the proposal does not know of.
    pub changed_at: Option<Timestamp>,
    pub accepted_at: Option<Timestamp>,
    pub summary: Option<Summary>,
}

/// A run by its id.
///
/// # Errors
/// The database failed.
pub async fn find_run(connection: &impl Connection, id: MatchingRunId) -> Result<Option<Run>, Fault> {
    let row = sql::first(connection, "SELECT * FROM matching_runs WHERE id = $1", params![id]).await?;
    row.as_ref().map(read).transpose()
}

/// The open run of a programme at an organisation.
///
/// # Errors
/// The database failed.
pub async fn current(
    connection: &impl Connection,
    organisation: OrganisationId,
    programme: &ProgrammeKey,
) -> Result<Option<Run>, Fault> {
    let row = sql::first(
        connection,
        "SELECT * FROM matching_runs WHERE organisation_id = $1 AND programme = $2
            AND state IN ('waiting', 'proposed') ORDER BY created_at DESC, id DESC",
        params![organisation, programme],
    )
    .await?;
    row.as_ref().map(read).transpose()
}

/// The newest accepted runs, newest first.
///
/// # Errors
/// The database failed.
pub async fn accepted(
    connection: &impl Connection,
    organisation: OrganisationId,
    programme: &ProgrammeKey,
    limit: i64,
) -> Result<Vec<Run>, Fault> {
    let rows = sql::all(
        connection,
        "SELECT * FROM matching_runs WHERE organisation_id = $1 AND programme = $2 AND state = 'accepted'
         ORDER BY accepted_at DESC, id DESC LIMIT $3",
        params![organisation, programme, limit],
    )
    .await?;
    rows.iter().map(read).collect()
}

/// Opens a run.
///
/// # Errors
/// The database failed; a duplicate when one is open already.
pub async fn begin_run(
    tx: &Tx,
    id: MatchingRunId,
    organisation: OrganisationId,
    programme: &ProgrammeKey,
    by: PersonId,
    at: Timestamp,
) -> Result<(), Fault> {
    sql::change(
        tx,
        "INSERT INTO matching_runs (id, organisation_id, programme, state, created_by, created_at)
         VALUES ($1, $2, $3, 'waiting', $4, $5)",
        params![id, organisation, programme, by, at],
    )
    .await?;
    Ok(())
}

/// Notes which job works on a run, which waits for it from now on.
///
/// # Errors
/// The database failed.
pub async fn set_job(tx: &Tx, id: MatchingRunId, job: JobId) -> Result<(), Fault> {
    sql::change(
        tx,
        "UPDATE matching_runs SET job_id = $2, state = 'waiting' WHERE id = $1 AND state IN ('waiting', 'proposed')",
        params![id, job],
    )
    .await?;
    Ok(())
}

/// Notes that there is a proposal, and what stands above it. Decisions made before it began are in it.
///
/// # Errors
/// The database failed.
pub async fn keep_proposal(
    tx: &Tx,
    id: MatchingRunId,
    summary: &Summary,
    decided_before: Timestamp,
    at: Timestamp,
) -> Result<(), Fault> {
    sql::change(
        tx,
        "UPDATE matching_runs SET state = 'proposed', summary = $2, proposed_at = $3,
            changed_at = CASE WHEN changed_at > $4 THEN changed_at ELSE NULL END WHERE id = $1",
        params![id, serde_json::json!(summary), at, decided_before],
    )
    .await?;
    Ok(())
}

/// Notes that the lead decided something that the proposal does not know of.
///
/// # Errors
/// The database failed.
pub async fn changed(tx: &Tx, id: MatchingRunId, at: Timestamp) -> Result<(), Fault> {
    sql::change(tx, "UPDATE matching_runs SET changed_at = $2 WHERE id = $1", params![id, at]).await?;
    Ok(())
}

/// Ends a run; false when it had ended already.
///
/// # Errors
/// The database failed.
pub async fn set_state(tx: &Tx, id: MatchingRunId, state: RunState, at: Timestamp) -> Result<bool, Fault> {
    let accepted_at = (state == RunState::Accepted).then_some(at);
    let changed = sql::change(
        tx,
        "UPDATE matching_runs SET state = $2, accepted_at = $3 WHERE id = $1 AND state IN ('waiting', 'proposed')",
        params![id, state.as_str(), accepted_at],
    )
    .await?;
    Ok(changed == 1)
}

fn read(row: &QueryResult) -> Result<Run, Fault> {
    let summary = row.json_maybe("summary")?.map(serde_json::from_value).transpose();
    Ok(Run {
        id: row.id("id")?,
        organisation: row.id("organisation_id")?,
        programme: row.parsed("programme")?,
        job: row.id_maybe("job_id")?,
        state: row.parsed("state")?,
        created_by: row.id("created_by")?,
        created_at: row.at("created_at")?,
        proposed_at: row.at_maybe("proposed_at")?,
        changed_at: row.at_maybe("changed_at")?,
        accepted_at: row.at_maybe("accepted_at")?,
        summary: summary.map_err(|error| Fault::Corrupt(format!("summary of a matching run: {error}")))?,
    })
}

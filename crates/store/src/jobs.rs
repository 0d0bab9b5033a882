//! Long work as rows: taken with a lease and a fencing number, so that a node that was thought dead cannot finish what
//! another has taken over, and safe to run twice.

use domain::ids::{JobId, OrganisationId, PersonId};
use jiff::{SignedDuration, Timestamp};

use crate::db::{Connection, Fault, Tx};
use crate::sql::{self, Row, params};

/// How a job stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum JobState {
    Waiting,
    Running,
    Done,
    /// It ended with something a person can act on; the result says what.
    Refused,
    /// It broke; the log says how.
    Failed,
}

impl JobState {
    /// The stored word.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Running => "running",
            Self::Done => "done",
            Self::Refused => "refused",
            Self::Failed => "failed",
        }
    }

    /// Will nothing more happen?
    pub fn is_over(self) -> bool {
        matches!(self, Self::Done | Self::Refused | Self::Failed)
    }
}

impl std::str::FromStr for JobState {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        [Self::Waiting, Self::Running, Self::Done, Self::Refused, Self::Failed]
            .into_iter()
            .find(|state| state.as_str() == text)
            .ok_or(())
    }
}

/// A piece of long work.
#[derive(Debug, Clone, PartialEq)]
pub struct Job {
    pub id: JobId,
    pub kind: String,
    pub organisation: Option<OrganisationId>,
    pub requested_by: Option<PersonId>,
    pub request: serde_json::Value,
    pub state: JobState,
    pub done: i64,
    pub total: i64,
    /// What it is doing now, in words.
    pub doing: String,
    pub result: Option<serde_json::Value>,
    pub created_at: Timestamp,
    pub finished_at: Option<Timestamp>,
    /// Rises with every taker; only the latest may report.
    pub fence: i64,
}

/// Puts a job into the queue.
///
/// # Errors
/// The database failed.
pub async fn queue(
    tx: &Tx,
    id: JobId,
    kind: &str,
    organisation: Option<OrganisationId>,
    requested_by: Option<PersonId>,
    request: &serde_json::Value,
    now: Timestamp,
) -> Result<(), Fault> {
    sql::change(
        tx,
        "INSERT INTO jobs (id, kind, organisation_id, requested_by, request, state, done, total, doing, created_at,
         fence) VALUES ($1, $2, $3, $4, $5, 'waiting', 0, 0, '', $6, 0)",
        params![id, kind, organisation, requested_by, request, now],
    )
    .await?;
    Ok(())
}

/// Takes the oldest job that waits, or whose taker has not been heard of since its lease ended.
///
/// # Errors
/// The database failed.
pub async fn take(tx: &Tx, now: Timestamp, lease: SignedDuration) -> Result<Option<Job>, Fault> {
    let waiting = sql::first(
        tx,
        "SELECT id FROM jobs WHERE state = 'waiting' OR (state = 'running' AND lease_until < $1)
         ORDER BY created_at, id LIMIT 1",
        params![now],
    )
    .await?;
    let Some(row) = waiting else { return Ok(None) };
    let id: JobId = row.id("id")?;
    sql::change(
        tx,
        "UPDATE jobs SET state = 'running', lease_until = $2, fence = fence + 1 WHERE id = $1",
        params![id, now + lease],
    )
    .await?;
    find(tx, id).await
}

/// Reports progress and keeps the lease; false when another has taken the job over.
///
/// # Errors
/// The database failed.
pub async fn progress(
    tx: &Tx,
    job: &Job,
    done: i64,
    total: i64,
    doing: &str,
    lease_until: Timestamp,
) -> Result<bool, Fault> {
    let changed = sql::change(
        tx,
        "UPDATE jobs SET done = $3, total = $4, doing = $5, lease_until = $6
         WHERE id = $1 AND fence = $2 AND state = 'running'",
        params![job.id, job.fence, done, total, doing, lease_until],
    )
    .await?;
    Ok(changed == 1)
}

/// Ends a job; false when another has taken it over.
///
/// # Errors
/// The database failed.
pub async fn finish(
    tx: &Tx,
    job: &Job,
    state: JobState,
    result: Option<&serde_json::Value>,
    now: Timestamp,
) -> Result<bool, Fault> {
    let changed = sql::change(
        tx,
        "UPDATE jobs SET state = $3, result = $4, finished_at = $5, lease_until = NULL
         WHERE id = $1 AND fence = $2 AND state = 'running'",
        params![job.id, job.fence, state.as_str(), result, now],
    )
    .await?;
    Ok(changed == 1)
}

/// A job by its id.
///
/// # Errors
/// The database failed.
pub async fn find(connection: &impl Connection, id: JobId) -> Result<Option<Job>, Fault> {
    let row = sql::first(connection, "SELECT * FROM jobs WHERE id = $1", params![id]).await?;
    row.map(|row| {
        Ok(Job {
            id,
            kind: row.text("kind")?,
            organisation: row.id_maybe("organisation_id")?,
            requested_by: row.id_maybe("requested_by")?,
            request: row.json("request")?,
            state: row.parsed("state")?,
            done: row.big("done")?,
            total: row.big("total")?,
            doing: row.text("doing")?,
            result: row.json_maybe("result")?,
            created_at: row.at("created_at")?,
            finished_at: row.at_maybe("finished_at")?,
            fence: row.big("fence")?,
        })
    })
    .transpose()
}

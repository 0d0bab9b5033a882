//! Long work in the background: imports, matching and portfolios. Each piece reports how far it is and can be left and come back to.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use domain::ids::{JobId, OrganisationId, PersonId};
use jiff::SignedDuration;
use serde_json::Value;
use store::jobs::{Job, JobState};
use store::{Fault, Tx};

use crate::Context;

/// A job that has not reported for so long is taken over by another node.
const LEASE: SignedDuration = SignedDuration::from_secs(90);

/// Puts work of a kind into the queue, in the caller's transaction.
///
/// # Errors
/// The database failed.
pub async fn queue(
    ctx: &Context,
    tx: &Tx,
    kind: Kind,
    organisation: Option<OrganisationId>,
    requested_by: Option<PersonId>,
    request: &Value,
) -> Result<JobId, Fault> {
    let id = ctx.new_id();
    store::jobs::queue(tx, id, kind.as_str(), organisation, requested_by, request, ctx.now()).await?;
    Ok(id)
}

/// The kinds of long work there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    StaffImport,
    Matching,
    Portfolio,
}

impl Kind {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::StaffImport, Self::Matching, Self::Portfolio];

    /// The stored word.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::StaffImport => "staff-import",
            Self::Matching => "matching",
            Self::Portfolio => "portfolio",
        }
    }

    fn of(job: &Job) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == job.kind)
    }
}

/// How a piece of work ended.
#[derive(Debug, Clone, PartialEq)]
pub enum Ending {
    /// Done, with what the page of the result shows.
    Done(Value),
    /// Not done, for reasons a person can act on.
    Refused(Value),
}

/// Reports how far a job is; an error when another node has taken the job over and this one must stop.
///
/// # Errors
/// The database failed, or the lease is lost.
pub async fn report(ctx: &Context, job: &Job, done: i64, total: i64, doing: &str) -> Result<(), Fault> {
    let until = ctx.now() + LEASE;
    let kept: Result<bool, Fault> =
        store::write!(ctx.db, |tx| { store::jobs::progress(tx, job, done, total, doing, until).await });
    if kept? { Ok(()) } else { Err(Fault::Corrupt(format!("job {} was taken over by another node", job.id))) }
}

/// Reports how far a job is while a transaction of its own is open. Where the database takes one writer at a time, this
/// process alone remembers it, since the row has to wait until the writing is over.
///
/// # Errors
/// The database failed, or the lease is lost.
pub async fn report_while_writing(ctx: &Context, job: &Job, done: i64, total: i64, doing: &str) -> Result<(), Fault> {
    if !ctx.db.has_one_writer() {
        return report(ctx, job, done, total, doing).await;
    }
    ctx.under_way.note(job.id, Step { done, total, doing: doing.to_owned() });
    Ok(())
}

/// A job as it stands now, with what is known of it while it is writing.
///
/// # Errors
/// The database failed.
pub async fn find(ctx: &Context, id: JobId) -> Result<Option<Job>, Fault> {
    let mut found = store::jobs::find(ctx.db.reader(), id).await?;
    if let Some(job) = &mut found
        && job.state == JobState::Running
        && let Some(Step { done, total, doing }) = ctx.under_way.of(id)
    {
        (job.done, job.total, job.doing) = (done, total, doing);
    }
    Ok(found)
}

/// How far a job of this process is.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Step {
    done: i64,
    total: i64,
    doing: String,
}

/// How far the jobs are that this process is writing for.
#[derive(Debug, Default)]
pub(crate) struct UnderWay(Mutex<HashMap<JobId, Step>>);

impl UnderWay {
    fn steps(&self) -> MutexGuard<'_, HashMap<JobId, Step>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn note(&self, job: JobId, step: Step) {
        self.steps().insert(job, step);
    }

    fn of(&self, job: JobId) -> Option<Step> {
        self.steps().get(&job).cloned()
    }

    fn forget(&self, job: JobId) {
        self.steps().remove(&job);
    }
}

/// Takes one waiting job and does it; false when none waits.
///
/// # Errors
/// The database failed outside the job itself; a fault inside it ends the job as failed.
pub async fn work_once(ctx: &Context) -> Result<bool, Fault> {
    let now = ctx.now();
    let taken: Result<Option<Job>, Fault> = store::write!(ctx.db, |tx| { store::jobs::take(tx, now, LEASE).await });
    let Some(job) = taken? else { return Ok(false) };
    let (state, result) = match perform(ctx, &job).await {
        Ok(Ending::Done(result)) => (JobState::Done, Some(result)),
        Ok(Ending::Refused(result)) => (JobState::Refused, Some(result)),
        Err(fault) => {
            tracing::error!(job = %job.id, kind = %job.kind, %fault, "a job failed");
            (JobState::Failed, None)
        }
    };
    ctx.under_way.forget(job.id);
    let now = ctx.now();
    let finished: Result<bool, Fault> =
        store::write!(ctx.db, |tx| { store::jobs::finish(tx, &job, state, result.as_ref(), now).await });
    finished?;
    Ok(true)
}

/// Does jobs as they come, until the process ends.
pub async fn work(ctx: Context) {
    loop {
        match work_once(&ctx).await {
            Ok(true) => {}
            Ok(false) => tokio::time::sleep(Duration::from_millis(500)).await,
            Err(fault) => {
                tracing::error!(%fault, "the queue of jobs could not be read");
                tokio::time::sleep(Duration::from_secs(5)).await;
            }
        }
    }
}

/// Each kind of work is done by its own room: add its line here.
async fn perform(ctx: &Context, job: &Job) -> Result<Ending, Fault> {
    match Kind::of(job) {
        Some(Kind::Matching) => crate::matching::work(ctx, job).await,
        Some(Kind::StaffImport) => crate::staff::work(ctx, job).await,
        Some(Kind::Portfolio) => crate::takeaway::work(ctx, job).await,
        None => Err(Fault::Corrupt(format!("no room does jobs of the kind {:?}", job.kind))),
    }
}

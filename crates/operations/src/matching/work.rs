//! The job: reads who waits and who offers, proposes, proves, and keeps the proposal with its reasons.

use domain::ids::MatchingRunId;
use serde::Deserialize;
use store::Fault;
use store::jobs::Job;
use store::matching::{RunState, Summary};

use super::cohort::{gather, wanted};
use crate::Context;
use crate::jobs::{self, Ending};

#[derive(Deserialize)]
struct Request {
    run: MatchingRunId,
}

/// How many steps it reports.
const STEPS: i64 = 3;

pub(crate) async fn work(ctx: &Context, job: &Job) -> Result<Ending, Fault> {
    let Request { run: id } = serde_json::from_value(job.request.clone())
        .map_err(|error| Fault::Corrupt(format!("request of a matching job: {error}")))?;
    let reader = ctx.db.reader();
    let begun_at = ctx.now();
    let Some(run) = store::matching::find_run(reader, id).await?.filter(|run| run.job == Some(job.id)) else {
        return Ok(Ending::Refused(serde_json::json!({ "why": "another run took its place" })));
    };
    jobs::report(ctx, job, 0, STEPS, "Reading who waits and who offers").await?;
    let Some(cohort) = gather(ctx, reader, run.organisation, &run.programme).await? else {
        return Err(Fault::Corrupt(format!("no programme {} at hand", run.programme)));
    };
    let wanted = wanted(reader, id).await?;
    let doing = format!("Weighing {} people against {} others", cohort.waiting.len(), cohort.supporters.len());
    jobs::report(ctx, job, 1, STEPS, &doing).await?;
    let proposal = tokio::task::spawn_blocking(move || cohort.propose(&wanted))
        .await
        .map_err(|error| Fault::Corrupt(format!("matching stopped: {error}")))?
        .map_err(|error| Fault::Corrupt(format!("a matching without proof: {error}")))?;
    jobs::report(ctx, job, 2, STEPS, "Keeping the proposal and its reasons").await?;

    let count = |fits: fn(&domain::matching::Outcome) -> bool| {
        u32::try_from(proposal.lines.iter().filter(|line| fits(&line.outcome)).count()).unwrap_or(u32::MAX)
    };
    let summary = Summary {
        matched: count(|outcome| matches!(outcome, domain::matching::Outcome::Matched(_))),
        waiting: count(|outcome| matches!(outcome, domain::matching::Outcome::Unmatched(_))),
        excluded: count(|outcome| matches!(outcome, domain::matching::Outcome::Excluded)),
        capacity: Summary::of_capacity(proposal.capacity),
        cost: proposal.proven.cost(),
    };
    let kept: Result<bool, Fault> = store::write!(ctx.db, |tx| {
        let run = store::matching::find_run(tx, id).await?;
        let still_ours = run.is_some_and(|run| run.state == RunState::Waiting && run.job == Some(job.id));
        if still_ours {
            store::matching::keep_lines(tx, id, &proposal.lines).await?;
            store::matching::keep_proposal(tx, id, &summary, begun_at, ctx.now()).await?;
        }
        Ok(still_ours)
    });
    if kept? {
        Ok(Ending::Done(serde_json::json!({ "run": id, "matched": summary.matched, "waiting": summary.waiting })))
    } else {
        Ok(Ending::Refused(serde_json::json!({ "why": "another run took its place" })))
    }
}

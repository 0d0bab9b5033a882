//! Asks for a proposal: opens a run, or works on the open one again with what was decided meanwhile.

use domain::ids::{JobId, MatchingRunId, OrganisationId, PersonId};
use domain::keys::ProgrammeKey;

use super::{Refusal, cohort, may_match, note};
use crate::Context;
use crate::error::{Outcome, refuse};
use crate::jobs;

/// Puts the work into the queue.
///
/// # Errors
/// The person may not match here, the programme is not run, or nobody waits.
pub async fn propose(
    ctx: &Context,
    lead: PersonId,
    organisation: OrganisationId,
    programme: &ProgrammeKey,
) -> Outcome<JobId, Refusal> {
    store::write!(ctx.db, |tx| {
        may_match(ctx, tx, lead, organisation, programme).await?;
        let run_here = store::access::adopted(tx, organisation, ctx.today()).await?.contains(programme);
        let Some(cohort) = cohort::gather(ctx, tx, organisation, programme).await?.filter(|_| run_here) else {
            return refuse(Refusal::NotRun);
        };
        if cohort.waiting.is_empty() {
            return refuse(Refusal::NobodyWaits);
        }
        let open = store::matching::current(tx, organisation, programme).await?;
        let id: MatchingRunId = match &open {
            Some(run) => run.id,
            None => {
                let id = ctx.new_id();
                store::matching::begin_run(tx, id, organisation, programme, lead, ctx.now()).await?;
                id
            }
        };
        let request = serde_json::json!({ "run": id });
        let job = jobs::queue(ctx, tx, jobs::Kind::Matching, Some(organisation), Some(lead), &request).await?;
        store::matching::set_job(tx, id, job).await?;
        let run = store::matching::find_run(tx, id).await?.ok_or(crate::Failure::NotFound)?;
        let sentence = match cohort.waiting.len() {
            1 => "Asked for a supporter for one person".to_owned(),
            count => format!("Asked for supporters for {count} people"),
        };
        note(ctx, tx, lead, &run, "propose", sentence).await?;
        Ok(job)
    })
}

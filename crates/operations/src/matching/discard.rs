//! Throws a proposal away; everybody waits as before.

use domain::ids::{MatchingRunId, PersonId};
use store::matching::RunState;

use super::{Refusal, note, open_run};
use crate::Context;
use crate::error::{Failure, Outcome};

/// Ends an open run without anything coming of it.
///
/// # Errors
/// The run is not open, or not the person's to end.
pub async fn discard(ctx: &Context, lead: PersonId, run: MatchingRunId) -> Outcome<(), Refusal> {
    store::write!(ctx.db, |tx| {
        let run = open_run(ctx, tx, lead, run).await?;
        if !store::matching::set_state(tx, run.id, RunState::Discarded, ctx.now()).await? {
            return Err(Failure::NotFound);
        }
        note(ctx, tx, lead, &run, "discard", "Threw a proposed matching away").await?;
        Ok(())
    })
}

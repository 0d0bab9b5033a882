//! Saying no to what was proposed, or taking it back.

use domain::ids::{ExceptionId, PersonId};
use store::exceptions::Standing;

use super::{find, note, tell};
use crate::Context;
use crate::error::{Failure, Outcome, refuse};

/// Why it stays as it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SettleRefusal {
    #[error("it was settled meanwhile")]
    Settled,
}

/// Says no to what the other side proposed. No reason is owed.
///
/// # Errors
/// The person is on neither side, or proposed it; or it is settled.
pub async fn decline(ctx: &Context, by: PersonId, id: ExceptionId) -> Outcome<(), SettleRefusal> {
    end(ctx, by, id, Standing::Declined).await
}

/// Takes back what one proposed.
///
/// # Errors
/// The person did not propose it; or it is settled.
pub async fn withdraw(ctx: &Context, by: PersonId, id: ExceptionId) -> Outcome<(), SettleRefusal> {
    end(ctx, by, id, Standing::Withdrawn).await
}

async fn end(ctx: &Context, by: PersonId, id: ExceptionId, standing: Standing) -> Outcome<(), SettleRefusal> {
    store::write!(ctx.db, |tx| {
        let (exception, side) = find(ctx, tx, by, id).await?.ok_or(Failure::NotFound)?;
        let is_own = exception.proposed_by == by;
        if is_own != (standing == Standing::Withdrawn) {
            return Err(Failure::NotFound);
        }
        if !store::exceptions::settle(tx, id, standing, ctx.now()).await? {
            return refuse(SettleRefusal::Settled);
        }
        let name = side.name_of(by);
        let (verb, done) = if is_own { ("withdraw", "took back") } else { ("decline", "said no to") };
        note(ctx, tx, &side, id, verb, "What was proposed to be otherwise was not agreed").await?;
        // What nobody had signed nobody was told of.
        if !exception.signatures.is_empty() {
            let sentence = format!("{name} {done} what was proposed. All stays as the programme says:");
            tell(ctx, tx, &side, id, "Nothing was agreed", &sentence).await?;
        }
        Ok(())
    })
}

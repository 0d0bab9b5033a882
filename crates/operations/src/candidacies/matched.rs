//! What matching makes of candidacies, within its own transaction.

use domain::candidacies::{Action, Actor};
use domain::ids::{CandidacyId, PersonId};
use store::Tx;

use super::{Refusal, found, step};
use crate::Context;
use crate::error::Outcome;

/// Notes that a supporter was found and a journey made.
///
/// # Errors
/// The person no longer waits for a supporter.
pub async fn matched(ctx: &Context, tx: &Tx, by: Option<PersonId>, id: CandidacyId) -> Outcome<(), Refusal> {
    let candidacy = found(store::candidacies::find(tx, id).await?)?;
    step(ctx, tx, &candidacy, (Actor::Product, by), &Action::Match, "Was matched with a supporter").await?;
    Ok(())
}

/// Notes that a journey was undone before it began: the person waits for a supporter again.
///
/// # Errors
/// The person is not matched.
pub async fn unmatched(ctx: &Context, tx: &Tx, by: Option<PersonId>, id: CandidacyId) -> Outcome<(), Refusal> {
    let candidacy = found(store::candidacies::find(tx, id).await?)?;
    step(ctx, tx, &candidacy, (Actor::Product, by), &Action::Unmatch, "Waits for a supporter again").await?;
    Ok(())
}

//! The lead takes back that somebody was set aside or withdrawn (C1).

use domain::candidacies::{Action, Actor, Candidacy};
use domain::ids::{CandidacyId, PersonId};

use super::{Refusal, find_for_lead, found, step};
use crate::Context;
use crate::error::Outcome;

/// Brings a candidate back to what was owed before.
///
/// # Errors
/// Not the lead's to do; or the candidate stands elsewhere by now.
pub async fn reinstate(ctx: &Context, lead: PersonId, id: CandidacyId) -> Outcome<Candidacy, Refusal> {
    store::write!(ctx.db, |tx| {
        let candidacy = found(find_for_lead(ctx, tx, lead, id).await?)?;
        let by = (Actor::Lead, Some(lead));
        step(ctx, tx, &candidacy, by, &Action::Reinstate, "Brought the candidate back").await
    })
}

//! Writing down what is to be otherwise, and why. Nobody has signed yet; whoever writes it signs it first.

use domain::exceptions::{self, Change, Wrong};
use domain::ids::{ExceptionId, JourneyId, PersonId};
use domain::signatures::TextHash;
use store::exceptions::{Exception, Standing};

use super::{note, side_of};
use crate::Context;
use crate::error::{Failure, Outcome, refuse};

/// Why nothing was written down.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ProposeRefusal {
    #[error("{0}")]
    Wrong(Wrong),
    #[error("there is nobody on the other side who could agree")]
    NobodyToAgree,
}

/// Writes down what two people want to do otherwise.
///
/// # Errors
/// The person is on neither side; the programme does not foresee the change; or the reason is missing.
pub async fn propose(
    ctx: &Context,
    by: PersonId,
    journey: JourneyId,
    change: &Change,
    reason: &str,
) -> Outcome<ExceptionId, ProposeRefusal> {
    store::write!(ctx.db, |tx| {
        let side = side_of(ctx, tx, by, journey).await?.ok_or(Failure::NotFound)?;
        if let Err(wrong) = change.check(&side.programme, side.starts_on) {
            return refuse(ProposeRefusal::Wrong(wrong));
        }
        let reason = match exceptions::reason(reason) {
            Ok(reason) => reason,
            Err(wrong) => return refuse(ProposeRefusal::Wrong(wrong)),
        };
        if side.others().next().is_none() {
            return refuse(ProposeRefusal::NobodyToAgree);
        }
        let names: Vec<(String, String)> = side
            .people
            .iter()
            .map(|(party, _, name)| (side.programme.party_word(party).to_owned(), name.clone()))
            .collect();
        let content = exceptions::text(&side.programme, change, &names, &reason);
        let exception = Exception {
            id: ctx.new_id(),
            journey,
            change: change.clone(),
            hash: TextHash::of(&content),
            content,
            standing: Standing::Proposed,
            proposed_by: by,
            proposed_at: ctx.now(),
            settled_at: None,
            signatures: Vec::new(),
        };
        store::exceptions::insert(tx, &exception).await?;
        note(ctx, tx, &side, exception.id, "propose", "Something was proposed to be otherwise").await?;
        Ok(exception.id)
    })
}

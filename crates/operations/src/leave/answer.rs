//! Answering a request for leave, taking it back, giving approved leave up.

use domain::ids::{LeaveId, PersonId};
use domain::leave::{Act, State};

use super::letters::{Told, tell};
use super::{find, note};
use crate::Context;
use crate::error::{Failure, Outcome, refuse};
use crate::messages::reckon_again;

/// The longest word that goes with an answer, in characters.
const MOST: usize = 500;

/// Why it stays as it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum AnswerRefusal {
    #[error("it was settled meanwhile")]
    Settled,
    #[error("a no needs a word")]
    WordMissing,
    #[error("the word is too long")]
    WordTooLong,
    #[error("the leave is over")]
    Over,
}

/// Approves, declines, takes back or gives up leave. A no comes with a word; whoever took the leave gives it up, and leave
/// that is over stays as it was.
///
/// # Errors
/// It is not this person's to do; it was settled meanwhile; or a word is missing.
pub async fn act(ctx: &Context, by: PersonId, id: LeaveId, act: Act, word: &str) -> Outcome<State, AnswerRefusal> {
    let word = word.trim();
    store::write!(ctx.db, |tx| {
        let (leave, view) = find(ctx, tx, by, id).await?.ok_or(Failure::NotFound)?;
        let may = match act {
            Act::Approve | Act::Decline => view.decides(),
            Act::Withdraw | Act::Cancel => view.is_own(),
        };
        if !may {
            return Err(Failure::NotFound);
        }
        let Some(after) = leave.state.after(act) else { return refuse(AnswerRefusal::Settled) };
        if act == Act::Decline && word.is_empty() {
            return refuse(AnswerRefusal::WordMissing);
        }
        if word.chars().count() > MOST {
            return refuse(AnswerRefusal::WordTooLong);
        }
        if act == Act::Cancel && leave.span.until < ctx.today() {
            return refuse(AnswerRefusal::Over);
        }
        let said = if view.decides() { word } else { "" };
        if !store::leave::settle(tx, id, (leave.state, after), said, (by, ctx.now())).await? {
            return refuse(AnswerRefusal::Settled);
        }
        let (verb, sentence, told) = match act {
            Act::Approve => ("approve", "Leave was approved", Told::Approved),
            Act::Decline => ("decline", "Leave was not approved", Told::Declined),
            Act::Withdraw => ("withdraw", "A request for leave was taken back", Told::Withdrawn),
            Act::Cancel => ("cancel", "Leave was given up", Told::Cancelled),
        };
        // Days away do not count towards the answers that are asked of somebody.
        reckon_again(tx, ctx, leave.person).await?;
        note(ctx, tx, &view, verb, sentence).await?;
        tell(ctx, tx, &view, &leave, told).await?;
        Ok(after)
    })
}

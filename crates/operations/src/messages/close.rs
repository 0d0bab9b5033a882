//! Saying that an answer came elsewhere or is not needed any more, and that one has read what came.

use domain::ids::{MessageId, PersonId, ThreadId};
use domain::messages::Answered;
use store::events::{self, Event};
use store::messages::Closing;

use super::{NOUN, thread};
use crate::Context;
use crate::error::{Failure, Outcome, refuse};

/// Why it stays open or closed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CloseRefusal {
    #[error("it was answered meanwhile")]
    Answered,
}

/// Says how an answer came that was not written here: whoever was asked may, and whoever asked.
///
/// # Errors
/// The person is neither; or it was closed meanwhile.
pub async fn close(
    ctx: &Context,
    by: PersonId,
    (id, message): (ThreadId, MessageId),
    of: PersonId,
    way: Answered,
) -> Outcome<(), CloseRefusal> {
    let now = ctx.now();
    store::write!(ctx.db, |tx| {
        let (thread, writer) = thread(ctx, tx, by, id).await?.ok_or(Failure::NotFound)?;
        let asked = thread.messages.iter().find(|one| one.id == message).ok_or(Failure::NotFound)?;
        let is_asked = asked.answers.iter().any(|answer| answer.person == of);
        // Whoever answers may say that they did; that it is not needed is for whoever asked.
        let may = match way {
            Answered::Here => false,
            Answered::Elsewhere => by == of || by == asked.author,
            Answered::NotNeeded => by == asked.author,
        };
        if !is_asked || !may {
            return Err(Failure::NotFound);
        }
        if !store::messages::close(tx, message, of, Closing { way, by, at: now }).await? {
            return refuse(CloseRefusal::Answered);
        }
        let event = Event::new(ctx.new_id(), now, Some(by), &format!("{NOUN}.close"), message);
        let sentence = match way {
            Answered::NotNeeded => "Said that an answer is not needed any more",
            _ => "Said that an answer was given elsewhere",
        };
        events::record(tx, &event.at(writer.organisation).within(writer.journey).saying(sentence)).await?;
        Ok(())
    })
}

/// Takes what came in a thread off the reader's own list. Nobody else is shown it.
///
/// # Errors
/// The person received nothing in it.
pub async fn note_read(ctx: &Context, reader: PersonId, id: ThreadId) -> Outcome<()> {
    let now = ctx.now();
    store::write!(ctx.db, |tx| {
        thread(ctx, tx, reader, id).await?.ok_or(Failure::NotFound)?;
        store::messages::note_read(tx, id, reader, now).await?;
        Ok(())
    })
}

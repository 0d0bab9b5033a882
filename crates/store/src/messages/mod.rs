//! Messages between the people of a journey, exactly who received each, and the answers they ask for (P4).
//!
//! A message is read by whoever wrote it and by those who received it; every reading function is given the viewer. What the
//! programme lets a person see at all is asked before, in `operations`.

mod answers;
mod drafts;
mod home;
mod read;

use domain::ids::{JourneyId, MessageId, PersonId, ThreadId};
use domain::messages::{Body, Matter, Receiver, Subject, Why};
use domain::programmes::Party;
use jiff::Timestamp;

use crate::db::{Fault, Tx};
use crate::sql::{self, params};

pub use answers::{Asked, Closing, OpenAnswer, ask, close, close_all, move_due, open_of};
pub use drafts::{Draft, DraftSaved, Written, draft, drafts_in, keep_draft, throw_away};
pub use home::{News, Owed, Waited, home};
pub use read::{AnswerLine, CopyLine, Message, Thread, ThreadLine, threads, visible_thread};

/// Begins a thread.
///
/// # Errors
/// The database failed.
pub async fn begin(
    tx: &Tx,
    thread: ThreadId,
    journey: JourneyId,
    subject: &Subject,
    (by, at): (PersonId, Timestamp),
) -> Result<(), Fault> {
    let text =
        "INSERT INTO message_threads (id, journey_id, subject, started_by, started_at) VALUES ($1, $2, $3, $4, $5)";
    sql::change(tx, text, params![thread, journey, subject.as_str(), by, at]).await?;
    Ok(())
}

/// A message that is about to be sent.
#[derive(Debug, Clone)]
pub struct NewMessage<'m> {
    pub id: MessageId,
    pub thread: ThreadId,
    pub author: PersonId,
    pub party: &'m Party,
    pub matter: Matter,
    pub body: &'m Body,
    pub sent_at: Timestamp,
}

/// Sends a message to exactly these.
///
/// # Errors
/// The database failed.
pub async fn send(tx: &Tx, message: &NewMessage<'_>, receivers: &[Receiver]) -> Result<(), Fault> {
    sql::change(
        tx,
        "INSERT INTO messages (id, thread_id, author_id, author_party, matter, content, sent_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
        params![
            message.id,
            message.thread,
            message.author,
            message.party.as_str(),
            message.matter.as_str(),
            message.body.as_str(),
            message.sent_at,
        ],
    )
    .await?;
    let values: Vec<_> = receivers
        .iter()
        .flat_map(|receiver| params![message.id, receiver.person, receiver.party.as_str(), why_text(receiver.why)])
        .collect();
    let text = format!(
        "INSERT INTO message_copies (message_id, person_id, party, why) VALUES {}",
        sql::rows_of(receivers.len(), 4)
    );
    sql::change(tx, text, values).await?;
    Ok(())
}

/// Notes that a person has read what they were sent in a thread.
///
/// # Errors
/// The database failed.
pub async fn note_read(tx: &Tx, thread: ThreadId, person: PersonId, at: Timestamp) -> Result<(), Fault> {
    let text = "UPDATE message_copies SET read_at = $3 WHERE person_id = $2 AND read_at IS NULL
         AND message_id IN (SELECT id FROM messages WHERE thread_id = $1)";
    sql::change(tx, text, params![thread, person, at]).await?;
    Ok(())
}

fn why_text(why: Why) -> &'static str {
    match why {
        Why::Addressed => "addressed",
        Why::Own => "own",
        Why::Copied => "copied",
    }
}

fn why_of(text: &str) -> Result<Why, Fault> {
    let all = [Why::Addressed, Why::Own, Why::Copied];
    let found = all.into_iter().find(|why| why_text(*why) == text);
    found.ok_or_else(|| Fault::Corrupt(format!("a copy of a message because {text}")))
}

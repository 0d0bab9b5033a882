//! Answers that messages ask for: by when, and whether they came.

use domain::ids::{JourneyId, MessageId, OrganisationId, PersonId, ThreadId};
use domain::messages::Answered;
use domain::programmes::{ContentHash, Party};
use jiff::Timestamp;
use jiff::civil::Date;

use crate::db::{Connection, Fault, Tx};
use crate::sql::{self, Row, params};

/// Who is asked for an answer, and by when.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Asked {
    pub person: PersonId,
    pub due_on: Date,
}

/// Asks for an answer to a message.
///
/// # Errors
/// The database failed.
pub async fn ask(tx: &Tx, message: MessageId, asked: Asked) -> Result<(), Fault> {
    let text = "INSERT INTO message_answers (message_id, person_id, due_on) VALUES ($1, $2, $3)";
    sql::change(tx, text, params![message, asked.person, asked.due_on]).await?;
    Ok(())
}

/// How an answer came about, who says so, and when.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Closing {
    pub way: Answered,
    pub by: PersonId,
    pub at: Timestamp,
}

/// Closes every answer that somebody still owes in a thread; returns how many.
///
/// # Errors
/// The database failed.
pub async fn close_all(tx: &Tx, thread: ThreadId, person: PersonId, closing: Closing) -> Result<u64, Fault> {
    let text = "UPDATE message_answers SET answered_at = $3, way = $4, closed_by = $5
         WHERE person_id = $2 AND answered_at IS NULL AND message_id IN (SELECT id FROM messages WHERE thread_id = $1)";
    sql::change(tx, text, params![thread, person, closing.at, closing.way.as_str(), closing.by]).await
}

/// Closes one answer; false when it was closed already.
///
/// # Errors
/// The database failed.
pub async fn close(tx: &Tx, message: MessageId, person: PersonId, closing: Closing) -> Result<bool, Fault> {
    let text = "UPDATE message_answers SET answered_at = $3, way = $4, closed_by = $5
         WHERE message_id = $1 AND person_id = $2 AND answered_at IS NULL";
    let values = params![message, person, closing.at, closing.way.as_str(), closing.by];
    Ok(sql::change(tx, text, values).await? == 1)
}

/// An answer that somebody still owes, with what its date is worked out from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenAnswer {
    pub message: MessageId,
    pub journey: JourneyId,
    pub organisation: OrganisationId,
    pub version: ContentHash,
    pub party: Party,
    pub sent_at: Timestamp,
    pub due_on: Date,
}

/// The answers that somebody still owes, in all their journeys.
///
/// # Errors
/// The database failed.
pub async fn open_of(connection: &impl Connection, person: PersonId) -> Result<Vec<OpenAnswer>, Fault> {
    let rows = sql::all(
        connection,
        "SELECT a.message_id, a.due_on, m.sent_at, c.party, t.journey_id, j.organisation_id, j.version_hash
         FROM message_answers a JOIN messages m ON m.id = a.message_id JOIN message_threads t ON t.id = m.thread_id
         JOIN journeys j ON j.id = t.journey_id
         JOIN message_copies c ON c.message_id = a.message_id AND c.person_id = a.person_id
         WHERE a.person_id = $1 AND a.answered_at IS NULL ORDER BY a.message_id",
        params![person],
    )
    .await?;
    rows.iter()
        .map(|row| {
            Ok(OpenAnswer {
                message: row.id("message_id")?,
                journey: row.id("journey_id")?,
                organisation: row.id("organisation_id")?,
                version: ContentHash::from_stored(&row.text("version_hash")?),
                party: row.parsed("party")?,
                sent_at: row.at("sent_at")?,
                due_on: row.on("due_on")?,
            })
        })
        .collect()
}

/// Moves the day by which an answer is due, after more is known of when somebody works.
///
/// # Errors
/// The database failed.
pub async fn move_due(tx: &Tx, message: MessageId, person: PersonId, due_on: Date) -> Result<(), Fault> {
    let text =
        "UPDATE message_answers SET due_on = $3 WHERE message_id = $1 AND person_id = $2 AND answered_at IS NULL";
    sql::change(tx, text, params![message, person, due_on]).await?;
    Ok(())
}

//! What somebody is writing, kept field by field so that nothing typed is lost (F7). It is the writer's own.

use std::collections::BTreeMap;

use domain::ids::{Id, JourneyId, PersonId, ThreadId};
use jiff::Timestamp;
use uuid::Uuid;

use crate::db::{Connection, Fault, Tx};
use crate::sql::{self, Row, params};

/// What a draft is of: a new thread of a journey, or a reply in a thread.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Draft {
    New(JourneyId),
    Reply(ThreadId),
}

impl Draft {
    fn about(self) -> Uuid {
        match self {
            Self::New(journey) => journey.uuid(),
            Self::Reply(thread) => thread.uuid(),
        }
    }
}

/// A field as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    pub value: String,
    pub revision: i32,
    pub saved_at: Timestamp,
}

/// A person's draft, by field; empty when there is none.
///
/// # Errors
/// The database failed.
pub async fn draft(
    connection: &impl Connection,
    author: PersonId,
    draft: Draft,
) -> Result<BTreeMap<String, Written>, Fault> {
    let text = "SELECT field, value, revision, saved_at FROM message_drafts WHERE about = $1 AND author_id = $2";
    let rows = sql::all(connection, text, params![draft.about(), author]).await?;
    rows.iter()
        .map(|row| {
            let (value, revision, saved_at) = (row.text("value")?, row.int("revision")?, row.at("saved_at")?);
            Ok((row.text("field")?, Written { value, revision, saved_at }))
        })
        .collect()
}

/// What became of a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DraftSaved {
    Kept {
        revision: i32,
    },
    /// Another page has saved something since this one was opened.
    WrittenElsewhere,
}

/// Keeps a field that was last seen in revision `base` on a page. A page is never in conflict with itself.
///
/// # Errors
/// The database failed.
pub async fn keep_draft(
    tx: &Tx,
    (author, draft): (PersonId, Draft),
    (field, value): (&str, &str),
    (base, page): (i32, &str),
    at: Timestamp,
) -> Result<DraftSaved, Fault> {
    let begun = sql::change(
        tx,
        "INSERT INTO message_drafts (about, author_id, field, value, revision, page, saved_at)
         VALUES ($1, $2, $3, $4, 1, $5, $6) ON CONFLICT (about, author_id, field) DO NOTHING",
        params![draft.about(), author, field, value, page, at],
    )
    .await?;
    if begun == 1 {
        return Ok(DraftSaved::Kept { revision: 1 });
    }
    let changed = sql::change(
        tx,
        "UPDATE message_drafts SET value = $4, revision = revision + 1, page = $6, saved_at = $7
         WHERE about = $1 AND author_id = $2 AND field = $3 AND (revision = $5 OR page = $6)",
        params![draft.about(), author, field, value, base, page, at],
    )
    .await?;
    if changed == 0 {
        return Ok(DraftSaved::WrittenElsewhere);
    }
    let text = "SELECT revision FROM message_drafts WHERE about = $1 AND author_id = $2 AND field = $3";
    let row = sql::first(tx, text, params![draft.about(), author, field]).await?;
    Ok(DraftSaved::Kept { revision: row.map_or(Ok(0), |row| row.int("revision"))? })
}

/// Throws a draft away; it was sent, or its writer wants it gone.
///
/// # Errors
/// The database failed.
pub async fn throw_away(tx: &Tx, author: PersonId, draft: Draft) -> Result<(), Fault> {
    let text = "DELETE FROM message_drafts WHERE about = $1 AND author_id = $2";
    sql::change(tx, text, params![draft.about(), author]).await?;
    Ok(())
}

/// The drafts that a person has in a journey, with when they last wrote: of a new thread, and of replies.
///
/// # Errors
/// The database failed.
pub async fn drafts_in(
    connection: &impl Connection,
    author: PersonId,
    journey: JourneyId,
) -> Result<Vec<(Draft, Timestamp)>, Fault> {
    let rows = sql::all(
        connection,
        "SELECT d.about, max(d.saved_at) AS saved_at FROM message_drafts d
         WHERE d.author_id = $1 AND d.value <> ''
             AND (d.about = $2 OR d.about IN (SELECT id FROM message_threads WHERE journey_id = $2))
         GROUP BY d.about ORDER BY 2 DESC",
        params![author, journey],
    )
    .await?;
    rows.iter()
        .map(|row| {
            let about: JourneyId = row.id("about")?;
            let draft = if about == journey { Draft::New(journey) } else { Draft::Reply(Id::from_uuid(about.uuid())) };
            Ok((draft, row.at("saved_at")?))
        })
        .collect()
}

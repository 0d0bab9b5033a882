//! Letters: written in the transaction that gives rise to them, sent afterwards by the mail carrier.

mod carrying;

pub use carrying::{Sending, Settled, Taken, letters_about, settle, take};

use domain::ids::{MailId, PersonId};
use jiff::Timestamp;
use uuid::Uuid;

use crate::db::{Connection, Fault, Tx};
use crate::sql::{self, Row, params};

/// A letter. Never carries confidential words: it says that there is something, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Letter {
    pub id: MailId,
    pub person: Option<PersonId>,
    /// The address it goes to.
    pub recipient: String,
    /// What kind of letter: `meetings.proposed`.
    pub kind: String,
    pub subject: String,
    /// Plain text.
    pub body: String,
    /// An iCalendar part, which calendar programs act on.
    pub calendar: Option<String>,
    /// What it is about, so that the carrier can check that it is still right: a noun and an id.
    pub about: Option<(String, Uuid)>,
    pub created_at: Timestamp,
    pub send_after: Timestamp,
}

/// Puts a letter into the outbox.
///
/// # Errors
/// The database failed.
pub async fn queue(tx: &Tx, letter: &Letter) -> Result<(), Fault> {
    let (about, about_id) = letter.about.as_ref().map_or((None, None), |(noun, id)| (Some(noun.clone()), Some(*id)));
    sql::change(
        tx,
        "INSERT INTO mails (id, person_id, recipient, kind, subject, body, calendar, about, about_id, state,
         created_at, send_after, attempts, fence) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'waiting', $10, $11, 0, 0)",
        params![
            letter.id,
            letter.person,
            letter.recipient,
            letter.kind,
            letter.subject,
            letter.body,
            letter.calendar,
            about,
            about_id,
            letter.created_at,
            letter.send_after,
        ],
    )
    .await?;
    Ok(())
}

/// Gives a letter that waits the address that ends letters of its kind.
///
/// # Errors
/// The database failed.
pub async fn offer_way_out(tx: &Tx, letter: MailId, address: &str) -> Result<(), Fault> {
    sql::change(tx, "UPDATE mails SET way_out = $2 WHERE id = $1", params![letter, address]).await?;
    Ok(())
}

/// The newest letters, to look at in a demo's outbox or a test.
///
/// # Errors
/// The database failed.
pub async fn newest(connection: &impl Connection, limit: i64) -> Result<Vec<Letter>, Fault> {
    let rows =
        sql::all(connection, "SELECT * FROM mails ORDER BY created_at DESC, id DESC LIMIT $1", params![limit]).await?;
    rows.iter().map(read).collect()
}

/// The letters to one person, newest first.
///
/// # Errors
/// The database failed.
pub async fn list_for(connection: &impl Connection, person: PersonId) -> Result<Vec<Letter>, Fault> {
    let rows = sql::all(
        connection,
        "SELECT * FROM mails WHERE person_id = $1 ORDER BY created_at DESC, id DESC",
        params![person],
    )
    .await?;
    rows.iter().map(read).collect()
}

fn read(row: &sea_orm::QueryResult) -> Result<Letter, Fault> {
    let about = match (row.text_maybe("about")?, row.id_maybe::<MailId>("about_id")?) {
        (Some(noun), Some(id)) => Some((noun, domain::ids::Id::uuid(id))),
        _ => None,
    };
    Ok(Letter {
        id: row.id("id")?,
        person: row.id_maybe("person_id")?,
        recipient: row.text("recipient")?,
        kind: row.text("kind")?,
        subject: row.text("subject")?,
        body: row.text("body")?,
        calendar: row.text_maybe("calendar")?,
        about,
        created_at: row.at("created_at")?,
        send_after: row.at("send_after")?,
    })
}

/// The newest letters to addresses that contain a text, for a demo's outbox.
///
/// # Errors
/// The database failed.
pub async fn newest_to(connection: &impl Connection, part: &str, limit: i64) -> Result<Vec<Letter>, Fault> {
    let rows = sql::all(
        connection,
        "SELECT * FROM mails WHERE recipient LIKE $1 ORDER BY created_at DESC, id DESC LIMIT $2",
        params![format!("%{}%", part.to_lowercase()), limit],
    )
    .await?;
    rows.iter().map(read).collect()
}

//! Letters on their way: taken with a lease and a fencing number, so that a carrier that was thought dead cannot settle
//! what another has taken over.

use domain::ids::MailId;
use jiff::{SignedDuration, Timestamp};

use super::{Letter, read};
use crate::db::{Connection, Fault, Tx};
use crate::sql::{self, Bound, Row, params};

/// A letter in a carrier's hands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Taken {
    pub letter: Letter,
    /// The address that ends letters of its kind, if they can be ended (RFC 8058).
    pub way_out: Option<String>,
    /// Rises with every taker; only the latest may settle.
    pub fence: i64,
    /// How often it was taken, this time included.
    pub attempts: i32,
}

/// What became of a letter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Settled {
    Sent,
    /// Tried again from then on.
    Later {
        send_after: Timestamp,
        problem: String,
    },
    /// Given up.
    Failed {
        problem: String,
    },
    /// No longer right by the time it was to be sent.
    Withdrawn {
        reason: String,
    },
}

/// Takes letters whose time has come, oldest first.
///
/// # Errors
/// The database failed.
pub async fn take(tx: &Tx, now: Timestamp, lease: SignedDuration, most: i64) -> Result<Vec<Taken>, Fault> {
    let rows = sql::all(
        tx,
        "SELECT id FROM mails WHERE state = 'waiting' AND send_after <= $1 AND (lease_until IS NULL OR lease_until < $1)
         ORDER BY send_after, id LIMIT $2",
        params![now, most],
    )
    .await?;
    let ids: Vec<MailId> = rows.iter().map(|row| row.id("id")).collect::<Result<_, _>>()?;
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let text = format!(
        "UPDATE mails SET lease_until = $1, fence = fence + 1, attempts = attempts + 1 WHERE id IN ({})",
        sql::list_after(1, ids.len())
    );
    let values = params![now + lease].into_iter().chain(ids.iter().map(Bound::bind));
    sql::change(tx, text, values.collect::<Vec<_>>()).await?;
    let text = format!("SELECT * FROM mails WHERE id IN ({}) ORDER BY send_after, id", sql::list_after(0, ids.len()));
    let rows = sql::all(tx, text, ids.iter().map(Bound::bind).collect::<Vec<_>>()).await?;
    rows.iter()
        .map(|row| {
            Ok(Taken {
                letter: read(row)?,
                way_out: row.text_maybe("way_out")?,
                fence: row.big("fence")?,
                attempts: row.int("attempts")?,
            })
        })
        .collect()
}

/// Settles a letter; false when another carrier has taken it over.
///
/// # Errors
/// The database failed.
pub async fn settle(tx: &Tx, taken: &Taken, settled: &Settled, now: Timestamp) -> Result<bool, Fault> {
    let (state, send_after, sent_at, problem) = match settled {
        Settled::Sent => ("sent", taken.letter.send_after, Some(now), None),
        Settled::Later { send_after, problem } => ("waiting", *send_after, None, Some(problem)),
        Settled::Failed { problem } => ("failed", taken.letter.send_after, None, Some(problem)),
        Settled::Withdrawn { reason } => ("withdrawn", taken.letter.send_after, None, Some(reason)),
    };
    let changed = sql::change(
        tx,
        // A letter that is done with keeps no secret: whoever reads the table later opens nothing with it.
        "UPDATE mails SET state = $3, send_after = $4, sent_at = $5, problem = $6, lease_until = NULL,
             body = CASE WHEN $3 <> 'waiting' AND kind IN ('outsiders.link', 'sessions.link') THEN '' ELSE body END
         WHERE id = $1 AND fence = $2 AND state = 'waiting'",
        params![taken.letter.id, taken.fence, state, send_after, sent_at, problem],
    )
    .await?;
    Ok(changed == 1)
}

/// How a letter stands, for the page of what it is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sending {
    pub kind: String,
    pub created_at: Timestamp,
    /// `waiting`, `sent`, `failed` or `withdrawn`.
    pub state: String,
    pub sent_at: Option<Timestamp>,
}

/// The letters about one thing, newest first.
///
/// # Errors
/// The database failed.
pub async fn letters_about(
    connection: &impl Connection,
    noun: &str,
    about: impl domain::ids::Id,
) -> Result<Vec<Sending>, Fault> {
    let rows = sql::all(
        connection,
        "SELECT kind, created_at, state, sent_at FROM mails WHERE about = $1 AND about_id = $2
         ORDER BY created_at DESC, id DESC",
        params![noun, about.uuid()],
    )
    .await?;
    rows.iter()
        .map(|row| {
            Ok(Sending {
                kind: row.text("kind")?,
                created_at: row.at("created_at")?,
                state: row.text("state")?,
                sent_at: row.at_maybe("sent_at")?,
            })
        })
        .collect()
}

//! People without an account who contribute to, or sign, one record by a link (F8). Secrets are stored as hashes only.

use domain::ids::{OutsiderId, PersonId, RecordId};
use domain::signatures::{RecordVersion, TextHash};
use jiff::Timestamp;
use sea_orm::QueryResult;

use crate::db::{Connection, Fault, Tx};
use crate::sql::{self, Row, params};

/// What somebody is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asked {
    Contribute,
    ContributeAndSign,
}

/// Somebody who was invited to one record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outsider {
    pub id: OutsiderId,
    pub record: RecordId,
    pub invited_by: PersonId,
    pub name: String,
    pub email: String,
    /// Why, in the words of whoever invited them.
    pub why: String,
    pub asked: Asked,
    pub invited_at: Timestamp,
    pub expires_at: Timestamp,
    pub opened_at: Option<Timestamp>,
    /// Until when the session holds that the link opened.
    pub session_expires_at: Option<Timestamp>,
    /// When somebody who held a link that no longer works asked for a fresh one.
    pub asked_again_at: Option<Timestamp>,
    pub withdrawn_at: Option<Timestamp>,
}

/// Keeps an invitation and the hash of its link.
///
/// # Errors
/// The database failed.
pub async fn insert(tx: &Tx, outsider: &Outsider, link_hash: &str) -> Result<(), Fault> {
    sql::change(
        tx,
        "INSERT INTO outsiders (id, record_id, invited_by, name, email, why, may_sign, link_hash, invited_at, expires_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        params![
            outsider.id,
            outsider.record,
            outsider.invited_by,
            outsider.name,
            outsider.email,
            outsider.why,
            outsider.asked == Asked::ContributeAndSign,
            link_hash,
            outsider.invited_at,
            outsider.expires_at,
        ],
    )
    .await?;
    Ok(())
}

/// Puts a fresh link in place of the old one and of the session that it may have opened.
///
/// # Errors
/// The database failed.
pub async fn renew(
    tx: &Tx,
    id: OutsiderId,
    link_hash: &str,
    (now, expires_at): (Timestamp, Timestamp),
) -> Result<(), Fault> {
    sql::change(
        tx,
        "UPDATE outsiders SET link_hash = $2, invited_at = $3, expires_at = $4, opened_at = NULL, session_hash = NULL,
         session_csrf = NULL, session_expires_at = NULL, asked_again_at = NULL WHERE id = $1 AND withdrawn_at IS NULL",
        params![id, link_hash, now, expires_at],
    )
    .await?;
    Ok(())
}

/// Everybody who was invited to a record, the first first.
///
/// # Errors
/// The database failed.
pub async fn of_record(connection: &impl Connection, record: RecordId) -> Result<Vec<Outsider>, Fault> {
    let rows =
        sql::all(connection, "SELECT * FROM outsiders WHERE record_id = $1 ORDER BY invited_at, id", params![record])
            .await?;
    rows.iter().map(read).collect()
}

/// An invitation by its id.
///
/// # Errors
/// The database failed.
pub async fn find(connection: &impl Connection, id: OutsiderId) -> Result<Option<Outsider>, Fault> {
    let row = sql::first(connection, "SELECT * FROM outsiders WHERE id = $1", params![id]).await?;
    row.as_ref().map(read).transpose()
}

/// An invitation by the hash of its link, whether or not that still works.
///
/// # Errors
/// The database failed.
pub async fn by_link(connection: &impl Connection, link_hash: &str) -> Result<Option<Outsider>, Fault> {
    let row = sql::first(connection, "SELECT * FROM outsiders WHERE link_hash = $1", params![link_hash]).await?;
    row.as_ref().map(read).transpose()
}

/// Uses a link up and begins its session; false when somebody has used it, it was withdrawn or has run out.
///
/// # Errors
/// The database failed.
pub async fn open(
    tx: &Tx,
    link_hash: &str,
    (session_hash, csrf): (&str, &str),
    (now, until): (Timestamp, Timestamp),
) -> Result<bool, Fault> {
    let changed = sql::change(
        tx,
        "UPDATE outsiders SET opened_at = $4, session_hash = $2, session_csrf = $3, session_expires_at = $5
         WHERE link_hash = $1 AND opened_at IS NULL AND withdrawn_at IS NULL AND expires_at > $4",
        params![link_hash, session_hash, csrf, now, until],
    )
    .await?;
    Ok(changed == 1)
}

/// The invitation of a session that still holds, with what its forms carry.
///
/// # Errors
/// The database failed.
pub async fn by_session(
    connection: &impl Connection,
    session_hash: &str,
    now: Timestamp,
) -> Result<Option<(Outsider, String)>, Fault> {
    let row = sql::first(
        connection,
        "SELECT * FROM outsiders WHERE session_hash = $1 AND session_expires_at > $2 AND withdrawn_at IS NULL",
        params![session_hash, now],
    )
    .await?;
    row.map(|row| Ok((read(&row)?, row.text("session_csrf")?))).transpose()
}

/// Ends the session that a link opened.
///
/// # Errors
/// The database failed.
pub async fn end_session(tx: &Tx, id: OutsiderId) -> Result<(), Fault> {
    sql::change(
        tx,
        "UPDATE outsiders SET session_hash = NULL, session_csrf = NULL, session_expires_at = NULL WHERE id = $1",
        params![id],
    )
    .await?;
    Ok(())
}

/// Takes an invitation back, and with it the session that it may have opened.
///
/// # Errors
/// The database failed.
pub async fn withdraw(tx: &Tx, id: OutsiderId, now: Timestamp) -> Result<(), Fault> {
    end_session(tx, id).await?;
    sql::change(tx, "UPDATE outsiders SET withdrawn_at = $2 WHERE id = $1 AND withdrawn_at IS NULL", params![id, now])
        .await?;
    Ok(())
}

/// Notes that a fresh link was asked for; false when it was asked for already.
///
/// # Errors
/// The database failed.
pub async fn ask_again(tx: &Tx, id: OutsiderId, now: Timestamp) -> Result<bool, Fault> {
    let changed = sql::change(
        tx,
        "UPDATE outsiders SET asked_again_at = $2 WHERE id = $1 AND asked_again_at IS NULL AND withdrawn_at IS NULL",
        params![id, now],
    )
    .await?;
    Ok(changed == 1)
}

/// What somebody wrote beside a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contribution {
    pub outsider: OutsiderId,
    pub name: String,
    pub content: String,
    pub written_at: Timestamp,
}

/// What people without an account wrote beside a record, oldest first.
///
/// # Errors
/// The database failed.
pub async fn contributions(connection: &impl Connection, record: RecordId) -> Result<Vec<Contribution>, Fault> {
    let rows = sql::all(
        connection,
        "SELECT c.*, o.name FROM outside_contributions c JOIN outsiders o ON o.id = c.outsider_id
         WHERE o.record_id = $1 ORDER BY c.written_at, c.outsider_id, c.number",
        params![record],
    )
    .await?;
    rows.iter()
        .map(|row| {
            Ok(Contribution {
                outsider: row.id("outsider_id")?,
                name: row.text("name")?,
                content: row.text("content")?,
                written_at: row.at("written_at")?,
            })
        })
        .collect()
}

/// Keeps one more contribution of somebody.
///
/// # Errors
/// The database failed.
pub async fn contribute(tx: &Tx, id: OutsiderId, content: &str, now: Timestamp) -> Result<(), Fault> {
    sql::change(
        tx,
        "INSERT INTO outside_contributions (outsider_id, number, content, written_at)
         SELECT $1, COALESCE(MAX(number), 0) + 1, $2, $3 FROM outside_contributions WHERE outsider_id = $1",
        params![id, content, now],
    )
    .await?;
    Ok(())
}

/// Somebody's signature under exactly what they were shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutsideSignature {
    pub outsider: OutsiderId,
    pub name: String,
    pub meaning: String,
    pub version: RecordVersion,
    pub text: TextHash,
    pub signed_at: Timestamp,
}

/// The signatures of people without an account under a record, oldest first.
///
/// # Errors
/// The database failed.
pub async fn signatures(connection: &impl Connection, record: RecordId) -> Result<Vec<OutsideSignature>, Fault> {
    let rows = sql::all(
        connection,
        "SELECT * FROM outside_signatures WHERE record_id = $1 ORDER BY signed_at, outsider_id",
        params![record],
    )
    .await?;
    rows.iter()
        .map(|row| {
            Ok(OutsideSignature {
                outsider: row.id("outsider_id")?,
                name: row.text("name")?,
                meaning: row.text("meaning")?,
                version: RecordVersion(row.int("record_version")?),
                text: TextHash::from_stored(&row.text("content_hash")?),
                signed_at: row.at("signed_at")?,
            })
        })
        .collect()
}

/// Keeps a signature; false when the same text is signed already.
///
/// # Errors
/// The database failed.
pub async fn sign(tx: &Tx, record: RecordId, signature: &OutsideSignature) -> Result<bool, Fault> {
    let changed = sql::change(
        tx,
        "INSERT INTO outside_signatures (outsider_id, record_id, name, meaning, record_version, content_hash, signed_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING",
        params![
            signature.outsider,
            record,
            signature.name,
            signature.meaning,
            signature.version.0,
            signature.text.as_str(),
            signature.signed_at,
        ],
    )
    .await?;
    Ok(changed == 1)
}

fn read(row: &QueryResult) -> Result<Outsider, Fault> {
    Ok(Outsider {
        id: row.id("id")?,
        record: row.id("record_id")?,
        invited_by: row.id("invited_by")?,
        name: row.text("name")?,
        email: row.text("email")?,
        why: row.text("why")?,
        asked: if row.flag("may_sign")? { Asked::ContributeAndSign } else { Asked::Contribute },
        invited_at: row.at("invited_at")?,
        expires_at: row.at("expires_at")?,
        opened_at: row.at_maybe("opened_at")?,
        session_expires_at: row.at_maybe("session_expires_at")?,
        asked_again_at: row.at_maybe("asked_again_at")?,
        withdrawn_at: row.at_maybe("withdrawn_at")?,
    })
}

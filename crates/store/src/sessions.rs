//! Signed-in browsers, sign-in links and the limits on asking for them. Secrets are stored as hashes only.

use domain::ids::{PersonId, SessionId};
use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};

use crate::access::{Appointment, appointment};
use crate::db::{Connection, Fault, Tx};
use crate::sql::{self, Row, params};

/// A signed-in browser and whose it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    pub id: SessionId,
    pub person: PersonId,
    /// The name the person is greeted by.
    pub name: String,
    /// What every form of this session carries, so that no other site can post in its name.
    pub csrf: String,
    pub seen_at: Timestamp,
    /// When the person last proved who they are.
    pub confirmed_at: Timestamp,
    /// By which means the session was begun; kept with what is signed in it.
    pub method: String,
    pub expires_at: Timestamp,
    /// Is the person named as somebody's line manager?
    pub manages: bool,
}

/// The session of a cookie's hashed secret, unless it has run out, with the offices that the person holds on a day, by
/// organisation name: what every page of somebody signed in needs.
///
/// # Errors
/// The database failed.
pub async fn find(
    connection: &impl Connection,
    secret_hash: &str,
    now: Timestamp,
    idle: SignedDuration,
    today: Date,
) -> Result<Option<(Session, Vec<Appointment>)>, Fault> {
    let rows = sql::all(
        connection,
        "SELECT s.id, s.person_id, s.csrf, s.seen_at, s.confirmed_at, s.method, s.expires_at,
             COALESCE(p.known_as, p.given_name) AS first_name, p.family_name,
             CASE WHEN EXISTS (SELECT 1 FROM posts m WHERE m.manager_person_id = s.person_id) THEN 1 ELSE 0 END AS manages,
             a.office, a.programme, a.organisation_id, o.code, o.name
         FROM sessions s JOIN people p ON p.id = s.person_id
         LEFT JOIN appointments a ON a.person_id = s.person_id AND a.started_on <= $4
             AND (a.finished_on IS NULL OR a.finished_on >= $4)
         LEFT JOIN organisations o ON o.id = a.organisation_id
         WHERE s.secret_hash = $1 AND s.expires_at > $2 AND s.seen_at > $3
         ORDER BY o.name, o.id, a.programme, a.office",
        params![secret_hash, now, now - idle, today],
    )
    .await?;
    let Some(row) = rows.first() else { return Ok(None) };
    let session = Session {
        id: row.id("id")?,
        person: row.id("person_id")?,
        name: format!("{} {}", row.text("first_name")?, row.text("family_name")?),
        csrf: row.text("csrf")?,
        seen_at: row.at("seen_at")?,
        confirmed_at: row.at("confirmed_at")?,
        method: row.text("method")?,
        expires_at: row.at("expires_at")?,
        manages: row.int("manages")? != 0,
    };
    let mut offices = Vec::new();
    for row in &rows {
        if row.text_maybe("office")?.is_some() {
            offices.push(appointment(row)?);
        }
    }
    Ok(Some((session, offices)))
}

/// Keeps a new session.
///
/// # Errors
/// The database failed.
pub async fn insert(
    tx: &Tx,
    id: SessionId,
    secret_hash: &str,
    person: PersonId,
    csrf: &str,
    method: &str,
    now: Timestamp,
    expires_at: Timestamp,
) -> Result<(), Fault> {
    sql::change(
        tx,
        "INSERT INTO sessions (id, secret_hash, person_id, csrf, method, created_at, seen_at, confirmed_at, expires_at)
         VALUES ($1, $2, $3, $4, $5, $6, $6, $6, $7)",
        params![id, secret_hash, person, csrf, method, now, expires_at],
    )
    .await?;
    Ok(())
}

/// Notes that a session is in use.
///
/// # Errors
/// The database failed.
pub async fn touch(tx: &Tx, id: SessionId, now: Timestamp) -> Result<(), Fault> {
    sql::change(tx, "UPDATE sessions SET seen_at = $2 WHERE id = $1", params![id, now]).await?;
    Ok(())
}

/// Notes that the person has just proved who they are.
///
/// # Errors
/// The database failed.
pub async fn confirm(tx: &Tx, id: SessionId, now: Timestamp) -> Result<(), Fault> {
    sql::change(tx, "UPDATE sessions SET confirmed_at = $2, seen_at = $2 WHERE id = $1", params![id, now]).await?;
    Ok(())
}

/// Ends a session.
///
/// # Errors
/// The database failed.
pub async fn delete(tx: &Tx, id: SessionId) -> Result<(), Fault> {
    sql::change(tx, "DELETE FROM sessions WHERE id = $1", params![id]).await?;
    Ok(())
}

/// Ends all sessions of a person.
///
/// # Errors
/// The database failed.
pub async fn delete_all_of(tx: &Tx, person: PersonId) -> Result<(), Fault> {
    sql::change(tx, "DELETE FROM sessions WHERE person_id = $1", params![person]).await?;
    Ok(())
}

/// Removes what has run out: sessions, links, old counts.
///
/// # Errors
/// The database failed.
pub async fn sweep(tx: &Tx, now: Timestamp) -> Result<(), Fault> {
    sql::change(tx, "DELETE FROM sessions WHERE expires_at < $1", params![now]).await?;
    sql::change(tx, "DELETE FROM sign_in_links WHERE expires_at < $1", params![now]).await?;
    sql::change(tx, "DELETE FROM rate_limits WHERE window_start < $1", params![now - SignedDuration::from_hours(24)])
        .await?;
    Ok(())
}

/// The people an address belongs to. More than one means that nobody may sign in by it until it is put right.
///
/// # Errors
/// The database failed.
pub async fn people_at(connection: &impl Connection, email: &str) -> Result<Vec<PersonId>, Fault> {
    let rows = sql::all(
        connection,
        "SELECT a.person_id FROM addresses a JOIN people p ON p.id = a.person_id
         WHERE a.email = $1 AND p.merged_into IS NULL ORDER BY a.person_id",
        params![email],
    )
    .await?;
    rows.iter().map(|row| row.id("person_id")).collect()
}

/// A link that signs a person in, once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignInLink {
    pub person: PersonId,
    pub return_to: Option<String>,
}

/// Keeps a sign-in link.
///
/// # Errors
/// The database failed.
pub async fn insert_link(
    tx: &Tx,
    secret_hash: &str,
    person: PersonId,
    email: &str,
    return_to: Option<&str>,
    now: Timestamp,
    expires_at: Timestamp,
) -> Result<(), Fault> {
    sql::change(
        tx,
        "INSERT INTO sign_in_links (secret_hash, person_id, email, return_to, created_at, expires_at)
         VALUES ($1, $2, $3, $4, $5, $6)",
        params![secret_hash, person, email, return_to, now, expires_at],
    )
    .await?;
    Ok(())
}

/// A link that still works.
///
/// # Errors
/// The database failed.
pub async fn find_link(
    connection: &impl Connection,
    secret_hash: &str,
    now: Timestamp,
) -> Result<Option<SignInLink>, Fault> {
    let row = sql::first(
        connection,
        "SELECT person_id, return_to FROM sign_in_links
         WHERE secret_hash = $1 AND used_at IS NULL AND expires_at > $2",
        params![secret_hash, now],
    )
    .await?;
    row.map(|row| Ok(SignInLink { person: row.id("person_id")?, return_to: row.text_maybe("return_to")? })).transpose()
}

/// Uses a link up; false when it was used, or had run out, before.
///
/// # Errors
/// The database failed.
pub async fn use_link(tx: &Tx, secret_hash: &str, now: Timestamp) -> Result<bool, Fault> {
    let changed = sql::change(
        tx,
        "UPDATE sign_in_links SET used_at = $2 WHERE secret_hash = $1 AND used_at IS NULL AND expires_at > $2",
        params![secret_hash, now],
    )
    .await?;
    Ok(changed == 1)
}

/// Counts one use of a bucket in the current window; returns how many there have been.
///
/// # Errors
/// The database failed.
pub async fn count_use(tx: &Tx, bucket: &str, window_start: Timestamp) -> Result<i32, Fault> {
    let row = sql::first(
        tx,
        "INSERT INTO rate_limits (bucket, window_start, used) VALUES ($1, $2, 1)
         ON CONFLICT (bucket, window_start) DO UPDATE SET used = rate_limits.used + 1 RETURNING used",
        params![bucket, window_start],
    )
    .await?;
    row.map_or(Ok(1), |row| row.int("used"))
}

/// The addresses a person can sign in by, work first.
///
/// # Errors
/// The database failed.
pub async fn addresses_of(connection: &impl Connection, person: PersonId) -> Result<Vec<String>, Fault> {
    let rows = sql::all(
        connection,
        "SELECT email FROM addresses WHERE person_id = $1 ORDER BY CASE kind WHEN 'work' THEN 0 ELSE 1 END, email",
        params![person],
    )
    .await?;
    rows.iter().map(|row| row.text("email")).collect()
}

/// When a person's sessions that still hold were begun, newest first.
///
/// # Errors
/// The database failed.
pub async fn begun_by(connection: &impl Connection, person: PersonId, now: Timestamp) -> Result<Vec<Timestamp>, Fault> {
    let rows = sql::all(
        connection,
        "SELECT created_at FROM sessions WHERE person_id = $1 AND expires_at > $2 ORDER BY created_at DESC",
        params![person, now],
    )
    .await?;
    rows.iter().map(|row| row.at("created_at")).collect()
}

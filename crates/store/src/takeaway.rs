//! What a person takes along and what they bring: whose journeys go into it, copies that were made, copies from
//! elsewhere, and the keys that seal them (G3, G5).

use domain::ids::{BroughtId, JourneyId, PersonId, RecordId, TakeawayId};
use jiff::Timestamp;

use crate::db::{Connection, Fault, Tx};
use crate::overview::name_of;
use crate::sql::{self, Row, params};

/// How a person is known.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Owner {
    pub name: String,
    /// All names they go by, for comparing.
    pub names: Vec<String>,
    /// Number and regulator.
    pub registrations: Vec<(String, String)>,
    /// In lower case.
    pub addresses: Vec<String>,
}

/// How a person is known.
///
/// # Errors
/// The database failed, or there is no such person.
pub async fn owner(connection: &impl Connection, person: PersonId) -> Result<Owner, Fault> {
    let text = format!(
        "SELECT {} AS name, given_name || ' ' || family_name AS full_name FROM people p WHERE id = $1",
        name_of("p")
    );
    let row = sql::first(connection, text, params![person]).await?;
    let row = row.ok_or_else(|| Fault::Corrupt(format!("no person {person}")))?;
    let (name, full_name) = (row.text("name")?, row.text("full_name")?);
    let registrations = sql::all(
        connection,
        "SELECT number, regulator FROM registrations WHERE person_id = $1 ORDER BY regulator, number",
        params![person],
    )
    .await?;
    let addresses =
        sql::all(connection, "SELECT email FROM addresses WHERE person_id = $1 ORDER BY email", params![person])
            .await?;
    Ok(Owner {
        names: vec![name.clone(), full_name],
        name,
        registrations: registrations
            .iter()
            .map(|row| Ok((row.text("number")?, row.text("regulator")?)))
            .collect::<Result<_, Fault>>()?,
        addresses: addresses.iter().map(|row| row.text("email")).collect::<Result<_, Fault>>()?,
    })
}

/// The journeys that are a person's own, the latest first, ended ones too.
///
/// # Errors
/// The database failed.
pub async fn journeys_of(connection: &impl Connection, person: PersonId) -> Result<Vec<JourneyId>, Fault> {
    let text = "SELECT id FROM journeys WHERE person_id = $1 ORDER BY starts_on DESC, id";
    sql::all(connection, text, params![person]).await?.iter().map(|row| row.id("id")).collect()
}

/// What a person wrote for themselves in journeys that are others': their own copies, and nothing else.
///
/// # Errors
/// The database failed.
pub async fn own_copies(connection: &impl Connection, person: PersonId) -> Result<Vec<RecordId>, Fault> {
    let text = "SELECT r.id FROM records r JOIN journeys j ON j.id = r.journey_id
         WHERE r.owner_person_id = $1 AND j.person_id <> $1 ORDER BY r.created_at, r.id";
    sql::all(connection, text, params![person]).await?.iter().map(|row| row.id("id")).collect()
}

/// A portfolio as it was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Takeaway {
    pub id: TakeawayId,
    pub made_at: Timestamp,
    pub pdf: Vec<u8>,
    pub archive: Vec<u8>,
}

/// Keeps a person's newest portfolio, in place of earlier ones.
///
/// # Errors
/// The database failed.
pub async fn keep(tx: &Tx, person: PersonId, takeaway: &Takeaway) -> Result<(), Fault> {
    sql::change(tx, "DELETE FROM takeaways WHERE person_id = $1", params![person]).await?;
    sql::change(
        tx,
        "INSERT INTO takeaways (id, person_id, made_at, pdf, archive) VALUES ($1, $2, $3, $4, $5)",
        params![takeaway.id, person, takeaway.made_at, takeaway.pdf, takeaway.archive],
    )
    .await?;
    Ok(())
}

/// When a person's newest portfolio was made, and how large its two forms are, in bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ready {
    pub id: TakeawayId,
    pub made_at: Timestamp,
    pub pdf_bytes: i64,
    pub archive_bytes: i64,
}

/// The portfolio that waits for a person to take it.
///
/// # Errors
/// The database failed.
pub async fn ready(connection: &impl Connection, person: PersonId) -> Result<Option<Ready>, Fault> {
    let row = sql::first(
        connection,
        "SELECT id, made_at, CAST(length(pdf) AS bigint) AS pdf_bytes, CAST(length(archive) AS bigint) AS archive_bytes
         FROM takeaways WHERE person_id = $1 ORDER BY made_at DESC, id DESC LIMIT 1",
        params![person],
    )
    .await?;
    row.map(|row| {
        Ok(Ready {
            id: row.id("id")?,
            made_at: row.at("made_at")?,
            pdf_bytes: row.big("pdf_bytes")?,
            archive_bytes: row.big("archive_bytes")?,
        })
    })
    .transpose()
}

/// A person's own portfolio as it was made.
///
/// # Errors
/// The database failed.
pub async fn find(connection: &impl Connection, person: PersonId, id: TakeawayId) -> Result<Option<Takeaway>, Fault> {
    let text = "SELECT id, made_at, pdf, archive FROM takeaways WHERE id = $1 AND person_id = $2";
    let row = sql::first(connection, text, params![id, person]).await?;
    row.map(|row| {
        Ok(Takeaway {
            id: row.id("id")?,
            made_at: row.at("made_at")?,
            pdf: row.bytes("pdf")?,
            archive: row.bytes("archive")?,
        })
    })
    .transpose()
}

/// A portfolio from elsewhere.
#[derive(Debug, Clone, PartialEq)]
pub struct Brought {
    pub id: BroughtId,
    pub digest: String,
    pub made_by: String,
    pub made_at: Timestamp,
    pub public_key: String,
    /// The name under which the key is known here.
    pub known_as: Option<String>,
    pub book: serde_json::Value,
    pub brought_at: Timestamp,
}

/// Takes a portfolio in; false when the person has brought exactly this before.
///
/// # Errors
/// The database failed.
pub async fn take_in(tx: &Tx, person: PersonId, brought: &Brought, archive: &[u8]) -> Result<bool, Fault> {
    let changed = sql::change(
        tx,
        "INSERT INTO brought_portfolios (id, person_id, digest, made_by, made_at, public_key, book, archive, brought_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (person_id, digest) DO NOTHING",
        params![
            brought.id,
            person,
            brought.digest,
            brought.made_by,
            brought.made_at,
            brought.public_key,
            brought.book,
            archive.to_vec(),
            brought.brought_at,
        ],
    )
    .await?;
    Ok(changed == 1)
}

/// What a person has brought, the newest first.
///
/// # Errors
/// The database failed.
pub async fn brought_by(connection: &impl Connection, person: PersonId) -> Result<Vec<Brought>, Fault> {
    let rows = sql::all(
        connection,
        "SELECT b.*, k.name AS known_as FROM brought_portfolios b
         LEFT JOIN known_keys k ON k.public_key = b.public_key
         WHERE b.person_id = $1 ORDER BY b.brought_at DESC, b.id DESC",
        params![person],
    )
    .await?;
    rows.iter()
        .map(|row| {
            Ok(Brought {
                id: row.id("id")?,
                digest: row.text("digest")?,
                made_by: row.text("made_by")?,
                made_at: row.at("made_at")?,
                public_key: row.text("public_key")?,
                known_as: row.text_maybe("known_as")?,
                book: row.json("book")?,
                brought_at: row.at("brought_at")?,
            })
        })
        .collect()
}

/// Forgets what a person has brought.
///
/// # Errors
/// The database failed.
pub async fn forget_brought(tx: &Tx, person: PersonId, id: BroughtId) -> Result<bool, Fault> {
    let text = "DELETE FROM brought_portfolios WHERE id = $1 AND person_id = $2";
    Ok(sql::change(tx, text, params![id, person]).await? > 0)
}

/// The installation's own key: public, and the secret behind it.
///
/// # Errors
/// The database failed.
pub async fn own_key(connection: &impl Connection) -> Result<Option<(String, Vec<u8>)>, Fault> {
    let text = "SELECT public_key, secret FROM sealing_keys ORDER BY made_at DESC, public_key LIMIT 1";
    let row = sql::first(connection, text, []).await?;
    row.map(|row| Ok((row.text("public_key")?, row.bytes("secret")?))).transpose()
}

/// Keeps a key of the installation.
///
/// # Errors
/// The database failed.
pub async fn keep_own_key(tx: &Tx, public_key: &str, secret: &[u8], at: Timestamp) -> Result<(), Fault> {
    let text = "INSERT INTO sealing_keys (public_key, secret, made_at) VALUES ($1, $2, $3)";
    sql::change(tx, text, params![public_key, secret.to_vec(), at]).await?;
    Ok(())
}

/// Lets the key of another installation be known here by a name.
///
/// # Errors
/// The database failed.
pub async fn keep_known_key(tx: &Tx, public_key: &str, name: &str, at: Timestamp) -> Result<(), Fault> {
    sql::change(
        tx,
        "INSERT INTO known_keys (public_key, name, added_at) VALUES ($1, $2, $3)
         ON CONFLICT (public_key) DO UPDATE SET name = $2",
        params![public_key, name, at],
    )
    .await?;
    Ok(())
}

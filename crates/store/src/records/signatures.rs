//! Signatures, the exact texts they are of, and amendments beside a closed record.

use domain::ids::{AmendmentId, JourneyId, PersonId, RecordId};
use domain::records::Signatory;
use domain::signatures::{RecordVersion, Signature, TextHash};
use jiff::Timestamp;

use crate::db::{Connection, Fault, Tx};
use crate::sql::{self, Row, params};

/// Who signs a record, by the names that stand in its text.
///
/// # Errors
/// The database failed.
pub async fn signatories_of(connection: &impl Connection, record: RecordId) -> Result<Vec<Signatory>, Fault> {
    let rows = sql::all(
        connection,
        "SELECT party, person_id, name FROM record_signatories WHERE record_id = $1
         ORDER BY CASE WHEN party = 'supportee' THEN 0 ELSE 1 END, party, person_id",
        params![record],
    )
    .await?;
    rows.iter()
        .map(|row| Ok(Signatory { party: row.parsed("party")?, person: row.id("person_id")?, name: row.text("name")? }))
        .collect()
}

/// States who signs a record, in place of who did before.
///
/// # Errors
/// The database failed.
pub async fn set_signatories(tx: &Tx, record: RecordId, signatories: &[Signatory]) -> Result<(), Fault> {
    sql::change(tx, "DELETE FROM record_signatories WHERE record_id = $1", params![record]).await?;
    if signatories.is_empty() {
        return Ok(());
    }
    let values = signatories.iter().flat_map(|s| params![record, s.party.as_str(), s.person, s.name]);
    let text = format!(
        "INSERT INTO record_signatories (record_id, party, person_id, name) VALUES {}",
        sql::rows_of(signatories.len(), 4)
    );
    sql::change(tx, text, values).await?;
    Ok(())
}

/// All signatures of a record, standing and voided, oldest first.
///
/// # Errors
/// The database failed.
pub async fn signatures_of(connection: &impl Connection, record: RecordId) -> Result<Vec<Signature>, Fault> {
    let rows =
        sql::all(connection, "SELECT * FROM signatures WHERE record_id = $1 ORDER BY signed_at, id", params![record])
            .await?;
    rows.iter()
        .map(|row| {
            Ok(Signature {
                id: row.id("id")?,
                party: row.parsed("party")?,
                person: row.id("person_id")?,
                name: row.text("name")?,
                meaning: row.text("meaning")?,
                version: RecordVersion(row.int("record_version")?),
                text: TextHash::from_stored(&row.text("content_hash")?),
                method: row.text("method")?,
                signed_at: row.at("signed_at")?,
                voided_at: row.at_maybe("voided_at")?,
            })
        })
        .collect()
}

/// Who has signed what stands in which of a journey's documents.
///
/// # Errors
/// The database failed.
pub async fn signers_of(connection: &impl Connection, journey: JourneyId) -> Result<Vec<(RecordId, PersonId)>, Fault> {
    let rows = sql::all(
        connection,
        "SELECT s.record_id, s.person_id FROM signatures s JOIN records r ON r.id = s.record_id
         WHERE r.journey_id = $1 AND r.document IS NOT NULL AND s.voided_at IS NULL ORDER BY s.signed_at, s.id",
        params![journey],
    )
    .await?;
    rows.iter().map(|row| Ok((row.id("record_id")?, row.id("person_id")?))).collect()
}

/// Keeps a signature.
///
/// # Errors
/// The database failed, or somebody signed in the same place at the same moment ([`Fault::is_duplicate`]).
pub async fn insert_signature(tx: &Tx, record: RecordId, signature: &Signature) -> Result<(), Fault> {
    sql::change(
        tx,
        "INSERT INTO signatures (id, record_id, record_version, party, person_id, name, meaning, content_hash, method,
         signed_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        params![
            signature.id,
            record,
            signature.version.0,
            signature.party.as_str(),
            signature.person,
            signature.name,
            signature.meaning,
            signature.text.as_str(),
            signature.method,
            signature.signed_at,
        ],
    )
    .await?;
    Ok(())
}

/// Voids every signature that stands, because what they are of was changed; returns whose they were.
///
/// # Errors
/// The database failed.
pub async fn void_standing(tx: &Tx, record: RecordId, now: Timestamp) -> Result<Vec<PersonId>, Fault> {
    let rows = sql::all(
        tx,
        "UPDATE signatures SET voided_at = $2 WHERE record_id = $1 AND voided_at IS NULL RETURNING person_id",
        params![record, now],
    )
    .await?;
    rows.iter().map(|row| row.id("person_id")).collect()
}

/// Keeps the text that a hash is of, once.
///
/// # Errors
/// The database failed.
pub async fn keep_text(tx: &Tx, hash: &TextHash, content: &str, now: Timestamp) -> Result<(), Fault> {
    sql::change(
        tx,
        "INSERT INTO signed_texts (content_hash, content, kept_at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING",
        params![hash.as_str(), content, now],
    )
    .await?;
    Ok(())
}

/// The text of a hash that somebody signed.
///
/// # Errors
/// The database failed.
pub async fn text_of(connection: &impl Connection, hash: &TextHash) -> Result<Option<String>, Fault> {
    let row =
        sql::first(connection, "SELECT content FROM signed_texts WHERE content_hash = $1", params![hash.as_str()])
            .await?;
    row.map(|row| row.text("content")).transpose()
}

/// A later correction, beside a record that is closed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Amendment {
    pub id: AmendmentId,
    pub author: PersonId,
    pub author_name: String,
    pub content: String,
    pub written_at: Timestamp,
}

/// The amendments of a record, oldest first.
///
/// # Errors
/// The database failed.
pub async fn amendments_of(connection: &impl Connection, record: RecordId) -> Result<Vec<Amendment>, Fault> {
    let rows = sql::all(
        connection,
        "SELECT a.*, COALESCE(p.known_as, p.given_name) AS first_name, p.family_name FROM amendments a
         JOIN people p ON p.id = a.author_id WHERE a.record_id = $1 ORDER BY a.written_at, a.id",
        params![record],
    )
    .await?;
    rows.iter()
        .map(|row| {
            Ok(Amendment {
                id: row.id("id")?,
                author: row.id("author_id")?,
                author_name: format!("{} {}", row.text("first_name")?, row.text("family_name")?),
                content: row.text("content")?,
                written_at: row.at("written_at")?,
            })
        })
        .collect()
}

/// Keeps an amendment.
///
/// # Errors
/// The database failed.
pub async fn insert_amendment(tx: &Tx, record: RecordId, amendment: &Amendment) -> Result<(), Fault> {
    sql::change(
        tx,
        "INSERT INTO amendments (id, record_id, author_id, content, written_at) VALUES ($1, $2, $3, $4, $5)",
        params![amendment.id, record, amendment.author, amendment.content, amendment.written_at],
    )
    .await?;
    Ok(())
}

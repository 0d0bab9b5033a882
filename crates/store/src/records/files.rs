//! Files that people add to records.

use domain::ids::{FileId, PersonId, RecordId};
use domain::keys::FieldKey;
use jiff::Timestamp;

use crate::db::{Connection, Fault, Tx};
use crate::sql::{self, Row, params};

/// A file as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileRow {
    pub id: FileId,
    pub record: RecordId,
    pub field: FieldKey,
    pub name: String,
    /// By its content; never what a browser said.
    pub media_type: String,
    /// The SHA-256 of the content, in hexadecimal.
    pub fingerprint: String,
    /// `None`: it lies in the installation's folder.
    pub content: Option<Vec<u8>>,
    pub bytes: u64,
    pub added_by: PersonId,
    pub added_at: Timestamp,
}

/// Keeps a file.
///
/// # Errors
/// The database failed.
pub async fn insert_file(tx: &Tx, file: &FileRow) -> Result<(), Fault> {
    sql::change(
        tx,
        "INSERT INTO record_files (id, record_id, field, name, media_type, size, fingerprint, content, added_by,
         added_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        params![
            file.id,
            file.record,
            file.field,
            file.name,
            file.media_type,
            i64::try_from(file.bytes).unwrap_or(i64::MAX),
            file.fingerprint,
            file.content,
            file.added_by,
            file.added_at,
        ],
    )
    .await?;
    Ok(())
}

/// A file of a record. Who may have it is for whoever may read the record and the field to know.
///
/// # Errors
/// The database failed.
pub async fn file(connection: &impl Connection, record: RecordId, id: FileId) -> Result<Option<FileRow>, Fault> {
    let row =
        sql::first(connection, "SELECT * FROM record_files WHERE id = $1 AND record_id = $2", params![id, record])
            .await?;
    let Some(row) = row else { return Ok(None) };
    Ok(Some(FileRow {
        id: row.id("id")?,
        record: row.id("record_id")?,
        field: row.parsed("field")?,
        name: row.text("name")?,
        media_type: row.text("media_type")?,
        fingerprint: row.text("fingerprint")?,
        content: row.bytes_maybe("content")?,
        bytes: u64::try_from(row.big("size")?).unwrap_or(0),
        added_by: row.id("added_by")?,
        added_at: row.at("added_at")?,
    }))
}

//! Files that people handed in, kept until they have been imported or forgotten.

use domain::ids::{OrganisationId, PersonId, UploadId};
use jiff::{SignedDuration, Timestamp};

use crate::db::{Connection, Fault, Tx};
use crate::sql::{self, Row, params};

/// A file somebody handed in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Upload {
    pub id: UploadId,
    pub file_name: String,
    pub content: Vec<u8>,
}

/// Long enough to correct a file and come back; a staff file is personal data and is not kept for its own sake.
const KEPT: SignedDuration = SignedDuration::from_hours(7 * 24);

/// Keeps a file for an organisation, and forgets those that were handed in a week ago.
///
/// # Errors
/// The database failed.
pub async fn keep_upload(
    tx: &Tx,
    upload: &Upload,
    organisation: OrganisationId,
    person: PersonId,
    now: Timestamp,
) -> Result<(), Fault> {
    sql::change(tx, "DELETE FROM uploads WHERE created_at < $1", params![now - KEPT]).await?;
    sql::change(
        tx,
        "INSERT INTO uploads (id, organisation_id, person_id, file_name, content, created_at)
         VALUES ($1, $2, $3, $4, $5, $6)",
        params![upload.id, organisation, person, upload.file_name, upload.content, now],
    )
    .await?;
    Ok(())
}

/// A file that a person handed in for an organisation; nobody else's.
///
/// # Errors
/// The database failed.
pub async fn upload(
    connection: &impl Connection,
    organisation: OrganisationId,
    person: PersonId,
    id: UploadId,
) -> Result<Option<Upload>, Fault> {
    let row = sql::first(
        connection,
        "SELECT file_name, content FROM uploads WHERE id = $1 AND organisation_id = $2 AND person_id = $3",
        params![id, organisation, person],
    )
    .await?;
    row.map(|row| Ok(Upload { id, file_name: row.text("file_name")?, content: row.bytes("content")? })).transpose()
}

//! Files that people keep: their owner's, and for whoever reads what they belong to (G2).

use domain::access::Viewer;
use domain::evidence::Subject;
use domain::ids::{EvidenceId, Id, PersonId};
use jiff::Timestamp;
use sea_orm::QueryResult;
use uuid::Uuid;

use crate::db::{Connection, Fault, Tx};
use crate::shares;
use crate::sql::{self, Row, params};

/// A file as lists show it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Evidence {
    pub id: EvidenceId,
    pub owner: PersonId,
    pub subject: Subject,
    /// What it belongs to; none: the portfolio itself.
    pub subject_id: Option<Uuid>,
    pub name: String,
    pub description: String,
    /// By its content; never what a browser said.
    pub media_type: String,
    pub size: i64,
    /// The SHA-256 of the content as it is kept, in hexadecimal.
    pub fingerprint: String,
    pub added_at: Timestamp,
}

const COLUMNS: &str = "id, person_id, subject, subject_id, name, description, media_type, size, fingerprint, added_at";

/// Keeps a file. Without content it lies in the installation's folder.
///
/// # Errors
/// The database failed.
pub async fn insert(tx: &Tx, evidence: &Evidence, content: Option<Vec<u8>>) -> Result<(), Fault> {
    let text = format!("INSERT INTO evidence ({COLUMNS}, content) VALUES {}", sql::rows_of(1, 11));
    let values = params![
        evidence.id,
        evidence.owner,
        evidence.subject.as_str(),
        evidence.subject_id,
        evidence.name,
        evidence.description,
        evidence.media_type,
        evidence.size,
        evidence.fingerprint,
        evidence.added_at,
        content,
    ];
    sql::change(tx, text, values).await?;
    Ok(())
}

/// A file, if it is the viewer's own or belongs to something that is shared with them today. Anything else is the same
/// as not there.
///
/// # Errors
/// The database failed.
pub async fn visible_to(
    connection: &impl Connection,
    viewer: Viewer,
    id: EvidenceId,
) -> Result<Option<Evidence>, Fault> {
    let Some(found) = read(connection, "id = $1", params![id].to_vec()).await?.pop() else { return Ok(None) };
    if found.owner == viewer.person {
        return Ok(Some(found));
    }
    let Some(subject) = found.subject_id else { return Ok(None) };
    Ok(shares::reads(connection, viewer, found.subject, subject).await?.then_some(found))
}

/// The content of a file; `None`: it lies in the installation's folder. Ask [`visible_to`] first.
///
/// # Errors
/// The database failed.
pub async fn content(connection: &impl Connection, id: EvidenceId) -> Result<Option<Vec<u8>>, Fault> {
    let text = "SELECT content FROM evidence WHERE id = $1 AND content IS NOT NULL";
    sql::first(connection, text, params![id]).await?.map(|row| row.bytes("content")).transpose()
}

/// The files that belong to something, the earliest first.
///
/// # Errors
/// The database failed.
pub async fn of_subject(connection: &impl Connection, subject: Subject, id: impl Id) -> Result<Vec<Evidence>, Fault> {
    read(connection, "subject = $1 AND subject_id = $2", params![subject.as_str(), id.uuid()].to_vec()).await
}

/// Everything of a person, the earliest first.
///
/// # Errors
/// The database failed.
pub async fn all_of(connection: &impl Connection, owner: PersonId) -> Result<Vec<Evidence>, Fault> {
    read(connection, "person_id = $1", params![owner].to_vec()).await
}

/// How many bytes a person keeps.
///
/// # Errors
/// The database failed.
pub async fn kept_by(connection: &impl Connection, owner: PersonId) -> Result<i64, Fault> {
    let text = "SELECT CAST(COALESCE(SUM(size), 0) AS bigint) AS n FROM evidence WHERE person_id = $1";
    sql::count(connection, text, params![owner]).await
}

/// Takes a file of one's own away for good; false when there is none.
///
/// # Errors
/// The database failed.
pub async fn remove(tx: &Tx, owner: PersonId, id: EvidenceId) -> Result<bool, Fault> {
    let text = "DELETE FROM evidence WHERE id = $1 AND person_id = $2";
    Ok(sql::change(tx, text, params![id, owner]).await? == 1)
}

async fn read(
    connection: &impl Connection,
    condition: &str,
    values: Vec<sea_orm::Value>,
) -> Result<Vec<Evidence>, Fault> {
    let text = format!("SELECT {COLUMNS} FROM evidence WHERE {condition} ORDER BY added_at, id");
    let rows = sql::all(connection, text, values).await?;
    rows.iter().map(evidence).collect()
}

fn evidence(row: &QueryResult) -> Result<Evidence, Fault> {
    let subject = row.text("subject")?;
    Ok(Evidence {
        id: row.id("id")?,
        owner: row.id("person_id")?,
        subject: Subject::of(&subject).ok_or_else(|| Fault::Corrupt(format!("a file of {subject}")))?,
        subject_id: row.id_maybe::<EvidenceId>("subject_id")?.map(Id::uuid),
        name: row.text("name")?,
        description: row.text("description")?,
        media_type: row.text("media_type")?,
        size: row.big("size")?,
        fingerprint: row.text("fingerprint")?,
        added_at: row.at("added_at")?,
    })
}

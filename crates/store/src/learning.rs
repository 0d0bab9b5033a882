//! Learning done and support received outside the meetings (G2).

use domain::access::Viewer;
use domain::evidence::Subject;
use domain::ids::{Id, JourneyId, LearningId, PersonId};
use domain::learning::{Kind, Line};
use jiff::Timestamp;
use sea_orm::QueryResult;

use crate::db::{Connection, Fault, Tx};
use crate::overview::name_of;
use crate::shares;
use crate::sql::{self, Row, params};

/// A line as stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Learning {
    pub id: LearningId,
    pub owner: PersonId,
    pub owner_name: String,
    /// The journey it belongs to, if its owner said so.
    pub journey: Option<JourneyId>,
    pub line: Line,
    /// Counts changes.
    pub version: i32,
    pub entered_at: Timestamp,
    pub changed_at: Timestamp,
    /// Is it counted as hours of protected time?
    pub counts: bool,
}

/// Keeps a new line.
///
/// # Errors
/// The database failed.
pub async fn insert(tx: &Tx, learning: &Learning, search: &str) -> Result<(), Fault> {
    let text = format!(
        "INSERT INTO learning_lines (id, person_id, journey_id, learnt_on, minutes, kind, title, theme, taken, search,
             version, entered_at, changed_at) VALUES {}",
        sql::rows_of(1, 13)
    );
    let line = &learning.line;
    let values = params![
        learning.id,
        learning.owner,
        learning.journey,
        line.on,
        i32::try_from(line.minutes).unwrap_or(i32::MAX),
        line.kind.as_str(),
        line.title,
        line.theme.as_ref().map(|theme| theme.as_str().to_owned()),
        line.taken,
        search,
        learning.version,
        learning.entered_at,
        learning.changed_at,
    ];
    sql::change(tx, text, values).await?;
    Ok(())
}

/// Changes a line from the version that was on the page; false when it was changed meanwhile.
///
/// # Errors
/// The database failed.
pub async fn update(tx: &Tx, learning: &Learning, search: &str) -> Result<bool, Fault> {
    let line = &learning.line;
    let text = "UPDATE learning_lines SET learnt_on = $3, minutes = $4, kind = $5, title = $6, theme = $7, taken = $8,
            search = $9, changed_at = $10, journey_id = $11, version = version + 1
        WHERE id = $1 AND version = $2";
    let values = params![
        learning.id,
        learning.version,
        line.on,
        i32::try_from(line.minutes).unwrap_or(i32::MAX),
        line.kind.as_str(),
        line.title,
        line.theme.as_ref().map(|theme| theme.as_str().to_owned()),
        line.taken,
        search,
        learning.changed_at,
        learning.journey,
    ];
    Ok(sql::change(tx, text, values).await? == 1)
}

/// Takes a line away; false when it is not the owner's.
///
/// # Errors
/// The database failed.
pub async fn remove(tx: &Tx, owner: PersonId, id: LearningId) -> Result<bool, Fault> {
    let text = "DELETE FROM learning_lines WHERE id = $1 AND person_id = $2";
    Ok(sql::change(tx, text, params![id, owner]).await? == 1)
}

/// One of them, if it is the viewer's own or shared with them today. Anything else is the same as not there.
///
/// # Errors
/// The database failed.
pub async fn visible_to(
    connection: &impl Connection,
    viewer: Viewer,
    id: LearningId,
) -> Result<Option<Learning>, Fault> {
    match find(connection, id).await? {
        Some(found) if found.owner == viewer.person => Ok(Some(found)),
        Some(found) if shares::reads(connection, viewer, Subject::Learning, id.uuid()).await? => Ok(Some(found)),
        _ => Ok(None),
    }
}

/// One of them, without asking who wants to know.
///
/// # Errors
/// The database failed.
pub async fn find(connection: &impl Connection, id: LearningId) -> Result<Option<Learning>, Fault> {
    Ok(read(connection, "l.id = $1", params![id].to_vec()).await?.pop())
}

/// Everything of a person, the latest day first.
///
/// # Errors
/// The database failed.
pub async fn all_of(connection: &impl Connection, owner: PersonId) -> Result<Vec<Learning>, Fault> {
    read(connection, "l.person_id = $1", params![owner].to_vec()).await
}

async fn read(
    connection: &impl Connection,
    condition: &str,
    values: Vec<sea_orm::Value>,
) -> Result<Vec<Learning>, Fault> {
    let text = format!(
        "SELECT l.*, {} AS owner_name, t.id AS counted_as FROM learning_lines l JOIN people n ON n.id = l.person_id
         LEFT JOIN time_lines t ON t.learning_id = l.id
         WHERE {condition} ORDER BY l.learnt_on DESC, l.entered_at DESC, l.id",
        name_of("n")
    );
    let rows = sql::all(connection, text, values).await?;
    rows.iter().map(learning).collect()
}

fn learning(row: &QueryResult) -> Result<Learning, Fault> {
    let kind = row.text("kind")?;
    Ok(Learning {
        id: row.id("id")?,
        owner: row.id("person_id")?,
        owner_name: row.text("owner_name")?,
        journey: row.id_maybe("journey_id")?,
        line: Line {
            on: row.on("learnt_on")?,
            minutes: u32::try_from(row.int("minutes")?).unwrap_or(0),
            kind: Kind::of(&kind).ok_or_else(|| Fault::Corrupt(format!("learning that is {kind}")))?,
            title: row.text("title")?,
            theme: row.parsed_maybe("theme")?,
            taken: row.text("taken")?,
        },
        version: row.int("version")?,
        entered_at: row.at("entered_at")?,
        changed_at: row.at("changed_at")?,
        counts: row.id_maybe::<LearningId>("counted_as")?.is_some(),
    })
}

//! Reflections: their owner's, and for whoever the owner shares them with while it lasts (G1).

use domain::access::Viewer;
use domain::evidence::Subject;
use domain::ids::{Id, PersonId, ReflectionId};
use jiff::Timestamp;
use sea_orm::QueryResult;

use crate::db::{Connection, Fault, Tx};
use crate::overview::name_of;
use crate::shares;
use crate::sql::{self, Row, params};

/// The name under which the title is kept among the answers.
pub const TITLE: &str = "title";

/// A reflection with its answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reflection {
    pub id: ReflectionId,
    pub owner: PersonId,
    pub owner_name: String,
    /// The key of the model whose prompts it answers.
    pub model: String,
    pub title: String,
    /// Counts changes.
    pub version: i32,
    pub begun_at: Timestamp,
    pub changed_at: Timestamp,
    pub answers: Vec<Answer>,
}

/// What was written to a prompt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    pub prompt: String,
    pub content: String,
    pub revision: i32,
}

impl Reflection {
    /// What was written to a prompt, and its revision; nothing yet is revision 0.
    pub fn answer(&self, prompt: &str) -> (&str, i32) {
        let found = self.answers.iter().find(|answer| answer.prompt == prompt);
        found.map_or(("", 0), |answer| (answer.content.as_str(), answer.revision))
    }

    /// Everything that was written, for looking for it.
    pub fn text(&self) -> String {
        self.answers.iter().map(|answer| answer.content.as_str()).collect::<Vec<_>>().join("\n")
    }

    /// Has nothing been written yet?
    pub fn is_empty(&self) -> bool {
        self.answers.iter().all(|answer| answer.content.trim().is_empty())
    }
}

/// Keeps a new one, without a word in it.
///
/// # Errors
/// The database failed.
pub async fn insert(tx: &Tx, id: ReflectionId, owner: PersonId, model: &str, begun_at: Timestamp) -> Result<(), Fault> {
    let text = "INSERT INTO reflections (id, person_id, model, title, search, version, begun_at, changed_at)
        VALUES ($1, $2, $3, '', '', 1, $4, $4)";
    sql::change(tx, text, params![id, owner, model, begun_at]).await?;
    Ok(())
}

/// Keeps an answer in place of the one that was on the page (`base`); returns its new revision, or nothing when another
/// was written meanwhile.
///
/// # Errors
/// The database failed.
pub async fn save(
    tx: &Tx,
    id: ReflectionId,
    prompt: &str,
    base: i32,
    content: &str,
    at: Timestamp,
) -> Result<Option<i32>, Fault> {
    let text = if base == 0 {
        "INSERT INTO reflection_answers (reflection_id, prompt, content, revision, saved_at)
         VALUES ($1, $2, $3, $4 + 1, $5) ON CONFLICT DO NOTHING"
    } else {
        "UPDATE reflection_answers SET content = $3, revision = $4 + 1, saved_at = $5
         WHERE reflection_id = $1 AND prompt = $2 AND revision = $4"
    };
    let kept = sql::change(tx, text, params![id, prompt, content, base, at]).await? == 1;
    Ok(kept.then_some(base + 1))
}

/// Notes that something was changed, and what can be looked for in it.
///
/// # Errors
/// The database failed.
pub async fn touch(tx: &Tx, id: ReflectionId, title: &str, search: &str, at: Timestamp) -> Result<(), Fault> {
    let text = "UPDATE reflections SET title = $2, search = $3, changed_at = $4, version = version + 1 WHERE id = $1";
    sql::change(tx, text, params![id, title, search, at]).await?;
    Ok(())
}

/// Takes one away with its answers; false when it is not the owner's.
///
/// # Errors
/// The database failed.
pub async fn remove(tx: &Tx, owner: PersonId, id: ReflectionId) -> Result<bool, Fault> {
    let answers = "DELETE FROM reflection_answers WHERE reflection_id IN
        (SELECT id FROM reflections WHERE id = $1 AND person_id = $2)";
    sql::change(tx, answers, params![id, owner]).await?;
    let text = "DELETE FROM reflections WHERE id = $1 AND person_id = $2";
    Ok(sql::change(tx, text, params![id, owner]).await? == 1)
}

/// One of them, if it is the viewer's own or shared with them today. Anything else is the same as not there.
///
/// # Errors
/// The database failed.
pub async fn visible_to(
    connection: &impl Connection,
    viewer: Viewer,
    id: ReflectionId,
) -> Result<Option<Reflection>, Fault> {
    let found = find(connection, id).await?;
    match found {
        Some(found) if found.owner == viewer.person => Ok(Some(found)),
        Some(found) if shares::reads(connection, viewer, Subject::Reflection, id.uuid()).await? => Ok(Some(found)),
        _ => Ok(None),
    }
}

/// One of them, without asking who wants to know.
///
/// # Errors
/// The database failed.
pub async fn find(connection: &impl Connection, id: ReflectionId) -> Result<Option<Reflection>, Fault> {
    Ok(read(connection, "r.id = $1", params![id].to_vec()).await?.pop())
}

/// Everything a person wrote, with its answers, the latest change first.
///
/// # Errors
/// The database failed.
pub async fn all_of(connection: &impl Connection, owner: PersonId) -> Result<Vec<Reflection>, Fault> {
    read(connection, "r.person_id = $1", params![owner].to_vec()).await
}

async fn read(
    connection: &impl Connection,
    condition: &str,
    values: Vec<sea_orm::Value>,
) -> Result<Vec<Reflection>, Fault> {
    let text = format!(
        "SELECT r.*, {} AS owner_name, a.prompt, a.content, a.revision FROM reflections r
         JOIN people n ON n.id = r.person_id LEFT JOIN reflection_answers a ON a.reflection_id = r.id
         WHERE {condition} ORDER BY r.changed_at DESC, r.id, a.prompt",
        name_of("n")
    );
    let mut found: Vec<Reflection> = Vec::new();
    for row in &sql::all(connection, text, values).await? {
        let id = row.id("id")?;
        if found.last().is_none_or(|last| last.id != id) {
            found.push(reflection(id, row)?);
        }
        if let (Some(last), Some(prompt)) = (found.last_mut(), row.text_maybe("prompt")?) {
            last.answers.push(Answer { prompt, content: row.text("content")?, revision: row.int("revision")? });
        }
    }
    Ok(found)
}

fn reflection(id: ReflectionId, row: &QueryResult) -> Result<Reflection, Fault> {
    Ok(Reflection {
        id,
        owner: row.id("person_id")?,
        owner_name: row.text("owner_name")?,
        model: row.text("model")?,
        title: row.text("title")?,
        version: row.int("version")?,
        begun_at: row.at("begun_at")?,
        changed_at: row.at("changed_at")?,
        answers: Vec::new(),
    })
}

//! Posts that a complete file did not name: their holders may have left, which a person says.

use std::str::FromStr;

use domain::ids::{NotAnId, OrganisationId, PersonId, PostId};
use jiff::Timestamp;
use jiff::civil::Date;
use sea_orm::QueryResult;

use crate::db::{Connection, Fault, Tx};
use crate::sql::{self, Row, params};

/// What a person said of a post that a file did not name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LeaverState {
    Open,
    Left,
    Stays,
}

impl LeaverState {
    /// As stored.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Left => "left",
            Self::Stays => "stays",
        }
    }
}

impl FromStr for LeaverState {
    type Err = NotAnId;

    fn from_str(text: &str) -> Result<Self, NotAnId> {
        [Self::Open, Self::Left, Self::Stays].into_iter().find(|it| it.as_str() == text).ok_or(NotAnId)
    }
}

/// A post that a complete file did not name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PossibleLeaver {
    pub post: PostId,
    pub person: PersonId,
    pub organisation: OrganisationId,
    pub name: String,
    pub employee_number: String,
    pub job_title: String,
    pub department: Option<String>,
    pub started_on: Date,
    pub noticed_on: Date,
}

const QUESTION: &str = "SELECT l.post_id, l.noticed_on, p.person_id, p.organisation_id, p.job_title, p.department,
    p.started_on, e.employee_number, people.given_name, people.family_name, people.known_as
    FROM possible_leavers l JOIN posts p ON p.id = l.post_id JOIN people ON people.id = p.person_id
    JOIN employments e ON e.id = p.employment_id
    WHERE p.organisation_id = $1 AND l.state = 'open'";

fn read(row: &QueryResult) -> Result<PossibleLeaver, Fault> {
    let given = row.text_maybe("known_as")?.map_or_else(|| row.text("given_name"), Ok)?;
    Ok(PossibleLeaver {
        post: row.id("post_id")?,
        person: row.id("person_id")?,
        organisation: row.id("organisation_id")?,
        name: format!("{given} {}", row.text("family_name")?),
        employee_number: row.text("employee_number")?,
        job_title: row.text("job_title")?,
        department: row.text_maybe("department")?,
        started_on: row.on("started_on")?,
        noticed_on: row.on("noticed_on")?,
    })
}

/// Who may have left an organisation, by name.
///
/// # Errors
/// The database failed.
pub async fn possible_leavers(
    connection: &impl Connection,
    organisation: OrganisationId,
) -> Result<Vec<PossibleLeaver>, Fault> {
    let text = format!("{QUESTION} ORDER BY people.family_name, people.given_name, l.post_id");
    sql::all(connection, text, params![organisation]).await?.iter().map(read).collect()
}

/// One post of an organisation whose holder may have left.
///
/// # Errors
/// The database failed.
pub async fn possible_leaver(
    connection: &impl Connection,
    organisation: OrganisationId,
    post: PostId,
) -> Result<Option<PossibleLeaver>, Fault> {
    let text = format!("{QUESTION} AND l.post_id = $2");
    sql::first(connection, text, params![organisation, post]).await?.as_ref().map(read).transpose()
}

/// Keeps what a person said.
///
/// # Errors
/// The database failed.
pub async fn decide_leaver(
    tx: &Tx,
    post: PostId,
    state: LeaverState,
    by: Option<PersonId>,
    now: Timestamp,
) -> Result<(), Fault> {
    sql::change(
        tx,
        "UPDATE possible_leavers SET state = $2, decided_at = $3, decided_by = $4 WHERE post_id = $1",
        params![post, state.as_str(), now, by],
    )
    .await?;
    Ok(())
}

/// Ends a post with a last day.
///
/// # Errors
/// The database failed.
pub async fn end_post(tx: &Tx, post: PostId, finished_on: Date, now: Timestamp) -> Result<(), Fault> {
    sql::change(
        tx,
        "UPDATE posts SET finished_on = $2, updated_at = $3 WHERE id = $1",
        params![post, finished_on, now],
    )
    .await?;
    Ok(())
}

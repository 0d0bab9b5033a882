//! Pairs of records that may be one person. A human decides; a decision can be taken back.

use std::str::FromStr;

use domain::ids::{DoubtId, NotAnId, OrganisationId, PersonId};
use jiff::Timestamp;
use sea_orm::QueryResult;

use crate::db::{Connection, Fault, Tx};
use crate::sql::{self, Row, params};

/// How a doubt stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DoubtState {
    Open,
    Merged,
    KeptApart,
}

impl DoubtState {
    /// As stored.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Merged => "merged",
            Self::KeptApart => "kept-apart",
        }
    }
}

impl FromStr for DoubtState {
    type Err = NotAnId;

    fn from_str(text: &str) -> Result<Self, NotAnId> {
        [Self::Open, Self::Merged, Self::KeptApart].into_iter().find(|it| it.as_str() == text).ok_or(NotAnId)
    }
}

/// Two records that may be one person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Doubt {
    pub id: DoubtId,
    /// The record that was known first; it survives a merge.
    pub person: PersonId,
    pub other: PersonId,
    pub reason: String,
    pub state: DoubtState,
    pub raised_at: Timestamp,
    pub decided_at: Option<Timestamp>,
    pub decided_by: Option<PersonId>,
}

fn read(row: &QueryResult) -> Result<Doubt, Fault> {
    Ok(Doubt {
        id: row.id("id")?,
        person: row.id("person_id")?,
        other: row.id("other_person_id")?,
        reason: row.text("reason")?,
        state: row.parsed("state")?,
        raised_at: row.at("raised_at")?,
        decided_at: row.at_maybe("decided_at")?,
        decided_by: row.id_maybe("decided_by")?,
    })
}

/// All open doubts, oldest first.
///
/// # Errors
/// The database failed.
pub async fn open_doubts(connection: &impl Connection) -> Result<Vec<Doubt>, Fault> {
    let text = "SELECT * FROM identity_doubts WHERE state = 'open' ORDER BY raised_at, id";
    sql::all(connection, text, params![]).await?.iter().map(read).collect()
}

/// The doubts about people of an organisation, open ones first, then the latest decided.
///
/// # Errors
/// The database failed.
pub async fn doubts_at(connection: &impl Connection, organisation: OrganisationId) -> Result<Vec<Doubt>, Fault> {
    let rows = sql::all(
        connection,
        "SELECT d.* FROM identity_doubts d WHERE EXISTS (SELECT 1 FROM employments e WHERE e.organisation_id = $1
         AND (e.person_id = d.person_id OR e.person_id = d.other_person_id))
         ORDER BY CASE d.state WHEN 'open' THEN 0 ELSE 1 END, d.decided_at DESC, d.raised_at, d.id",
        params![organisation],
    )
    .await?;
    rows.iter().map(read).collect()
}

/// A doubt about people of an organisation.
///
/// # Errors
/// The database failed.
pub async fn doubt(
    connection: &impl Connection,
    organisation: OrganisationId,
    id: DoubtId,
) -> Result<Option<Doubt>, Fault> {
    let row = sql::first(
        connection,
        "SELECT d.* FROM identity_doubts d WHERE d.id = $2 AND EXISTS (SELECT 1 FROM employments e
         WHERE e.organisation_id = $1 AND (e.person_id = d.person_id OR e.person_id = d.other_person_id))",
        params![organisation, id],
    )
    .await?;
    row.as_ref().map(read).transpose()
}

/// Keeps a decision; false when the doubt no longer stands as it did when the person looked at it.
///
/// # Errors
/// The database failed.
pub async fn decide_doubt(
    tx: &Tx,
    before: &Doubt,
    state: DoubtState,
    by: Option<PersonId>,
    now: Timestamp,
) -> Result<bool, Fault> {
    let changed = sql::change(
        tx,
        "UPDATE identity_doubts SET state = $3, decided_at = $4, decided_by = $5 WHERE id = $1 AND state = $2",
        params![before.id, before.state.as_str(), state.as_str(), now, by],
    )
    .await?;
    Ok(changed == 1)
}

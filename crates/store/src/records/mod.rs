//! Records: a programme's form as it was filled in, its drafts, signatures and amendments (F3, F4, F7).

mod answers;
mod signatures;

use domain::ids::{JourneyId, MeetingId, OrganisationId, PersonId, RecordId};
use domain::keys::FormKey;
use domain::programmes::ContentHash;
use domain::signatures::RecordVersion;
use jiff::Timestamp;
use sea_orm::QueryResult;

use crate::db::{Connection, Fault, Tx};
use crate::sql::{self, Row, params};

pub use answers::{
    Answer, AnswerState, Figure, answers_of, insert_answer, keep_figures, last_answers, retire, revision, settle,
};
pub use signatures::{
    Amendment, amendments_of, insert_amendment, insert_signature, keep_text, set_signatories, signatories_of,
    signatures_of, text_of, void_standing,
};

/// Whether a record can still be written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RecordState {
    Draft,
    /// Signed by all; what is put right later is an amendment.
    Closed {
        at: Timestamp,
    },
}

/// A filled-in form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    pub id: RecordId,
    pub journey: JourneyId,
    pub meeting: MeetingId,
    pub form: FormKey,
    /// The version of the programme whose form it is; answers stay under the version they were given under.
    pub programme_version: ContentHash,
    pub version: RecordVersion,
    pub state: RecordState,
    pub created_by: PersonId,
    pub created_at: Timestamp,
    pub updated_at: Timestamp,
}

/// Keeps a new record.
///
/// # Errors
/// The database failed, or the meeting has a record already.
pub async fn insert(tx: &Tx, record: &Record) -> Result<(), Fault> {
    sql::change(
        tx,
        "INSERT INTO records (id, journey_id, meeting_id, form, version_hash, version, state, created_by, created_at,
         updated_at) VALUES ($1, $2, $3, $4, $5, $6, 'draft', $7, $8, $9)",
        params![
            record.id,
            record.journey,
            record.meeting,
            record.form,
            record.programme_version.as_str(),
            record.version.0,
            record.created_by,
            record.created_at,
            record.updated_at,
        ],
    )
    .await?;
    Ok(())
}

/// The record of a meeting.
///
/// # Errors
/// The database failed.
pub async fn find_of(connection: &impl Connection, meeting: MeetingId) -> Result<Option<Record>, Fault> {
    let row = sql::first(connection, "SELECT * FROM records WHERE meeting_id = $1", params![meeting]).await?;
    row.as_ref().map(read).transpose()
}

/// The records of a journey's meetings.
///
/// # Errors
/// The database failed.
pub async fn list_for_journey(connection: &impl Connection, journey: JourneyId) -> Result<Vec<Record>, Fault> {
    let rows = sql::all(
        connection,
        "SELECT * FROM records WHERE journey_id = $1 AND meeting_id IS NOT NULL ORDER BY created_at, id",
        params![journey],
    )
    .await?;
    rows.iter().map(read).collect()
}

/// Gives a record its next version, in the state that it is in then.
///
/// # Errors
/// The database failed.
pub async fn set_version(tx: &Tx, id: RecordId, version: RecordVersion, now: Timestamp) -> Result<(), Fault> {
    sql::change(
        tx,
        "UPDATE records SET version = $2, updated_at = $3 WHERE id = $1 AND state = 'draft'",
        params![id, version.0, now],
    )
    .await?;
    Ok(())
}

/// Closes a record.
///
/// # Errors
/// The database failed.
pub async fn close(tx: &Tx, id: RecordId, now: Timestamp) -> Result<(), Fault> {
    sql::change(
        tx,
        "UPDATE records SET state = 'closed', closed_at = $2, updated_at = $2 WHERE id = $1 AND state = 'draft'",
        params![id, now],
    )
    .await?;
    Ok(())
}

/// The organisation's name, as it stands at the head of a record.
///
/// # Errors
/// The database failed.
pub async fn organisation_name(connection: &impl Connection, id: OrganisationId) -> Result<String, Fault> {
    let row = sql::first(connection, "SELECT name FROM organisations WHERE id = $1", params![id]).await?;
    row.map_or_else(|| Ok(String::new()), |row| row.text("name"))
}

fn read(row: &QueryResult) -> Result<Record, Fault> {
    let state = match row.at_maybe("closed_at")? {
        Some(at) => RecordState::Closed { at },
        None => RecordState::Draft,
    };
    Ok(Record {
        id: row.id("id")?,
        journey: row.id("journey_id")?,
        meeting: row.id("meeting_id")?,
        form: row.parsed("form")?,
        programme_version: ContentHash::from_stored(&row.text("version_hash")?),
        version: RecordVersion(row.int("version")?),
        state,
        created_by: row.id("created_by")?,
        created_at: row.at("created_at")?,
        updated_at: row.at("updated_at")?,
    })
}

//! Records: a programme's form as it was filled in, its drafts, signatures and amendments (F3, F4, F7).

mod answers;
mod files;
mod signatures;
mod views;

use domain::ids::{JourneyId, MeetingId, OrganisationId, PersonId, RecordId};
use domain::keys::{DocumentKey, FormKey};
use domain::programmes::{ContentHash, Party};
use domain::signatures::RecordVersion;
use jiff::Timestamp;
use sea_orm::QueryResult;

use crate::db::{Connection, Fault, Tx};
use crate::sql::{self, Row, params};

pub use answers::{
    Answer, AnswerState, EarlierAnswer, Figure, answers_of, earlier_answers, insert_answer, keep_figures, retire,
    revision, settle,
};
pub use files::{FileRow, file, insert_file};
pub use signatures::{
    Amendment, amendments_of, insert_amendment, insert_signature, keep_text, set_signatories, signatories_of,
    signatures_of, signers_of, text_of, void_standing,
};
pub use views::{history_of, see, seen_at};

/// Whether a record can still be written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RecordState {
    Draft,
    /// Signed by all; what is put right later is an amendment.
    Closed {
        at: Timestamp,
    },
}

/// What a record is of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RecordOf {
    Meeting(MeetingId),
    Document(DocumentPlace),
}

/// Which of a journey's documents it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DocumentPlace {
    pub key: DocumentKey,
    /// Whose own copy, and in which part they write it.
    pub owner: Option<(PersonId, Party)>,
    /// 1 for the first; a renewed one has the next.
    pub number: i32,
}

impl RecordOf {
    /// The document, if it is one.
    pub fn document(&self) -> Option<&DocumentPlace> {
        match self {
            Self::Meeting(_) => None,
            Self::Document(place) => Some(place),
        }
    }

    /// The meeting, if it is of one.
    pub fn meeting(&self) -> Option<MeetingId> {
        match self {
            Self::Meeting(meeting) => Some(*meeting),
            Self::Document(_) => None,
        }
    }
}

/// The columns that say what a record is of.
pub(crate) struct OfColumns {
    pub(crate) meeting: Option<MeetingId>,
    pub(crate) document: Option<DocumentKey>,
    pub(crate) owner: Option<PersonId>,
    pub(crate) owner_party: Option<String>,
    pub(crate) number: i32,
}

impl OfColumns {
    pub(crate) fn of(of: &RecordOf) -> Self {
        let place = of.document();
        let owner = place.and_then(|place| place.owner.as_ref());
        Self {
            meeting: of.meeting(),
            document: place.map(|place| place.key.clone()),
            owner: owner.map(|(person, _)| *person),
            owner_party: owner.map(|(_, party)| party.to_string()),
            number: place.map_or(1, |place| place.number),
        }
    }
}

/// A filled-in form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    pub id: RecordId,
    pub journey: JourneyId,
    pub of: RecordOf,
    /// When its writer handed it in; nothing for what is only signed.
    pub submitted_at: Option<Timestamp>,
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
    let columns = OfColumns::of(&record.of);
    sql::change(
        tx,
        "INSERT INTO records (id, journey_id, meeting_id, document, owner_person_id, owner_party, number, form,
         version_hash, version, state, created_by, created_at, updated_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 'draft', $11, $12, $13)",
        params![
            record.id,
            record.journey,
            columns.meeting,
            columns.document,
            columns.owner,
            columns.owner_party,
            columns.number,
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

/// A record by its id, without asking who wants to know.
///
/// # Errors
/// The database failed.
pub async fn find(connection: &impl Connection, id: RecordId) -> Result<Option<Record>, Fault> {
    let row = sql::first(connection, "SELECT * FROM records WHERE id = $1", params![id]).await?;
    row.as_ref().map(read).transpose()
}

/// The documents of a journey, in the order in which they were begun.
///
/// # Errors
/// The database failed.
pub async fn documents_of(connection: &impl Connection, journey: JourneyId) -> Result<Vec<Record>, Fault> {
    let rows = sql::all(
        connection,
        "SELECT * FROM records WHERE journey_id = $1 AND document IS NOT NULL ORDER BY created_at, number, id",
        params![journey],
    )
    .await?;
    rows.iter().map(read).collect()
}

/// Notes that the writer has handed a record in.
///
/// # Errors
/// The database failed.
pub async fn submit(tx: &Tx, id: RecordId, now: Timestamp) -> Result<(), Fault> {
    sql::change(
        tx,
        "UPDATE records SET submitted_at = $2, updated_at = $2 WHERE id = $1 AND submitted_at IS NULL",
        params![id, now],
    )
    .await?;
    Ok(())
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

fn of(row: &QueryResult) -> Result<RecordOf, Fault> {
    if let Some(meeting) = row.id_maybe("meeting_id")? {
        return Ok(RecordOf::Meeting(meeting));
    }
    let owner = match (row.id_maybe("owner_person_id")?, row.parsed_maybe("owner_party")?) {
        (Some(person), Some(party)) => Some((person, party)),
        _ => None,
    };
    Ok(RecordOf::Document(DocumentPlace { key: row.parsed("document")?, owner, number: row.int("number")? }))
}

fn read(row: &QueryResult) -> Result<Record, Fault> {
    let state = match row.at_maybe("closed_at")? {
        Some(at) => RecordState::Closed { at },
        None => RecordState::Draft,
    };
    Ok(Record {
        id: row.id("id")?,
        journey: row.id("journey_id")?,
        of: of(row)?,
        submitted_at: row.at_maybe("submitted_at")?,
        form: row.parsed("form")?,
        programme_version: ContentHash::from_stored(&row.text("version_hash")?),
        version: RecordVersion(row.int("version")?),
        state,
        created_by: row.id("created_by")?,
        created_at: row.at("created_at")?,
        updated_at: row.at("updated_at")?,
    })
}

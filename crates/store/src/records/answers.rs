//! Answers: every text that was ever saved in a field. One stands; others wait for a choice, or are past.

use domain::ids::{Id, JourneyId, PersonId, RecordId};
use domain::keys::{DocumentKey, FieldKey, MeetingKey};
use jiff::Timestamp;
use jiff::civil::Date;
use sea_orm::QueryResult;

use crate::db::{Connection, Fault, Tx};
use crate::sql::{self, Row, params};

/// What became of a saved answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AnswerState {
    /// It is what the field says.
    Standing,
    /// It was written without having seen what stands; somebody has to choose.
    Waiting,
    /// It was written over or not chosen; kept.
    Past,
}

impl AnswerState {
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Standing => "standing",
            Self::Waiting => "waiting",
            Self::Past => "past",
        }
    }
}

impl std::str::FromStr for AnswerState {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        [Self::Standing, Self::Waiting, Self::Past].into_iter().find(|state| state.as_str() == text).ok_or(())
    }
}

/// One saved answer.
#[derive(Debug, Clone, PartialEq)]
pub struct Answer {
    pub field: FieldKey,
    /// Rises with every save of the field.
    pub revision: i32,
    pub value: serde_json::Value,
    pub state: AnswerState,
    /// The opened page it was written on.
    pub page: String,
    pub author: PersonId,
    pub saved_at: Timestamp,
}

/// The answers of a record that stand or wait, by field and revision.
///
/// # Errors
/// The database failed.
pub async fn answers_of(connection: &impl Connection, record: RecordId) -> Result<Vec<Answer>, Fault> {
    let rows = sql::all(
        connection,
        "SELECT * FROM answers WHERE record_id = $1 AND state <> 'past' ORDER BY field, revision",
        params![record],
    )
    .await?;
    rows.iter().map(read).collect()
}

/// One revision of a field, whatever became of it.
///
/// # Errors
/// The database failed.
pub async fn revision(
    connection: &impl Connection,
    record: RecordId,
    field: &FieldKey,
    revision: i32,
) -> Result<Option<Answer>, Fault> {
    let row = sql::first(
        connection,
        "SELECT * FROM answers WHERE record_id = $1 AND field = $2 AND revision = $3",
        params![record, field, revision],
    )
    .await?;
    row.as_ref().map(read).transpose()
}

/// Keeps an answer. What stood, or waited, before it is retired first: see [`retire`].
///
/// # Errors
/// The database failed, or the revision exists already.
pub async fn insert_answer(tx: &Tx, record: RecordId, answer: &Answer) -> Result<(), Fault> {
    sql::change(
        tx,
        "INSERT INTO answers (record_id, field, revision, value, state, page, author_id, saved_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        params![
            record,
            answer.field,
            answer.revision,
            answer.value,
            answer.state.as_str(),
            answer.page,
            answer.author,
            answer.saved_at,
        ],
    )
    .await?;
    Ok(())
}

/// Makes one revision past.
///
/// # Errors
/// The database failed.
pub async fn retire(tx: &Tx, record: RecordId, field: &FieldKey, revision: i32) -> Result<(), Fault> {
    sql::change(
        tx,
        "UPDATE answers SET state = 'past' WHERE record_id = $1 AND field = $2 AND revision = $3",
        params![record, field, revision],
    )
    .await?;
    Ok(())
}

/// Makes everything in a field past, to make room for the answer that was chosen; returns the highest revision.
///
/// # Errors
/// The database failed.
pub async fn settle(tx: &Tx, record: RecordId, field: &FieldKey) -> Result<i32, Fault> {
    sql::change(
        tx,
        "UPDATE answers SET state = 'past' WHERE record_id = $1 AND field = $2 AND state <> 'past'",
        params![record, field],
    )
    .await?;
    let row = sql::first(
        tx,
        "SELECT COALESCE(MAX(revision), 0) AS n FROM answers WHERE record_id = $1 AND field = $2",
        params![record, field],
    )
    .await?;
    row.map_or(Ok(0), |row| row.int("n"))
}

/// An answer of an earlier record, and what that was of: who may recall it depends on that.
#[derive(Debug, Clone, PartialEq)]
pub struct EarlierAnswer {
    pub answer: Answer,
    pub meeting: Option<MeetingKey>,
    pub document: Option<DocumentKey>,
    pub owner: Option<PersonId>,
}

/// What was answered before in the journey, in meetings that were held and documents that were handed in or signed, the
/// newest first: context for what is written next.
///
/// # Errors
/// The database failed.
pub async fn earlier_answers(
    connection: &impl Connection,
    journey: JourneyId,
    before: Timestamp,
    except: RecordId,
) -> Result<Vec<EarlierAnswer>, Fault> {
    let rows = sql::all(
        connection,
        "SELECT a.*, m.kind, r.document, r.owner_person_id FROM answers a
         JOIN records r ON r.id = a.record_id
         LEFT JOIN meetings m ON m.id = r.meeting_id
         WHERE r.journey_id = $1 AND r.id <> $3 AND a.state = 'standing'
         AND ((m.state = 'held' AND m.held_from < $2)
             OR (r.document IS NOT NULL AND COALESCE(r.submitted_at, r.closed_at) < $2))
         ORDER BY COALESCE(m.held_from, r.submitted_at, r.closed_at) DESC, a.field",
        params![journey, before, except],
    )
    .await?;
    rows.iter()
        .map(|row| {
            Ok(EarlierAnswer {
                answer: read(row)?,
                meeting: row.parsed_maybe("kind")?,
                document: row.parsed_maybe("document")?,
                owner: row.id_maybe("owner_person_id")?,
            })
        })
        .collect()
}

/// A declared figure of a form, typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Figure {
    Number(i64),
    On(Date),
    Choice(String),
}

impl Figure {
    /// The one of its columns that holds it.
    pub(crate) fn columns(&self) -> (Option<i64>, Option<Date>, Option<String>) {
        match self {
            Figure::Number(number) => (Some(*number), None, None),
            Figure::On(on) => (None, Some(*on), None),
            Figure::Choice(choice) => (None, None, Some(choice.clone())),
        }
    }
}

/// Stores the figures of a record as its answers give them now.
///
/// # Errors
/// The database failed.
pub async fn keep_figures(tx: &Tx, record: RecordId, figures: &[(FieldKey, Figure)]) -> Result<(), Fault> {
    sql::change(tx, "DELETE FROM figures WHERE record_id = $1", params![record]).await?;
    if figures.is_empty() {
        return Ok(());
    }
    let mut values = Vec::with_capacity(figures.len() * 6);
    for (place, (field, figure)) in (0_i32..).zip(figures) {
        let (number, on, choice) = figure.columns();
        values.extend(params![record.uuid(), field, place, number, on, choice]);
    }
    let text = format!(
        "INSERT INTO figures (record_id, field, place, number, happened_on, choice) VALUES {}",
        sql::rows_of(figures.len(), 6)
    );
    sql::change(tx, text, values).await?;
    Ok(())
}

pub(super) fn read(row: &QueryResult) -> Result<Answer, Fault> {
    Ok(Answer {
        field: row.parsed("field")?,
        revision: row.int("revision")?,
        value: row.json("value")?,
        state: row.parsed("state")?,
        page: row.text("page")?,
        author: row.id("author_id")?,
        saved_at: row.at("saved_at")?,
    })
}

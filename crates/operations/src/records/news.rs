//! What is new in a document: what others changed since somebody last looked, and what differs from the version before
//! (E1).

use domain::ids::{PersonId, RecordId};
use domain::records::{AnswerValue, Piece, difference, shown};
use jiff::Timestamp;
use store::records::{Answer, AnswerState, Record, RecordState};
use store::{Connection, Fault};

use super::subject::{Sheet, Which, load};
use crate::error::Failure;
use crate::{Context, Outcome};

/// A question whose answer is another now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Newly {
    pub label: String,
    pub by: PersonId,
    pub at: Timestamp,
    pub pieces: Vec<Piece>,
}

/// What others changed in a document since the viewer last wrote in it or said that they had seen it, question by question.
/// Somebody who never looked is told of nothing: all of it is new to them.
///
/// # Errors
/// The database failed.
pub async fn news(connection: &impl Connection, sheet: &Sheet) -> Result<Vec<Newly>, Fault> {
    if sheet.subject.document().is_none_or(|document| document.place.owner.is_some()) {
        return Ok(Vec::new());
    }
    let (record, viewer) = (sheet.paper.record.id, sheet.circle.viewer);
    let all = store::records::history_of(connection, record).await?;
    let wrote = all.iter().filter(|answer| answer.author == viewer).map(|answer| answer.saved_at).max();
    let seen = store::records::seen_at(connection, record, viewer).await?;
    let Some(last) = wrote.max(seen) else { return Ok(Vec::new()) };
    let mut news = Vec::new();
    for field in sheet.paper.form.fields() {
        let of_field = || all.iter().filter(|answer| answer.field == field.key);
        let Some(now) = of_field().find(|answer| answer.state == AnswerState::Standing) else { continue };
        if now.author == viewer || now.saved_at <= last {
            continue;
        }
        // What stood when they looked: the newest that did not wait for a choice then.
        let then = of_field().filter(|answer| answer.saved_at <= last && answer.state != AnswerState::Waiting);
        let then = then.max_by_key(|answer| answer.revision);
        let said = |answer: Option<&Answer>| {
            let value = answer.and_then(|answer| AnswerValue::from_json(field, &answer.value));
            value.map_or_else(String::new, |value| shown(field, &value))
        };
        let pieces = difference(&said(then), &said(Some(now)));
        if pieces.iter().any(|piece| !matches!(piece, Piece::Same(_))) {
            news.push(Newly { label: field.label.clone(), by: now.author, at: now.saved_at, pieces });
        }
    }
    Ok(news)
}

/// Notes that somebody has seen what others changed.
///
/// # Errors
/// The document is not there, or not theirs to read.
pub async fn see(ctx: &Context, by: PersonId, document: RecordId) -> Outcome<()> {
    store::write!(ctx.db, |tx| {
        let sheet = load(ctx, tx, by, Which::Document(document)).await?;
        if sheet.subject.document().is_none_or(|document| document.place.owner.is_some()) {
            return Err(Failure::NotFound);
        }
        store::records::see(tx, document, by, ctx.now()).await?;
        Ok(())
    })
}

/// A version of a document beside the one before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Compared {
    pub number: i32,
    /// Each question with its heading, whether or not it differs.
    pub questions: Vec<(String, Vec<Piece>)>,
}

/// What differs between a document and the version before, for somebody who may read both; none for the first.
///
/// # Errors
/// The database failed.
pub async fn compared(ctx: &Context, connection: &impl Connection, sheet: &Sheet) -> Result<Option<Compared>, Fault> {
    let Some(document) = sheet.subject.document() else { return Ok(None) };
    let place = &document.place;
    let records = store::records::documents_of(connection, sheet.circle.journey).await?;
    let before = |record: &&Record| {
        record.state != RecordState::Draft
            && record.of.document().is_some_and(|other| {
                other.key == place.key && other.owner == place.owner && other.number + 1 == place.number
            })
    };
    let Some(before) = records.iter().find(before) else { return Ok(None) };
    let earlier = match load::<std::convert::Infallible>(
        ctx,
        connection,
        sheet.circle.viewer,
        Which::Document(before.id),
    )
    .await
    {
        Ok(earlier) => earlier.for_viewer(),
        Err(Failure::Fault(fault)) => return Err(fault),
        Err(_) => return Ok(None),
    };
    let said = |sheet: &Sheet, key: &domain::keys::FieldKey| {
        let field = sheet.paper.form.field(key)?;
        sheet.paper.values.get(key).map(|value| shown(field, value))
    };
    let questions = sheet.paper.form.fields().map(|field| {
        let then = said(&earlier, &field.key).unwrap_or_default();
        let now = said(sheet, &field.key).unwrap_or_default();
        (field.label.clone(), difference(&then, &now))
    });
    Ok(Some(Compared { number: place.number, questions: questions.collect() }))
}

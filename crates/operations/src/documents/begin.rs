//! Beginning a document: the first, the next version, or one more.

use domain::ids::{Id, JourneyId, PersonId, RecordId};
use domain::keys::DocumentKey;
use domain::programmes::{DocumentKind, Kept, Onlooker, Own, Party};
use domain::records::{AnswerValue, Reads, Shown, Stage, item_of, rights};
use domain::signatures::RecordVersion;
use store::events::Event;
use store::meetings::{About, Circle, circle_at};
use store::records::{Answer, AnswerState, DocumentPlace, Record, RecordOf, RecordState};
use store::{Fault, Tx};

use crate::error::Failure;
use crate::meetings::viewer;
use crate::records::stage_of;
use crate::{Context, Outcome};

/// The page from which a suggested answer comes.
pub const SUGGESTED: &str = "suggested";

/// Begins a document of a journey and gives its record. Whoever begins one that is being written is led to that; a
/// document that is kept once and is there already stays as it is; the next version of a renewed one begins with what
/// the last one says.
///
/// # Errors
/// The person does not write such a document.
pub async fn begin(
    ctx: &Context,
    by: PersonId,
    journey: JourneyId,
    document: &DocumentKey,
) -> Outcome<RecordId, std::convert::Infallible> {
    match attempt(ctx, by, journey, document).await {
        // Two began at one moment: the schema has kept one, and a second look finds it.
        Err(Failure::Fault(fault)) if fault.is_duplicate() => attempt(ctx, by, journey, document).await,
        other => other,
    }
}

async fn attempt(
    ctx: &Context,
    by: PersonId,
    journey: JourneyId,
    document: &DocumentKey,
) -> Outcome<RecordId, std::convert::Infallible> {
    store::write!(ctx.db, |tx| {
        let viewer = viewer(ctx, by);
        let item = item_of(document);
        let circle = circle_at(tx, &ctx.programmes, viewer, journey, About::Item(&item)).await?;
        let circle = circle.ok_or(Failure::NotFound)?;
        let kind = circle.programme.document(document).ok_or(Failure::NotFound)?.clone();
        let standing = store::access::standing(tx, by, journey, viewer.today).await?;
        let part = part_of(&kind, &standing).ok_or(Failure::NotFound)?;
        let is_own = kind.own == Own::EachTheirs;
        let may = rights(&kind, &circle.programme.sharing, &standing, is_own, Stage::Draft, Shown::NotToThem);
        if !may.is_some_and(|rights| rights.writes && matches!(rights.reads, Reads::All { .. })) {
            return Err(Failure::NotFound);
        }
        Ok(open_one(ctx, tx, &circle, &kind, is_own.then_some((by, part))).await?)
    })
}

/// The one that is being written, or that is kept once; else the next.
pub(crate) async fn open_one(
    ctx: &Context,
    tx: &Tx,
    circle: &Circle,
    kind: &DocumentKind,
    owner: Option<(PersonId, Party)>,
) -> Result<RecordId, Fault> {
    let records = store::records::documents_of(tx, circle.journey).await?;
    let last = last_of(&records, &kind.key, owner.as_ref());
    if let Some(last) = last
        && (stage_of(last) != Stage::Closed || kind.kept == Kept::Once)
    {
        return Ok(last.id);
    }
    let number = last.and_then(|last| last.of.document()).map_or(1, |place| place.number + 1);
    let place = DocumentPlace { key: kind.key.clone(), owner, number };
    let record = insert(ctx, tx, circle, kind, place).await?;
    match last.filter(|_| kind.kept == Kept::Renewed) {
        Some(last) => carry_over(ctx, tx, circle, kind, last, &record).await?,
        None => suggest(ctx, tx, circle, kind, &record).await?,
    }
    Ok(record)
}

/// The part in which somebody writes the document: the first of those who do.
fn part_of(kind: &DocumentKind, standing: &[Onlooker]) -> Option<Party> {
    let stands = |party: &&Party| standing.contains(&Onlooker::Party((*party).clone()));
    kind.written_by.iter().find(stands).cloned()
}

/// The newest of the same document, of the same writer where each writes their own.
fn last_of<'r>(records: &'r [Record], document: &DocumentKey, owner: Option<&(PersonId, Party)>) -> Option<&'r Record> {
    let same = |place: &&DocumentPlace| {
        place.key == *document && place.owner.as_ref().map(|(person, _)| *person) == owner.map(|(person, _)| *person)
    };
    let same = records.iter().filter(|record| record.of.document().filter(|place| same(place)).is_some());
    same.max_by_key(|record| record.of.document().map(|place| place.number))
}

async fn insert(
    ctx: &Context,
    tx: &Tx,
    circle: &Circle,
    kind: &DocumentKind,
    place: DocumentPlace,
) -> Result<RecordId, Fault> {
    let now = ctx.now();
    let record = Record {
        id: ctx.new_id(),
        journey: circle.journey,
        of: RecordOf::Document(place),
        submitted_at: None,
        form: kind.form.clone(),
        programme_version: circle.programme.hash.clone(),
        version: RecordVersion(1),
        state: RecordState::Draft,
        created_by: circle.viewer,
        created_at: now,
        updated_at: now,
    };
    store::records::insert(tx, &record).await?;
    let who = circle.anyones_name(circle.viewer).unwrap_or("Somebody");
    let what = circle.programme.words.document_with_article(&kind.key);
    let event = Event::new(ctx.new_id(), now, Some(circle.viewer), "documents.begin", record.id)
        .at(circle.organisation)
        .within(circle.journey)
        .saying(format!("{who} began {what}."));
    store::events::record(tx, &event).await?;
    Ok(record.id)
}

/// Lets the first begin with what its form suggests; all of it can be changed.
async fn suggest(ctx: &Context, tx: &Tx, circle: &Circle, kind: &DocumentKind, record: &RecordId) -> Result<(), Fault> {
    let Some(form) = circle.programme.form(&kind.form) else { return Ok(()) };
    for field in form.fields() {
        let Some(value) = field.suggested.clone().map(AnswerValue::Text) else { continue };
        let answer = Answer {
            field: field.key.clone(),
            revision: 1,
            value: AnswerValue::to_json(Some(&value)),
            state: AnswerState::Standing,
            page: SUGGESTED.to_owned(),
            author: circle.viewer,
            saved_at: ctx.now(),
        };
        store::records::insert_answer(tx, *record, &answer).await?;
    }
    Ok(())
}

/// Lets a new version begin with what the last one says, as far as its form asks the same.
async fn carry_over(
    ctx: &Context,
    tx: &Tx,
    circle: &Circle,
    kind: &DocumentKind,
    last: &Record,
    record: &RecordId,
) -> Result<(), Fault> {
    let Some(form) = circle.programme.form(&kind.form) else { return Ok(()) };
    for answer in store::records::answers_of(tx, last.id).await? {
        let Some(field) = form.field(&answer.field) else { continue };
        // A file belongs to the record that it was added to.
        let kept = AnswerValue::from_json(field, &answer.value).filter(|value| !matches!(value, AnswerValue::File(_)));
        if answer.state != AnswerState::Standing || kept.is_none() {
            continue;
        }
        let carried = Answer {
            revision: 1,
            page: format!("from {}", last.id.uuid().simple()).chars().take(40).collect(),
            saved_at: ctx.now(),
            ..answer
        };
        store::records::insert_answer(tx, *record, &carried).await?;
    }
    Ok(())
}

//! Many rows at once: a past that is brought in as a whole. Each row is what one change at a time would have left.

use domain::ids::RecordId;
use domain::keys::FieldKey;
use domain::meetings::State;
use domain::records::Signatory;
use domain::signatures::{Signature, TextHash};
use jiff::Timestamp;
use sea_orm::Value;

use crate::db::{Fault, Tx};
use crate::events::Event;
use crate::meetings::Meeting;
use crate::plans::{Agreement, Change, Kept, Note};
use crate::records::{Answer, Figure, Record, RecordState};
use crate::sql::{self, params};

/// How many rows go into one statement: both engines allow more values than that makes.
const AT_ONCE: usize = 250;

/// Inserts rows of so many values each, in few statements.
async fn insert_rows<T>(
    tx: &Tx,
    into: &str,
    columns: usize,
    rows: &[T],
    values: impl Fn(&T) -> Vec<Value>,
) -> Result<(), Fault> {
    for chunk in rows.chunks(AT_ONCE) {
        let text = format!("INSERT INTO {into} VALUES {}", sql::rows_of(chunk.len(), columns));
        sql::change(tx, text, chunk.iter().flat_map(&values).collect::<Vec<_>>()).await?;
    }
    Ok(())
}

/// Keeps meetings that were held.
///
/// # Errors
/// The database failed.
pub async fn insert_meetings(tx: &Tx, meetings: &[Meeting]) -> Result<(), Fault> {
    let into = "meetings (id, journey_id, kind, state, starts_at, minutes, way, place, held_from, held_to,
        calendar_sequence, version, created_by, created_at, updated_at)";
    insert_rows(tx, into, 15, meetings, |meeting| {
        let held = if let State::Held(time) = &meeting.state { Some(*time) } else { None };
        let planned = meeting.planned.as_ref();
        params![
            meeting.id,
            meeting.journey,
            meeting.kind,
            meeting.state.name().as_str(),
            planned.map(|slot| slot.starts_at),
            planned.map(|slot| small(slot.length.minutes())),
            planned.map(|slot| slot.way.as_str()),
            planned.map(|slot| slot.place.as_str()),
            held.map(|time| time.from()),
            held.map(|time| time.to()),
            small(meeting.calendar_sequence),
            1_i32,
            meeting.created_by,
            meeting.created_at,
            meeting.updated_at,
        ]
        .to_vec()
    })
    .await
}

/// Keeps records, open or closed.
///
/// # Errors
/// The database failed.
pub async fn insert_records(tx: &Tx, records: &[Record]) -> Result<(), Fault> {
    let into =
        "records (id, journey_id, meeting_id, document, owner_person_id, owner_party, number, submitted_at, form,
        version_hash, version, state, closed_at, created_by, created_at, updated_at)";
    insert_rows(tx, into, 16, records, |record| {
        let columns = crate::records::OfColumns::of(&record.of);
        let (state, closed_at) = match record.state {
            RecordState::Draft => ("draft", None),
            RecordState::Closed { at } => ("closed", Some(at)),
        };
        params![
            record.id,
            record.journey,
            columns.meeting,
            columns.document,
            columns.owner,
            columns.owner_party,
            columns.number,
            record.submitted_at,
            record.form,
            record.programme_version.as_str(),
            record.version.0,
            state,
            closed_at,
            record.created_by,
            record.created_at,
            record.updated_at,
        ]
        .to_vec()
    })
    .await
}

/// Keeps who signs which record.
///
/// # Errors
/// The database failed.
pub async fn insert_signatories(tx: &Tx, signatories: &[(RecordId, Signatory)]) -> Result<(), Fault> {
    let into = "record_signatories (record_id, party, person_id, name)";
    insert_rows(tx, into, 4, signatories, |(record, signatory)| {
        params![record, signatory.party.as_str(), signatory.person, signatory.name].to_vec()
    })
    .await
}

/// Keeps answers that stand.
///
/// # Errors
/// The database failed.
pub async fn insert_answers(tx: &Tx, answers: &[(RecordId, Answer)]) -> Result<(), Fault> {
    let into = "answers (record_id, field, revision, value, state, page, author_id, saved_at)";
    insert_rows(tx, into, 8, answers, |(record, answer)| {
        params![
            record,
            answer.field,
            answer.revision,
            answer.value,
            answer.state.as_str(),
            answer.page,
            answer.author,
            answer.saved_at,
        ]
        .to_vec()
    })
    .await
}

/// Keeps the typed figures of records, each with its place among those of its record.
///
/// # Errors
/// The database failed.
pub async fn insert_figures(tx: &Tx, figures: &[(RecordId, i32, FieldKey, Figure)]) -> Result<(), Fault> {
    let into = "figures (record_id, field, place, number, happened_on, choice)";
    insert_rows(tx, into, 6, figures, |(record, place, field, figure)| {
        let (number, on, choice) = figure.columns();
        params![record, field, place, number, on, choice].to_vec()
    })
    .await
}

/// Keeps signatures that stand.
///
/// # Errors
/// The database failed.
pub async fn insert_signatures(tx: &Tx, signatures: &[(RecordId, Signature)]) -> Result<(), Fault> {
    let into = "signatures (id, record_id, record_version, party, person_id, name, meaning, content_hash, method,
        signed_at)";
    insert_rows(tx, into, 10, signatures, |(record, signature)| {
        params![
            signature.id,
            record,
            signature.version.0,
            signature.party.as_str(),
            signature.person,
            signature.name,
            signature.meaning,
            signature.text.as_str(),
            signature.method,
            signature.signed_at,
        ]
        .to_vec()
    })
    .await
}

/// Keeps texts that were signed; each is the only one of its hash.
///
/// # Errors
/// The database failed.
pub async fn insert_texts(tx: &Tx, texts: &[(TextHash, String, Timestamp)]) -> Result<(), Fault> {
    insert_rows(tx, "signed_texts (content_hash, content, kept_at)", 3, texts, |(hash, text, at)| {
        params![hash.as_str(), text, at].to_vec()
    })
    .await
}

/// Keeps what happened.
///
/// # Errors
/// The database failed.
pub async fn insert_events(tx: &Tx, events: &[Event]) -> Result<(), Fault> {
    let into = "events (id, happened_at, actor_person_id, kind, noun, subject_id, organisation_id, journey_id,
        sentence)";
    insert_rows(tx, into, 9, events, |event| {
        params![
            event.id,
            event.happened_at,
            event.actor,
            event.kind,
            event.noun,
            event.subject,
            event.organisation,
            event.journey,
            event.sentence,
        ]
        .to_vec()
    })
    .await
}

fn small(number: u32) -> i32 {
    i32::try_from(number).unwrap_or(i32::MAX)
}

/// Keeps things of plans; what is for something else comes after it.
///
/// # Errors
/// The database failed.
pub async fn insert_plan_items(tx: &Tx, items: &[Kept]) -> Result<(), Fault> {
    let into = "plan_items (id, journey_id, kind, under_id, what, success, area, reference, way, by_on, state, outcome,
        settled_on, version, substance, added_by, added_at)";
    insert_rows(tx, into, 17, items, |kept| {
        let (item, details) = (&kept.item, &kept.item.details);
        params![
            item.id,
            kept.journey,
            item.kind.as_str(),
            details.under,
            details.what,
            details.success,
            details.area,
            details.reference,
            details.way,
            details.by,
            item.state.as_str(),
            item.outcome,
            item.settled_on,
            item.version,
            item.substance,
            kept.added_by,
            kept.added_at,
        ]
        .to_vec()
    })
    .await
}

/// Keeps changes of plans.
///
/// # Errors
/// The database failed.
pub async fn insert_plan_changes(tx: &Tx, changes: &[Change]) -> Result<(), Fault> {
    let into = "plan_changes (item_id, version, part, was, became, changed_by, changed_at)";
    insert_rows(tx, into, 7, changes, |change| {
        let changed = &change.changed;
        let part = changed.part.as_str();
        params![change.item, change.version, part, changed.before, changed.after, change.by, change.at].to_vec()
    })
    .await
}

/// Keeps notes on how it went.
///
/// # Errors
/// The database failed.
pub async fn insert_plan_notes(tx: &Tx, notes: &[Note]) -> Result<(), Fault> {
    let into = "plan_notes (id, item_id, content, noted_on, written_by, written_at)";
    insert_rows(tx, into, 6, notes, |note| {
        params![note.id, note.item, note.content, note.noted_on, note.written_by, note.written_at].to_vec()
    })
    .await
}

/// Keeps who agreed to what.
///
/// # Errors
/// The database failed.
pub async fn insert_plan_agreements(tx: &Tx, agreements: &[Agreement]) -> Result<(), Fault> {
    let into = "plan_agreements (item_id, party, substance, person_id, agreed_at)";
    insert_rows(tx, into, 5, agreements, |one| {
        params![one.item, one.party.as_str(), one.substance, one.person, one.at].to_vec()
    })
    .await
}

//! A past brought in as a whole: meetings that were held, written up and signed long ago, many at once.
//!
//! Each leaves exactly the rows that entering, writing and signing it one by one would have left, apart from the letters
//! of that time. Used to make the demo's year.

mod documents;
mod plans;

use std::collections::BTreeMap;

pub use documents::{PastDocument, keep_documents};
pub use plans::{PastItem, PastShare, keep_plans};

use domain::forms::{Form, Moment};
use domain::ids::{Id, JourneyId, MeetingId, OrganisationId, PersonId};
use domain::keys::{FieldKey, MeetingKey};
use domain::meetings::{HeldTime, Slot, State};
use domain::programmes::{ContentHash, Programme};
use domain::records::{AnswerValue, Facts, Occasion, Signatory, missing, signable};
use domain::signatures::{MEANING, RecordVersion, Signature, TextHash};
use jiff::Timestamp;
use store::Fault;
use store::events::Event;
use store::meetings::Meeting;
use store::records::{Answer, AnswerState, Figure, Record, RecordOf, RecordState};

use crate::Context;

/// A meeting that was held, with all that is known of it.
#[derive(Debug, Clone)]
pub struct Past {
    pub journey: JourneyId,
    pub organisation: OrganisationId,
    pub version: ContentHash,
    pub kind: MeetingKey,
    /// When it had been planned.
    pub planned: Option<Slot>,
    pub held: HeldTime,
    /// Everyone who signs such a record, by the names that stand in it.
    pub signatories: Vec<Signatory>,
    /// Who entered it and wrote it down, and when.
    pub written_by: PersonId,
    pub written_at: Timestamp,
    /// Each with who gave it, in any order; nothing, when nothing was written.
    pub answers: Vec<(FieldKey, AnswerValue, PersonId)>,
    /// Who signed, when; in time order.
    pub signed: Vec<(PersonId, Timestamp)>,
}

/// Keeps hours of protected time that were entered long ago, in one transaction.
///
/// # Errors
/// The database failed.
pub async fn keep_hours(ctx: &Context, lines: &[store::time::TimeLine]) -> Result<(), Fault> {
    store::write!(ctx.db, |tx| { store::time::insert_lines(tx, lines).await })
}

/// All rows of the past.
#[derive(Default)]
struct Rows {
    meetings: Vec<Meeting>,
    records: Vec<Record>,
    signatories: Vec<(domain::ids::RecordId, Signatory)>,
    answers: Vec<(domain::ids::RecordId, Answer)>,
    figures: Vec<(domain::ids::RecordId, i32, FieldKey, Figure)>,
    signatures: Vec<(domain::ids::RecordId, Signature)>,
    texts: Vec<(TextHash, String, Timestamp)>,
    events: Vec<Event>,
}

/// Keeps them all, in one transaction; returns their ids in the same order. What is expected of the journeys is refreshed by the caller, once for all.
///
/// # Errors
/// The database failed, or a journey's version of its programme is not at hand.
pub async fn keep(ctx: &Context, past: &[Past]) -> Result<Vec<MeetingId>, Fault> {
    let mut rows = Rows::default();
    for meeting in past {
        rows.add(ctx, meeting)?;
    }
    rows.insert(ctx).await?;
    Ok(rows.meetings.iter().map(|meeting| meeting.id).collect())
}

impl Rows {
    async fn insert(&self, ctx: &Context) -> Result<(), Fault> {
        store::write!(ctx.db, |tx| {
            store::history::insert_meetings(tx, &self.meetings).await?;
            store::history::insert_records(tx, &self.records).await?;
            store::history::insert_signatories(tx, &self.signatories).await?;
            store::history::insert_answers(tx, &self.answers).await?;
            store::history::insert_figures(tx, &self.figures).await?;
            store::history::insert_signatures(tx, &self.signatures).await?;
            store::history::insert_texts(tx, &self.texts).await?;
            store::history::insert_events(tx, &self.events).await
        })
    }

    fn add(&mut self, ctx: &Context, past: &Past) -> Result<(), Fault> {
        let lost = |what: &str| Fault::Corrupt(format!("{what} of {} is not at hand", past.kind));
        let programme = ctx.programmes.version(&past.version).ok_or_else(|| lost("the programme"))?;
        let form = programme.form_of(&past.kind).ok_or_else(|| lost("the form"))?;
        let meeting = Meeting {
            id: ctx.new_id(),
            journey: past.journey,
            kind: past.kind.clone(),
            state: State::Held(past.held),
            planned: past.planned.clone(),
            calendar_sequence: 0,
            created_by: past.written_by,
            created_at: past.planned.as_ref().map_or(past.written_at, |slot| slot.starts_at.min(past.written_at)),
            updated_at: past.written_at,
        };
        let values: BTreeMap<FieldKey, AnswerValue> =
            past.answers.iter().map(|(field, value, _)| (field.clone(), value.clone())).collect();
        // One version for having been entered, one for having been written.
        let version = RecordVersion(if values.is_empty() { 1 } else { 2 });
        let all_signed = past.signed.len() >= past.signatories.len() && !past.signatories.is_empty();
        let last = past.signed.last().map(|(_, at)| *at);
        let record = Record {
            id: ctx.new_id(),
            journey: past.journey,
            of: RecordOf::Meeting(meeting.id),
            submitted_at: None,
            form: form.key.clone(),
            programme_version: past.version.clone(),
            version,
            state: last.filter(|_| all_signed).map_or(RecordState::Draft, |at| RecordState::Closed { at }),
            created_by: past.written_by,
            created_at: meeting.created_at,
            updated_at: last.filter(|_| all_signed).unwrap_or(past.written_at),
        };
        self.write((&past.answers, past.written_at), &record, form, &values);
        if let Some((_, first)) = past.signed.first() {
            if !missing(form, &values, Moment::Sign).is_empty() {
                return Err(Fault::Corrupt(format!("a {} is signed that lacks answers", past.kind)));
            }
            let facts = Facts {
                programme,
                occasion: Occasion::Meeting { word: programme.words.meeting(&past.kind), held: past.held, kept: "" },
                signatories: &past.signatories,
            };
            let text = signable(form, &facts, &values, MEANING);
            self.sign(ctx, &record, (text, MEANING, *first), &past.signatories, &past.signed)?;
        }
        self.tell(ctx, past, &meeting, &record, programme, all_signed);
        self.signatories.extend(past.signatories.iter().map(|signatory| (record.id, signatory.clone())));
        self.meetings.push(meeting);
        self.records.push(record);
        Ok(())
    }

    fn write(
        &mut self,
        (answers, written_at): (&[(FieldKey, AnswerValue, PersonId)], Timestamp),
        record: &Record,
        form: &Form,
        values: &BTreeMap<FieldKey, AnswerValue>,
    ) {
        for (field, value, author) in answers {
            let answer = Answer {
                field: field.clone(),
                revision: 1,
                value: AnswerValue::to_json(Some(value)),
                state: AnswerState::Standing,
                page: "past".to_owned(),
                author: *author,
                saved_at: written_at,
            };
            self.answers.push((record.id, answer));
        }
        let figures = crate::records::figures_of(form, values);
        self.figures.extend((0..).zip(figures).map(|(place, (field, figure))| (record.id, place, field, figure)));
    }

    /// Signatures under a text, which is kept from the first on.
    fn sign(
        &mut self,
        ctx: &Context,
        record: &Record,
        (text, meaning, first): (String, &str, Timestamp),
        signatories: &[Signatory],
        signed: &[(PersonId, Timestamp)],
    ) -> Result<(), Fault> {
        let hash = TextHash::of(&text);
        self.texts.push((hash.clone(), text, first));
        for (person, at) in signed {
            let signatory = signatories.iter().find(|signatory| signatory.person == *person);
            let signatory = signatory.ok_or_else(|| Fault::Corrupt("somebody else signed".to_owned()))?;
            let signature = Signature {
                id: ctx.new_id(),
                party: signatory.party.clone(),
                person: *person,
                name: signatory.name.clone(),
                meaning: meaning.to_owned(),
                version: record.version,
                text: hash.clone(),
                method: "link".to_owned(),
                signed_at: *at,
                voided_at: None,
            };
            self.signatures.push((record.id, signature));
        }
        Ok(())
    }

    fn tell(
        &mut self,
        ctx: &Context,
        past: &Past,
        meeting: &Meeting,
        record: &Record,
        programme: &Programme,
        all_signed: bool,
    ) {
        let what = programme.words.meeting(&past.kind);
        let name = |person: PersonId| {
            let found = past.signatories.iter().find(|signatory| signatory.person == person);
            found.map_or("Somebody", |signatory| signatory.name.as_str())
        };
        let mut note = |at: Timestamp, by: PersonId, kind: &str, subject: domain::ids::EventId, sentence: String| {
            let event = Event::new(ctx.new_id(), at, Some(by), kind, subject);
            self.events.push(event.at(past.organisation).within(past.journey).saying(sentence));
        };
        let as_subject = |uuid| domain::ids::EventId::from_uuid(uuid);
        let day = domain::calendar::weekday_date(domain::calendar::date_of(past.held.from()));
        let writer = name(past.written_by);
        let entered = format!("{writer} entered that the {what} was on {day}.");
        note(past.written_at, past.written_by, "meetings.hold", as_subject(meeting.id.uuid()), entered);
        if !past.answers.is_empty() {
            let wrote = format!("{writer} wrote in the record of the {what}.");
            note(past.written_at, past.written_by, "records.write", as_subject(record.id.uuid()), wrote);
        }
        for (number, (person, at)) in past.signed.iter().enumerate() {
            let closes = all_signed && number + 1 == past.signed.len();
            let end = if closes { "; with that all have, and it is closed." } else { "." };
            let sentence = format!("{} signed the record of the {what}{end}", name(*person));
            note(*at, *person, "records.sign", as_subject(record.id.uuid()), sentence);
        }
    }
}

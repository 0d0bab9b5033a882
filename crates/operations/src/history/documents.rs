//! Documents that were written, handed in and signed long ago, brought in as a whole.

use std::collections::BTreeMap;

use domain::forms::Moment;
use domain::ids::{JourneyId, OrganisationId, PersonId};
use domain::keys::FieldKey;
use domain::programmes::ContentHash;
use domain::records::{AnswerValue, Facts, Occasion, Signatory, missing, signable};
use domain::signatures::{DOCUMENT_MEANING, RecordVersion};
use jiff::Timestamp;
use store::Fault;
use store::events::Event;
use store::records::{DocumentPlace, Record, RecordOf, RecordState};

use super::Rows;
use crate::Context;

/// A document as it stands, with all that is known of it.
#[derive(Debug, Clone)]
pub struct PastDocument {
    pub journey: JourneyId,
    pub organisation: OrganisationId,
    pub version: ContentHash,
    pub place: DocumentPlace,
    /// The name of the one supported, as it stands in the text.
    pub supportee: String,
    /// The writer's name.
    pub writer: String,
    /// Everyone who signs it; nobody, when it is handed in.
    pub signatories: Vec<Signatory>,
    pub written_by: PersonId,
    pub written_at: Timestamp,
    /// Each with who gave it.
    pub answers: Vec<(FieldKey, AnswerValue, PersonId)>,
    pub submitted_at: Option<Timestamp>,
    /// Who signed, when; in time order.
    pub signed: Vec<(PersonId, Timestamp)>,
}

/// Keeps them all, in one transaction. What is expected of the journeys is refreshed by the caller, once for all.
///
/// # Errors
/// The database failed, or a journey's version of its programme is not at hand.
pub async fn keep_documents(ctx: &Context, past: &[PastDocument]) -> Result<(), Fault> {
    let mut rows = Rows::default();
    for document in past {
        rows.add_document(ctx, document)?;
    }
    rows.insert(ctx).await
}

impl Rows {
    fn add_document(&mut self, ctx: &Context, past: &PastDocument) -> Result<(), Fault> {
        let key = &past.place.key;
        let lost = |what: &str| Fault::Corrupt(format!("{what} of {key} is not at hand"));
        let programme = ctx.programmes.version(&past.version).ok_or_else(|| lost("the programme"))?;
        let kind = programme.document(key).ok_or_else(|| lost("the kind"))?;
        let form = programme.form(&kind.form).ok_or_else(|| lost("the form"))?;
        let values: BTreeMap<FieldKey, AnswerValue> =
            past.answers.iter().map(|(field, value, _)| (field.clone(), value.clone())).collect();
        let all_signed = !past.signatories.is_empty() && past.signed.len() >= past.signatories.len();
        let last = past.signed.last().map(|(_, at)| *at).filter(|_| all_signed);
        let closed_at = if kind.signed_by.is_empty() { past.submitted_at } else { last };
        let record = Record {
            id: ctx.new_id(),
            journey: past.journey,
            of: RecordOf::Document(past.place.clone()),
            submitted_at: past.submitted_at,
            form: form.key.clone(),
            programme_version: past.version.clone(),
            version: RecordVersion(2),
            state: closed_at.map_or(RecordState::Draft, |at| RecordState::Closed { at }),
            created_by: past.written_by,
            created_at: past.written_at,
            updated_at: closed_at.unwrap_or(past.written_at),
        };
        self.write((&past.answers, past.written_at), &record, form, &values);
        if (closed_at.is_some() || !past.signed.is_empty()) && !missing(form, &values, Moment::Sign).is_empty() {
            return Err(Fault::Corrupt(format!("a {key} is signed or handed in that lacks answers")));
        }
        if let Some((_, first)) = past.signed.first() {
            let occasion = Occasion::Document {
                word: programme.words.document(key),
                supportee: &past.supportee,
                writer: past.place.owner.as_ref().map(|_| past.writer.as_str()),
                number: past.place.number,
            };
            let facts = Facts { programme, occasion, signatories: &past.signatories };
            let text = signable(form, &facts, &values, DOCUMENT_MEANING);
            self.sign(ctx, &record, (text, DOCUMENT_MEANING, *first), &past.signatories, &past.signed)?;
            self.signatories.extend(past.signatories.iter().map(|signatory| (record.id, signatory.clone())));
        }
        let what = programme.words.document_with_article(key);
        self.tell_document(ctx, past, &record, what, all_signed);
        self.records.push(record);
        Ok(())
    }

    fn tell_document(&mut self, ctx: &Context, past: &PastDocument, record: &Record, what: &str, all_signed: bool) {
        let mut note = |at: Timestamp, by: PersonId, kind: &str, sentence: String| {
            let event = Event::new(ctx.new_id(), at, Some(by), kind, record.id);
            self.events.push(event.at(past.organisation).within(past.journey).saying(sentence));
        };
        note(past.written_at, past.written_by, "documents.begin", format!("{} began {what}.", past.writer));
        if let Some(at) = past.submitted_at {
            note(at, past.written_by, "documents.submit", format!("{} handed in {what}.", past.writer));
        }
        for (number, (person, at)) in past.signed.iter().enumerate() {
            let name = past.signatories.iter().find(|signatory| signatory.person == *person);
            let name = name.map_or("Somebody", |signatory| signatory.name.as_str());
            let closes = all_signed && number + 1 == past.signed.len();
            let end = if closes { "; with that all have, and it is closed." } else { "." };
            note(*at, *person, "records.sign", format!("{name} signed {what}{end}"));
        }
    }
}

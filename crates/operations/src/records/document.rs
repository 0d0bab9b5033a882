//! A record as a whole: its answers, what would be signed now, and the signatures.

use std::collections::BTreeMap;

use domain::forms::{Form, Moment};
use domain::keys::FieldKey;
use domain::meetings::State;
use domain::programmes::{Party, Programme};
use domain::records::{AnswerValue, Facts, Occasion, Signatory, Stage, missing, promises_kept_key, signable};
use domain::signatures::{Completeness, Document, Signature, TextHash};
use store::meetings::{Circle, Meeting};
use store::records::{Answer, AnswerState, Record, RecordState};
use store::{Connection, Fault};

use super::subject::{Subject, stage_of};
use crate::Context;

/// Everything there is of a record.
#[derive(Debug, Clone)]
pub struct Paper {
    pub record: Record,
    pub programme: std::sync::Arc<Programme>,
    /// The form that is filled in, in the version that the record was begun under; without what the viewer may not see,
    /// once that is hidden.
    pub form: Form,
    /// How many questions are hidden from the viewer.
    pub hidden: usize,
    /// Answers that stand or wait for a choice.
    pub answers: Vec<Answer>,
    /// The standing answers, read as their fields' kinds.
    pub values: BTreeMap<FieldKey, AnswerValue>,
    pub signatories: Vec<Signatory>,
    /// All signatures, standing and voided.
    pub signatures: Vec<Signature>,
    /// Exactly what is, or would be, signed.
    pub text: String,
    pub document: Document,
}

impl Paper {
    /// The answer of a field that stands.
    pub fn standing(&self, field: &FieldKey) -> Option<&Answer> {
        self.answers.iter().find(|answer| answer.field == *field && answer.state == AnswerState::Standing)
    }

    /// The answers of a field that wait for a choice.
    pub fn waiting<'a>(&'a self, field: &'a FieldKey) -> impl Iterator<Item = &'a Answer> {
        self.answers.iter().filter(move |answer| answer.field == *field && answer.state == AnswerState::Waiting)
    }

    /// Does any field wait for a choice?
    pub fn is_undecided(&self) -> bool {
        self.answers.iter().any(|answer| answer.state == AnswerState::Waiting)
    }

    /// Takes out everything that somebody in these capacities may not see: questions, answers, and their part of the
    /// text. What is left of the text is then not what was signed; nobody signs what they may not read.
    pub(super) fn hide_from(&mut self, capacities: &[Party], circle: &Circle, subject: &Subject) {
        let hidden: Vec<FieldKey> =
            self.form.fields().filter(|field| !field.may_see(capacities)).map(|field| field.key.clone()).collect();
        if hidden.is_empty() {
            return;
        }
        self.hidden = hidden.len();
        self.answers.retain(|answer| !hidden.contains(&answer.field));
        self.values.retain(|field, _| !hidden.contains(field));
        for section in &mut self.form.sections {
            section.fields.retain(|field| !hidden.contains(&field.key));
        }
        self.form.sections.retain(|section| !section.fields.is_empty());
        self.text =
            text_now(&self.form, &self.programme, circle, subject, &self.signatories, &self.answers, &self.values);
    }

    /// Can nothing be changed any more?
    pub fn is_closed(&self) -> bool {
        self.record.state != RecordState::Draft
    }
}

/// The paper of a meeting, without what the viewer may not see; none for a meeting without a record.
///
/// # Errors
/// The database failed, or the form's version of the programme is not at hand.
pub async fn paper(
    ctx: &Context,
    connection: &impl Connection,
    circle: &Circle,
    meeting: &Meeting,
) -> Result<Option<Paper>, Fault> {
    let Some(record) = store::records::find_of(connection, meeting.id).await? else { return Ok(None) };
    let subject = Subject::Meeting(meeting.clone());
    let mut paper = paper_of(ctx, connection, circle, &subject, record).await?;
    paper.hide_from(&circle.capacities(), circle, &subject);
    Ok(Some(paper))
}

/// The paper of a record, with everything in it.
pub(super) async fn paper_of(
    ctx: &Context,
    connection: &impl Connection,
    circle: &Circle,
    subject: &Subject,
    record: Record,
) -> Result<Paper, Fault> {
    let programme = ctx.programmes.version(&record.programme_version).unwrap_or(&circle.programme).clone();
    let form = programme.form(&record.form).ok_or_else(|| Fault::Corrupt(format!("no form {}", record.form)))?.clone();
    let answers = store::records::answers_of(connection, record.id).await?;
    let values = values_of(&form, &answers);
    let signatures = store::records::signatures_of(connection, record.id).await?;
    let standing: Vec<Signature> = signatures.iter().filter(|signature| signature.stands()).cloned().collect();
    let signatories = match subject {
        // Names are as when the meeting was entered, or since somebody signed; before that those who are there today.
        Subject::Document(document) if standing.is_empty() && stage_of(&record) != Stage::Closed => {
            signatories_today(circle, &document.kind.signed_by)
        }
        _ => store::records::signatories_of(connection, record.id).await?,
    };
    // Whoever signs second signs to the letter what the first signed, even when this program has learnt to lay the text
    // out differently since.
    let text = match standing.first() {
        Some(first) => store::records::text_of(connection, &first.text)
            .await?
            .ok_or_else(|| Fault::Corrupt("a signature whose text is lost".to_owned()))?,
        None => text_now(&form, &programme, circle, subject, &signatories, &answers, &values),
    };
    let completeness = completeness(&form, subject, &record, &answers, &values);
    let parties = subject.signed_by(circle);
    let document = Document { version: record.version, text: TextHash::of(&text), completeness, parties, standing };
    Ok(Paper { record, programme, form, hidden: 0, answers, values, signatories, signatures, text, document })
}

/// The standing answers, read as their fields' kinds.
fn values_of(form: &Form, answers: &[Answer]) -> BTreeMap<FieldKey, AnswerValue> {
    let standing = answers.iter().filter(|answer| answer.state == AnswerState::Standing);
    let read = |answer: &Answer| {
        let field = form.field(&answer.field)?;
        Some((answer.field.clone(), AnswerValue::from_json(field, &answer.value)?))
    };
    standing.filter_map(read).collect()
}

/// Those who take part today in the ways that sign.
fn signatories_today(circle: &Circle, signed_by: &[Party]) -> Vec<Signatory> {
    let signing = circle.participants.iter().filter(|participant| signed_by.contains(&participant.party));
    signing
        .map(|participant| Signatory {
            party: participant.party.clone(),
            person: participant.person,
            name: participant.name.clone(),
        })
        .collect()
}

fn completeness(
    form: &Form,
    subject: &Subject,
    record: &Record,
    answers: &[Answer],
    values: &BTreeMap<FieldKey, AnswerValue>,
) -> Completeness {
    let missing = missing(form, values, Moment::Sign).len();
    let waits = match subject {
        Subject::Meeting(meeting) => !matches!(meeting.state, State::Held(_)),
        // What is somebody's own is handed in before others sign it.
        Subject::Document(document) => document.place.owner.is_some() && stage_of(record) == Stage::Draft,
    };
    if waits {
        Completeness::NotHeld
    } else if answers.iter().any(|answer| answer.state == AnswerState::Waiting) {
        Completeness::Undecided
    } else if missing > 0 {
        Completeness::Missing { answers: missing }
    } else {
        Completeness::Complete
    }
}

fn text_now(
    form: &Form,
    programme: &Programme,
    circle: &Circle,
    subject: &Subject,
    signatories: &[Signatory],
    answers: &[Answer],
    values: &BTreeMap<FieldKey, AnswerValue>,
) -> String {
    let kept_key = promises_kept_key();
    let kept = answers.iter().find(|answer| answer.field == kept_key && answer.state == AnswerState::Standing);
    let word = subject.word(circle);
    let supportee = circle.everyone.iter().find(|participant| participant.party == Party::Supportee);
    let occasion = match subject {
        Subject::Meeting(meeting) => {
            let State::Held(held) = meeting.state else { return String::new() };
            let kept = kept.and_then(|answer| answer.value.as_str()).unwrap_or_default();
            Occasion::Meeting { word, held, kept }
        }
        Subject::Document(document) => Occasion::Document {
            word,
            supportee: supportee.map_or("", |supportee| supportee.name.as_str()),
            writer: document.owner_name.as_deref(),
            number: document.place.number,
        },
    };
    signable(form, &Facts { programme, occasion, signatories }, values, subject.meaning())
}

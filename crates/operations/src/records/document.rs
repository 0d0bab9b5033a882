//! A record as a whole: its answers, what would be signed now, and the signatures.

use std::collections::BTreeMap;

use domain::forms::{Form, Moment};
use domain::keys::FieldKey;
use domain::meetings::State;
use domain::programmes::Programme;
use domain::records::{AnswerValue, Facts, Occasion, Signatory, missing, promises_kept_key, signable};
use domain::signatures::{Completeness, Document, MEANING, Signature, TextHash};
use store::meetings::{Circle, Meeting};
use store::records::{Answer, AnswerState, Record, RecordState};
use store::{Connection, Fault};

use crate::Context;

/// Everything there is of a record.
#[derive(Debug, Clone)]
pub struct Paper {
    pub record: Record,
    pub programme: std::sync::Arc<Programme>,
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
    /// The form that is filled in, in the version that the record was begun under.
    pub fn form(&self) -> Option<&Form> {
        self.programme.form(&self.record.form)
    }

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

    /// Can nothing be changed any more?
    pub fn is_closed(&self) -> bool {
        self.record.state != RecordState::Draft
    }
}

/// The paper of a meeting; none for a meeting without a record.
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
    let programme = ctx.programmes.version(&record.programme_version).unwrap_or(&circle.programme).clone();
    let form = programme.form(&record.form).ok_or_else(|| Fault::Corrupt(format!("no form {}", record.form)))?;
    let answers = store::records::answers_of(connection, record.id).await?;
    let standing = answers.iter().filter(|answer| answer.state == AnswerState::Standing);
    let values: BTreeMap<FieldKey, AnswerValue> = standing
        .filter_map(|answer| {
            let field = form.field(&answer.field)?;
            Some((answer.field.clone(), AnswerValue::from_json(field, &answer.value)?))
        })
        .collect();
    let signatories = store::records::signatories_of(connection, record.id).await?;
    let signatures = store::records::signatures_of(connection, record.id).await?;
    let standing: Vec<Signature> = signatures.iter().filter(|signature| signature.stands()).cloned().collect();
    // Whoever signs second signs to the letter what the first signed, even when this program has learnt to lay the text
    // out differently since.
    let text = match standing.first() {
        Some(first) => store::records::text_of(connection, &first.text)
            .await?
            .ok_or_else(|| Fault::Corrupt("a signature whose text is lost".to_owned()))?,
        None => text_now(form, &programme, circle, meeting, &signatories, &answers, &values),
    };
    let completeness = completeness(form, meeting, &answers, &values);
    let parties = programme.meeting_kind(&meeting.kind).map_or_else(Vec::new, |kind| kind.signed_by.clone());
    let document = Document { version: record.version, text: TextHash::of(&text), completeness, parties, standing };
    Ok(Some(Paper { record, programme, answers, values, signatories, signatures, text, document }))
}

fn completeness(
    form: &Form,
    meeting: &Meeting,
    answers: &[Answer],
    values: &BTreeMap<FieldKey, AnswerValue>,
) -> Completeness {
    let missing = missing(form, values, Moment::Sign).len();
    if !matches!(meeting.state, State::Held(_)) {
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
    meeting: &Meeting,
    signatories: &[Signatory],
    answers: &[Answer],
    values: &BTreeMap<FieldKey, AnswerValue>,
) -> String {
    let State::Held(held) = meeting.state else { return String::new() };
    let kept_key = promises_kept_key();
    let kept = answers.iter().find(|answer| answer.field == kept_key && answer.state == AnswerState::Standing);
    let facts = Facts {
        programme,
        occasion: Occasion::Meeting {
            word: circle.programme.words.meeting(&meeting.kind),
            held,
            kept: kept.and_then(|answer| answer.value.as_str()).unwrap_or_default(),
        },
        signatories,
    };
    signable(form, &facts, values, MEANING)
}

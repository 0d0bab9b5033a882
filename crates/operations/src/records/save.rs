//! Saving answers: by a button, or as one types. Two people who write at once both keep their words.

use std::collections::BTreeMap;

use domain::forms::{Field, Form};
use domain::ids::{MeetingId, PersonId};
use domain::keys::FieldKey;
use domain::programmes::Party;
use domain::records::{AnswerValue, Base, Saved, Standing, promises_kept_key};
use store::Tx;
use store::events::Event;
use store::meetings::Circle;
use store::records::{Answer, AnswerState, Figure};

use super::document::{Paper, paper};
use super::note_change;
use crate::error::{Failure, refuse};
use crate::meetings::load;
use crate::{Context, Outcome};

/// An answer to keep.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    pub field: FieldKey,
    /// The revision that the page had shown; 0 for an empty box.
    pub base: i32,
    pub value: Option<AnswerValue>,
}

/// What became of one answer.
#[derive(Debug, Clone, PartialEq)]
pub struct SavedEntry {
    pub field: FieldKey,
    pub saved: Saved,
    /// The revision that stands now: the base of what is written next.
    pub revision: i32,
}

/// What became of all of them.
#[derive(Debug, Clone, PartialEq)]
pub struct SaveOutcome {
    pub entries: Vec<SavedEntry>,
    /// Whose signatures were taken off.
    pub voided: Vec<PersonId>,
}

impl SaveOutcome {
    /// Does a choice between two texts wait?
    pub fn has_conflict(&self) -> bool {
        self.entries.iter().any(|entry| entry.saved == Saved::Waits)
    }
}

/// Why answers are not kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SaveRefusal {
    #[error("everyone has signed; add an amendment instead")]
    Closed,
    #[error("this question is for somebody else to answer")]
    NotYours,
}

impl SaveRefusal {
    /// The key of the message that a page shows.
    pub fn key(self) -> &'static str {
        match self {
            Self::Closed => "record-refused-closed",
            Self::NotYours => "record-refused-not-yours",
        }
    }
}

/// Keeps answers written on an opened page (`page`: a name the page was given when it was opened).
///
/// # Errors
/// The person does not take part, the record is closed, or a question is not theirs to answer.
pub async fn save(
    ctx: &Context,
    by: PersonId,
    id: MeetingId,
    page: &str,
    entries: &[Entry],
) -> Outcome<SaveOutcome, SaveRefusal> {
    store::write!(ctx.db, |tx| {
        let (meeting, circle) = load(ctx, tx, by, id).await?;
        let paper = paper(ctx, tx, &circle, &meeting).await?.ok_or(Failure::NotFound)?;
        if paper.is_closed() {
            return refuse(SaveRefusal::Closed);
        }
        let first_on_page = !paper.answers.iter().any(|answer| answer.page == page);
        let mut saved = Vec::with_capacity(entries.len());
        for entry in entries {
            saved.push(save_one(ctx, tx, &circle, &paper, page, entry).await?);
        }
        let changed = saved.iter().any(|entry| entry.saved == Saved::Stands);
        let kept = saved.iter().any(|entry| entry.saved != Saved::Unchanged);
        let mut voided = Vec::new();
        if changed {
            let mut record = paper.record.clone();
            voided = note_change(ctx, tx, &circle, &meeting, &mut record).await?;
            let stand = entries.iter().zip(&saved).filter(|(_, saved)| saved.saved == Saved::Stands);
            keep_figures(tx, &paper, stand.map(|(entry, _)| (&entry.field, entry.value.as_ref()))).await?;
        }
        if kept && first_on_page {
            let who = circle.me().map_or("Somebody", |me| me.name.as_str());
            let what = circle.programme.words.meeting(&meeting.kind);
            let event = Event::new(ctx.new_id(), ctx.now(), Some(by), "records.write", paper.record.id)
                .at(circle.organisation)
                .within(circle.journey)
                .saying(format!("{who} wrote in the record of the {what}."));
            store::events::record(tx, &event).await?;
        }
        Ok(SaveOutcome { entries: saved, voided })
    })
}

/// May somebody in these capacities answer the question?
pub fn may_answer(field: &Field, capacities: &[Party]) -> bool {
    field.may_answer(capacities)
}

async fn save_one(
    ctx: &Context,
    tx: &Tx,
    circle: &Circle,
    paper: &Paper,
    page: &str,
    entry: &Entry,
) -> Outcome<SavedEntry, SaveRefusal> {
    let new = AnswerValue::to_json(entry.value.as_ref());
    let standing = paper.standing(&entry.field);
    let base_value = match standing {
        _ if entry.base == 0 => Some(AnswerValue::to_json(None)),
        Some(answer) if answer.revision == entry.base => Some(answer.value.clone()),
        _ => store::records::revision(tx, paper.record.id, &entry.field, entry.base).await?.map(|answer| answer.value),
    };
    let base = Base { revision: entry.base, value: base_value.as_ref() };
    let now_stands =
        standing.map(|answer| Standing { revision: answer.revision, value: &answer.value, page: &answer.page });
    let saved = domain::records::save(base, now_stands, &new, page);
    let current = standing.map_or(0, |answer| answer.revision);
    if saved == Saved::Unchanged {
        return Ok(SavedEntry { field: entry.field.clone(), saved, revision: current });
    }
    match paper.form().and_then(|form| form.field(&entry.field)) {
        Some(field) if !may_answer(field, &circle.capacities()) => return refuse(SaveRefusal::NotYours),
        None if entry.field != promises_kept_key() => return Err(Failure::NotFound),
        _ => {}
    }
    let revision = next_revision(paper, &entry.field);
    let state = if saved == Saved::Waits {
        retire_own_waiting(tx, paper, &entry.field, page).await?;
        AnswerState::Waiting
    } else {
        if let Some(standing) = standing {
            store::records::retire(tx, paper.record.id, &entry.field, standing.revision).await?;
        }
        AnswerState::Standing
    };
    let answer = Answer {
        field: entry.field.clone(),
        revision,
        value: new,
        state,
        page: page.to_owned(),
        author: circle.viewer,
        saved_at: ctx.now(),
    };
    store::records::insert_answer(tx, paper.record.id, &answer).await?;
    let revision = if saved == Saved::Waits { current } else { revision };
    Ok(SavedEntry { field: entry.field.clone(), saved, revision })
}

/// One above the highest that stands or waits: what is past was always below one of those.
fn next_revision(paper: &Paper, field: &FieldKey) -> i32 {
    let highest = paper.answers.iter().filter(|answer| answer.field == *field).map(|answer| answer.revision).max();
    highest.unwrap_or(0) + 1
}

/// Somebody who types on while a choice waits replaces what the same page had set aside before.
async fn retire_own_waiting(tx: &Tx, paper: &Paper, field: &FieldKey, page: &str) -> Result<(), store::Fault> {
    for answer in paper.waiting(field).filter(|answer| answer.page == page) {
        store::records::retire(tx, paper.record.id, field, answer.revision).await?;
    }
    Ok(())
}

/// The declared figures, typed, as the answers give them after these changes.
pub(super) async fn keep_figures<'a>(
    tx: &Tx,
    paper: &Paper,
    changes: impl Iterator<Item = (&'a FieldKey, Option<&'a AnswerValue>)>,
) -> Result<(), store::Fault> {
    let Some(form) = paper.form() else { return Ok(()) };
    let mut values = paper.values.clone();
    for (field, value) in changes {
        match value {
            Some(value) => values.insert(field.clone(), value.clone()),
            None => values.remove(field),
        };
    }
    store::records::keep_figures(tx, paper.record.id, &figures_of(form, &values)).await
}

/// The declared figures of a form's answers, typed: of several choices each, of a group the number of its rows.
pub(crate) fn figures_of(form: &Form, values: &BTreeMap<FieldKey, AnswerValue>) -> Vec<(FieldKey, Figure)> {
    let mut figures = Vec::new();
    for field in form.fields().filter(|field| field.figure == domain::forms::Figure::Yes) {
        let mut add = |figure| figures.push((field.key.clone(), figure));
        match values.get(&field.key) {
            Some(AnswerValue::Choice(choice)) => add(Figure::Choice(choice.clone())),
            Some(AnswerValue::Choices(chosen)) => chosen.iter().for_each(|one| add(Figure::Choice(one.clone()))),
            Some(AnswerValue::On(on)) => add(Figure::On(*on)),
            Some(AnswerValue::Minutes(number) | AnswerValue::Scale(number)) => add(Figure::Number(i64::from(*number))),
            Some(AnswerValue::Number(number)) => add(Figure::Number(*number)),
            Some(AnswerValue::Rows(rows)) => add(Figure::Number(i64::try_from(rows.len()).unwrap_or(i64::MAX))),
            Some(AnswerValue::Text(_) | AnswerValue::At(_) | AnswerValue::File(_) | AnswerValue::Person(_)) | None => {}
        }
    }
    figures
}

//! Saving answers: by a button, or as one types. Two people who write at once both keep their words.

use std::collections::BTreeMap;

use domain::forms::{Among, Field, FieldKind, Form};
use domain::ids::PersonId;
use domain::keys::FieldKey;
use domain::programmes::Party;
use domain::records::{AnswerValue, Base, Saved, Stage, Standing, promises_kept_key};
use store::Tx;
use store::events::Event;
use store::records::{Answer, AnswerState, Figure};

use super::document::Paper;
use super::note_change;
use super::subject::{Sheet, Which, load};
use crate::error::{Failure, refuse};
use crate::meetings::refresh;
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
    id: impl Into<Which>,
    page: &str,
    entries: &[Entry],
) -> Outcome<SaveOutcome, SaveRefusal> {
    let which = id.into();
    store::write!(ctx.db, |tx| {
        let sheet = load(ctx, tx, by, which).await?;
        save_on(ctx, tx, &sheet, page, entries).await
    })
}

/// The same within a transaction.
pub(super) async fn save_on(
    ctx: &Context,
    tx: &Tx,
    sheet: &Sheet,
    page: &str,
    entries: &[Entry],
) -> Outcome<SaveOutcome, SaveRefusal> {
    let (circle, paper) = (&sheet.circle, &sheet.paper);
    if paper.is_closed() {
        return refuse(SaveRefusal::Closed);
    }
    if !sheet.rights.writes {
        return Err(Failure::NotFound);
    }
    let first_on_page = !paper.answers.iter().any(|answer| answer.page == page);
    let mut saved = Vec::with_capacity(entries.len());
    for entry in entries {
        saved.push(save_one(ctx, tx, sheet, page, entry).await?);
    }
    let changed = saved.iter().any(|entry| entry.saved == Saved::Stands);
    let kept = saved.iter().any(|entry| entry.saved != Saved::Unchanged);
    let mut voided = Vec::new();
    if changed {
        let mut record = paper.record.clone();
        voided = note_change(ctx, tx, circle, (sheet.which, &sheet.subject), &mut record).await?;
        let stand = entries.iter().zip(&saved).filter(|(_, saved)| saved.saved == Saved::Stands);
        keep_figures(tx, paper, stand.map(|(entry, _)| (&entry.field, entry.value.as_ref()))).await?;
    }
    if changed && sheet.subject.document().is_some() {
        // What a document says can be what was expected.
        refresh(ctx, tx, circle).await?;
    }
    // What somebody writes for themselves alone is nobody's news.
    let is_private = sheet.subject.document().is_some_and(|it| it.place.owner.is_some() && it.stage == Stage::Draft);
    if kept && first_on_page && !is_private {
        let who = sheet.my_name();
        let what = sheet.subject.called(circle);
        let event = Event::new(ctx.new_id(), ctx.now(), Some(circle.viewer), "records.write", paper.record.id)
            .at(circle.organisation)
            .within(circle.journey)
            .saying(format!("{who} wrote in the {what}."));
        store::events::record(tx, &event).await?;
    }
    Ok(SaveOutcome { entries: saved, voided })
}

/// May somebody in these capacities answer the question?
pub fn may_answer(field: &Field, capacities: &[Party]) -> bool {
    field.may_answer(capacities)
}

async fn save_one(
    ctx: &Context,
    tx: &Tx,
    sheet: &Sheet,
    page: &str,
    entry: &Entry,
) -> Outcome<SavedEntry, SaveRefusal> {
    let (circle, paper) = (&sheet.circle, &sheet.paper);
    let new = AnswerValue::to_json(entry.value.as_ref());
    let standing = paper.standing(&entry.field);
    // What was only suggested is nobody's words: whatever somebody writes takes its place.
    let suggested = standing.filter(|answer| answer.page == crate::documents::SUGGESTED);
    let entry = &Entry { base: suggested.map_or(entry.base, |answer| answer.revision), ..entry.clone() };
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
    match paper.form.field(&entry.field) {
        // What stands in the plan is written there.
        Some(field) if matches!(field.kind, FieldKind::Plan { .. }) => return Err(Failure::NotFound),
        Some(field) if !may_answer(field, &sheet.capacities) => return refuse(SaveRefusal::NotYours),
        Some(field) => refers_to_what_is_there(ctx, tx, sheet, field, entry.value.as_ref()).await?,
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

/// A person who is named must be one of those who can be; a file must have been added to this record.
async fn refers_to_what_is_there(
    ctx: &Context,
    tx: &Tx,
    sheet: &Sheet,
    field: &Field,
    value: Option<&AnswerValue>,
) -> Outcome<(), SaveRefusal> {
    let mut named = Vec::new();
    match (value, &field.kind) {
        (Some(AnswerValue::File(file)), _) => {
            let kept = store::records::file(tx, sheet.paper.record.id, file.id).await?;
            if kept.is_none_or(|kept| kept.fingerprint != file.fingerprint || kept.name != file.name) {
                return Err(Failure::NotFound);
            }
        }
        (Some(AnswerValue::Person(person)), FieldKind::Person { among }) => named.push((among, person)),
        (Some(AnswerValue::Rows(rows)), FieldKind::Group(group)) => {
            for (key, value) in rows.iter().flatten() {
                if let (AnswerValue::Person(person), Some(FieldKind::Person { among })) =
                    (value, group.field(key).map(|field| &field.kind))
                {
                    named.push((among, person));
                }
            }
        }
        _ => {}
    }
    if named.is_empty() {
        return Ok(());
    }
    let people: Vec<PersonId> = named.iter().map(|(_, person)| person.id).collect();
    let here = store::people::working_at(tx, sheet.circle.organisation, &people, ctx.today()).await?;
    for (among, person) in named {
        let is_one = among.iter().any(|among| match among {
            Among::AnyoneHere => here.contains(&person.id),
            Among::Party(party) => sheet.circle.everyone.iter().any(|p| p.person == person.id && p.party == *party),
        });
        if !is_one {
            return Err(Failure::NotFound);
        }
    }
    Ok(())
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
    let mut values = paper.values.clone();
    for (field, value) in changes {
        match value {
            Some(value) => values.insert(field.clone(), value.clone()),
            None => values.remove(field),
        };
    }
    store::records::keep_figures(tx, paper.record.id, &figures_of(&paper.form, &values)).await
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
            Some(AnswerValue::Plan(items)) => add(Figure::Number(i64::try_from(items.len()).unwrap_or(i64::MAX))),
            Some(AnswerValue::Text(_) | AnswerValue::At(_) | AnswerValue::File(_) | AnswerValue::Person(_)) | None => {}
        }
    }
    figures
}

//! Choosing between texts that two people wrote at once.

use domain::ids::PersonId;
use domain::keys::FieldKey;
use domain::records::AnswerValue;
use store::events::Event;
use store::records::{Answer, AnswerState};

use super::note_change;
use super::save::{keep_figures, may_answer};
use super::subject::{Which, load};
use crate::error::{Failure, refuse};
use crate::{Context, Outcome};

/// What somebody chose for one field.
#[derive(Debug, Clone, PartialEq)]
pub struct Choice {
    pub field: FieldKey,
    /// The text that is to stand: one of the two, or both put together.
    pub value: Option<AnswerValue>,
    /// The highest revision that the choosing page had shown.
    pub seen: i32,
}

/// Why a choice is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ChooseRefusal {
    #[error("everyone has signed; add an amendment instead")]
    Closed,
    #[error("another text was written meanwhile")]
    Changed,
    #[error("this question is for somebody else to answer")]
    NotYours,
}

impl ChooseRefusal {
    /// The key of the message that a page shows.
    pub fn key(self) -> &'static str {
        match self {
            Self::Closed => "record-refused-closed",
            Self::Changed => "record-refused-changed",
            Self::NotYours => "record-refused-not-yours",
        }
    }
}

/// Lets one text stand; the others are kept as past.
///
/// # Errors
/// The person does not take part, the record is closed, or there is a text that the person has not seen.
pub async fn choose(
    ctx: &Context,
    by: PersonId,
    id: impl Into<Which>,
    page: &str,
    choice: &Choice,
) -> Outcome<(), ChooseRefusal> {
    let which = id.into();
    let now = ctx.now();
    store::write!(ctx.db, |tx| {
        let sheet = load(ctx, tx, by, which).await?;
        let (circle, paper) = (&sheet.circle, &sheet.paper);
        if !sheet.rights.writes && !paper.is_closed() {
            return Err(Failure::NotFound);
        }
        if paper.is_closed() {
            return refuse(ChooseRefusal::Closed);
        }
        let field = paper.form.field(&choice.field).ok_or(Failure::NotFound)?;
        if !may_answer(field, &sheet.capacities) {
            return refuse(ChooseRefusal::NotYours);
        }
        if paper.answers.iter().any(|answer| answer.field == choice.field && answer.revision > choice.seen) {
            return refuse(ChooseRefusal::Changed);
        }
        let value = AnswerValue::to_json(choice.value.as_ref());
        let same = paper.standing(&choice.field).is_some_and(|answer| answer.value == value);
        let revision = store::records::settle(tx, paper.record.id, &choice.field).await? + 1;
        let answer = Answer {
            field: choice.field.clone(),
            revision,
            value,
            state: AnswerState::Standing,
            page: page.to_owned(),
            author: by,
            saved_at: now,
        };
        store::records::insert_answer(tx, paper.record.id, &answer).await?;
        if !same {
            note_change(ctx, tx, circle, (which, &sheet.subject), &mut paper.record.clone()).await?;
            keep_figures(tx, paper, std::iter::once((&choice.field, choice.value.as_ref()))).await?;
        }
        let who = sheet.my_name();
        let what = sheet.subject.called(circle);
        let event = Event::new(ctx.new_id(), now, Some(by), "records.choose", paper.record.id)
            .at(circle.organisation)
            .within(circle.journey)
            .saying(format!("{who} chose between two texts in the {what}."));
        store::events::record(tx, &event).await?;
        Ok(())
    })
}

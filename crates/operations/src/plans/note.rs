//! Noting how it goes.

use domain::ids::{PersonId, PlanItemId, PlanNoteId};
use jiff::civil::Date;
use store::plans::Note;

use super::{NOUN, Plan, load, load_to_write};
use crate::error::{Failure, refuse};
use crate::{Context, Outcome};

/// How long a note may be.
pub const MOST_NOTE_LETTERS: usize = 2000;

/// Why a note was not kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NoteRefusal {
    #[error("say how it goes")]
    Empty,
    #[error("say it in fewer words")]
    TooLong,
    #[error("that day lies ahead")]
    Ahead,
}

impl NoteRefusal {
    /// The key of the message that a page shows.
    pub fn key(self) -> &'static str {
        match self {
            Self::Empty => "plan-note-empty",
            Self::TooLong => "plan-wrong-long",
            Self::Ahead => "plan-note-ahead",
        }
    }
}

/// Notes how it goes with something, as of a day.
///
/// # Errors
/// The person does not write in the plan, nothing is said, or the day lies ahead.
pub async fn note(
    ctx: &Context,
    by: PersonId,
    id: PlanItemId,
    content: &str,
    on: Date,
) -> Outcome<PlanNoteId, NoteRefusal> {
    let content = content.trim().to_owned();
    if content.is_empty() {
        return refuse(NoteRefusal::Empty);
    }
    if content.chars().count() > MOST_NOTE_LETTERS {
        return refuse(NoteRefusal::TooLong);
    }
    if on > ctx.today() {
        return refuse(NoteRefusal::Ahead);
    }
    store::write!(ctx.db, |tx| {
        let (plan, _) = load_to_write(ctx, tx, by, id).await?.ok_or(Failure::NotFound)?;
        let note = Note {
            id: ctx.new_id(),
            item: id,
            content: content.clone(),
            noted_on: on,
            written_by: by,
            written_at: ctx.now(),
        };
        store::plans::insert_note(tx, &note).await?;
        tell(ctx, tx, &plan, id, "note", "noted how it goes").await?;
        Ok(note.id)
    })
}

/// Takes back a note of one's own.
///
/// # Errors
/// The note is not there, or not theirs.
pub async fn withdraw_note(ctx: &Context, by: PersonId, item: PlanItemId, id: PlanNoteId) -> Outcome<()> {
    store::write!(ctx.db, |tx| {
        let (plan, kept) = load_to_write(ctx, tx, by, item).await?.ok_or(Failure::NotFound)?;
        let here = load(ctx, tx, by, kept.journey).await?;
        let is_here = here.is_some_and(|plan| plan.notes_on(item).any(|note| note.id == id));
        if !is_here || !store::plans::withdraw_note(tx, id, by, ctx.now()).await? {
            return Err(Failure::NotFound);
        }
        tell(ctx, tx, &plan, item, "withdraw-note", "took back a note").await?;
        Ok(())
    })
}

async fn tell(
    ctx: &Context,
    tx: &store::Tx,
    plan: &Plan,
    id: PlanItemId,
    verb: &str,
    done: &str,
) -> Result<(), store::Fault> {
    let circle = &plan.circle;
    let who = circle.anyones_name(circle.viewer).unwrap_or("Somebody");
    let what = circle.programme.words.document(&plan.kind.key);
    let event = store::events::Event::new(ctx.new_id(), ctx.now(), Some(circle.viewer), &format!("{NOUN}.{verb}"), id)
        .at(circle.organisation)
        .within(circle.journey)
        .saying(format!("{who} {done} in the {what}."));
    store::events::record(tx, &event).await
}

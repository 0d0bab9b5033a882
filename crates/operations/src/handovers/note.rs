//! The note that whoever goes leaves for whoever comes. The one supported sees it first, and passes it on or holds it back.

use domain::handovers::{LONGEST, Looks, NoteStep};
use domain::ids::{HandoverId, PersonId};
use store::events::Event;

use super::{NOUN, seen_by};
use crate::Context;
use crate::endings::{Told, tell};
use crate::error::{Failure, Outcome, refuse};

/// Why nothing was kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NoteRefusal {
    #[error("nothing was written")]
    Empty,
    #[error("too long")]
    TooLong,
    #[error("it has moved on meanwhile")]
    MovedOn,
}

impl NoteRefusal {
    /// The key of its sentence in the translation layer.
    pub fn key(self) -> &'static str {
        match self {
            Self::Empty => "handover-note-empty",
            Self::TooLong => "change-too-long",
            Self::MovedOn => "handover-note-moved-on",
        }
    }
}

/// Takes a step with the note; `text` counts for whoever writes it.
///
/// # Errors
/// Not the person's step; nothing to show; or somebody took one meanwhile.
pub async fn step_note(
    ctx: &Context,
    by: PersonId,
    id: HandoverId,
    step: NoteStep,
    text: &str,
) -> Outcome<(), NoteRefusal> {
    let text = text.trim();
    if text.chars().count() > LONGEST {
        return refuse(NoteRefusal::TooLong);
    }
    store::write!(ctx.db, |tx| {
        let seen = seen_by(ctx, tx, by, id).await?.ok_or(Failure::NotFound)?;
        if !seen.looks.may(step) || (seen.looks == Looks::Going && !seen.can_write) {
            return Err(Failure::NotFound);
        }
        let handover = &seen.handover;
        let Some(next) = handover.note_state.after(step) else { return refuse(NoteRefusal::MovedOn) };
        let note = if seen.looks == Looks::Going { text } else { &handover.note };
        if step == NoteStep::Show && note.is_empty() {
            return refuse(NoteRefusal::Empty);
        }
        if !store::handovers::set_note(tx, id, (handover.note_state, next), note, ctx.now()).await? {
            return refuse(NoteRefusal::MovedOn);
        }
        let (verb, sentence) = match step {
            // A draft is nobody's business.
            NoteStep::Keep => return Ok(()),
            NoteStep::Show => ("show-note", "A note to hand on was shown to the one supported"),
            NoteStep::PassOn => ("pass-on-note", "A note was passed on"),
            NoteStep::HoldBack => ("hold-back-note", "A note was held back"),
        };
        let event = Event::new(ctx.new_id(), ctx.now(), Some(by), &format!("{NOUN}.{verb}"), id);
        let event = event.at(seen.subject.organisation).within(handover.journey).saying(sentence);
        store::events::record(tx, &event).await?;
        let path = format!("/handovers/{id}");
        match step {
            NoteStep::Show => {
                let text = format!(
                    "{} has written a note for {}. You see it first: pass it on, or hold it back.",
                    handover.from_name, handover.to_name
                );
                let told = Told { verb: "note-shown", subject: "A note to pass on", text: &text, path: &path };
                tell(ctx, tx, &seen.subject, Some(by), &[handover.supportee], told).await?;
            }
            NoteStep::PassOn => {
                let text = format!("{} has passed a note on to you.", handover.supportee_name);
                let told = Told { verb: "note-passed-on", subject: "A note for you", text: &text, path: &path };
                tell(ctx, tx, &seen.subject, Some(by), &[handover.to], told).await?;
            }
            NoteStep::Keep | NoteStep::HoldBack => {}
        }
        Ok(())
    })
}

//! Taking back an end that was wrong, within a stated time: the journey runs again with the people it had.

use domain::calendar::long_date;
use domain::endings::{By, may_undo, undo_until};
use domain::ids::{JourneyId, PersonId};
use domain::programmes::capitalised;
use store::endings::EndingState;
use store::events::Event;

use super::letters::{Told, concerned, page_of, tell};
use super::{NOUN, course_of};
use crate::error::{Failure, Outcome, refuse};
use crate::{Context, journeys};

/// Why it stays ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum UndoRefusal {
    #[error("too long ago")]
    TooLate,
    #[error("another one has begun meanwhile")]
    AnotherRuns,
    #[error("the supporter has given the place to somebody else")]
    PlaceTaken,
    #[error("it runs")]
    Runs,
}

impl UndoRefusal {
    /// The key of its sentence in the translation layer.
    pub fn key(self) -> &'static str {
        match self {
            Self::TooLate => "undo-too-late",
            Self::AnotherRuns => "undo-another-runs",
            Self::PlaceTaken => "undo-place-taken",
            Self::Runs => "undo-runs",
        }
    }
}

/// Takes the end of a journey back. Meetings that were called off stay so.
///
/// # Errors
/// Not the person's to do; too long ago; or somebody or something else has taken the place meanwhile.
pub async fn undo(ctx: &Context, by: PersonId, journey: JourneyId) -> Outcome<(), UndoRefusal> {
    store::write!(ctx.db, |tx| {
        let course = course_of(ctx, tx, by, journey).await?.ok_or(Failure::NotFound)?;
        let Some(ending) = course.ending.clone().filter(|ending| ending.state == EndingState::Standing) else {
            return refuse(UndoRefusal::Runs);
        };
        let as_whom = if course.leads { By::Lead } else { course.by };
        if !may_undo(ending.asked_as, as_whom) {
            return Err(Failure::NotFound);
        }
        if ctx.today() > undo_until(ending.settled_at.unwrap_or(ending.asked_at)) {
            return refuse(UndoRefusal::TooLate);
        }
        if store::journeys::runs(tx, course.subject.post, &course.subject.programme).await? {
            return refuse(UndoRefusal::AnotherRuns);
        }
        store::endings::undo(tx, ending.id, by, ctx.now()).await?;
        store::completions::revoke(tx, ending.id, ctx.now()).await?;
        let places = store::endings::places(tx, ending.id).await?;
        if !store::endings::reopen(tx, journey, &places).await? {
            return refuse(UndoRefusal::PlaceTaken);
        }
        let event = Event::new(ctx.new_id(), ctx.now(), Some(by), &format!("{NOUN}.undo"), ending.id);
        let event = event.at(course.subject.organisation).within(journey).saying("The end was taken back; it goes on");
        store::events::record(tx, &event).await?;
        let what = course.programme.words.say("journey");
        let text = format!(
            "The {what} of {name} had been entered as ended on {on}. That was wrong and was taken back: it goes on, with \
             the same people. Meetings that were called off have to be arranged again.",
            name = course.subject.name,
            on = long_date(ending.ends_on),
        );
        let subject = format!("{} goes on", capitalised(what));
        let people = concerned(ctx, tx, &course.subject, &course.programme).await?;
        let told = Told { verb: "undo", subject: &subject, text: &text, path: &page_of(journey) };
        tell(ctx, tx, &course.subject, Some(by), &people, told).await?;
        journeys::refresh(tx, ctx, journey).await?;
        Ok(())
    })
}

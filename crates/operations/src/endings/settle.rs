//! Agreeing to an end, saying no to it, or taking the question back.

use domain::endings::{By, check_end};
use domain::ids::{EndingId, JourneyId, PersonId};
use domain::programmes::capitalised;
use store::Tx;
use store::endings::{EndingRow, EndingState};
use store::events::Event;

use super::finish::finish;
use super::letters::{Told, tell};
use super::propose::name_of;
use super::{Course, NOUN, course_of};
use crate::Context;
use crate::error::{Failure, Outcome, refuse};

/// Why nothing changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SettleRefusal {
    #[error("it was settled meanwhile")]
    Settled,
}

impl SettleRefusal {
    /// The key of its sentence in the translation layer.
    pub fn key(self) -> &'static str {
        match self {
            Self::Settled => "ending-settled",
        }
    }
}

/// Agrees to the end that the other side asks for.
///
/// # Errors
/// It is not the person's to agree to, or it waits no more.
pub async fn agree(ctx: &Context, by: PersonId, journey: JourneyId, id: EndingId) -> Outcome<(), SettleRefusal> {
    store::write!(ctx.db, |tx| {
        let (course, ending) = waiting(ctx, tx, by, journey, id).await?;
        if !answers(&course, &ending) {
            return Err(Failure::NotFound);
        }
        // The day lies behind by then.
        debug_assert!(check_end(course.subject.starts_on, &ending.how, ending.ends_on, ctx.today()).is_ok());
        store::endings::settle(tx, id, EndingState::Standing, by, ctx.now()).await?;
        finish(ctx, tx, &course, &ending).await?;
        Ok(())
    })
}

/// Says no: all stays as it is.
///
/// # Errors
/// It is not the person's to answer, or it waits no more.
pub async fn decline(ctx: &Context, by: PersonId, journey: JourneyId, id: EndingId) -> Outcome<(), SettleRefusal> {
    store::write!(ctx.db, |tx| {
        let (course, ending) = waiting(ctx, tx, by, journey, id).await?;
        if !answers(&course, &ending) {
            return Err(Failure::NotFound);
        }
        store::endings::settle(tx, id, EndingState::Declined, by, ctx.now()).await?;
        note(ctx, tx, &course, id, "decline", "The other side said no to ending it").await?;
        let what = course.programme.words.say("journey");
        let text = format!(
            "{who} would not end your {what} now. It goes on as before; talk about it, or ask whoever looks after it.",
            who = name_of(&course, by),
        );
        let subject = format!("{} goes on", capitalised(what));
        let path = format!("/journeys/{journey}/changes");
        let told = Told { verb: "decline", subject: &subject, text: &text, path: &path };
        tell(ctx, tx, &course.subject, Some(by), &[ending.asked_by], told).await?;
        Ok(())
    })
}

/// Takes one's own question back.
///
/// # Errors
/// It is not the person's own, or it waits no more.
pub async fn withdraw(ctx: &Context, by: PersonId, journey: JourneyId, id: EndingId) -> Outcome<(), SettleRefusal> {
    store::write!(ctx.db, |tx| {
        let (course, ending) = waiting(ctx, tx, by, journey, id).await?;
        if ending.asked_by != by {
            return Err(Failure::NotFound);
        }
        store::endings::settle(tx, id, EndingState::Withdrawn, by, ctx.now()).await?;
        note(ctx, tx, &course, id, "withdraw", "The wish to end it was taken back").await?;
        Ok(())
    })
}

async fn waiting(
    ctx: &Context,
    tx: &Tx,
    by: PersonId,
    journey: JourneyId,
    id: EndingId,
) -> Outcome<(Course, EndingRow), SettleRefusal> {
    let course = course_of(ctx, tx, by, journey).await?.ok_or(Failure::NotFound)?;
    let ending = course.ending.clone().filter(|ending| ending.id == id && ending.state == EndingState::Proposed);
    match ending {
        Some(ending) => Ok((course, ending)),
        None => refuse(SettleRefusal::Settled),
    }
}

/// Is the viewer on the side that is asked?
fn answers(course: &Course, ending: &EndingRow) -> bool {
    course.by != By::Lead && course.by != ending.asked_as && course.viewer != ending.asked_by
}

async fn note(
    ctx: &Context,
    tx: &Tx,
    course: &Course,
    id: EndingId,
    verb: &str,
    sentence: &str,
) -> Result<(), store::Fault> {
    let event = Event::new(ctx.new_id(), ctx.now(), Some(course.viewer), &format!("{NOUN}.{verb}"), id);
    let event = event.at(course.subject.organisation).within(course.subject.journey).saying(sentence);
    store::events::record(tx, &event).await
}

//! Asking for an end, or entering it (K1, K2). One of the two asks and the other agrees; where nobody is on the other
//! side, or both have signed the closing meeting, one word is enough. Whoever leads enters it alone.

use domain::endings::{By, How, Wrong, check_end, closing_meetings};
use domain::ids::{EndingId, JourneyId, PersonId};
use domain::programmes::capitalised;
use jiff::civil::Date;
use store::endings::{EndingRow, EndingState};
use store::events::Event;
use store::{Connection, Fault, Tx};

use super::finish::finish;
use super::letters::{Told, tell};
use super::{Course, NOUN, course_of};
use crate::Context;
use crate::error::{Failure, Outcome, refuse};

/// An end as somebody enters it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ending {
    pub how: How,
    /// The last day.
    pub on: Date,
}

/// What became of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ended {
    /// The journey is over.
    Now,
    /// The other side is asked.
    Asked,
}

/// Why it was not entered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum EndRefusal {
    #[error("{0}")]
    Wrong(Wrong),
    #[error("the journey is over already")]
    Over,
    #[error("an end is asked for already")]
    Asked,
}

impl EndRefusal {
    /// The key of its sentence in the translation layer.
    pub fn key(self) -> &'static str {
        match self {
            Self::Wrong(wrong) => wrong.key(),
            Self::Over => "ending-over",
            Self::Asked => "ending-asked",
        }
    }
}

impl Course {
    /// Does one word of the viewer end it so?
    ///
    /// # Errors
    /// The database failed.
    pub async fn ends_alone(&self, connection: &impl Connection, how: &How) -> Result<bool, Fault> {
        if self.leads || self.others().is_empty() {
            return Ok(true);
        }
        let kinds = closing_meetings(&self.programme);
        Ok(*how == How::Completed && store::endings::is_signed_in(connection, self.subject.journey, &kinds).await?)
    }
}

/// Ends a journey, or asks the other side to.
///
/// # Errors
/// Not the person's to do; it is over, or somebody asks already; or the day or the reason cannot be.
pub async fn end(ctx: &Context, by: PersonId, journey: JourneyId, ending: &Ending) -> Outcome<Ended, EndRefusal> {
    store::write!(ctx.db, |tx| {
        let course = course_of(ctx, tx, by, journey).await?.ok_or(Failure::NotFound)?;
        if course.subject.ended_on.is_some() {
            return refuse(EndRefusal::Over);
        }
        if let Err(wrong) = check_end(course.subject.starts_on, &ending.how, ending.on, ctx.today()) {
            return refuse(EndRefusal::Wrong(wrong));
        }
        let alone = course.ends_alone(tx, &ending.how).await?;
        if let Some(waits) = &course.ending {
            if !alone {
                return refuse(EndRefusal::Asked);
            }
            store::endings::settle(tx, waits.id, EndingState::Withdrawn, by, ctx.now()).await?;
        }
        let row = EndingRow {
            id: ctx.new_id(),
            journey,
            how: ending.how.clone(),
            ends_on: ending.on,
            state: if alone { EndingState::Standing } else { EndingState::Proposed },
            asked_by: by,
            asked_as: if course.leads { By::Lead } else { course.by },
            asked_at: ctx.now(),
            settled_at: alone.then(|| ctx.now()),
        };
        store::endings::insert(tx, &row).await?;
        if alone {
            finish(ctx, tx, &course, &row).await?;
            return Ok(Ended::Now);
        }
        ask(ctx, tx, &course, row.id).await?;
        Ok(Ended::Asked)
    })
}

/// Asks the other side.
async fn ask(ctx: &Context, tx: &Tx, course: &Course, id: EndingId) -> Result<(), Fault> {
    let words = &course.programme.words;
    let event = Event::new(ctx.new_id(), ctx.now(), Some(course.viewer), &format!("{NOUN}.ask"), id);
    let event = event.at(course.subject.organisation).within(course.subject.journey);
    store::events::record(tx, &event.saying("One side asked to end it")).await?;
    let others: Vec<PersonId> = course.others().into_iter().map(|(person, _)| person).collect();
    let asks = name_of(course, course.viewer);
    let text = format!(
        "{asks} asks you to agree that your {what} together ends. Read it, and agree or say no:",
        what = words.say("journey"),
    );
    let subject = format!("{}: an end to agree to", capitalised(words.say("journey")));
    let path = format!("/journeys/{}/changes", course.subject.journey);
    let told = Told { verb: "ask", subject: &subject, text: &text, path: &path };
    tell(ctx, tx, &course.subject, Some(course.viewer), &others, told).await
}

/// The name of one of the two.
pub(super) fn name_of(course: &Course, person: PersonId) -> String {
    let supporter = course.supporters.iter().find(|(known, _)| *known == person);
    supporter.map_or_else(|| course.subject.name.clone(), |(_, name)| name.clone())
}

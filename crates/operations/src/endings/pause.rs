//! Letting a journey stand still, and going on (K2). What is due moves by the length of the pause, never earlier.

use domain::calendar::long_date;
use domain::endings::{PauseKind, Wrong, check_pause, last_day_away};
use domain::ids::{JourneyId, PauseId, PersonId};
use domain::programmes::capitalised;
use jiff::civil::Date;
use store::Tx;
use store::endings::PauseRow;
use store::events::Event;

use super::letters::{Told, concerned, page_of, tell};
use super::{Course, course_of};
use crate::error::{Failure, Outcome, refuse};
use crate::{Context, journeys};

/// Why nothing was kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PauseRefusal {
    #[error("{0}")]
    Wrong(Wrong),
    #[error("the journey is over")]
    Over,
    /// The staff file made it, and the staff file ends it.
    #[error("it comes from the staff file")]
    FromTheFile,
    #[error("it was ended meanwhile")]
    Ended,
}

impl PauseRefusal {
    /// The key of its sentence in the translation layer.
    pub fn key(self) -> &'static str {
        match self {
            Self::Wrong(wrong) => wrong.key(),
            Self::Over => "pause-over",
            Self::FromTheFile => "pause-from-file",
            Self::Ended => "pause-ended",
        }
    }
}

/// Lets a journey stand still from a day on, until somebody is back.
///
/// # Errors
/// Not the person's to do; the journey is over; or the days cannot be.
pub async fn pause(
    ctx: &Context,
    by: PersonId,
    journey: JourneyId,
    kind: PauseKind,
    from: Date,
    expected_back_on: Option<Date>,
) -> Outcome<PauseId, PauseRefusal> {
    store::write!(ctx.db, |tx| {
        let course = course_of(ctx, tx, by, journey).await?.ok_or(Failure::NotFound)?;
        if course.subject.ended_on.is_some() {
            return refuse(PauseRefusal::Over);
        }
        let known: Vec<_> = course.pauses.iter().map(|pause| pause.period).collect();
        if let Err(wrong) = check_pause(course.subject.starts_on, &known, from, expected_back_on, ctx.today()) {
            return refuse(PauseRefusal::Wrong(wrong));
        }
        let id = ctx.new_id();
        store::endings::insert_pause(tx, id, journey, (kind, from, expected_back_on), by, ctx.now()).await?;
        let back = expected_back_on.map(|on| format!(", back on {} as far as is known", long_date(on)));
        let sentence = format!("Stands still from {}{}", long_date(from), back.unwrap_or_default());
        let what = course.programme.words.say("journey");
        let text = format!(
            "The {what} of {name} stands still from {from}. What is due moves by as long as it lasts, and nobody is \
             reminded meanwhile.",
            name = course.subject.name,
            from = long_date(from),
        );
        let subject = format!("{} paused", capitalised(what));
        keep(ctx, tx, &course, "pause", &sentence, (&subject, &text)).await?;
        Ok(id)
    })
}

/// Enters the day on which somebody was back: the pause ends with the day before.
///
/// # Errors
/// Not the person's to do; the pause has ended, or is the staff file's; or the day cannot be.
pub async fn come_back(ctx: &Context, by: PersonId, id: PauseId, back_on: Date) -> Outcome<JourneyId, PauseRefusal> {
    store::write!(ctx.db, |tx| {
        let (pause, course) = theirs(ctx, tx, by, id).await?;
        if pause.period.finished_on.is_some() {
            return refuse(PauseRefusal::Ended);
        }
        let last = match last_day_away(pause.period.started_on, back_on, ctx.today()) {
            Ok(last) => last,
            Err(wrong) => return refuse(PauseRefusal::Wrong(wrong)),
        };
        store::endings::end_pause(tx, id, last).await?;
        let sentence = format!("Goes on since {}", long_date(back_on));
        let what = course.programme.words.say("journey");
        let text = format!(
            "The {what} of {name} goes on since {back}. What was due meanwhile is due later now, by as long as the pause \
             lasted.",
            name = course.subject.name,
            back = long_date(back_on),
        );
        let subject = format!("{} goes on", capitalised(what));
        keep(ctx, tx, &course, "resume", &sentence, (&subject, &text)).await?;
        Ok(pause.journey)
    })
}

/// Takes back a pause that was entered by mistake: it never was.
///
/// # Errors
/// Not the person's to do, or the pause is the staff file's.
pub async fn take_back(ctx: &Context, by: PersonId, id: PauseId) -> Outcome<JourneyId, PauseRefusal> {
    store::write!(ctx.db, |tx| {
        let (pause, course) = theirs(ctx, tx, by, id).await?;
        store::endings::remove_pause(tx, id).await?;
        let what = course.programme.words.say("journey");
        let text = format!(
            "The pause from {from} in the {what} of {name} was entered by mistake and was taken back. What is due is as \
             it was before.",
            from = long_date(pause.period.started_on),
            name = course.subject.name,
        );
        let sentence = format!("The pause from {} was taken back", long_date(pause.period.started_on));
        let subject = format!("{}: a pause was taken back", capitalised(what));
        keep(ctx, tx, &course, "take-back-pause", &sentence, (&subject, &text)).await?;
        Ok(pause.journey)
    })
}

/// A pause that people entered, in a running journey whose course is the person's to change.
async fn theirs(ctx: &Context, tx: &Tx, by: PersonId, id: PauseId) -> Outcome<(PauseRow, Course), PauseRefusal> {
    let pause = store::endings::pause(tx, id).await?.ok_or(Failure::NotFound)?;
    let course = course_of(ctx, tx, by, pause.journey).await?.ok_or(Failure::NotFound)?;
    if course.subject.ended_on.is_some() {
        return refuse(PauseRefusal::Over);
    }
    if pause.kind.is_none() {
        return refuse(PauseRefusal::FromTheFile);
    }
    Ok((pause, course))
}

/// What follows every change of a pause: the event, the letters, and what is expected.
async fn keep(
    ctx: &Context,
    tx: &Tx,
    course: &Course,
    verb: &str,
    sentence: &str,
    (subject, text): (&str, &str),
) -> Result<(), store::Fault> {
    let journey = course.subject.journey;
    let kind = format!("{}.{verb}", journeys::NOUN);
    let event = Event::new(ctx.new_id(), ctx.now(), Some(course.viewer), &kind, journey);
    let event = event.at(course.subject.organisation).within(journey).saying(sentence);
    store::events::record(tx, &event).await?;
    let people = concerned(ctx, tx, &course.subject, &course.programme).await?;
    let told = Told { verb, subject, text, path: &page_of(journey) };
    tell(ctx, tx, &course.subject, Some(course.viewer), &people, told).await?;
    journeys::refresh(tx, ctx, journey).await
}

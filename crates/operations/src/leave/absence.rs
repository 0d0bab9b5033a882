//! Knowing that somebody is absent: from when, and in time until when. The reason is never asked.

use domain::calendar::{Period, plus_days};
use domain::ids::{JourneyId, PersonId};
use jiff::civil::Date;

use super::{note, view};
use crate::Context;
use crate::error::{Failure, Outcome, refuse};
use crate::messages::reckon_again;

/// How many days ahead an absence can be known.
const AHEAD_DAYS: i32 = 366;

/// Why it is not noted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum AbsenceRefusal {
    #[error("the last day lies before the first")]
    EndsBeforeItBegins,
    #[error("it lies before the beginning, or too far ahead")]
    OutOfRange,
    #[error("some of these days are noted already")]
    Overlaps,
}

/// Notes an absence, or until when one lasts that began on that day.
///
/// # Errors
/// It is not this person's to note; or the days cannot be.
pub async fn note_absence(
    ctx: &Context,
    by: PersonId,
    journey: JourneyId,
    period: Period,
) -> Outcome<(), AbsenceRefusal> {
    store::write!(ctx.db, |tx| {
        let view = view(ctx, tx, by, journey).await?.filter(|view| view.notes_absence() && view.runs());
        let view = view.ok_or(Failure::NotFound)?;
        if period.finished_on.is_some_and(|until| until < period.started_on) {
            return refuse(AbsenceRefusal::EndsBeforeItBegins);
        }
        let farthest = plus_days(ctx.today(), AHEAD_DAYS);
        if period.started_on < view.starts_on || period.finished_on.unwrap_or(period.started_on) > farthest {
            return refuse(AbsenceRefusal::OutOfRange);
        }
        let known = store::leave::absences(tx, journey).await?;
        let mut others = known.iter().filter(|one| one.started_on != period.started_on);
        if others.any(|one| one.period().overlaps(&period)) {
            return refuse(AbsenceRefusal::Overlaps);
        }
        store::leave::note_absence(tx, (journey, view.supportee), period, (by, ctx.now())).await?;
        reckon_again(tx, ctx, view.supportee).await?;
        note(ctx, tx, &view, "absence", "An absence is known").await?;
        Ok(())
    })
}

/// Takes an absence out that was noted by mistake.
///
/// # Errors
/// It is not this person's to do, or there is none from that day on.
pub async fn forget_absence(ctx: &Context, by: PersonId, journey: JourneyId, started_on: Date) -> Outcome<()> {
    store::write!(ctx.db, |tx| {
        let view = view(ctx, tx, by, journey).await?.filter(|view| view.notes_absence() && view.runs());
        let view = view.ok_or(Failure::NotFound)?;
        if !store::leave::forget_absence(tx, journey, started_on).await? {
            return Err(Failure::NotFound);
        }
        reckon_again(tx, ctx, view.supportee).await?;
        note(ctx, tx, &view, "absence-forgotten", "An absence that was noted by mistake was taken out").await?;
        Ok(())
    })
}

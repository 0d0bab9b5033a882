//! A long time away: it is proposed that what is expected stands still, and whoever decides on leave lets it (K2).

use domain::calendar::Period;
use domain::ids::{JourneyId, PersonId};
use domain::leave::{State, is_long};
use domain::programmes::Delegation;
use jiff::civil::Date;
use store::overview;
use store::{Connection, Fault};

use super::{View, note, view};
use crate::Context;
use crate::error::{Failure, Outcome, refuse};
use crate::journeys::refresh;

/// Why nothing stands still.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PauseRefusal {
    /// No long time away is known from that day on.
    #[error("no long time away is known from that day on")]
    NotLong,
}

/// A long time away.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Long {
    pub period: Period,
    /// Whether what is expected stands still from its first day, and until when.
    pub paused: Option<Option<Date>>,
}

/// The long times away that are known in a journey: approved leave and absence.
///
/// # Errors
/// The database failed.
pub async fn long_times(ctx: &Context, connection: &impl Connection, view: &View) -> Result<Vec<Long>, Fault> {
    let approved = store::leave::list(connection, view.journey).await?;
    let approved = approved.into_iter().filter(|leave| leave.state == State::Approved);
    let absences = store::leave::absences(connection, view.journey).await?;
    let pauses = overview::pauses(connection, view.journey).await?;
    let away = approved.map(|leave| leave.span.period()).chain(absences.iter().map(store::leave::Absence::period));
    let mut found: Vec<Long> = away
        .filter(|period| is_long(period, ctx.today()))
        .map(|period| {
            let pause = pauses.iter().find(|pause| pause.started_on == period.started_on);
            Long { period, paused: pause.map(|pause| pause.finished_on) }
        })
        .collect();
    found.sort_by_key(|long| std::cmp::Reverse(long.period.started_on));
    Ok(found)
}

/// Lets what is expected stand still for a long time away, or corrects until when: due dates move by it.
///
/// # Errors
/// It is not this person's to decide; or no long time away is known from that day on.
pub async fn pause(ctx: &Context, by: PersonId, journey: JourneyId, from: Date) -> Outcome<(), PauseRefusal> {
    store::write!(ctx.db, |tx| {
        let view = view(ctx, tx, by, journey).await?.filter(may_decide).ok_or(Failure::NotFound)?;
        let known = long_times(ctx, tx, &view).await?;
        let Some(long) = known.iter().find(|long| long.period.started_on == from) else {
            return refuse(PauseRefusal::NotLong);
        };
        store::leave::pause(tx, ctx.new_id(), journey, long.period, (by, ctx.now())).await?;
        note(ctx, tx, &view, "pause", "Stands still for a time away from work").await?;
        refresh(tx, ctx, journey).await?;
        Ok(())
    })
}

/// Lets it go on as if nothing had stood still.
///
/// # Errors
/// It is not this person's to decide, or nothing stands still from that day on.
pub async fn resume(ctx: &Context, by: PersonId, journey: JourneyId, from: Date) -> Outcome<(), PauseRefusal> {
    store::write!(ctx.db, |tx| {
        let view = view(ctx, tx, by, journey).await?.filter(may_decide).ok_or(Failure::NotFound)?;
        if !store::leave::resume(tx, journey, from).await? {
            return Err(Failure::NotFound);
        }
        note(ctx, tx, &view, "resume", "Goes on as if nothing had stood still").await?;
        refresh(tx, ctx, journey).await?;
        Ok(())
    })
}

fn may_decide(view: &View) -> bool {
    view.runs() && !view.is_own() && view.carries(Delegation::KnowAbsence)
}

//! Hours in a job plan: from a day on, each month, week, or on a day of the week (H2).

use domain::calendar::{Period, plus_days};
use domain::ids::{PersonId, TimePlanId};
use domain::time::{self, Every, MOST_MINUTES, Plan, Wrong};
use jiff::civil::Date;
use store::events::Event;
use store::time::{TimePlan, Which};

use super::{NOUN, own};
use crate::error::{Failure, refuse};
use crate::{Context, Outcome};

/// Hours as they stand in a job plan.
#[derive(Debug, Clone)]
pub struct NewPlan {
    pub which: Which,
    pub minutes: u32,
    pub every: Every,
    pub from: Date,
    /// When on that day, or with whose word: in the person's words.
    pub note: String,
}

/// Why nothing was planned.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PlanRefusal {
    #[error(transparent)]
    Wrong(#[from] Wrong),
}

impl PlanRefusal {
    /// The key of its sentence in the translation layer.
    pub fn key(self) -> &'static str {
        let Self::Wrong(wrong) = self;
        wrong.key()
    }
}

/// Keeps planned hours.
///
/// # Errors
/// The account is not the person's, or the hours are none.
pub async fn plan(ctx: &Context, by: PersonId, new: &NewPlan) -> Outcome<TimePlanId, PlanRefusal> {
    store::write!(ctx.db, |tx| {
        own(ctx, tx, by, &new.which).await?.ok_or(Failure::NotFound)?;
        let most = if new.every == Every::Month { MOST_MINUTES * 5 } else { MOST_MINUTES };
        if !(5..=most).contains(&new.minutes) {
            return refuse(Wrong::Length.into());
        }
        let note = match time::note(&new.note) {
            Ok(note) => note,
            Err(wrong) => return refuse(wrong.into()),
        };
        let plan = Plan { minutes: new.minutes, every: new.every, period: Period::since(new.from) };
        let stored =
            TimePlan { id: ctx.new_id(), person: by, which: new.which.clone(), plan, note, entered_at: ctx.now() };
        store::time::insert_plan(tx, &stored).await?;
        let event = Event::new(ctx.new_id(), ctx.now(), Some(by), &format!("{NOUN}.plan"), stored.id);
        store::events::record(tx, &event.saying("Protected time was planned.")).await?;
        Ok(stored.id)
    })
}

/// Ends planned hours of one's own: yesterday was their last day. What was planned until then stays in the ledger.
///
/// # Errors
/// There are no such hours of the person's that go on.
pub async fn end_plan(ctx: &Context, by: PersonId, id: TimePlanId) -> Outcome<()> {
    store::write!(ctx.db, |tx| {
        let mine = store::time::plans_of(tx, by).await?;
        let plan = mine.into_iter().find(|plan| plan.id == id).ok_or(Failure::NotFound)?;
        let last = plus_days(ctx.today(), -1).min(plan.plan.period.finished_on.unwrap_or(ctx.today()));
        if !store::time::end_plan(tx, by, id, last).await? {
            return Err(Failure::NotFound);
        }
        let event = Event::new(ctx.new_id(), ctx.now(), Some(by), &format!("{NOUN}.end-plan"), id);
        store::events::record(tx, &event.saying("Planned hours of protected time came to an end.")).await?;
        Ok(())
    })
}

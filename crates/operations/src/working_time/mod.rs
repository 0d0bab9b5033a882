//! What people say of when they work: the days of the week, and when they are away. Answers that are asked of them are due
//! accordingly (P4). Why somebody is away is never asked.

use domain::ids::PersonId;
use domain::working_time::Weekdays;
use jiff::civil::Date;
use store::events::Event;
use store::{Tx, events, working_time};

use crate::Context;
use crate::error::{Outcome, refuse};
use crate::messages::reckon_again;

/// The noun under which events speak of it.
pub const NOUN: &str = "working-time";

/// Why it is not kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum AwayRefusal {
    #[error("the last day lies before the first")]
    EndsBeforeItBegins,
    #[error("it is further away than two years")]
    TooFar,
}

/// Keeps on which days of the week somebody works; `None`: only their share of full time is known.
///
/// # Errors
/// The database failed.
pub async fn say_days(ctx: &Context, person: PersonId, days: Option<&Weekdays>) -> Outcome<()> {
    store::write!(ctx.db, |tx| {
        working_time::keep_days(tx, person, days, ctx.now()).await?;
        note(ctx, tx, person, "days", "Said on which days they work").await?;
        Ok(())
    })
}

/// Keeps that somebody is away between two days, both included.
///
/// # Errors
/// It ends before it begins, or lies too far ahead.
pub async fn say_away(ctx: &Context, person: PersonId, from: Date, until: Date) -> Outcome<(), AwayRefusal> {
    let farthest = domain::calendar::plus_months(ctx.today(), 24);
    store::write!(ctx.db, |tx| {
        if until < from {
            return refuse(AwayRefusal::EndsBeforeItBegins);
        }
        if until > farthest {
            return refuse(AwayRefusal::TooFar);
        }
        working_time::say_away(tx, person, (from, until), ctx.now()).await?;
        note(ctx, tx, person, "away", "Said when they are away").await?;
        Ok(())
    })
}

/// Takes back that somebody is away from a day on.
///
/// # Errors
/// The database failed.
pub async fn unsay_away(ctx: &Context, person: PersonId, from: Date) -> Outcome<()> {
    store::write!(ctx.db, |tx| {
        working_time::unsay_away(tx, person, from).await?;
        note(ctx, tx, person, "back", "Took back when they are away").await?;
        Ok(())
    })
}

async fn note(ctx: &Context, tx: &Tx, person: PersonId, verb: &str, sentence: &str) -> Result<(), store::Fault> {
    reckon_again(tx, ctx, person).await?;
    let event = Event::new(ctx.new_id(), ctx.now(), Some(person), &format!("{NOUN}.{verb}"), person);
    events::record(tx, &event.saying(sentence)).await
}

//! Whether somebody whom a complete file did not name has left: a person says so, and when; absence alone ends nothing.

use domain::calendar;
use domain::ids::{OrganisationId, PostId};
use jiff::civil::Date;
use store::Tx;
use store::events::Event;
use store::people::{LeaverState, PossibleLeaver};

use crate::candidacies;
use crate::context::{Actor, Context};
use crate::error::{Failure, Outcome, refuse};

/// Why an answer was not kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum LeaverRefused {
    #[error("the last day is before the first")]
    LeftBeforeStart,
}

impl LeaverRefused {
    /// The message that says it on a page.
    pub fn key(self) -> &'static str {
        match self {
            Self::LeftBeforeStart => "leavers-left-before-start",
        }
    }
}

/// Somebody has left: their post ended on a day.
///
/// # Errors
/// The day is before the post began, or it is not among the possible leavers any more.
pub async fn confirm_left(
    ctx: &Context,
    actor: Actor,
    at: OrganisationId,
    post: PostId,
    finished_on: Date,
) -> Outcome<(), LeaverRefused> {
    store::write!(ctx.db, |tx| {
        let leaver = load(tx, at, post).await?;
        if finished_on < leaver.started_on {
            return refuse(LeaverRefused::LeftBeforeStart);
        }
        store::people::end_post(tx, post, finished_on, ctx.now()).await?;
        store::people::decide_leaver(tx, post, LeaverState::Left, actor.person(), ctx.now()).await?;
        candidacies::recognise(tx, ctx, at, &[]).await?;
        let sentence = format!("A post was ended on {}", calendar::long_date(finished_on));
        record(tx, ctx, actor, &leaver, "people.leave", &sentence).await
    })
}

/// Somebody stays: the file left them out by mistake.
///
/// # Errors
/// They are not among the possible leavers any more.
pub async fn confirm_stays(
    ctx: &Context,
    actor: Actor,
    at: OrganisationId,
    post: PostId,
) -> Outcome<(), LeaverRefused> {
    store::write!(ctx.db, |tx| {
        let leaver = load(tx, at, post).await?;
        store::people::decide_leaver(tx, post, LeaverState::Stays, actor.person(), ctx.now()).await?;
        record(tx, ctx, actor, &leaver, "people.stay", "Somebody missing from a complete staff file stays").await
    })
}

async fn load(tx: &Tx, at: OrganisationId, post: PostId) -> Outcome<PossibleLeaver, LeaverRefused> {
    store::people::possible_leaver(tx, at, post).await?.ok_or(Failure::NotFound)
}

async fn record(
    tx: &Tx,
    ctx: &Context,
    actor: Actor,
    leaver: &PossibleLeaver,
    kind: &str,
    sentence: &str,
) -> Outcome<(), LeaverRefused> {
    let event = Event::new(ctx.new_id(), ctx.now(), actor.person(), kind, leaver.person)
        .at(leaver.organisation)
        .saying(sentence);
    Ok(store::events::record(tx, &event).await?)
}

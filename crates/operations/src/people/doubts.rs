//! Two records that may be one person: merged, kept apart, or a wrong merge taken back.

use domain::ids::{DoubtId, OrganisationId};
use store::Tx;
use store::events::Event;
use store::people::{Doubt, DoubtState, MergeConflict};

use crate::context::{Actor, Context};
use crate::error::{Failure, Outcome, refuse};

/// Why a decision about two records was not kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum DoubtRefused {
    #[error("somebody else has decided this in the meantime")]
    DecidedMeanwhile,
    #[error("one of the two supports the other, so they are two people")]
    SupportsTheOther,
    #[error("together they would support more people at once than one person may; hand some over first")]
    TooManyPlaces,
}

impl DoubtRefused {
    /// The message that says it on a page.
    pub fn key(self) -> &'static str {
        match self {
            Self::DecidedMeanwhile => "doubts-decided-meanwhile",
            Self::SupportsTheOther => "doubts-supports-the-other",
            Self::TooManyPlaces => "doubts-too-many-places",
        }
    }
}

/// Merges two records of one person: the one known first keeps everything of both.
///
/// # Errors
/// It has been decided already, or the two cannot be one person as things stand.
pub async fn merge(ctx: &Context, actor: Actor, at: OrganisationId, id: DoubtId) -> Outcome<(), DoubtRefused> {
    store::write!(ctx.db, |tx| {
        let doubt = load(tx, at, id).await?;
        match store::people::conflict(tx, doubt.person, doubt.other).await? {
            Some(MergeConflict::SupportsTheOther) => return refuse(DoubtRefused::SupportsTheOther),
            Some(MergeConflict::TooManyPlaces) => return refuse(DoubtRefused::TooManyPlaces),
            None => {}
        }
        if doubt.state == DoubtState::Merged {
            return refuse(DoubtRefused::DecidedMeanwhile);
        }
        decide(tx, ctx, actor, &doubt, DoubtState::Merged).await?;
        store::people::merge(tx, &doubt, ctx.now()).await?;
        record(tx, ctx, actor, at, &doubt, "people.merge", "Two records of one person were merged").await
    })
}

/// Says that two records are two people.
///
/// # Errors
/// It has been decided already.
pub async fn keep_apart(ctx: &Context, actor: Actor, at: OrganisationId, id: DoubtId) -> Outcome<(), DoubtRefused> {
    store::write!(ctx.db, |tx| {
        let doubt = load(tx, at, id).await?;
        if doubt.state != DoubtState::Open {
            return refuse(DoubtRefused::DecidedMeanwhile);
        }
        decide(tx, ctx, actor, &doubt, DoubtState::KeptApart).await?;
        record(tx, ctx, actor, at, &doubt, "people.keep-apart", "Two alike records were found to be two people").await
    })
}

/// Takes a wrong merge back: the two are two people.
///
/// # Errors
/// They are not merged.
pub async fn undo_merge(ctx: &Context, actor: Actor, at: OrganisationId, id: DoubtId) -> Outcome<(), DoubtRefused> {
    store::write!(ctx.db, |tx| {
        let doubt = load(tx, at, id).await?;
        if doubt.state != DoubtState::Merged {
            return refuse(DoubtRefused::DecidedMeanwhile);
        }
        decide(tx, ctx, actor, &doubt, DoubtState::KeptApart).await?;
        store::people::undo_merge(tx, &doubt, ctx.now()).await?;
        record(tx, ctx, actor, at, &doubt, "people.undo-merge", "A wrong merge of two records was taken back").await
    })
}

async fn load(tx: &Tx, at: OrganisationId, id: DoubtId) -> Outcome<Doubt, DoubtRefused> {
    store::people::doubt(tx, at, id).await?.ok_or(Failure::NotFound)
}

async fn decide(tx: &Tx, ctx: &Context, actor: Actor, doubt: &Doubt, state: DoubtState) -> Outcome<(), DoubtRefused> {
    match store::people::decide_doubt(tx, doubt, state, actor.person(), ctx.now()).await? {
        true => Ok(()),
        false => refuse(DoubtRefused::DecidedMeanwhile),
    }
}

async fn record(
    tx: &Tx,
    ctx: &Context,
    actor: Actor,
    at: OrganisationId,
    doubt: &Doubt,
    kind: &str,
    sentence: &str,
) -> Outcome<(), DoubtRefused> {
    let event = Event::new(ctx.new_id(), ctx.now(), actor.person(), kind, doubt.person).at(at).saying(sentence);
    Ok(store::events::record(tx, &event).await?)
}

//! Entering a placement, and changing it. Its first day is a fact that the programme may count from.

use domain::ids::{JourneyId, PersonId, PlacementId};
use domain::keys::OpportunityKey;
use domain::programmes::Onlooker;
use jiff::civil::Date;
use store::placements::{self, Placement};
use store::{Fault, Tx, facts};

use super::{View, find, note, view};
use crate::Context;
use crate::error::{Failure, Outcome, refuse};
use crate::journeys::refresh;

/// The longest name and the longest text, in characters.
const MOST_IN_NAME: usize = 120;
const MOST_IN_TEXT: usize = 2000;

/// What somebody says of a placement.
#[derive(Debug, Clone)]
pub struct Said {
    pub name: String,
    pub host_name: String,
    pub started_on: Date,
    pub finished_on: Option<Date>,
    pub offers: Vec<OpportunityKey>,
    pub also_offers: String,
    pub agreed_on: Option<Date>,
}

/// Why it is not kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum KeepRefusal {
    #[error("it has no name")]
    NameMissing,
    #[error("something is too long")]
    TooLong,
    #[error("the last day lies before the first")]
    EndsBeforeItBegins,
    #[error("it begins before the journey")]
    TooEarly,
    #[error("somebody else has changed it meanwhile")]
    ChangedMeanwhile,
}

fn checked(view: &View, said: &Said) -> Result<(), KeepRefusal> {
    let (name, host) = (said.name.trim(), said.host_name.trim());
    if name.is_empty() || host.is_empty() {
        return Err(KeepRefusal::NameMissing);
    }
    let long = name.chars().count().max(host.chars().count()) > MOST_IN_NAME;
    if long || said.also_offers.chars().count() > MOST_IN_TEXT {
        return Err(KeepRefusal::TooLong);
    }
    if said.finished_on.is_some_and(|until| until < said.started_on) {
        return Err(KeepRefusal::EndsBeforeItBegins);
    }
    if said.started_on < view.starts_on { Err(KeepRefusal::TooEarly) } else { Ok(()) }
}

fn placement(view: &View, id: PlacementId, version: i32, said: &Said) -> Placement {
    let known = &view.rules().opportunities;
    Placement {
        id,
        journey: view.journey,
        name: said.name.trim().to_owned(),
        host_name: said.host_name.trim().to_owned(),
        started_on: said.started_on,
        finished_on: said.finished_on,
        offers: said.offers.iter().filter(|key| known.iter().any(|one| one.key == **key)).cloned().collect(),
        also_offers: said.also_offers.trim().to_owned(),
        agreed_on: said.agreed_on,
        version,
    }
}

/// Enters a placement.
///
/// # Errors
/// It is not this person's to enter; or something about it is wrong.
pub async fn enter(ctx: &Context, by: PersonId, journey: JourneyId, said: &Said) -> Outcome<PlacementId, KeepRefusal> {
    store::write!(ctx.db, |tx| {
        let view = view(ctx, tx, by, journey).await?.filter(View::keeps).ok_or(Failure::NotFound)?;
        if let Err(refusal) = checked(&view, said) {
            return refuse(refusal);
        }
        let placement = placement(&view, ctx.new_id(), 1, said);
        placements::insert(tx, &placement, (by, ctx.now())).await?;
        began(ctx, tx, &view, None, placement.started_on).await?;
        note(ctx, tx, &view, "enter", "A placement was entered").await?;
        refresh(tx, ctx, journey).await?;
        Ok(placement.id)
    })
}

/// Changes a placement that stands in this version.
///
/// # Errors
/// It is not this person's to change; something about it is wrong; or somebody else has changed it meanwhile.
pub async fn change(
    ctx: &Context,
    by: PersonId,
    id: PlacementId,
    version: i32,
    said: &Said,
) -> Outcome<(), KeepRefusal> {
    store::write!(ctx.db, |tx| {
        let (before, view) = find(ctx, tx, by, id).await?.filter(|(_, view)| view.keeps()).ok_or(Failure::NotFound)?;
        if let Err(refusal) = checked(&view, said) {
            return refuse(refusal);
        }
        let placement = placement(&view, id, version, said);
        if !placements::update(tx, &placement, (by, ctx.now())).await? {
            return refuse(KeepRefusal::ChangedMeanwhile);
        }
        began(ctx, tx, &view, Some(before.started_on), placement.started_on).await?;
        note(ctx, tx, &view, "change", "A placement was changed").await?;
        refresh(tx, ctx, view.journey).await?;
        Ok(())
    })
}

/// Keeps the fact that a placement began, where the programme counts from it: on the day it says now, and no longer on the
/// one it said before.
async fn began(ctx: &Context, tx: &Tx, view: &View, before: Option<Date>, on: Date) -> Result<(), Fault> {
    let Some(fact) = &view.rules().began else { return Ok(()) };
    if before == Some(on) {
        return Ok(());
    }
    if let Some(before) = before {
        store::assessments::uncall(tx, view.journey, fact, before).await?;
    }
    let capacity = view.standing.iter().find(|onlooker| matches!(onlooker, Onlooker::Party(_)));
    let Some(capacity) = capacity else { return Ok(()) };
    facts::confirm(tx, view.journey, fact, on, (view.viewer, capacity), ctx.now()).await
}

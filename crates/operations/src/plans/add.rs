//! Adding something: a sentence is enough.

use domain::ids::{JourneyId, PersonId, PlanItemId};
use domain::plans::{Changed, Details, Item, ItemKind, ItemState, Part, Wrong};
use store::plans::{Agreement, Change, Kept};

use super::{Plan, after, called, load};
use crate::error::{Failure, refuse};
use crate::{Context, Outcome};

/// Adds something to the plan of a journey. Whoever adds what two people agree on has agreed to it.
///
/// # Errors
/// The person does not write in the plan, nothing is said, or what the programme does not offer.
pub async fn add(
    ctx: &Context,
    by: PersonId,
    journey: JourneyId,
    kind: ItemKind,
    details: &Details,
) -> Outcome<PlanItemId, Wrong> {
    store::write!(ctx.db, |tx| {
        let plan = load(ctx, tx, by, journey).await?.filter(|plan| plan.may_write).ok_or(Failure::NotFound)?;
        let details = details.clone().tidied(kind);
        if let Err(wrong) = details.check(&plan.shape) {
            return refuse(wrong);
        }
        if !fits_under(&plan, kind, &details) {
            return refuse(Wrong::NotOffered(Part::Under));
        }
        let id = ctx.new_id();
        let item = Item {
            id,
            kind,
            details,
            state: ItemState::Open,
            outcome: String::new(),
            settled_on: None,
            version: 1,
            substance: 1,
        };
        let said = Changed { part: Part::What, before: String::new(), after: item.details.what.clone() };
        let kept = Kept { item, journey, added_by: by, added_at: ctx.now() };
        store::plans::insert(tx, &kept).await?;
        let change = Change { item: id, version: 1, changed: said, by, at: ctx.now() };
        store::plans::insert_changes(tx, &[change]).await?;
        if kind.is_agreed() {
            for party in plan.my_sides() {
                store::plans::agree(tx, &Agreement { item: id, party, substance: 1, person: by, at: ctx.now() })
                    .await?;
            }
        }
        after(ctx, tx, &plan, id, "add", &format!("added {}", called(kind))).await?;
        Ok(id)
    })
}

/// Is what it is for there, and of the right kind? An activity is always for an objective; an objective may answer a need.
pub(super) fn fits_under(plan: &Plan, kind: ItemKind, details: &Details) -> bool {
    let under = details.under.map(|id| plan.item(id).map(|kept| kept.item.kind));
    match (kind, under) {
        (ItemKind::Activity, under) => under == Some(Some(ItemKind::Objective)),
        (ItemKind::Objective, Some(under)) => under == Some(ItemKind::Need),
        (_, under) => under.is_none(),
    }
}

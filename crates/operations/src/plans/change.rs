//! Changing what something says. Two people who change it at once both keep their words.

use domain::ids::{PersonId, PlanItemId};
use domain::plans::{Clash, Details, Part, Wrong, differences, merge};
use store::plans::{Agreement, Change, Kept};
use store::{Fault, Tx};

use super::add::fits_under;
use super::{after, called, load_to_write};
use crate::error::{Failure, refuse};
use crate::{Context, Outcome};

/// Why it was not changed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ChangeRefusal {
    #[error("{0}")]
    Wrong(Wrong),
    /// Somebody else changed the same meanwhile: what they wrote, by part, and the version in which they did.
    #[error("somebody changed the same meanwhile")]
    Clash { clashes: Vec<Clash>, version: i32 },
}

/// Changes something, from a page that had shown `since`. What only the other changed meanwhile stays; what both changed
/// is asked again, with both texts to see.
///
/// # Errors
/// The person does not write in the plan, nothing is said, or both changed the same.
pub async fn change(
    ctx: &Context,
    by: PersonId,
    id: PlanItemId,
    since: i32,
    typed: &Details,
) -> Outcome<(), ChangeRefusal> {
    store::write!(ctx.db, |tx| {
        let (plan, kept) = load_to_write(ctx, tx, by, id).await?.ok_or(Failure::NotFound)?;
        let now = &kept.item;
        let typed = typed.clone().tidied(now.kind);
        let base = as_it_was(tx, &kept, since).await?;
        let merged = merge(&base, &now.details, &typed);
        if !merged.clashes.is_empty() {
            return refuse(ChangeRefusal::Clash { clashes: merged.clashes, version: now.version });
        }
        if let Err(wrong) = merged.details.check(&plan.shape) {
            return refuse(ChangeRefusal::Wrong(wrong));
        }
        if !fits_under(&plan, now.kind, &merged.details) {
            return refuse(ChangeRefusal::Wrong(Wrong::NotOffered(Part::Under)));
        }
        let changed = differences(&now.details, &merged.details);
        if changed.is_empty() {
            return Ok(());
        }
        let version = now.version + 1;
        let is_substance = changed.iter().any(|changed| changed.part.is_substance());
        let mut then = now.clone();
        then.details = merged.details;
        then.version = version;
        then.substance = if is_substance { version } else { now.substance };
        if !store::plans::update(tx, &then, now.version).await? {
            return Err(Failure::Fault(Fault::Corrupt("an item changed within a transaction".to_owned())));
        }
        let at = ctx.now();
        let changes: Vec<Change> =
            changed.into_iter().map(|changed| Change { item: id, version, changed, by, at }).collect();
        store::plans::insert_changes(tx, &changes).await?;
        if is_substance && now.kind.is_agreed() {
            for party in plan.my_sides() {
                let agreement = Agreement { item: id, party, substance: then.substance, person: by, at };
                store::plans::agree(tx, &agreement).await?;
            }
        }
        after(ctx, tx, &plan, id, "change", &format!("changed {}", called(now.kind))).await?;
        Ok(())
    })
}

/// What it said in an earlier version: today's, with every later change taken back.
async fn as_it_was(tx: &Tx, kept: &Kept, since: i32) -> Result<Details, Fault> {
    let mut details = kept.item.details.clone();
    if since >= kept.item.version {
        return Ok(details);
    }
    // The latest first.
    let changes = store::plans::changes_of(tx, kept.journey).await?;
    for change in changes.iter().filter(|change| change.item == kept.item.id && change.version > since.max(1)) {
        details.set(change.changed.part, &change.changed.before);
    }
    Ok(details)
}

//! Agreeing to what somebody set down, as it stands.

use domain::ids::{PersonId, PlanItemId};
use store::plans::Agreement;

use super::{NOUN, called, load_to_write};
use crate::error::{Failure, refuse};
use crate::{Context, Outcome};

/// Why nobody agreed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum AgreeRefusal {
    #[error("it was changed meanwhile; read it again")]
    Changed,
}

/// Agrees to what an item says in the substance that was shown.
///
/// # Errors
/// The person takes no side in it, or it was changed meanwhile.
pub async fn agree(ctx: &Context, by: PersonId, id: PlanItemId, substance: i32) -> Outcome<(), AgreeRefusal> {
    store::write!(ctx.db, |tx| {
        let (plan, kept) = load_to_write(ctx, tx, by, id).await?.ok_or(Failure::NotFound)?;
        let sides = plan.my_sides();
        if sides.is_empty() || !kept.item.kind.is_agreed() {
            return Err(Failure::NotFound);
        }
        if kept.item.substance != substance {
            return refuse(AgreeRefusal::Changed);
        }
        for party in sides {
            store::plans::agree(tx, &Agreement { item: id, party, substance, person: by, at: ctx.now() }).await?;
        }
        let circle = &plan.circle;
        let who = circle.anyones_name(by).unwrap_or("Somebody");
        let what = circle.programme.words.document(&plan.kind.key);
        let kind = format!("{NOUN}.agree");
        let event = store::events::Event::new(ctx.new_id(), ctx.now(), Some(by), &kind, id)
            .at(circle.organisation)
            .within(circle.journey)
            .saying(format!("{who} agreed to {} in the {what}.", called(kept.item.kind)));
        store::events::record(tx, &event).await?;
        Ok(())
    })
}

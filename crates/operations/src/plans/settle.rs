//! Finishing something, letting it go with why, or taking it up again.

use domain::ids::{PersonId, PlanItemId};
use domain::plans::{Changed, ItemState, Part, Settled, may_settle};
use jiff::civil::Date;
use store::plans::Change;

use super::{after, called, load_to_write};
use crate::error::{Failure, refuse};
use crate::{Context, Outcome};

/// Says what became of something, as of a day that is not ahead.
///
/// # Errors
/// The person does not write in the plan, it stands so already (also when the other was quicker), or the reason is missing.
pub async fn settle(
    ctx: &Context,
    by: PersonId,
    id: PlanItemId,
    then: ItemState,
    outcome: &str,
    on: Date,
) -> Outcome<(), Settled> {
    store::write!(ctx.db, |tx| {
        let (plan, kept) = load_to_write(ctx, tx, by, id).await?.ok_or(Failure::NotFound)?;
        let now = &kept.item;
        if let Err(refusal) = may_settle(now.kind, now.state, then, outcome) {
            return refuse(refusal);
        }
        let version = now.version + 1;
        let mut item = now.clone();
        item.state = then;
        item.version = version;
        item.settled_on = (then != ItemState::Open).then(|| on.min(ctx.today()));
        // What was said of it stays in the history when it is taken up again.
        item.outcome = if then == ItemState::Open { String::new() } else { outcome.trim().to_owned() };
        if !store::plans::update(tx, &item, now.version).await? {
            return refuse(Settled::Already);
        }
        let said =
            |part, before: &str, after: &str| Changed { part, before: before.to_owned(), after: after.to_owned() };
        let changes =
            [said(Part::State, now.state.as_str(), then.as_str()), said(Part::Outcome, &now.outcome, &item.outcome)];
        let at = ctx.now();
        let changes = changes.into_iter().filter(|changed| changed.before != changed.after);
        let changes: Vec<Change> = changes.map(|changed| Change { item: id, version, changed, by, at }).collect();
        store::plans::insert_changes(tx, &changes).await?;
        let done = match then {
            ItemState::Open => "took up again",
            ItemState::Reached => "finished",
            ItemState::Partly => "closed as partly reached",
            ItemState::Dropped => "let go of",
        };
        after(ctx, tx, &plan, id, "settle", &format!("{done} {}", called(now.kind))).await?;
        Ok(())
    })
}

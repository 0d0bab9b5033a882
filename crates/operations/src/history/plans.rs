//! Plans and what people opened of their own long ago, brought in as a whole.

use domain::confidence::Opens;
use domain::ids::{EventId, JourneyId, OrganisationId, PersonId};
use jiff::Timestamp;
use store::Fault;
use store::events::Event;
use store::plans::{Agreement, Change, Kept, Note};

use crate::Context;

/// Something of a plan as it stands, with all that is known of it.
#[derive(Debug, Clone)]
pub struct PastItem {
    pub organisation: OrganisationId,
    pub kept: Kept,
    /// Whoever added it, as sentences say it.
    pub name: String,
    pub changes: Vec<Change>,
    pub notes: Vec<Note>,
    pub agreements: Vec<Agreement>,
}

/// What somebody decided to open.
#[derive(Debug, Clone, Copy)]
pub struct PastShare {
    pub journey: JourneyId,
    pub person: PersonId,
    pub opens: Opens,
    pub at: Timestamp,
}

/// Keeps them all, in one transaction.
///
/// # Errors
/// The database failed.
pub async fn keep_plans(ctx: &Context, items: &[PastItem], shares: &[PastShare]) -> Result<(), Fault> {
    let kept: Vec<Kept> = items.iter().map(|item| item.kept.clone()).collect();
    let changes: Vec<Change> = items.iter().flat_map(|item| item.changes.clone()).collect();
    let notes: Vec<Note> = items.iter().flat_map(|item| item.notes.clone()).collect();
    let agreements: Vec<Agreement> = items.iter().flat_map(|item| item.agreements.clone()).collect();
    let events: Vec<Event> = items.iter().map(|item| event(ctx, item)).collect();
    let shares: Vec<(EventId, PastShare)> = shares.iter().map(|share| (ctx.new_id(), *share)).collect();
    store::write!(ctx.db, |tx| {
        store::history::insert_plan_items(tx, &kept).await?;
        store::history::insert_plan_changes(tx, &changes).await?;
        store::history::insert_plan_notes(tx, &notes).await?;
        store::history::insert_plan_agreements(tx, &agreements).await?;
        for (id, share) in &shares {
            let decided = store::confidence::Decided { opens: share.opens, at: share.at };
            store::confidence::decide(tx, *id, share.journey, share.person, &decided).await?;
        }
        store::history::insert_events(tx, &events).await
    })
}

fn event(ctx: &Context, item: &PastItem) -> Event {
    let kept = &item.kept;
    let event = Event::new(ctx.new_id(), kept.added_at, Some(kept.added_by), "plans.add", kept.item.id);
    event.at(item.organisation).within(kept.journey).saying(format!("{} added to the plan.", item.name))
}

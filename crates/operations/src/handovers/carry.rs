//! On the day: the place of whoever goes is free, and signatures that wait for them are asked no more (D9). Access needs
//! nothing of this: it follows the dates.

use store::events::Event;
use store::handovers::Handover;
use store::{Fault, Tx};

use super::NOUN;
use crate::{Context, journeys};

/// Carries out every change whose day has come; returns how many. Doing it again changes nothing.
///
/// # Errors
/// The database failed.
pub async fn carry_due(ctx: &Context) -> Result<usize, Fault> {
    let due = store::handovers::due(ctx.db.reader(), ctx.today()).await?;
    for handover in &due {
        store::write!(ctx.db, |tx| { carry(ctx, tx, handover).await })?;
    }
    Ok(due.len())
}

/// Carries one out, in the caller's transaction.
pub(super) async fn carry(ctx: &Context, tx: &Tx, handover: &Handover) -> Result<(), Fault> {
    if !store::handovers::carried(tx, handover.id, ctx.now()).await? {
        return Ok(());
    }
    store::handovers::free_place(tx, handover.from_pairing).await?;
    let waiting = store::handovers::unsigned_by(tx, handover.journey, handover.from).await?;
    for record in &waiting {
        store::handovers::excuse(tx, *record, handover.from).await?;
        if store::handovers::is_signed_by_all(tx, *record).await? {
            store::records::close(tx, *record, ctx.now()).await?;
        }
    }
    let sentence = match waiting.len() {
        0 => "Changed hands".to_owned(),
        1 => "Changed hands; one signature is asked no more".to_owned(),
        count => format!("Changed hands; {count} signatures are asked no more"),
    };
    let event = Event::new(ctx.new_id(), ctx.now(), None, &format!("{NOUN}.carry"), handover.id);
    store::events::record(tx, &event.within(handover.journey).saying(sentence)).await?;
    journeys::refresh(tx, ctx, handover.journey).await
}

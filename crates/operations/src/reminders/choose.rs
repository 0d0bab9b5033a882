//! What a person chooses: when reminders come, and whether those that can be turned off come at all.

use domain::ids::PersonId;
use domain::reminders::{Choice, Received};
use store::events::Event;
use store::{Fault, Tx};

use super::NOUN;
use crate::Context;
use crate::sessions::hash;

/// Keeps what a person chose.
///
/// # Errors
/// The database failed.
pub async fn choose(ctx: &Context, person: PersonId, choice: &Choice) -> Result<(), Fault> {
    store::write!(ctx.db, |tx| { keep(ctx, tx, person, choice).await })
}

/// Turns the reminders off that can be turned off, by the secret of a letter's link (RFC 8058). It works again and
/// again, since mail programs may follow it more than once; it does nothing else, and signs nobody in. False when no
/// letter had this link.
///
/// # Errors
/// The database failed.
pub async fn turn_gentle_off(ctx: &Context, secret: &str) -> Result<bool, Fault> {
    let hash = hash(secret);
    store::write!(ctx.db, |tx| {
        let Some(person) = store::reminders::person_of_way_out(tx, &hash).await? else { return Ok(false) };
        let choice = store::reminders::choice_of(tx, person).await?;
        if choice.received == Received::All {
            keep(ctx, tx, person, &Choice { received: Received::FirmOnly, ..choice }).await?;
        }
        Ok(true)
    })
}

/// Does a letter have this link?
///
/// # Errors
/// The database failed.
pub async fn whose_way_out(ctx: &Context, secret: &str) -> Result<Option<PersonId>, Fault> {
    store::reminders::person_of_way_out(ctx.db.reader(), &hash(secret)).await
}

async fn keep(ctx: &Context, tx: &Tx, person: PersonId, choice: &Choice) -> Result<(), Fault> {
    store::reminders::keep_choice(tx, person, choice, ctx.now()).await?;
    let event = Event::new(ctx.new_id(), ctx.now(), Some(person), &format!("{NOUN}.choose"), person);
    store::events::record(tx, &event.saying("Chose when reminders come")).await
}

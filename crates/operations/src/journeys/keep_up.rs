//! Keeps what is stored of journeys true when something outside them changes: their posts, and time itself.

use domain::calendar::plus_days;
use domain::expectations::laid_out_until;
use domain::ids::{JourneyId, OrganisationId};
use jiff::Timestamp;
use store::{Fault, Tx};

use super::refresh_many;
use crate::Context;

/// How many journeys are looked at in one go.
const AT_ONCE: u32 = 500;
/// A journey is laid out anew during so many days after its turn, so that a server that slept makes up for it.
const TOLERANCE_DAYS: i32 = 14;

/// Works out anew the running journeys of an organisation whose posts changed since an instant: the line manager, or how
/// much somebody works. In the transaction of what changed them.
///
/// # Errors
/// The database failed.
pub async fn follow_posts(
    tx: &Tx,
    ctx: &Context,
    organisation: OrganisationId,
    since: Timestamp,
) -> Result<usize, Fault> {
    let journeys = store::journeys::with_changed_posts(tx, organisation, since).await?;
    refresh_many(tx, ctx, &journeys).await?;
    Ok(journeys.len())
}

/// Lays out the next year of journeys without a fixed end, once it comes near; returns of how many. Doing it again
/// changes nothing.
///
/// # Errors
/// The database failed.
pub async fn lay_out(ctx: &Context) -> Result<usize, Fault> {
    let today = ctx.today();
    let before = plus_days(today, -TOLERANCE_DAYS);
    let (mut after, mut count) = (None, 0);
    loop {
        let open_ended = store::journeys::without_an_end(ctx.db.reader(), after, AT_ONCE).await?;
        let Some((last, _)) = open_ended.last() else { return Ok(count) };
        after = Some(*last);
        let turn =
            open_ended.iter().filter(|(_, start)| laid_out_until(*start, before) != laid_out_until(*start, today));
        let turn: Vec<JourneyId> = turn.map(|(journey, _)| *journey).collect();
        if !turn.is_empty() {
            store::write!(ctx.db, |tx| {
                refresh_many(tx, ctx, &turn).await?;
                Ok::<(), Fault>(())
            })?;
            count += turn.len();
        }
    }
}

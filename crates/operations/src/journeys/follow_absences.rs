//! A journey stands still while its person is away for long: the pause has the dates of the leave, and no reason.

use domain::calendar::days_between;
use domain::ids::OrganisationId;
use jiff::civil::Date;
use store::events::Event;
use store::journeys::Away;
use store::{Fault, Tx};

use super::{NOUN, refresh_many};
use crate::Context;

/// Shorter absences are lived with: the next meeting is moved, nothing stands still.
const LONG_DAYS: i32 = 28;

/// Brings the pauses of an organisation's journeys in line with its staff file, in the import's own transaction;
/// returns how many journeys changed.
///
/// # Errors
/// The database failed.
pub async fn follow_absences(tx: &Tx, ctx: &Context, organisation: OrganisationId) -> Result<usize, Fault> {
    let away = store::journeys::absences(tx, organisation).await?;
    let changed: Vec<Away> = away.into_iter().filter(|away| is_long(away) && away.paused != Some(away.until)).collect();
    for away in &changed {
        store::journeys::pause(tx, ctx.new_id(), away, ctx.now()).await?;
        let sentence = match away.until {
            Some(_) => "Stands still for a time away from work",
            None => "Stands still while somebody is away from work",
        };
        let event = Event::new(ctx.new_id(), ctx.now(), None, &format!("{NOUN}.pause"), away.journey);
        store::events::record(tx, &event.at(organisation).within(away.journey).saying(sentence)).await?;
    }
    let journeys: Vec<_> = changed.iter().map(|away| away.journey).collect();
    refresh_many(tx, ctx, &journeys).await?;
    Ok(journeys.len())
}

/// Without a known end it is long until somebody says otherwise.
fn is_long(away: &Away) -> bool {
    let lasts = |until: Date| days_between(away.from, until) + 1 >= LONG_DAYS;
    away.until.is_none_or(lasts)
}

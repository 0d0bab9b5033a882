//! Ladders of reminders (Q2): before, on the day, after, then to the next responsible person; they stop when done.
//! A periodic task climbs them; each room adds its own ladder here.

use store::Fault;

use crate::{Context, candidacies, governance};

/// Climbs every rung whose day has come, in every room; returns how many letters were written.
///
/// # Errors
/// The database failed.
pub async fn climb(ctx: &Context) -> Result<usize, Fault> {
    Ok(candidacies::remind::climb(ctx).await?
        + governance::climb(ctx).await?
        + governance::vacancies::climb(ctx).await?)
}

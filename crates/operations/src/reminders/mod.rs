//! Ladders of reminders (Q2): before, on the day, after, then to the next responsible person; they stop when done.
//!
//! A periodic task climbs them; each room adds its own ladder here. What a programme expects of journeys becomes
//! *notices*, which wait for their person's next letter; offers and governance write letters of their own.

mod choose;
mod digest;
mod expectations;
mod facts;
mod letter;

use store::Fault;

use crate::{Context, candidacies, governance};

pub use choose::{choose, turn_gentle_off, whose_way_out};
pub use digest::send_waiting;
pub use expectations::climb as climb_expectations;

pub(crate) use digest::no_longer_right;

/// The noun of letters that carry reminders.
pub(crate) const NOUN: &str = "reminders";

/// Climbs every rung of the ladders that write their own letters; returns how many were written.
///
/// # Errors
/// The database failed.
pub async fn climb(ctx: &Context) -> Result<usize, Fault> {
    Ok(candidacies::remind::climb(ctx).await?
        + governance::climb(ctx).await?
        + governance::vacancies::climb(ctx).await?)
}

/// One round of everything: climbs all ladders, and writes the letters whose time has come.
///
/// # Errors
/// The database failed.
pub async fn round(ctx: &Context) -> Result<usize, Fault> {
    let letters = climb(ctx).await?;
    climb_expectations(ctx).await?;
    Ok(letters + send_waiting(ctx).await?)
}

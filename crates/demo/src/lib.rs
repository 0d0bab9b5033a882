//! The demo's world: a fictional system of eight organisations with a year of life in it, up to today.
//!
//! The same day gives the same world, to the letter: chance is thrown from seeds, times come from a held clock. People
//! come by staff files, are recognised, offered, matched and supported by the product's own operations, so that what
//! the demo shows is what the product makes.

#![allow(
    clippy::explicit_auto_deref,
    reason = "one of a list of texts is a text; without the star its type cannot be told"
)]

pub mod cast;
mod dice;
mod elsewhere;
mod gathering;
mod governance;
mod houses;
mod life;
mod meeting;
mod names;
mod own;
mod papers;
mod plans;
mod prose;
mod reaching;
mod staff_file;
mod story;
mod telling;
mod turns;
mod workers;
mod year;

use std::fmt;

use domain::calendar;
use jiff::civil::Date;
use operations::Context;
use store::{Db, Fault};

/// What was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Made {
    pub people: i64,
    pub journeys: i64,
}

impl fmt::Display for Made {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} people and {} journeys", self.people, self.journeys)
    }
}

/// The world could not be made: a defect, in words.
#[derive(Debug, thiserror::Error)]
pub enum Problem {
    #[error(transparent)]
    Fault(#[from] Fault),
    #[error("{0}")]
    Refused(String),
}

/// Makes the world of a day in an empty database.
///
/// # Errors
/// The database failed, or an operation refused what the story asks of it.
pub async fn make(db: &Db, today: Date) -> Result<Made, Problem> {
    let workforce = workers::workforce(today);
    let begins = calendar::instant(calendar::plus_days(today, -story::YEAR), jiff::civil::time(9, 0, 0, 0));
    let ctx = Context::held(db.clone(), begins);
    let mut teller = telling::Teller::begin(&ctx, &workforce, today).await?;
    teller.tell(&story::joining(&workforce, today)).await?;
    teller.name_contacts(today).await?;
    year::live(&ctx, today).await?;
    elsewhere::tell(&ctx, today).await?;
    meeting::tell(&ctx, today).await?;
    turns::tell(&ctx, teller.lead(), today).await?;
    governance::keep(&ctx, today).await?;
    gathering::gather(&ctx, today).await?;
    teller.make_own().await?;
    reaching::remind(&ctx, today).await?;
    let (people, journeys) = store::demo::counts(db.reader()).await?;
    Ok(Made { people, journeys })
}

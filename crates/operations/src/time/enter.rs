//! Entering hours taken or lost, and taking a line away again.

use domain::ids::{JourneyId, PersonId, TimeLineId};
use domain::time::{self, Line, Wrong};
use store::events::Event;
use store::time::{TimeLine, Which};

use super::{NOUN, has, own};
use crate::error::{Failure, refuse};
use crate::{Context, Outcome};

/// Hours as somebody enters them.
#[derive(Debug, Clone)]
pub struct NewLine {
    pub which: Which,
    /// For a supporter: with whom; nobody: their own development.
    pub journey: Option<JourneyId>,
    pub line: Line,
    pub note: String,
}

/// Why a line is not kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum EnterRefusal {
    #[error(transparent)]
    Wrong(#[from] Wrong),
    #[error("that day lies outside the time that is promised")]
    Outside,
}

impl EnterRefusal {
    /// The key of its sentence in the translation layer.
    pub fn key(self) -> &'static str {
        match self {
            Self::Wrong(wrong) => wrong.key(),
            Self::Outside => "time-wrong-outside",
        }
    }
}

/// Keeps hours taken or lost.
///
/// # Errors
/// The account is not the person's; or the line is refused: mandatory training never counts (C4).
pub async fn enter(ctx: &Context, by: PersonId, new: &NewLine) -> Outcome<TimeLineId, EnterRefusal> {
    store::write!(ctx.db, |tx| {
        let (account, _) = own(ctx, tx, by, &new.which).await?.ok_or(Failure::NotFound)?;
        if new.journey.is_some_and(|journey| !has(&account, journey)) {
            return Err(Failure::NotFound);
        }
        if let Err(wrong) = time::check(&new.line, ctx.today()) {
            return refuse(wrong.into());
        }
        if !account.walks.iter().any(|walk| walk.walk.period.contains(new.line.on)) {
            return refuse(EnterRefusal::Outside);
        }
        let note = match time::note(&new.note) {
            Ok(note) => note,
            Err(wrong) => return refuse(wrong.into()),
        };
        let line = TimeLine {
            id: ctx.new_id(),
            person: by,
            programme: new.which.programme().clone(),
            party: new.which.party(),
            journey: new.which.journey().or(new.journey),
            line: new.line,
            note,
            meeting: None,
            learning: None,
            entered_at: ctx.now(),
        };
        store::time::insert_line(tx, &line).await?;
        let event = Event::new(ctx.new_id(), ctx.now(), Some(by), &format!("{NOUN}.enter"), line.id);
        store::events::record(tx, &event.saying("Hours of protected time were entered.")).await?;
        Ok(line.id)
    })
}

/// Takes a line of one's own away for good. What was counted from a meeting can be counted again.
///
/// # Errors
/// There is no such line of the person's.
pub async fn remove(ctx: &Context, by: PersonId, id: TimeLineId) -> Outcome<()> {
    store::write!(ctx.db, |tx| {
        if !store::time::remove_line(tx, by, id).await? {
            return Err(Failure::NotFound);
        }
        let event = Event::new(ctx.new_id(), ctx.now(), Some(by), &format!("{NOUN}.remove"), id);
        store::events::record(tx, &event.saying("Hours of protected time were taken out.")).await?;
        Ok(())
    })
}

//! Ends a journey: as planned, or before its time with a reason. Its supporter's place is free again at once.

use domain::ids::{JourneyId, PersonId};
use domain::programmes::Power;
use jiff::civil::Date;
use store::events::Event;

use super::{NOUN, refresh};
use crate::error::{Failure, refuse};
use crate::{Context, Outcome, access};

/// How a journey ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ending<'a> {
    /// It went its way.
    Completed,
    /// It stopped before its time.
    Early { reason: &'a str },
}

/// Why a journey is not ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum EndRefusal {
    #[error("say in a few words why it ends before its time")]
    ReasonMissing,
    #[error("the day lies in the future")]
    NotYet,
}

impl EndRefusal {
    /// The key of its sentence in the translation layer.
    pub fn key(self) -> &'static str {
        match self {
            Self::ReasonMissing => "journey-end-refusal-reason-missing",
            Self::NotYet => "journey-end-refusal-not-yet",
        }
    }
}

/// Ends a running journey with its last day.
///
/// # Errors
/// Not the person's to do; the day is still to come; or an early end lacks its reason.
pub async fn end(
    ctx: &Context,
    lead: PersonId,
    journey: JourneyId,
    on: Date,
    ending: Ending<'_>,
) -> Outcome<(), EndRefusal> {
    if on > ctx.today() {
        return refuse(EndRefusal::NotYet);
    }
    let (key, reason, sentence) = match ending {
        Ending::Completed => ("completed", None, "Came to its end as planned"),
        Ending::Early { reason } if reason.trim().is_empty() => return refuse(EndRefusal::ReasonMissing),
        Ending::Early { reason } => ("ended-early", Some(reason.trim()), "Ended before its time"),
    };
    store::write!(ctx.db, |tx| {
        let (organisation, programme) = store::journeys::running_at(tx, journey).await?.ok_or(Failure::NotFound)?;
        if !access::may_in(ctx, tx, lead, organisation, Power::ManageCandidates, &programme).await? {
            return Err(Failure::NotFound);
        }
        store::journeys::end(tx, journey, on, key, reason).await?;
        let event = Event::new(ctx.new_id(), ctx.now(), Some(lead), &format!("{NOUN}.end"), journey);
        store::events::record(tx, &event.at(organisation).within(journey).saying(sentence)).await?;
        refresh(tx, ctx, journey).await?;
        Ok(())
    })
}

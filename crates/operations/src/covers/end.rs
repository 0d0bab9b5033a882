//! Ending a cover before its last day, and what the one supported tells whoever stands in.

use domain::calendar::plus_days;
use domain::ids::{CoverId, PersonId};
use store::events::Event;

use super::{Looks, NOUN, seen_by};
use crate::Context;
use crate::endings::{Told, tell};
use crate::error::{Failure, Outcome, refuse};

/// Why nothing changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum EndRefusal {
    #[error("too long")]
    TooLong,
}

impl EndRefusal {
    /// The key of its sentence in the translation layer.
    pub fn key(self) -> &'static str {
        match self {
            Self::TooLong => "change-too-long",
        }
    }
}

/// Ends a cover with yesterday: what was open is closed at once.
///
/// # Errors
/// Not the person's to do: whoever is stood in for, stands in, or matches people.
pub async fn end(ctx: &Context, by: PersonId, id: CoverId) -> Outcome<(), EndRefusal> {
    store::write!(ctx.db, |tx| {
        let seen = seen_by(ctx, tx, by, id).await?.filter(|seen| seen.looks != Looks::Supportee);
        let seen = seen.ok_or(Failure::NotFound)?;
        let cover = &seen.cover;
        store::covers::end(tx, id, plus_days(ctx.today(), -1)).await?;
        let event = Event::new(ctx.new_id(), ctx.now(), Some(by), &format!("{NOUN}.end"), id);
        let event = event.at(seen.subject.organisation).within(cover.journey).saying("Nobody stands in any more");
        store::events::record(tx, &event).await?;
        let text =
            format!("{} no longer stands in for {}; {} is there again.", cover.name, cover.of_name, cover.of_name);
        let title = format!("{} is there again", cover.of_name);
        let path = format!("/journeys/{}", cover.journey);
        let told = Told { verb: "cover-ended", subject: &title, text: &text, path: &path };
        tell(ctx, tx, &seen.subject, Some(by), &[cover.supportee, cover.of], told).await?;
        let told = Told { verb: "cover-ended", subject: &title, text: &text, path: "/" };
        tell(ctx, tx, &seen.subject, Some(by), &[cover.person], told).await?;
        Ok(())
    })
}

/// Keeps what the one supported tells whoever stands in; empty takes it back.
///
/// # Errors
/// The person is not the one supported, or wrote too much.
pub async fn tell_cover(ctx: &Context, by: PersonId, id: CoverId, words: &str) -> Outcome<(), EndRefusal> {
    let words = words.trim();
    if words.chars().count() > domain::handovers::LONGEST {
        return refuse(EndRefusal::TooLong);
    }
    store::write!(ctx.db, |tx| {
        let seen = seen_by(ctx, tx, by, id).await?.filter(|seen| seen.looks == Looks::Supportee);
        let seen = seen.ok_or(Failure::NotFound)?;
        store::covers::tell(tx, id, words).await?;
        let event = Event::new(ctx.new_id(), ctx.now(), Some(by), &format!("{NOUN}.tell"), id);
        let event = event.at(seen.subject.organisation).within(seen.cover.journey);
        store::events::record(tx, &event.saying("Told whoever stands in what they should know")).await?;
        Ok(())
    })
}

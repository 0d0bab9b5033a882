//! Wishing for another supporter, or for somebody else to support, without giving fault (D10). The wish goes to whoever
//! matches people in the programme, and never to the other side.

use domain::handovers::LONGEST;
use domain::ids::{JourneyId, PersonId};
use domain::programmes::Power;
use store::events::Event;

use super::{NOUN, change_of};
use crate::Context;
use crate::endings::{Told, leads, tell};
use crate::error::{Failure, Outcome, refuse};

/// Why nothing was kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum AskRefusal {
    #[error("too long")]
    TooLong,
    #[error("asked already")]
    Asked,
}

impl AskRefusal {
    /// The key of its sentence in the translation layer.
    pub fn key(self) -> &'static str {
        match self {
            Self::TooLong => "change-too-long",
            Self::Asked => "change-asked-already",
        }
    }
}

/// Wishes for somebody else; words are welcome and not needed.
///
/// # Errors
/// The person is on neither side, has asked already, or wrote too much.
pub async fn ask(ctx: &Context, by: PersonId, journey: JourneyId, words: &str) -> Outcome<(), AskRefusal> {
    let words = words.trim();
    if words.chars().count() > LONGEST {
        return refuse(AskRefusal::TooLong);
    }
    store::write!(ctx.db, |tx| {
        let change = change_of(ctx, tx, by, journey).await?.ok_or(Failure::NotFound)?;
        let Some(side) = change.side else { return Err(Failure::NotFound) };
        if !change.requests.is_empty() {
            return refuse(AskRefusal::Asked);
        }
        let id = ctx.new_id();
        store::handovers::insert_request(tx, id, journey, (by, side), words, ctx.now()).await?;
        // Whoever reads the events of a journey does not learn of it: it belongs to the wish alone.
        let event = Event::new(ctx.new_id(), ctx.now(), Some(by), &format!("{NOUN}.ask"), id);
        store::events::record(tx, &event.saying("A change was wished for")).await?;
        let to = leads(ctx, tx, &change.subject, &change.programme, Power::Match).await?;
        let what = change.programme.words.say("journey");
        let text = format!(
            "Somebody in the {what} of {name} wishes for a change. They need give no reason, and the other side does not \
             know. Read it, and name somebody else, here:",
            name = change.subject.name,
        );
        let path = format!("/journeys/{journey}/change");
        let told = Told { verb: "change-wished", subject: "A wish for somebody else", text: &text, path: &path };
        tell(ctx, tx, &change.subject, Some(by), &to, told).await?;
        Ok(())
    })
}

/// Takes one's own wish back.
///
/// # Errors
/// There is none.
pub async fn withdraw(ctx: &Context, by: PersonId, journey: JourneyId) -> Outcome<()> {
    store::write!(ctx.db, |tx| {
        let change = change_of(ctx, tx, by, journey).await?.ok_or(Failure::NotFound)?;
        let own = change.requests.iter().find(|request| request.asked_by == by).ok_or(Failure::NotFound)?;
        store::handovers::settle_requests(tx, journey, Some(by), "withdrawn", by, ctx.now()).await?;
        let event = Event::new(ctx.new_id(), ctx.now(), Some(by), &format!("{NOUN}.withdraw"), own.id);
        store::events::record(tx, &event.saying("A wish for a change was taken back")).await?;
        Ok(())
    })
}

/// The lead has talked with those who wished, and nothing changes; each of them is told that it was settled.
///
/// # Errors
/// Not the person's to do, or nobody wishes.
pub async fn keep_as_is(ctx: &Context, lead: PersonId, journey: JourneyId) -> Outcome<()> {
    store::write!(ctx.db, |tx| {
        let change = change_of(ctx, tx, lead, journey).await?.ok_or(Failure::NotFound)?;
        if !change.matches || change.requests.is_empty() {
            return Err(Failure::NotFound);
        }
        store::handovers::settle_requests(tx, journey, None, "kept", lead, ctx.now()).await?;
        for request in &change.requests {
            let event = Event::new(ctx.new_id(), ctx.now(), Some(lead), &format!("{NOUN}.keep"), request.id);
            store::events::record(tx, &event.saying("A wish for a change was settled")).await?;
        }
        let to: Vec<PersonId> = change.requests.iter().map(|request| request.asked_by).collect();
        let text = "What you asked for was settled without a change. If that is not what you agreed on, ask again at any \
                    time:";
        let path = format!("/journeys/{journey}/change");
        let told = Told { verb: "change-kept", subject: "Your wish was settled", text, path: &path };
        tell(ctx, tx, &change.subject, Some(lead), &to, told).await?;
        Ok(())
    })
}

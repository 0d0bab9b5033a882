//! What a journey is for: its pair chooses among the contexts of its programme, and may change it (O2).

use domain::ids::{JourneyId, PersonId};
use domain::keys::ContextKey;
use domain::programmes::{Onlooker, Party};
use store::{events, overview};

use super::{NOUN, refresh};
use crate::error::{Failure, refuse};
use crate::{Context, Outcome};

/// Why it stays as it was.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ContextRefusal {
    #[error("the programme has no such context")]
    NoSuchContext,
}

/// Chooses what a journey is for, or says that it is for nothing in particular. What is expected of it follows.
///
/// # Errors
/// The person is not one of the pair, or the programme has no such context.
pub async fn choose_context(
    ctx: &Context,
    by: PersonId,
    journey: JourneyId,
    context: Option<&ContextKey>,
) -> Outcome<(), ContextRefusal> {
    let (now, today) = (ctx.now(), ctx.today());
    store::write!(ctx.db, |tx| {
        let standing = store::access::standing(tx, by, journey, today).await?;
        let head = overview::head(tx, &ctx.programmes, journey, today).await?.ok_or(Failure::NotFound)?;
        let supporter = Onlooker::Party(Party::Role(head.programme.supporter.clone()));
        if !standing.contains(&Onlooker::Party(Party::Supportee)) && !standing.contains(&supporter) {
            return Err(Failure::NotFound);
        }
        let chosen = context.map(|key| head.programme.context(key));
        let sentence = match chosen {
            None => "Said that it is for nothing in particular.".to_owned(),
            Some(None) => return refuse(ContextRefusal::NoSuchContext),
            Some(Some(context)) => format!("Said what it is for: {}.", context.name),
        };
        store::journeys::set_context(tx, journey, context).await?;
        let event = events::Event::new(ctx.new_id(), now, Some(by), &format!("{NOUN}.choose-context"), journey)
            .at(head.organisation)
            .within(journey)
            .saying(sentence);
        events::record(tx, &event).await?;
        refresh(tx, ctx, journey).await?;
        Ok(())
    })
}

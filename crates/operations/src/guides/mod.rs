//! Where a conversation along a guide stands: noted by either of its two, back or forth, over one meeting or many (O1).

use std::sync::Arc;

use domain::ids::{JourneyId, OrganisationId, PersonId};
use domain::keys::{GuideKey, MovementKey};
use domain::programmes::{Onlooker, Party, Programme};
use store::events::{self, Event};
use store::{Connection, Fault, overview};

use crate::Context;
use crate::error::{Failure, Outcome, refuse};

/// The noun under which events speak of it.
pub const NOUN: &str = "guides";

/// The longest word, in characters.
const MOST: usize = 500;

/// Why it is not noted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum StandRefusal {
    #[error("it says too much")]
    TooLong,
}

/// A journey, for one of the two whose conversation it is.
#[derive(Debug, Clone)]
pub struct OfTwo {
    pub organisation: OrganisationId,
    pub programme: Arc<Programme>,
    /// Everybody on either side, but the viewer.
    pub others: Vec<String>,
}

/// The running journey, if the person is one of its two: the one supported, or the programme's main supporter.
///
/// # Errors
/// The database failed, or the journey's version of its programme is not at hand.
pub async fn of_two(
    ctx: &Context,
    connection: &impl Connection,
    person: PersonId,
    journey: JourneyId,
) -> Result<Option<OfTwo>, Fault> {
    let today = ctx.today();
    let standing = store::access::standing(connection, person, journey, today).await?;
    let Some(head) = overview::head(connection, &ctx.programmes, journey, today).await? else { return Ok(None) };
    let supporter = Party::Role(head.programme.supporter.clone());
    let is_one = [Party::Supportee, supporter.clone()].map(Onlooker::Party).iter().any(|one| standing.contains(one));
    if !is_one || head.ended_on.is_some() {
        return Ok(None);
    }
    let mut others: Vec<String> = Vec::new();
    if head.supportee != person {
        others.push(head.supportee_name);
    }
    let supporters = head.supporters.into_iter().filter(|(party, other, _)| *party == supporter && *other != person);
    others.extend(supporters.map(|(.., name)| name));
    Ok(Some(OfTwo { organisation: head.organisation, programme: head.programme, others }))
}

/// Notes where the conversation stands, with a few words to take up next time.
///
/// # Errors
/// The person is not one of the two; the guide has no such movement; or it says too much.
pub async fn note(
    ctx: &Context,
    by: PersonId,
    journey: JourneyId,
    (guide, movement): (&GuideKey, &MovementKey),
    word: &str,
) -> Outcome<(), StandRefusal> {
    let word = word.trim();
    store::write!(ctx.db, |tx| {
        let two = of_two(ctx, tx, by, journey).await?.ok_or(Failure::NotFound)?;
        two.programme.guide(guide).and_then(|guide| guide.at(movement)).ok_or(Failure::NotFound)?;
        if word.chars().count() > MOST {
            return refuse(StandRefusal::TooLong);
        }
        let number = store::guides::stands(tx, journey, guide).await?.first().map_or(1, |last| last.number + 1);
        let now = ctx.now();
        store::guides::note(tx, (journey, guide), (number, movement), (ctx.today(), word), (by, now)).await?;
        let event = Event::new(ctx.new_id(), now, Some(by), &format!("{NOUN}.note"), journey);
        let event = event.at(two.organisation).within(journey).saying("Noted where a conversation stands");
        events::record(tx, &event).await?;
        Ok(())
    })
}

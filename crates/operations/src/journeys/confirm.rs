//! Saying that something is done which only people can know.

use domain::calendar::long_date;
use domain::ids::{JourneyId, PersonId};
use domain::keys::FactKey;
use domain::programmes::{Expectation, Onlooker, Programme, Requirement};
use jiff::civil::Date;
use store::{events, facts, overview};

use super::refresh;
use crate::error::{Failure, refuse};
use crate::{Context, Outcome};

/// Why it is not kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ConfirmRefusal {
    #[error("that day has not come yet")]
    NotYet,
}

/// The expectation of a fact that the programme asks of somebody who stands to the journey in one of these ways.
pub fn asked<'p>(programme: &'p Programme, standing: &[Onlooker], fact: &FactKey) -> Option<&'p Expectation> {
    programme.expectations.iter().find(|expectation| {
        matches!(&expectation.met_by, Requirement::FactConfirmed { fact: asked, .. } if asked == fact)
            && expectation.asks.iter().any(|ask| standing.contains(&ask.of))
    })
}

fn may_confirm(programme: &Programme, capacity: &Onlooker, fact: &FactKey) -> bool {
    programme.fact(fact).is_some_and(|fact| fact.may_be_confirmed_by(capacity))
}

/// Keeps that something was done on a day, said by one of whom the programme asks it.
///
/// # Errors
/// The programme does not ask it of this person, or the day has not come yet.
pub async fn confirm(
    ctx: &Context,
    by: PersonId,
    journey: JourneyId,
    fact: &FactKey,
    happened_on: Date,
) -> Outcome<(), ConfirmRefusal> {
    let (now, today) = (ctx.now(), ctx.today());
    store::write!(ctx.db, |tx| {
        let standing = store::access::standing(tx, by, journey, today).await?;
        let head = overview::head(tx, &ctx.programmes, journey, today).await?.ok_or(Failure::NotFound)?;
        let expectation = asked(&head.programme, &standing, fact).ok_or(Failure::NotFound)?;
        if happened_on > today {
            return refuse(ConfirmRefusal::NotYet);
        }
        let capacity = standing.iter().find(|capacity| may_confirm(&head.programme, capacity, fact));
        let capacity = capacity.ok_or(Failure::NotFound)?;
        facts::confirm(tx, journey, fact, happened_on, (by, capacity), now).await?;
        let event = events::Event::new(ctx.new_id(), now, Some(by), "journeys.confirm", journey)
            .at(head.organisation)
            .within(journey)
            .saying(format!("Confirmed as done on {}: {}.", long_date(happened_on), expectation.what));
        events::record(tx, &event).await?;
        refresh(tx, ctx, journey).await?;
        Ok(())
    })
}

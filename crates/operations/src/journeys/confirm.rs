//! Saying that something is done which only people can know.

use domain::calendar::long_date;
use domain::ids::{JourneyId, PersonId};
use domain::keys::FactKey;
use domain::programmes::{Fact, Onlooker, Programme};
use jiff::civil::Date;
use store::{Fault, Tx, events, facts, overview};

use super::refresh;
use crate::error::{Failure, refuse};
use crate::{Context, Outcome};

/// Why it is not kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ConfirmRefusal {
    #[error("that day has not come yet")]
    NotYet,
}

/// The fact, if somebody who stands to the journey in one of these ways may confirm it, or consents to it.
pub fn asked<'p>(programme: &'p Programme, standing: &[Onlooker], fact: &FactKey) -> Option<&'p Fact> {
    let may = |fact: &&Fact| standing.iter().any(|capacity| fact.may_be_confirmed_by(capacity));
    programme.fact(fact).filter(|fact| may(fact) || consents(fact, standing))
}

/// Is it this person's consent that the fact needs?
pub fn consents(fact: &Fact, standing: &[Onlooker]) -> bool {
    fact.consent.as_ref().is_some_and(|party| standing.contains(&Onlooker::Party(party.clone())))
}

/// Keeps that something was done on a day, said by one who may confirm it, in every capacity in which they may.
///
/// # Errors
/// The programme does not let this person confirm it, it needs a consent that does not stand, or the day has not come
/// yet.
pub async fn confirm(
    ctx: &Context,
    by: PersonId,
    journey: JourneyId,
    fact: &FactKey,
    happened_on: Date,
) -> Outcome<(), ConfirmRefusal> {
    let today = ctx.today();
    store::write!(ctx.db, |tx| {
        let standing = store::access::standing(tx, by, journey, today).await?;
        let head = overview::head(tx, &ctx.programmes, journey, today).await?.ok_or(Failure::NotFound)?;
        let fact = asked(&head.programme, &standing, fact).ok_or(Failure::NotFound)?;
        if fact.consent.is_some() {
            let stands = facts::consent(tx, journey, &fact.key).await?.is_some_and(|consent| consent.is_given);
            if consents(fact, &standing) || !stands {
                return Err(Failure::NotFound);
            }
        }
        if happened_on > today {
            return refuse(ConfirmRefusal::NotYet);
        }
        keep(ctx, tx, (by, &standing), &head, fact, happened_on).await?;
        Ok(())
    })
}

/// Keeps somebody's answer on whether others may know what the fact is about, and what they are to know, in the person's
/// own words. Their own part is confirmed by it, whatever they answer; an answer may change at any time.
///
/// # Errors
/// It is not this person's consent that the fact needs.
pub async fn consent(
    ctx: &Context,
    by: PersonId,
    journey: JourneyId,
    fact: &FactKey,
    answer: ConsentAnswer,
) -> Outcome<(), ConfirmRefusal> {
    let (now, today) = (ctx.now(), ctx.today());
    store::write!(ctx.db, |tx| {
        let standing = store::access::standing(tx, by, journey, today).await?;
        let head = overview::head(tx, &ctx.programmes, journey, today).await?.ok_or(Failure::NotFound)?;
        let fact = asked(&head.programme, &standing, fact).ok_or(Failure::NotFound)?;
        if !consents(fact, &standing) {
            return Err(Failure::NotFound);
        }
        let (is_given, content) = match &answer {
            ConsentAnswer::Given { content } => (true, content.clone()),
            ConsentAnswer::Refused => (false, String::new()),
        };
        let kept = facts::Consent { person: by, is_given, content, answered_at: now };
        facts::answer_consent(tx, ctx.new_id(), journey, &fact.key, &kept).await?;
        keep(ctx, tx, (by, &standing), &head, fact, today).await?;
        Ok(())
    })
}

/// Whether others may know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ConsentAnswer {
    Given { content: String },
    Refused,
}

async fn keep(
    ctx: &Context,
    tx: &Tx,
    (by, standing): (PersonId, &[Onlooker]),
    head: &overview::Head,
    fact: &Fact,
    happened_on: Date,
) -> Result<(), Fault> {
    let (journey, now) = (head.journey, ctx.now());
    for capacity in standing.iter().filter(|capacity| fact.may_be_confirmed_by(capacity)) {
        facts::confirm(tx, journey, &fact.key, happened_on, (by, capacity), now).await?;
    }
    let event = events::Event::new(ctx.new_id(), now, Some(by), "journeys.confirm", journey)
        .at(head.organisation)
        .within(journey)
        .saying(format!("Confirmed as done on {}: {}.", long_date(happened_on), fact.name));
    events::record(tx, &event).await?;
    refresh(tx, ctx, journey).await
}

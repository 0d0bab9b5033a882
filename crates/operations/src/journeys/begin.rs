//! Begins a journey with its supporter in place before day one (C3, D2): the version of the programme is pinned, the
//! supporter's numbered place taken, and everybody told. Always part of a larger step, in its transaction.

use domain::calendar::date_of;
use domain::candidacies::{Candidacy, Origin};
use domain::ids::{JourneyId, PersonId};
use domain::keys::FamilyKey;
use domain::programmes::Programme;
use jiff::civil::Date;
use std::sync::Arc;
use store::Tx;
use store::events::Event;
use store::journeys::{NewJourney, NewPairing, Override, Taken};

use super::{NOUN, Refusal, letters};
use crate::Context;
use crate::candidacies;
use crate::error::{Failure, Outcome, refuse};

/// Whether the supporter's cap holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Allowance<'a> {
    WithinCap,
    /// One more than the cap if need be, for a reason that shows in reports.
    OneMore {
        reason: &'a str,
    },
}

/// A journey that is to begin.
#[derive(Debug, Clone, Copy)]
pub struct Beginning<'a> {
    pub candidacy: &'a Candidacy,
    pub supporter: PersonId,
    /// How many people the supporter has at once at most.
    pub cap: u32,
    pub allowance: Allowance<'a>,
    /// Why this supporter, in a sentence that all concerned may read.
    pub why: &'a str,
}

/// Begins a journey. What is expected of it is for the caller to [refresh](super::refresh_many), once for all that begin
/// together.
///
/// # Errors
/// The programme is not run, the person no longer waits, or the supporter is full.
pub async fn begin(ctx: &Context, tx: &Tx, by: PersonId, beginning: &Beginning<'_>) -> Outcome<JourneyId, Refusal> {
    let candidacy = beginning.candidacy;
    let programme = version_for(ctx, tx, candidacy).await?;
    candidacies::matched(ctx, tx, Some(by), candidacy.id).await.map_err(no_longer_waits)?;
    let starts_on = start_of(candidacy, ctx.today());
    let share = store::journeys::share_of_full_time(tx, candidacy.post).await?;
    let journey = NewJourney {
        id: ctx.new_id(),
        person: candidacy.person,
        organisation: candidacy.organisation,
        post: candidacy.post,
        candidacy: candidacy.id,
        programme: programme.key.clone(),
        version: programme.hash.clone(),
        profession: candidacy.profession.clone(),
        transition: candidacy.transition.clone(),
        context: None,
        starts_on,
        planned_end_on: programme.planned_end_at(starts_on, share),
        created_at: ctx.now(),
    };
    store::journeys::insert(tx, &journey).await?;
    let pairing = NewPairing {
        id: ctx.new_id(),
        journey: journey.id,
        person: beginning.supporter,
        role: programme.supporter.clone(),
        started_on: ctx.today(),
        named_at: ctx.now(),
        why: beginning.why.to_owned(),
    };
    store::journeys::insert_pairing(tx, &pairing).await?;
    let family = &programme.matching.family;
    let place = take_place(ctx, tx, by, (beginning.cap, beginning.allowance), family, &pairing).await?;
    letters::begun(ctx, tx, &programme, candidacy, &journey, beginning.supporter).await?;
    let supporter = programme.words.with_article("supporter");
    let sentence = match place {
        Place::WithinCap => format!("Was given {supporter}"),
        Place::OneMore => {
            format!("Was given {supporter}, who takes on one more than the programme allows for a reason")
        }
    };
    let event = Event::new(ctx.new_id(), ctx.now(), Some(by), &format!("{NOUN}.begin"), journey.id);
    store::events::record(tx, &event.at(candidacy.organisation).within(journey.id).saying(sentence)).await?;
    Ok(journey.id)
}

/// The version in which journeys begin at the organisation today.
async fn version_for(ctx: &Context, tx: &Tx, candidacy: &Candidacy) -> Outcome<Arc<Programme>, Refusal> {
    let adopted =
        store::journeys::adopted_version(tx, candidacy.organisation, &candidacy.programme, ctx.today()).await?;
    match adopted.and_then(|hash| ctx.programmes.version(&hash)) {
        Some(programme) => Ok(Arc::clone(programme)),
        None => refuse(Refusal::NotRun),
    }
}

/// The first working day in the post; for somebody who asked within a post held for longer, the day on which they are
/// given their supporter: nobody can be late for what had not been asked.
fn start_of(candidacy: &Candidacy, today: Date) -> Date {
    let asked_on = candidacy.requested_at.map(date_of);
    let began_by_asking = candidacy.origin == Origin::Request && asked_on == Some(candidacy.starts_on);
    if began_by_asking { candidacy.starts_on.max(today) } else { candidacy.starts_on }
}

fn no_longer_waits(failure: Failure<candidacies::Refusal>) -> Failure<Refusal> {
    match failure {
        Failure::Refused(_) => Failure::Refused(Refusal::NoLongerWaits),
        Failure::NotFound => Failure::NotFound,
        Failure::Fault(fault) => Failure::Fault(fault),
    }
}

/// Which kind of place was taken.
pub(crate) enum Place {
    WithinCap,
    OneMore,
}

/// Takes the lowest free place of the supporter. That two who assign at once never take the same one, and that none
/// above the cap is taken without leave, is held by the schema, not by this.
pub(crate) async fn take_place(
    ctx: &Context,
    tx: &Tx,
    by: PersonId,
    (cap, allowance): (u32, Allowance<'_>),
    family: &FamilyKey,
    pairing: &NewPairing,
) -> Outcome<Place, Refusal> {
    let mut taken = store::journeys::taken_numbers(tx, pairing.person, family).await?;
    loop {
        let number = (1..).find(|number| !taken.contains(number)).expect("nobody has four thousand million people");
        let above = number > cap;
        let leave = match allowance {
            Allowance::OneMore { reason } if above => Some(Override { reason: reason.to_owned(), by, at: ctx.now() }),
            Allowance::WithinCap if above => {
                return refuse(Refusal::Full { supports: u32::try_from(taken.len()).unwrap_or(u32::MAX) });
            }
            _ => None,
        };
        let place = if leave.is_some() { Place::OneMore } else { Place::WithinCap };
        match store::journeys::take_slot(tx, pairing, family, number, cap, leave.as_ref()).await? {
            Taken::Yes => return Ok(place),
            Taken::Already => taken.push(number),
        }
    }
}

//! Who holds the other roles of a journey: naming somebody, and letting their time end. *The* supporter is given by
//! matching, or by hand when the journey begins.

use domain::calendar::plus_days;
use domain::ids::{JourneyId, PairingId, PersonId};
use domain::keys::RoleKey;
use domain::matching::judge::Barrier;
use domain::programmes::{Circumstance, Power, Programme, Role};
use std::sync::Arc;
use store::events::Event;
use store::journeys::{NewPairing, Running};
use store::{Connection, Fault};

use super::by_hand::{ByHandRefusal, Whom, barrier, person_at};
use super::{NOUN, letters, refresh};
use crate::error::{Failure, Outcome, refuse};
use crate::{Context, access};

/// Why nobody was named.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum RoleRefusal {
    #[error("nobody is known by this address")]
    Unknown,
    #[error("more than one person is listed under this address")]
    Ambiguous,
    /// Holds no post at the organisation, and the programme wants somebody from there.
    #[error("the person holds no post here")]
    Outside,
    #[error("a rule of the role stands against it")]
    Rule(Barrier),
    /// As many as the programme has are named.
    #[error("as many as the programme has are named")]
    Enough,
    /// Holds it already.
    #[error("holds the role already")]
    Holds,
}

impl RoleRefusal {
    /// The key of its sentence in the translation layer.
    pub fn key(self) -> &'static str {
        match self {
            Self::Unknown => "by-hand-unknown",
            Self::Ambiguous => "by-hand-ambiguous",
            Self::Outside => "by-hand-no-post",
            Self::Rule(_) => "by-hand-rule",
            Self::Enough => "role-enough",
            Self::Holds => "role-holds",
        }
    }
}

/// A running journey whose people the lead looks after; nothing for anybody else.
///
/// # Errors
/// The database failed.
pub async fn to_look_after(
    ctx: &Context,
    connection: &impl Connection,
    lead: PersonId,
    journey: JourneyId,
) -> Result<Option<(Running, Arc<Programme>)>, Fault> {
    let Some(running) = store::journeys::running(connection, journey).await? else { return Ok(None) };
    let may = access::may_in(ctx, connection, lead, running.organisation, Power::Match, &running.programme).await?;
    let programme = ctx.programmes.version(&running.version).filter(|_| may);
    Ok(programme.map(|programme| (running, Arc::clone(programme))))
}

/// Is the role one that is named by hand? *The* supporter is matched, and whoever stands beside one of another profession
/// has a page of their own, where the profession is looked at (D5).
pub fn is_named_here(programme: &Programme, role: &Role) -> bool {
    role.key != programme.supporter && role.circumstance != Circumstance::SupporterOfAnotherProfession
}

/// Names somebody for a role of a journey, from today.
///
/// # Errors
/// Not the person's to do; the role is not one that is named here; or a rule of the role stands against it.
pub async fn name_for_role(
    ctx: &Context,
    lead: PersonId,
    journey: JourneyId,
    role: &RoleKey,
    email: &str,
) -> Outcome<(), RoleRefusal> {
    let today = ctx.today();
    store::write!(ctx.db, |tx| {
        let found = to_look_after(ctx, tx, lead, journey).await?;
        let (running, programme) = found.ok_or(Failure::NotFound)?;
        let named = programme.role(role).filter(|role| is_named_here(&programme, role)).ok_or(Failure::NotFound)?;
        let person = person_at(tx, email, Whom::Supporter).await.map_err(|failure| match failure {
            Failure::Refused(ByHandRefusal::Ambiguous(_)) => Failure::Refused(RoleRefusal::Ambiguous),
            Failure::Refused(_) => Failure::Refused(RoleRefusal::Unknown),
            Failure::NotFound => Failure::NotFound,
            Failure::Fault(fault) => Failure::Fault(fault),
        })?;
        if !named.may_be_outside && !store::journeys::works_at(tx, running.organisation, person, today).await? {
            return refuse(RoleRefusal::Outside);
        }
        let held = store::journeys::held(tx, journey, today).await?;
        let holding: Vec<PersonId> = held.iter().filter(|held| held.role == *role).map(|held| held.person).collect();
        if holding.contains(&person) {
            return refuse(RoleRefusal::Holds);
        }
        if holding.len() >= usize::try_from(named.most).unwrap_or(usize::MAX) {
            return refuse(RoleRefusal::Enough);
        }
        let (supportee, manager) = (running.person, running.line_manager);
        if let Some(barrier) = barrier(tx, named, supportee, manager, person, running.starts_on.max(today)).await? {
            return refuse(RoleRefusal::Rule(barrier));
        }
        let pairing = NewPairing {
            id: ctx.new_id(),
            journey,
            person,
            role: role.clone(),
            started_on: today,
            named_at: ctx.now(),
            why: "Was named by hand.".to_owned(),
        };
        store::journeys::insert_pairing(tx, &pairing).await?;
        refresh(tx, ctx, journey).await?;
        letters::named(ctx, tx, &programme, role, (journey, running.person, running.starts_on), person).await?;
        let sentence = format!("Was given {}", programme.words.with_article(&format!("role.{role}")));
        let event = Event::new(ctx.new_id(), ctx.now(), Some(lead), &format!("{NOUN}.name"), journey);
        store::events::record(tx, &event.at(running.organisation).within(journey).saying(sentence)).await?;
        Ok(())
    })
}

/// Ends somebody's time in a role, with yesterday as its last day: what they could see is closed at once.
///
/// # Errors
/// Not the person's to do, or nobody holds it so.
pub async fn release_from_role(
    ctx: &Context,
    lead: PersonId,
    journey: JourneyId,
    pairing: PairingId,
) -> Outcome<(), std::convert::Infallible> {
    let today = ctx.today();
    store::write!(ctx.db, |tx| {
        let found = to_look_after(ctx, tx, lead, journey).await?;
        let (running, programme) = found.ok_or(Failure::NotFound)?;
        let held = store::journeys::held(tx, journey, today).await?;
        let ending = held.iter().find(|held| held.pairing == pairing && held.role != programme.supporter);
        let ending = ending.ok_or(Failure::NotFound)?;
        store::journeys::release(tx, pairing, plus_days(today, -1)).await?;
        refresh(tx, ctx, journey).await?;
        let sentence = format!("Is no longer with {}", programme.words.with_article(&format!("role.{}", ending.role)));
        let event = Event::new(ctx.new_id(), ctx.now(), Some(lead), &format!("{NOUN}.release"), journey);
        store::events::record(tx, &event.at(running.organisation).within(journey).saying(sentence)).await?;
        Ok(())
    })
}

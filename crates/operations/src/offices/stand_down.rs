//! Ending somebody's office.

use domain::calendar::plus_days;
use domain::ids::{AppointmentId, OrganisationId};
use store::events::Event;

use super::administrator;
use crate::error::{Failure, refuse};
use crate::{Actor, Context, Outcome, access};

/// Why an office was not ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum StandDownRefusal {
    #[error("an organisation always has more than one administrator: appoint another first")]
    TooFewAdministrators,
}

/// Ends an office with yesterday as its last day: what it allowed is over at once.
///
/// # Errors
/// There is no such appointment here, or the actor may not appoint to its office; or it would leave the organisation
/// with fewer than two administrators (requirement A7).
pub async fn stand_down(
    ctx: &Context,
    actor: Actor,
    organisation: OrganisationId,
    appointment: AppointmentId,
) -> Outcome<(), StandDownRefusal> {
    let today = ctx.today();
    store::write!(ctx.db, |tx| {
        let holders = store::access::all_holders(tx, organisation, today).await?;
        let held = holders.iter().find(|held| held.appointment == appointment).ok_or(Failure::NotFound)?;
        if let Some(by) = actor.person() {
            let desks = access::desks(ctx, tx, by).await?;
            let here = desks.iter().find(|desk| desk.organisation == organisation);
            if !here.is_some_and(|desk| desk.may_appoint(held.office.programme.as_ref())) {
                return Err(Failure::NotFound);
            }
        }
        let holding = holders.iter().filter(|other| other.office == held.office).count();
        if held.office == administrator() && holding <= 2 {
            return refuse(StandDownRefusal::TooFewAdministrators);
        }
        store::access::stand_down(tx, appointment, plus_days(today, -1)).await?;
        let event = Event::new(ctx.new_id(), ctx.now(), actor.person(), "appointments.stand-down", held.person)
            .at(organisation)
            .saying(format!("Ended an appointment as {}", held.office.office));
        store::events::record(tx, &event).await?;
        Ok(())
    })
}

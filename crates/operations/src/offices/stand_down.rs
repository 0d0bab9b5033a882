//! Ending somebody's office.

use domain::calendar::plus_days;
use domain::ids::{OrganisationId, PersonId};
use domain::keys::OfficeKey;
use store::events::Event;

use super::administrator;
use crate::error::refuse;
use crate::{Actor, Context, Outcome};

/// Why an office was not ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum StandDownRefusal {
    #[error("an organisation always has more than one administrator: appoint another first")]
    TooFewAdministrators,
}

/// Ends an office with yesterday as its last day: what it allowed is over at once.
///
/// # Errors
/// It would leave the organisation with fewer than two administrators (requirement A7).
pub async fn stand_down(
    ctx: &Context,
    actor: Actor,
    organisation: OrganisationId,
    office: &OfficeKey,
    person: PersonId,
) -> Outcome<(), StandDownRefusal> {
    let today = ctx.today();
    store::write!(ctx.db, |tx| {
        let holders = store::access::holders(tx, organisation, office, today).await?;
        if !holders.contains(&person) {
            return Err(crate::Failure::NotFound);
        }
        if *office == administrator() && holders.len() <= 2 {
            return refuse(StandDownRefusal::TooFewAdministrators);
        }
        store::access::stand_down(tx, person, organisation, office, plus_days(today, -1)).await?;
        let event = Event::new(ctx.new_id(), ctx.now(), actor.person(), "appointments.stand-down", person)
            .at(organisation)
            .saying(format!("Ended an appointment as {office}"));
        store::events::record(tx, &event).await?;
        Ok(())
    })
}

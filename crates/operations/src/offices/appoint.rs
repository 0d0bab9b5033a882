//! Putting somebody into an office.

use domain::ids::{OrganisationId, PersonId};
use domain::keys::OfficeRef;
use store::events::Event;

use super::to_be_held;
use crate::error::refuse;
use crate::{Actor, Context, Failure, Outcome, access};

/// Why nobody was appointed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum AppointRefusal {
    #[error("nobody is known by this address")]
    Unknown,
    #[error("more than one person is listed under this address: put that right first")]
    Ambiguous,
    #[error("this organisation has no such office: it belongs to a programme that is not run here")]
    NoSuchOffice,
}

/// Puts the person known by an address into an office, from today.
///
/// # Errors
/// The actor may not appoint to it; nobody or more than one person is known by the address; or the office is not one of
/// this organisation.
pub async fn appoint(
    ctx: &Context,
    actor: Actor,
    organisation: OrganisationId,
    office: &OfficeRef,
    email: &str,
) -> Outcome<PersonId, AppointRefusal> {
    let email = email.trim().to_lowercase();
    store::write!(ctx.db, |tx| {
        let offices = to_be_held(ctx, tx, organisation).await?;
        let Some(found) = offices.iter().find(|known| known.reference == *office) else {
            return refuse(AppointRefusal::NoSuchOffice);
        };
        if let Some(by) = actor.person() {
            let desks = access::desks(ctx, tx, by).await?;
            let here = desks.iter().find(|desk| desk.organisation == organisation);
            if !here.is_some_and(|desk| desk.may_appoint(office.programme.as_ref())) {
                return Err(Failure::NotFound);
            }
        }
        let person = match store::sessions::people_at(tx, &email).await?[..] {
            [person] => person,
            [] => return refuse(AppointRefusal::Unknown),
            _ => return refuse(AppointRefusal::Ambiguous),
        };
        let id = ctx.new_id();
        store::access::appoint(tx, id, person, organisation, office, ctx.today()).await?;
        let event = Event::new(ctx.new_id(), ctx.now(), actor.person(), "appointments.appoint", id)
            .at(organisation)
            .saying(format!("Appointed somebody as {}", found.word));
        store::events::record(tx, &event).await?;
        Ok(person)
    })
}

//! What a person's offices let them do in an organisation.

use std::collections::BTreeSet;

use domain::access::ADMINISTRATOR;
use domain::ids::{OrganisationId, PersonId};
use domain::programmes::Power;
use store::access::Appointment;
use store::{Connection, Fault};

use crate::Context;

/// An organisation as one of its office holders may use it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Desk {
    pub organisation: OrganisationId,
    pub code: String,
    pub name: String,
    pub powers: BTreeSet<Power>,
}

impl Desk {
    /// Does the person hold the power here?
    pub fn may(&self, power: Power) -> bool {
        self.powers.contains(&power)
    }
}

/// The desks a person may sit at today, by organisation name.
///
/// # Errors
/// The database failed.
pub async fn desks(ctx: &Context, connection: &impl Connection, person: PersonId) -> Result<Vec<Desk>, Fault> {
    let appointments = store::access::offices(connection, person, ctx.today()).await?;
    let mut desks: Vec<Desk> = Vec::new();
    for appointment in appointments {
        let powers = powers_of(ctx, &appointment);
        match desks.iter_mut().find(|desk| desk.organisation == appointment.organisation) {
            Some(desk) => desk.powers.extend(powers),
            None => desks.push(Desk {
                organisation: appointment.organisation,
                code: appointment.organisation_code,
                name: appointment.organisation_name,
                powers,
            }),
        }
    }
    desks.retain(|desk| !desk.powers.is_empty());
    Ok(desks)
}

/// The desk at one organisation, if the person has one there.
///
/// # Errors
/// The database failed.
pub async fn desk_at(
    ctx: &Context,
    connection: &impl Connection,
    person: PersonId,
    code: &str,
) -> Result<Option<Desk>, Fault> {
    Ok(desks(ctx, connection, person).await?.into_iter().find(|desk| desk.code == code))
}

fn powers_of(ctx: &Context, appointment: &Appointment) -> BTreeSet<Power> {
    let own: &[Power] =
        if appointment.office.as_str() == ADMINISTRATOR { &[Power::ImportStaff, Power::AppointOthers] } else { &[] };
    let stated = ctx
        .programmes
        .all()
        .filter_map(|programme| programme.office(&appointment.office))
        .flat_map(|office| office.powers.iter().copied());
    own.iter().copied().chain(stated).collect()
}

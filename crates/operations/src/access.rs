//! What a person's offices let them do in an organisation.

use std::collections::{BTreeMap, BTreeSet};

use domain::access::ADMINISTRATOR;
use domain::ids::{OrganisationId, PersonId};
use domain::keys::ProgrammeKey;
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
    /// What the administrator's office gives, for the whole organisation.
    own: BTreeSet<Power>,
    /// What offices of each programme give, in that programme and no other.
    by_programme: BTreeMap<ProgrammeKey, BTreeSet<Power>>,
}

impl Desk {
    /// Does the person hold the power here, for whichever programme?
    pub fn may(&self, power: Power) -> bool {
        self.own.contains(&power) || self.by_programme.values().any(|powers| powers.contains(&power))
    }

    /// Does the person hold the power here, in this programme?
    pub fn may_in(&self, power: Power, programme: &ProgrammeKey) -> bool {
        self.by_programme.get(programme).is_some_and(|powers| powers.contains(&power))
    }

    /// Does the person have anything to do with the programme here?
    pub fn knows(&self, programme: &ProgrammeKey) -> bool {
        self.by_programme.get(programme).is_some_and(|powers| !powers.is_empty())
    }

    /// May the person appoint to offices of the programme, or, without one, to the product's own? An administrator may
    /// appoint to all.
    pub fn may_appoint(&self, programme: Option<&ProgrammeKey>) -> bool {
        self.own.contains(&Power::AppointOthers)
            || programme.is_some_and(|programme| self.may_in(Power::AppointOthers, programme))
    }

    /// May the person let the organisation run the programme, tailor it, and move journeys between its versions? An
    /// administrator may for all.
    pub fn may_adopt(&self, programme: &ProgrammeKey) -> bool {
        self.own.contains(&Power::AdoptProgrammes) || self.may_in(Power::AdoptProgrammes, programme)
    }

    fn is_empty(&self) -> bool {
        self.own.is_empty() && self.by_programme.values().all(BTreeSet::is_empty)
    }
}

/// The desks a person may sit at today, by organisation name.
///
/// # Errors
/// The database failed.
pub async fn desks(ctx: &Context, connection: &impl Connection, person: PersonId) -> Result<Vec<Desk>, Fault> {
    Ok(desks_of(ctx, store::access::offices(connection, person, ctx.today()).await?))
}

/// The desks that these offices give, in their order.
pub fn desks_of(ctx: &Context, appointments: Vec<Appointment>) -> Vec<Desk> {
    let mut desks: Vec<Desk> = Vec::new();
    for appointment in appointments {
        let powers = powers_of(ctx, &appointment);
        if desks.last().is_none_or(|desk| desk.organisation != appointment.organisation) {
            desks.push(Desk {
                organisation: appointment.organisation,
                code: appointment.organisation_code,
                name: appointment.organisation_name,
                own: BTreeSet::new(),
                by_programme: BTreeMap::new(),
            });
        }
        let Some(desk) = desks.last_mut() else { continue };
        match appointment.office.programme {
            None => desk.own.extend(powers),
            Some(programme) => desk.by_programme.entry(programme).or_default().extend(powers),
        }
    }
    desks.retain(|desk| !desk.is_empty());
    desks
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

/// Does the person hold the power in a programme at an organisation?
///
/// # Errors
/// The database failed.
pub async fn may_in(
    ctx: &Context,
    connection: &impl Connection,
    person: PersonId,
    organisation: OrganisationId,
    power: Power,
    programme: &ProgrammeKey,
) -> Result<bool, Fault> {
    let desks = desks(ctx, connection, person).await?;
    Ok(desks.iter().any(|desk| desk.organisation == organisation && desk.may_in(power, programme)))
}

/// What one office gives: an administrator's is the product's to say, any other its programme's.
fn powers_of(ctx: &Context, appointment: &Appointment) -> Vec<Power> {
    match &appointment.office.programme {
        None if appointment.office.office.as_str() == ADMINISTRATOR => {
            vec![Power::ImportStaff, Power::AdoptProgrammes, Power::AppointOthers]
        }
        None => Vec::new(),
        Some(programme) => {
            let office =
                ctx.programmes.newest(programme).and_then(|programme| programme.office(&appointment.office.office));
            office.map_or_else(Vec::new, |office| office.powers.clone())
        }
    }
}

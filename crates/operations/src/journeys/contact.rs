//! Somebody of the same profession beside a supporter of another one (D5): who still needs such a contact, and naming
//! one.

use domain::ids::{JourneyId, OrganisationId, PersonId};
use domain::keys::{ProfessionKey, RoleKey};
use domain::matching::Never;
use domain::programmes::{Circumstance, Power, Programme, Role};
use jiff::civil::Date;
use store::events::Event;
use store::journeys::NewPairing;
use store::{Connection, Fault};

use super::{NOUN, letters};
use crate::Context;
use crate::access;
use crate::error::{Failure, Outcome, refuse};

/// A journey that needs somebody in a role, and does not have one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Need {
    pub journey: JourneyId,
    pub person: PersonId,
    pub name: String,
    pub profession: Option<ProfessionKey>,
    pub supporter_name: String,
    pub starts_on: Date,
    pub role: RoleKey,
}

/// Why nobody was named.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ContactRefusal {
    #[error("the person is of another profession")]
    OtherProfession,
    #[error("this person may not hold the role")]
    Never,
    #[error("the journey does not need anybody in this role")]
    NotNeeded,
}

impl ContactRefusal {
    /// The key of its sentence in the translation layer.
    pub fn key(self) -> &'static str {
        match self {
            Self::OtherProfession => "contact-refusal-other-profession",
            Self::Never => "contact-refusal-never",
            Self::NotNeeded => "contact-refusal-not-needed",
        }
    }
}

/// The role of a programme that a supporter of another profession calls for, if it has one.
fn contact_role(programme: &Programme) -> Option<&Role> {
    programme.roles.iter().find(|role| role.circumstance == Circumstance::SupporterOfAnotherProfession)
}

/// The journeys of a programme at an organisation that need a contact and have none, by first day.
///
/// # Errors
/// The database failed.
pub async fn needs_contact(
    connection: &impl Connection,
    organisation: OrganisationId,
    programme: &Programme,
) -> Result<Vec<Need>, Fault> {
    let Some(role) = contact_role(programme) else { return Ok(Vec::new()) };
    let paired =
        store::journeys::without_role(connection, organisation, &programme.key, &programme.supporter, &role.key)
            .await?;
    let needs = paired.into_iter().filter(|paired| !paired.supporter_professions.contains(&paired.profession));
    Ok(needs
        .map(|paired| Need {
            journey: paired.journey,
            person: paired.person,
            name: paired.name,
            profession: paired.profession,
            supporter_name: paired.supporter_name,
            starts_on: paired.starts_on,
            role: role.key.clone(),
        })
        .collect())
}

/// Names the contact of a journey.
///
/// # Errors
/// Not the person's to do; or the contact is of another profession or may not hold the role.
pub async fn name_contact(
    ctx: &Context,
    lead: PersonId,
    organisation: OrganisationId,
    programme: &Programme,
    journey: JourneyId,
    contact: PersonId,
) -> Outcome<(), ContactRefusal> {
    store::write!(ctx.db, |tx| {
        if !access::may_in(ctx, tx, lead, organisation, Power::Match, &programme.key).await? {
            return Err(Failure::NotFound);
        }
        let needs = needs_contact(tx, organisation, programme).await?;
        let Some(need) = needs.into_iter().find(|need| need.journey == journey) else {
            return refuse(ContactRefusal::NotNeeded);
        };
        let role = programme.role(&need.role).ok_or(Failure::NotFound)?;
        if role.never.contains(&Never::Oneself) && contact == need.person {
            return refuse(ContactRefusal::Never);
        }
        let professions = store::journeys::professions_at(tx, organisation, contact, ctx.today()).await?;
        if professions.is_empty() {
            return Err(Failure::NotFound);
        }
        if !need.profession.as_ref().is_some_and(|profession| professions.contains(profession)) {
            return refuse(ContactRefusal::OtherProfession);
        }
        let pairing = NewPairing {
            id: ctx.new_id(),
            journey,
            person: contact,
            role: need.role.clone(),
            started_on: ctx.today(),
            named_at: ctx.now(),
            why: "Is of the same profession.".to_owned(),
        };
        store::journeys::insert_pairing(tx, &pairing).await?;
        super::refresh(tx, ctx, journey).await?;
        letters::named(ctx, tx, programme, &need.role, (journey, need.person, need.starts_on), contact).await?;
        let sentence = format!("Was given {}", programme.words.with_article(&format!("role.{}", need.role)));
        let event = Event::new(ctx.new_id(), ctx.now(), Some(lead), &format!("{NOUN}.name-contact"), journey);
        store::events::record(tx, &event.at(organisation).within(journey).saying(sentence)).await?;
        Ok(())
    })
}

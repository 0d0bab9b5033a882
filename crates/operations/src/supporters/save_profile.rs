//! A supporter's own account of what they bring.

use domain::ids::{OrganisationId, PersonId};
use domain::keys::TransitionKey;
use domain::programmes::Programme;
use jiff::civil::Date;
use store::events::Event;
use store::supporters::{Profile, Supporter};
use store::{Connection, Fault};

use super::NOUN;
use crate::Context;
use crate::error::{Failure, Outcome, refuse};

/// What somebody says of themselves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    pub at_once: u32,
    pub available_from: Option<Date>,
    pub available_until: Option<Date>,
    pub transitions: Vec<TransitionKey>,
    pub prefers: Vec<TransitionKey>,
    pub sites: Vec<String>,
    pub likes: String,
}

/// Why it was not kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ProfileRefusal {
    #[error("more at once than the programme allows")]
    TooMany { cap: u32 },
    #[error("the last day lies before the first")]
    EndsBeforeItBegins,
    #[error("too long")]
    TooLong,
}

impl ProfileRefusal {
    /// The key of its sentence in the translation layer.
    pub fn key(self) -> &'static str {
        match self {
            Self::TooMany { .. } => "supporter-refusal-too-many",
            Self::EndsBeforeItBegins => "supporter-refusal-ends-first",
            Self::TooLong => "supporter-refusal-too-long",
        }
    }
}

/// How long one's own words may be, in characters.
const LONGEST: usize = 1000;

/// A person as a supporter at an organisation that runs the programme: by training or by a profile of their own. Nothing
/// when they are neither.
///
/// # Errors
/// The database failed.
pub async fn standing(
    ctx: &Context,
    connection: &impl Connection,
    person: PersonId,
    organisation: OrganisationId,
    programme: &Programme,
) -> Result<Option<Supporter>, Fault> {
    store::supporters::offer_of(connection, organisation, &programme.matching, ctx.today(), person).await
}

/// Keeps what a supporter says of themselves.
///
/// # Errors
/// The person is no supporter there; or what they say contradicts the programme or itself.
pub async fn save_profile(
    ctx: &Context,
    person: PersonId,
    organisation: OrganisationId,
    programme: &Programme,
    said: &Said,
) -> Outcome<(), ProfileRefusal> {
    let cap = programme.matching.at_once;
    if said.at_once > cap {
        return refuse(ProfileRefusal::TooMany { cap });
    }
    if said.available_from.zip(said.available_until).is_some_and(|(from, until)| until < from) {
        return refuse(ProfileRefusal::EndsBeforeItBegins);
    }
    let longest = said.sites.iter().chain([&said.likes]).map(|text| text.chars().count()).max().unwrap_or(0);
    if longest > LONGEST {
        return refuse(ProfileRefusal::TooLong);
    }
    store::write!(ctx.db, |tx| {
        if standing(ctx, tx, person, organisation, programme).await?.is_none() {
            return Err(Failure::NotFound);
        }
        let profile = Profile {
            person,
            family: programme.matching.family.clone(),
            organisation,
            at_once: said.at_once,
            available_from: said.available_from,
            available_until: said.available_until,
            transitions: said.transitions.clone(),
            prefers: said.prefers.clone(),
            sites: said.sites.clone(),
            likes: said.likes.trim().to_owned(),
        };
        store::supporters::keep_profile(tx, &profile, person, ctx.now()).await?;
        let event = Event::new(ctx.new_id(), ctx.now(), Some(person), &format!("{NOUN}.save-profile"), person);
        store::events::record(tx, &event.at(organisation).saying("Said what they bring as a supporter")).await?;
        Ok(())
    })
}

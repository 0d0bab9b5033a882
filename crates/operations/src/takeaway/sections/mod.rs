//! The sections of a portfolio, a file each. A room whose things belong to a person adds a file here and a line below.
//!
//! A section holds what the person may read on pages, and finds it by the same rules as those pages: nothing here asks
//! the tables for what others wrote in confidence.

mod documents;
mod journeys;
mod meetings;
mod paper;

use domain::ids::{JourneyId, PersonId};
use domain::takeaway::Section;
use store::overview::Head;
use store::{Connection, Fault};

use crate::Context;

/// A file of a portfolio, by the name it has in the archive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptFile {
    pub name: String,
    pub content: Vec<u8>,
}

/// A section and the files named in it.
pub(super) struct Found {
    pub(super) section: Section,
    pub(super) files: Vec<KeptFile>,
}

/// Whose portfolio it is, with the journeys that are theirs.
pub(super) struct Whose {
    pub(super) person: PersonId,
    pub(super) journeys: Vec<Head>,
}

impl Whose {
    /// “Preceptorship, Northmoor NHS Foundation Trust”: which of several journeys something belongs to.
    pub(super) fn called(&self, journey: JourneyId) -> String {
        let head = self.journeys.iter().find(|head| head.journey == journey);
        head.map_or_else(String::new, |head| {
            let organisation = domain::text::organisation_name(&head.organisation_name);
            format!("{}, {organisation}", head.programme.words.capital("programme"))
        })
    }
}

/// All sections, in the order in which they are read.
///
/// # Errors
/// The database failed.
pub(super) async fn all(ctx: &Context, connection: &impl Connection, person: PersonId) -> Result<Vec<Found>, Fault> {
    let mut journeys = Vec::new();
    for journey in store::takeaway::journeys_of(connection, person).await? {
        journeys.extend(store::overview::head(connection, &ctx.programmes, journey, ctx.today()).await?);
    }
    let whose = Whose { person, journeys };
    Ok(vec![
        journeys::section(ctx, connection, &whose).await?,
        documents::section(ctx, connection, &whose).await?,
        meetings::section(ctx, connection, &whose).await?,
    ])
}

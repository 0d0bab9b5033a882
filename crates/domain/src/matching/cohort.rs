//! The two sides of a match as they stand on a day: people who need support, and people who offer it.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::ids::{CandidacyId, OrganisationId, PersonId};
use crate::keys::{ProfessionKey, TransitionKey};

/// Whom somebody asked to be paired with, and whom not.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wishes {
    /// Weighs in favour.
    pub with: Vec<PersonId>,
    /// Rules the pair out; which of the two asked is never said.
    pub without: Vec<PersonId>,
}

/// Somebody who accepted an offer and waits for a supporter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seeker {
    pub candidacy: CandidacyId,
    pub person: PersonId,
    pub organisation: OrganisationId,
    pub profession: Option<ProfessionKey>,
    pub transition: Option<TransitionKey>,
    pub site: Option<String>,
    pub department: Option<String>,
    /// The number of the pay band.
    pub band: Option<u8>,
    /// The first working day in the post.
    pub starts_on: Date,
    pub line_manager: Option<PersonId>,
    pub wishes: Wishes,
}

/// Somebody who supports people, with what they bring (D1).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SupporterOffer {
    pub person: PersonId,
    pub organisation: OrganisationId,
    pub profession: Option<ProfessionKey>,
    /// When the programme's course was last completed.
    pub trained_on: Option<Date>,
    /// Transitions lived through.
    pub transitions: Vec<TransitionKey>,
    /// Transitions they like to support with.
    pub likes: Vec<TransitionKey>,
    pub sites: Vec<String>,
    pub departments: Vec<String>,
    pub band: Option<u8>,
    /// How many people of the programme's family they support already, future and paused ones included.
    pub supports: u32,
    /// How many at once at most: the programme's cap, or fewer where they said so.
    pub limit: u32,
    pub available_from: Option<Date>,
    pub available_until: Option<Date>,
    pub wishes: Wishes,
}

impl SupporterOffer {
    /// How many more people they can take on.
    pub fn places_left(&self) -> u32 {
        self.limit.saturating_sub(self.supports)
    }
}

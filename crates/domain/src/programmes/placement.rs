//! Placements: stays at places of practice during a training, and what each should offer (P5).

use super::Party;
use crate::keys::{FactKey, MeetingKey, OpportunityKey};

/// What a programme says of placements.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Placements {
    /// Who enters them.
    pub kept_by: Vec<Party>,
    /// The kind of meeting that looks at one.
    pub visit: MeetingKey,
    /// The fact that holds from the first day of each.
    pub began: Option<FactKey>,
    /// What may become of something that somebody asks not to raise, in words.
    pub withheld: String,
    pub opportunities: Vec<Opportunity>,
}

/// Something that a placement should offer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opportunity {
    pub key: OpportunityKey,
    pub name: String,
}

//! What a programme says about matching: hard rules and how much each preference weighs (requirements D1 to D3).
//!
//! A plain value that the programme's definition is compiled into; the judgement of one pair is in
//! `judge`.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::keys::{FamilyKey, RoleKey, TrainingKey};

/// What a programme says about filling its matched role.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MatchingRules {
    /// Pairs of every programme of this family count towards one cap per person.
    pub family: FamilyKey,
    /// The role that matching fills.
    pub role: RoleKey,
    /// How many people one supporter has at once, over the whole family; more only by a recorded override.
    pub at_once: u32,
    /// Who may never hold the role for somebody.
    pub never: BTreeSet<Never>,
    /// The course a supporter must have taken, and how long it lasts; none when the programme asks for none.
    pub training: Option<TrainingRule>,
    /// How much each preference weighs.
    pub weights: Weights,
}

/// Somebody who may never hold the role, by what they are to the supportee.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Never {
    /// The supportee.
    #[serde(rename = "self")]
    Oneself,
    /// The manager of the post that the journey is for.
    LineManager,
}

/// A course that supporters take before they start, and again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TrainingRule {
    pub initial: TrainingKey,
    /// After so many months it has to be taken again; `None`: it never lapses.
    pub refresh_months: Option<u32>,
}

/// How much each preference weighs against the others; zero leaves it out.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub struct Weights {
    /// Both are of the same profession.
    pub same_profession: u16,
    /// The supporter lived through the same transition.
    pub same_transition: u16,
    /// Both work at the same site.
    pub same_site: u16,
    /// Both work in the same department or service.
    pub same_department: u16,
    /// The supporter's band is at or above the supportee's.
    pub band_at_or_above: u16,
    /// One of the two wished for it; half for each of them.
    pub wishes: u16,
    /// What each further person that a supporter takes on counts against the pair, so that work is spread evenly.
    pub balance: u16,
}

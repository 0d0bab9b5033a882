//! The roles that support somebody, and the offices that run a programme in an organisation.

use std::fmt;

use super::{Circumstance, Due};
use crate::keys::{OfficeKey, RoleKey};
use crate::matching::rules::{Never, TrainingRule};

/// A role in which a person supports another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Role {
    pub key: RoleKey,
    /// How many people at least hold it in one journey; 0: it may stay empty.
    pub count: u32,
    /// How many people at most hold it in one journey.
    pub most: u32,
    /// When it has to be filled, if the programme says.
    pub filled_by: Option<Due>,
    /// How many journeys of this programme family one person may support at once; more needs a reason. `None`: no cap.
    pub at_once: Option<u32>,
    /// Who may not hold it.
    pub never: Vec<Never>,
    pub training: Option<TrainingRule>,
    /// In which journeys the role exists at all.
    pub circumstance: Circumstance,
    pub signs: Signs,
    /// Whether somebody of another organisation may hold it.
    pub may_be_outside: bool,
    /// What of line management is delegated to it.
    pub delegated: Vec<Delegation>,
    /// The role for which its holders may stand in.
    pub covers: Option<RoleKey>,
}

/// A part of line management that a role may carry. A fixed list: programmes choose from it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Delegation {
    ApproveLeave,
    KnowAbsence,
}

impl Delegation {
    pub const ALL: [Self; 2] = [Self::ApproveLeave, Self::KnowAbsence];

    /// How programme files write it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::ApproveLeave => "approve-leave",
            Self::KnowAbsence => "know-absence",
        }
    }
}

/// Whether a role signs what is signed by all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Signs {
    Records,
    Nothing,
}

/// Somebody who fills in or signs: the person supported, or a role.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Party {
    Supportee,
    Role(RoleKey),
}

impl Party {
    /// How programme files and the database write a party: `supportee`, or the key of a role.
    pub fn as_str(&self) -> &str {
        match self {
            Self::Supportee => "supportee",
            Self::Role(role) => role.as_str(),
        }
    }
}

impl fmt::Display for Party {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl std::str::FromStr for Party {
    type Err = crate::keys::NotAKey;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text {
            "supportee" => Ok(Self::Supportee),
            role => role.parse().map(Self::Role),
        }
    }
}

/// An office of a programme in an organisation: who leads it, who champions it, who answers for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Office {
    pub key: OfficeKey,
    pub powers: Vec<Power>,
    /// Its vacancy is counted.
    pub accountable: bool,
    pub each: OfficeEach,
}

/// How often an office exists in an organisation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum OfficeEach {
    Organisation,
    /// Somebody of each profession holds it.
    Profession,
}

impl Office {
    /// Does the office carry the power?
    pub fn may(&self, power: Power) -> bool {
        self.powers.contains(&power)
    }
}

/// What an office may do in its organisation. A fixed list: programmes choose from it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Power {
    ImportStaff,
    ManageCandidates,
    Match,
    SeeProgress,
    SeeStandards,
    KeepGovernance,
    AdoptProgrammes,
    AppointOthers,
}

impl Power {
    pub const ALL: [Self; 8] = [
        Self::ImportStaff,
        Self::ManageCandidates,
        Self::Match,
        Self::SeeProgress,
        Self::SeeStandards,
        Self::KeepGovernance,
        Self::AdoptProgrammes,
        Self::AppointOthers,
    ];

    /// How programme files write it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::ImportStaff => "import-staff",
            Self::ManageCandidates => "manage-candidates",
            Self::Match => "match",
            Self::SeeProgress => "see-progress",
            Self::SeeStandards => "see-standards",
            Self::KeepGovernance => "keep-governance",
            Self::AdoptProgrammes => "adopt-programmes",
            Self::AppointOthers => "appoint-others",
        }
    }
}

//! Organisations, the sectors they work in and the groupings they belong to as at a date (requirement A1), and the
//! files in which the Organisation Data Service publishes them.

mod boards;
mod ods;
mod sectors;

use std::fmt;
use std::str::FromStr;

pub use boards::{
    Board, Succession, began_on, board_line, boards_since, ended_on, is_heading as is_board_heading, region_name,
    successions, whole_successor,
};
pub use ods::{OdsRecord, ods_line, title_case};
pub use sectors::{Sector, sector, sectors};

use jiff::civil::Date;

use crate::calendar::Period;
use crate::ids::{GroupingId, OrganisationId};
use crate::keys::SectorKey;
use crate::misfit::{Misfit, quoted};

/// A code of the Organisation Data Service, in capitals. Taken as opaque and checked loosely (three to twelve letters
/// and digits): the frames of old codes are broken by those given since 2020.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OrganisationCode(String);

impl OrganisationCode {
    /// The code as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for OrganisationCode {
    type Err = Misfit;

    fn from_str(text: &str) -> Result<Self, Misfit> {
        let code = text.trim().to_ascii_uppercase();
        if (3..=12).contains(&code.len()) && code.bytes().all(|b| b.is_ascii_alphanumeric()) {
            return Ok(Self(code));
        }
        Err(Misfit::new(
            format!("{} is not an organisation code", quoted(text)),
            "Give the ODS code, three to twelve letters and digits such as RR8",
        ))
    }
}

impl fmt::Display for OrganisationCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// An organisation as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Organisation {
    pub id: OrganisationId,
    pub code: OrganisationCode,
    pub name: String,
    pub sector: SectorKey,
    pub town: Option<String>,
    pub postcode: Option<String>,
    pub opened_on: Option<Date>,
    pub closed_on: Option<Date>,
}

/// Several organisations taken together, under a code of its own kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Grouping {
    pub id: GroupingId,
    pub kind: GroupingKind,
    pub code: String,
    pub name: String,
    pub opened_on: Option<Date>,
    pub closed_on: Option<Date>,
}

/// From when to when an organisation belongs to a grouping.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Membership {
    pub organisation: OrganisationId,
    pub grouping: GroupingId,
    pub period: Period,
}

/// A kind of grouping that organisations belong to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum GroupingKind {
    /// Several organisations that plan together: an integrated care system, a health board's area.
    System,
    Region,
    Nation,
    HealthBoard,
    Cluster,
}

impl GroupingKind {
    /// As stored.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::System => "system",
            Self::Region => "region",
            Self::Nation => "nation",
            Self::HealthBoard => "health-board",
            Self::Cluster => "cluster",
        }
    }
}

impl FromStr for GroupingKind {
    type Err = crate::ids::NotAnId;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        [Self::System, Self::Region, Self::Nation, Self::HealthBoard, Self::Cluster]
            .into_iter()
            .find(|kind| kind.as_str() == text)
            .ok_or(crate::ids::NotAnId)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn req_A1_codes_old_and_new_are_accepted_and_nothing_else() {
        for code in ["R0A", "G6V2S", "ZT001", "7A1", "S08000015", "ee123456"] {
            assert!(code.parse::<OrganisationCode>().is_ok(), "{code}");
        }
        for wrong in ["", "R1", "R0A;", "R 0A", "É0A", "ABCDEFGHIJKLM"] {
            assert!(wrong.parse::<OrganisationCode>().is_err(), "{wrong}");
        }
    }
}

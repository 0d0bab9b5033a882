//! The fields that a staff file can tell (`data/staff_fields.toml`).

use std::collections::HashMap;
use std::fmt;
use std::str::FromStr;
use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

use crate::keys::TrainingKey;
use crate::text::searchable;

macro_rules! fields {
    ($($name:ident = $key:literal),+ $(,)?) => {
        /// A field of a staff file.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub enum Field {
            $($name),+
        }

        impl Field {
            /// All fields, in the order of the reference data.
            pub const ALL: &[Field] = &[$(Field::$name),+];

            /// As written in mappings and on the command line.
            pub fn key(self) -> &'static str {
                match self {
                    $(Field::$name => $key),+
                }
            }
        }
    };
}

fields! {
    EmployeeNumber = "employee-number",
    AssignmentNumber = "assignment-number",
    Title = "title",
    FirstName = "first-name",
    LastName = "last-name",
    KnownAs = "known-as",
    Email = "email",
    Organisation = "organisation",
    Department = "department",
    Site = "site",
    JobTitle = "job-title",
    StaffGroup = "staff-group",
    Role = "role",
    Band = "band",
    Wte = "wte",
    WeeklyHours = "weekly-hours",
    Contract = "contract",
    Status = "status",
    StartedOn = "started-on",
    FinishedOn = "finished-on",
    RecruitmentSource = "recruitment-source",
    Manager = "manager",
    Register = "register",
    Registration = "registration",
    RegisteredUntil = "registered-until",
    AbsentFrom = "absent-from",
    AbsentUntil = "absent-until",
    TrainedOn = "trained-on",
}

/// What is known about a field.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct About {
    pub key: String,
    pub label: String,
    /// What it is for, and its form.
    pub about: String,
    /// Is a file without it refused?
    #[serde(default)]
    pub needed: bool,
    /// Headings that tell it, the most usual first.
    pub aliases: Vec<String>,
    /// For the day of a training: which.
    pub training: Option<TrainingKey>,
}

/// What a value of the status column means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    /// At work.
    Active,
    /// The post is held and the person away; why is not our business.
    Away,
    /// The post has ended.
    Ended,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct StatusNames {
    means: Status,
    names: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ContractNames {
    key: String,
    names: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    field: Vec<About>,
    status: Vec<StatusNames>,
    contract: Vec<ContractNames>,
}

struct Reference {
    fields: Vec<About>,
    /// Folded heading to field and the rank of the alias.
    headings: HashMap<String, (Field, usize)>,
    statuses: HashMap<String, Status>,
    contracts: HashMap<String, String>,
}

static REFERENCE: LazyLock<Reference> = LazyLock::new(|| {
    let file: File = toml::from_str(include_str!("../../data/staff_fields.toml"))
        .expect("the reference data is reviewed and tested");
    let mut headings = HashMap::new();
    for about in &file.field {
        let field: Field = about.key.parse().expect("reviewed: a field of the code");
        for (rank, alias) in about.aliases.iter().chain([&about.label, &about.key]).enumerate() {
            headings.entry(searchable(alias)).or_insert((field, rank));
        }
    }
    let statuses = file.status.iter().flat_map(|it| it.names.iter().map(|name| (searchable(name), it.means)));
    let contracts = file.contract.iter().flat_map(|it| it.names.iter().map(|name| (searchable(name), it.key.clone())));
    Reference { headings, statuses: statuses.collect(), contracts: contracts.collect(), fields: file.field }
});

/// What is known about a field.
pub fn about(field: Field) -> &'static About {
    REFERENCE.fields.iter().find(|about| about.key == field.key()).expect("tested: each field is described")
}

/// The training whose day the file tells.
pub fn trained_on_training() -> Option<&'static TrainingKey> {
    about(Field::TrainedOn).training.as_ref()
}

/// The field that a heading usually tells, and how usual the heading is (0 is the most usual).
pub(super) fn by_heading(heading: &str) -> Option<(Field, usize)> {
    REFERENCE.headings.get(&searchable(heading)).copied()
}

/// What a value of the status column means.
pub(super) fn status(text: &str) -> Option<Status> {
    REFERENCE.statuses.get(&searchable(text)).copied()
}

/// The kind of contract that a value names.
pub(super) fn contract(text: &str) -> Option<&'static str> {
    REFERENCE.contracts.get(&searchable(text)).map(String::as_str)
}

/// The text names no field.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("“{0}” is not a field of a staff file")]
pub struct NotAField(pub String);

impl FromStr for Field {
    type Err = NotAField;

    fn from_str(text: &str) -> Result<Self, NotAField> {
        let wanted = text.trim().to_lowercase().replace(['_', ' '], "-");
        Field::ALL.iter().copied().find(|field| field.key() == wanted).ok_or_else(|| NotAField(text.to_owned()))
    }
}

impl TryFrom<String> for Field {
    type Error = NotAField;

    fn try_from(text: String) -> Result<Self, NotAField> {
        text.parse()
    }
}

impl From<Field> for String {
    fn from(field: Field) -> String {
        field.key().to_owned()
    }
}

impl fmt::Display for Field {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.key())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_field_is_described_once_and_no_other() {
        assert_eq!(REFERENCE.fields.len(), Field::ALL.len());
        for field in Field::ALL {
            assert_eq!(about(*field).key, field.key());
        }
    }

    #[test]
    fn no_heading_is_claimed_by_two_fields() {
        for about in &REFERENCE.fields {
            for alias in &about.aliases {
                assert_eq!(by_heading(alias).map(|(field, _)| field.key()), Some(about.key.as_str()), "{alias}");
            }
        }
    }
}

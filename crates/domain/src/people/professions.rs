//! Professions and the named groups of them (`data/professions.toml`).

use std::sync::LazyLock;

use jiff::civil::Date;
use serde::Deserialize;

use crate::keys::{ProfessionGroupKey, ProfessionKey, RegulatorKey};

/// A profession.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Profession {
    pub key: ProfessionKey,
    /// As said of one person: “physiotherapist”.
    pub one: String,
    /// As said of several: “physiotherapists”.
    pub many: String,
    /// The body that keeps its register; none for people without registration.
    pub register: Option<RegulatorKey>,
}

/// Professions that a nation or a programme counts together, from a day.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Group {
    pub key: ProfessionGroupKey,
    pub name: String,
    pub nation: String,
    pub since: Date,
    pub until: Option<Date>,
    /// How many the nation itself counts.
    pub count: usize,
    pub members: Vec<ProfessionKey>,
    /// Members that the nation counts as one.
    #[serde(default)]
    pub counted_as_one: Vec<Vec<ProfessionKey>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    profession: Vec<Profession>,
    group: Vec<Group>,
}

static FILE: LazyLock<File> =
    LazyLock::new(|| super::reference("professions.toml", include_str!("../../data/professions.toml")));

/// All professions, in the order of the reference data.
pub fn professions() -> &'static [Profession] {
    &FILE.profession
}

/// A profession by its key.
pub fn profession(key: &ProfessionKey) -> Option<&'static Profession> {
    FILE.profession.iter().find(|profession| profession.key == *key)
}

/// All groups of professions.
pub fn groups() -> &'static [Group] {
    &FILE.group
}

/// A group of professions by its key, as it stood on a day.
pub fn group(key: &ProfessionGroupKey, on: Date) -> Option<&'static Group> {
    FILE.group
        .iter()
        .find(|group| group.key == *key && group.since <= on && group.until.is_none_or(|until| on <= until))
}

/// The group of every profession of the reference data, registered or not.
pub const EVERY: &str = "all";

/// Did a profession belong to the group on a day? The group's key may also be that of a single profession.
pub fn in_group(profession: &ProfessionKey, key: &ProfessionGroupKey, on: Date) -> bool {
    match group(key, on) {
        _ if key.as_str() == EVERY => true,
        Some(group) => group.members.contains(profession),
        None => profession.as_str() == key.as_str(),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use jiff::civil::date;

    use super::*;

    #[test]
    fn req_A2_englands_allied_health_professions_are_fourteen() {
        let england = group(&"ahp-england".parse().unwrap(), date(2026, 11, 1)).unwrap();
        assert_eq!(england.count, 14);
        let physiotherapist = "physiotherapist".parse().unwrap();
        assert!(in_group(&physiotherapist, &england.key, date(2026, 11, 1)));
        assert!(!in_group(&physiotherapist, &england.key, date(1999, 1, 1)), "a group holds from a day");
    }

    #[test]
    fn req_A2_every_group_names_known_professions_and_counts_as_its_nation_does() {
        let known: BTreeSet<_> = professions().iter().map(|profession| &profession.key).collect();
        assert_eq!(known.len(), professions().len(), "keys are unique");
        for group in groups() {
            assert!(group.members.iter().all(|member| known.contains(member)), "{}", group.key);
            let joined: usize = group.counted_as_one.iter().map(|together| together.len() - 1).sum();
            assert_eq!(group.members.len() - joined, group.count, "{}", group.key);
        }
    }

    #[test]
    fn req_A2_registered_professions_name_a_register_that_knows_them() {
        for profession in professions() {
            if let Some(register) = &profession.register {
                let regulator = super::super::regulator(register).unwrap();
                assert!(regulator.registers(&profession.key), "{} by {}", profession.key, register);
            }
        }
    }
}

//! Frameworks of professional development that a plan may refer to (`data/frameworks.toml`, requirement E3).

use std::sync::LazyLock;

use jiff::civil::Date;
use serde::Deserialize;

use super::professions::{EVERY, in_group, profession};
use crate::keys::{FrameworkKey, ProfessionGroupKey, ProfessionKey, RegulatorKey};

/// A framework of professional development.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Framework {
    pub key: FrameworkKey,
    pub name: String,
    /// Who publishes it.
    pub body: String,
    /// What it holds, in our words.
    pub what: String,
    pub link: String,
    /// Professions and groups of them.
    #[serde(default, rename = "for")]
    serves: Vec<ProfessionGroupKey>,
    #[serde(default)]
    registers: Vec<RegulatorKey>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    framework: Vec<Framework>,
}

static FILE: LazyLock<File> =
    LazyLock::new(|| super::reference("frameworks.toml", include_str!("../../data/frameworks.toml")));

/// The frameworks for somebody of a profession, on a day; for somebody of none those that are for everybody.
pub fn frameworks_for(whose: Option<&ProfessionKey>, on: Date) -> Vec<&'static Framework> {
    let register = whose.and_then(profession).and_then(|profession| profession.register.as_ref());
    let fits = |framework: &&Framework| {
        let serves = framework.serves.iter().any(|group| match whose {
            Some(profession) => in_group(profession, group, on),
            None => group.as_str() == EVERY,
        });
        serves || register.is_some_and(|register| framework.registers.contains(register))
    };
    FILE.framework.iter().filter(fits).collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use jiff::civil::date;

    use super::*;
    use crate::people::{professions, regulator};

    #[test]
    fn req_E3_each_profession_has_frameworks_to_refer_to() {
        let on = date(2026, 11, 1);
        for profession in professions() {
            assert!(!frameworks_for(Some(&profession.key), on).is_empty(), "{}", profession.key);
        }
        let of = |key: &str| -> Vec<&str> {
            let profession = key.parse().unwrap();
            frameworks_for(Some(&profession), on).iter().map(|framework| framework.key.as_str()).collect()
        };
        assert!(of("occupational-therapist").contains(&"rcot-career-development"));
        assert!(of("occupational-therapist").contains(&"hcpc-cpd"));
        assert!(!of("nurse").contains(&"hcpc-cpd"));
    }

    #[test]
    fn frameworks_are_told_apart_and_name_what_is_known() {
        let keys: BTreeSet<_> = FILE.framework.iter().map(|framework| &framework.key).collect();
        assert_eq!(keys.len(), FILE.framework.len());
        for framework in &FILE.framework {
            assert!(framework.link.starts_with("https://"), "{}", framework.key);
            assert!(framework.registers.iter().all(|register| regulator(register).is_some()), "{}", framework.key);
            for group in &framework.serves {
                let known = professions().iter().any(|profession| in_group(&profession.key, group, date(2026, 11, 1)));
                assert!(known, "{group}");
            }
        }
    }
}

//! Job roles of the workforce system and the professions they belong to (`data/job_roles.toml`).

use std::collections::HashMap;
use std::sync::LazyLock;

use serde::Deserialize;

use crate::keys::ProfessionKey;
use crate::text::searchable;

/// A job role.
#[derive(Debug, PartialEq, Eq)]
pub struct JobRole {
    /// Five digits, of which the first two are the staff group.
    pub code: String,
    pub name: String,
    pub staff_group: String,
    /// None where the role tells no profession.
    pub profession: Option<ProfessionKey>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    staff_group: Vec<StaffGroup>,
    role: Vec<Roles>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct StaffGroup {
    code: String,
    name: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Roles {
    profession: Option<ProfessionKey>,
    names: Vec<String>,
}

struct Index {
    roles: Vec<JobRole>,
    /// Code and folded name of each staff group, both to its code.
    groups: HashMap<String, String>,
    by_code: HashMap<String, usize>,
    by_name: HashMap<String, Vec<usize>>,
}

static INDEX: LazyLock<Index> = LazyLock::new(|| {
    let file: File = super::reference("job_roles.toml", include_str!("../../data/job_roles.toml"));
    let mut index =
        Index { roles: Vec::new(), groups: HashMap::new(), by_code: HashMap::new(), by_name: HashMap::new() };
    for group in &file.staff_group {
        index.groups.insert(group.code.clone(), group.code.clone());
        index.groups.insert(searchable(&group.name), group.code.clone());
    }
    for (profession, line) in file.role.iter().flat_map(|it| it.names.iter().map(|line| (&it.profession, line))) {
        let (code, name) = line.split_once(' ').expect("reviewed: a code, a space, a name");
        let group = file.staff_group.iter().find(|group| code.starts_with(&group.code)).expect("reviewed: its group");
        index.by_code.insert(code.to_owned(), index.roles.len());
        index.by_name.entry(searchable(name)).or_default().push(index.roles.len());
        index.roles.push(JobRole {
            code: code.to_owned(),
            name: name.to_owned(),
            staff_group: group.name.clone(),
            profession: profession.clone(),
        });
    }
    index
});

/// The job role of a name or code. Where several staff groups have a role of the name, the staff group (name or code)
/// decides; without one, the first that tells no more than all of them share.
pub fn named(text: &str, staff_group: Option<&str>) -> Option<&'static JobRole> {
    let text = text.trim();
    if let Some(&at) = INDEX.by_code.get(text) {
        return INDEX.roles.get(at);
    }
    let all: Vec<&JobRole> = INDEX.by_name.get(&searchable(text))?.iter().map(|&at| &INDEX.roles[at]).collect();
    let group = staff_group.and_then(|group| INDEX.groups.get(&searchable(group)));
    let in_group = group.and_then(|group| all.iter().find(|role| role.code.starts_with(group.as_str())));
    in_group.or_else(|| all.iter().find(|role| role.profession.is_none())).or(all.first()).copied()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::people::profession;

    fn says(role: &str, group: Option<&str>) -> Option<&'static str> {
        named(role, group).unwrap().profession.as_ref().map(ProfessionKey::as_str)
    }

    #[test]
    fn req_A2_englands_fourteen_lie_in_two_staff_groups() {
        let odp = named("Operating Department Practitioner", None).unwrap();
        assert_eq!(odp.staff_group, "Additional Professional Scientific and Technical");
        assert_eq!(says("Osteopath", None), Some("osteopath"));
        assert_eq!(says("04041", None), Some("physiotherapist"));
    }

    #[test]
    fn variants_of_a_role_are_the_same_profession() {
        for role in ["Physiotherapist", "Physiotherapist Manager", "physiotherapist  specialist practitioner"] {
            assert_eq!(says(role, Some("Allied Health Professionals")), Some("physiotherapist"));
        }
        assert_eq!(says("Radiographer - Therapeutic, Manager", None), Some("therapeutic-radiographer"));
        assert_eq!(says("Chiropodist / Podiatrist", None), Some("podiatrist"));
        assert_eq!(says("Orthotist", None), Some("prosthetist-orthotist"));
    }

    #[test]
    fn a_name_that_several_groups_use_says_no_profession_by_itself() {
        assert_eq!(says("Advanced Practitioner", None), None);
        assert_eq!(says("Counsellor", Some("07")), Some("psychological-therapist"));
        assert_eq!(named("Wizard", None), None);
    }

    #[test]
    fn every_role_names_a_known_profession() {
        for role in &INDEX.roles {
            assert_eq!(role.code.len(), 5, "{}", role.code);
            assert!(role.profession.as_ref().is_none_or(|key| profession(key).is_some()), "{}", role.code);
        }
        assert_eq!(INDEX.roles.len(), INDEX.by_code.len());
    }
}

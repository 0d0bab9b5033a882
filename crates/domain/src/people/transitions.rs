//! Changes in a working life that deserve support (requirement A6), and how a recruitment source tells of them
//! (`data/transitions.toml`).

use std::collections::HashMap;
use std::sync::LazyLock;

use serde::Deserialize;

use super::professions;
use crate::keys::{ProfessionGroupKey, ProfessionKey, TransitionKey};
use crate::text::searchable;

/// A change in a working life.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Transition {
    pub key: TransitionKey,
    pub name: String,
    /// As said among the reasons why somebody may be owed support.
    pub reason: String,
    /// A group of professions whose people make this transition when their source tells nothing more.
    pub group: Option<ProfessionGroupKey>,
}

/// Where somebody was recruited from, as workforce systems say it.
#[derive(Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RecruitmentSource {
    pub code: String,
    pub name: String,
    pub transition: Option<TransitionKey>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    transition: Vec<Transition>,
    recruitment_source: Vec<RecruitmentSource>,
}

static FILE: LazyLock<File> =
    LazyLock::new(|| super::reference("transitions.toml", include_str!("../../data/transitions.toml")));

static SOURCES: LazyLock<HashMap<String, &'static RecruitmentSource>> = LazyLock::new(|| {
    let named = FILE
        .recruitment_source
        .iter()
        .flat_map(|source| [(source.code.clone(), source), (searchable(&source.name), source)]);
    named.collect()
});

/// All transitions.
pub fn transitions() -> &'static [Transition] {
    &FILE.transition
}

/// A transition by its key.
pub fn transition(key: &TransitionKey) -> Option<&'static Transition> {
    FILE.transition.iter().find(|transition| transition.key == *key)
}

/// A recruitment source by its name or code.
pub fn source_named(text: &str) -> Option<&'static RecruitmentSource> {
    SOURCES.get(&searchable(text)).copied()
}

/// The transition of somebody of a profession who came from a source. None where nothing tells it.
pub fn transition_of(
    source: Option<&RecruitmentSource>,
    profession: Option<&ProfessionKey>,
) -> Option<&'static TransitionKey> {
    let told = source.and_then(|source| source.transition.as_ref()).and_then(transition);
    let unregistered =
        profession.is_some_and(|key| professions::profession(key).is_some_and(|it| it.register.is_none()));
    let new_to_the_work = told.is_none_or(|_| source.is_some_and(is_qualification));
    if unregistered && new_to_the_work {
        let of_group = FILE.transition.iter().find(|transition| {
            let member = |group: &ProfessionGroupKey| {
                professions::groups()
                    .iter()
                    .any(|it| it.key == *group && profession.is_some_and(|p| it.members.contains(p)))
            };
            transition.group.as_ref().is_some_and(member)
        });
        return of_group.or(told).map(|transition| &transition.key);
    }
    told.map(|transition| &transition.key)
}

/// Is the source a qualification (codes 14 and 15)? Somebody without a register cannot have come by one.
fn is_qualification(source: &RecruitmentSource) -> bool {
    matches!(source.code.as_str(), "14" | "15")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(source: &str, profession: &str) -> Option<&'static str> {
        transition_of(source_named(source), Some(&profession.parse().unwrap())).map(TransitionKey::as_str)
    }

    #[test]
    fn req_A6_the_recruitment_source_tells_the_transition() {
        assert_eq!(of("NQ - First Qualification", "physiotherapist"), Some("newly-registered"));
        assert_eq!(of("14", "physiotherapist"), Some("newly-registered"));
        assert_eq!(of("Abroad - Non EU Country", "nurse"), Some("internationally-educated"));
        assert_eq!(of("return to practice", "nurse"), Some("return-to-practice"));
        assert_eq!(of("NHS ORGANISATION", "nurse"), Some("new-organisation"));
        assert_eq!(of("No Employment", "physiotherapist"), None);
        assert_eq!(of("", "physiotherapist"), None);
    }

    #[test]
    fn req_A6_a_support_worker_has_no_first_qualification() {
        assert_eq!(of("NQ - First Qualification", "support-worker"), Some("new-support-worker"));
        assert_eq!(of("", "assistant-practitioner"), Some("new-support-worker"));
        assert_eq!(of("NHS ORGANISATION", "support-worker"), Some("new-organisation"));
    }

    #[test]
    fn every_transition_named_exists() {
        for source in &FILE.recruitment_source {
            assert!(source.transition.as_ref().is_none_or(|key| transition(key).is_some()), "{}", source.name);
        }
        let known = |group: &ProfessionGroupKey| professions::groups().iter().any(|it| it.key == *group);
        assert!(transitions().iter().all(|transition| transition.group.as_ref().is_none_or(known)));
    }
}

//! The keys that parts of a programme use for one another.

use std::collections::BTreeSet;

use crate::keys::{OfficeKey, RoleKey, StandardSetKey};
use crate::programmes::problem::suggestion;
use crate::programmes::source::{Section, Value};
use crate::programmes::{Onlooker, Party};

/// Every key that something may refer to, whether or not its own part could be read.
pub(super) struct Known {
    pub(super) roles: BTreeSet<String>,
    pub(super) offices: BTreeSet<String>,
    pub(super) meetings: BTreeSet<String>,
    pub(super) forms: BTreeSet<String>,
    pub(super) stages: BTreeSet<String>,
    pub(super) expectations: BTreeSet<String>,
    pub(super) sets: BTreeSet<String>,
    pub(super) documents: BTreeSet<String>,
    pub(super) facts: BTreeSet<String>,
    pub(super) contexts: BTreeSet<String>,
    pub(super) guides: BTreeSet<String>,
    pub(super) transitions: BTreeSet<String>,
    /// The role that is *the* supporter, if it is one.
    pub(super) supporter: Option<RoleKey>,
    parties: BTreeSet<String>,
    onlookers: BTreeSet<String>,
}

impl Known {
    pub(super) fn of(root: &Section<'_>, head: &Section<'_>, sets: &[StandardSetKey], forms: Vec<String>) -> Self {
        let supporter = head.maybe("supporter").and_then(|role| role.as_text()?.parse().ok());
        let transitions =
            head.list("transitions").iter().filter_map(|key| key.as_text().map(ToOwned::to_owned)).collect();
        let roles = keys(root, "roles");
        let offices = keys(root, "offices");
        for both in roles.intersection(&offices) {
            root.problem(format!("`{both}` is both a role and an office."), "Give one of them another key.");
        }
        let parties: BTreeSet<String> = roles.iter().cloned().chain(["supportee".to_owned()]).collect();
        let others = ["cover".to_owned(), "line-manager".to_owned()];
        let onlookers = parties.iter().chain(&offices).cloned().chain(others).collect();
        Self {
            roles,
            offices,
            meetings: keys(root, "meetings"),
            forms: forms.into_iter().collect(),
            stages: keys(root, "stages"),
            expectations: keys(root, "expectations"),
            sets: sets.iter().map(ToString::to_string).collect(),
            documents: keys(root, "documents"),
            facts: keys(root, "facts"),
            contexts: keys(root, "contexts"),
            guides: keys(root, "guides"),
            transitions,
            supporter,
            parties,
            onlookers,
        }
    }

    /// `supportee`, or a role.
    pub(super) fn party(&self, value: &Value<'_>, what: &str) -> Option<Party> {
        value.reference(what, &self.parties)
    }

    /// `supportee`, a role, an office, `cover` or `line-manager`.
    pub(super) fn onlooker(&self, value: &Value<'_>, what: &str) -> Option<Onlooker> {
        self.onlooker_named(&value.text(what)?, value, what)
    }

    /// The same from a name that stands as a key; problems are reported at its value.
    pub(super) fn onlooker_named(&self, name: &str, value: &Value<'_>, what: &str) -> Option<Onlooker> {
        match name {
            "cover" => Some(Onlooker::Cover),
            "line-manager" => Some(Onlooker::LineManager),
            office if self.offices.contains(office) => office.parse::<OfficeKey>().ok().map(Onlooker::Office),
            party if self.parties.contains(party) => party.parse::<Party>().ok().map(Onlooker::Party),
            unknown => {
                value.problem(
                    format!("There is no {what} `{unknown}` in this programme."),
                    suggestion(unknown, self.onlookers.iter().map(String::as_str)),
                );
                None
            }
        }
    }
}

/// The keys of the tables of one kind; a key used twice is reported at the second.
fn keys(root: &Section<'_>, kind: &'static str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for value in root.list(kind) {
        let Some(section) = value.as_section(kind) else { continue };
        let key = section.maybe("key").and_then(|key| Some((key, key.as_text()?.to_owned())));
        section.all_read();
        if let Some((value, key)) = key
            && !found.insert(key.clone())
        {
            value.problem(format!("`{key}` stands twice in `{kind}`."), "Give one of them another key.");
        }
    }
    found
}

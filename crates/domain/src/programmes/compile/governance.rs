//! Documents an organisation keeps, what is learnt, and who does what.

use std::collections::BTreeSet;

use super::all;
use super::known::Known;
use crate::keys::{StandardRef, ThemeKey};
use crate::programmes::Onlooker;
use crate::programmes::governance::{
    GovernanceDocument, GovernanceKind, Mix, Resource, ResourceKind, Responsibility, Responsible, Statement, Theme,
};
use crate::programmes::source::{Section, Value};

/// `[[governance]]`: documents an organisation keeps.
pub(super) fn documents(root: &Section<'_>, known: &Known) -> Option<Vec<GovernanceDocument>> {
    let kinds = [
        ("policy", GovernanceKind::Policy),
        ("descriptor", GovernanceKind::Descriptor),
        ("framework", GovernanceKind::Framework),
    ];
    let documents = all(root.sections("governance").iter().map(|section| {
        let key = section.parsed("key");
        let name = section.text("name");
        let review_months =
            section.maybe("review_months").map_or(Some(12), |months| months.number("review_months", 1..=120));
        let kind = section.one_of("kind", &kinds);
        let of = match section.maybe("of") {
            None => Some(None),
            Some(value) => described(&value, known).map(Some),
        };
        if kind == Some(GovernanceKind::Descriptor) && of == Some(None) {
            section
                .problem("The descriptor does not say whose it is.", "Add `of = \"supportee\"`, a role or an office.");
        }
        let states = all(section.list("states").iter().map(|value| {
            let Some(statement) = value.as_section("states") else {
                value.problem("A statement must be a table.", "Write `{ key = \"…\", name = \"…\" }`.");
                return None;
            };
            let key = statement.parsed("key");
            let name = statement.text("name");
            Some(Statement { key: key?, name: name? })
        }));
        let backed_by = all(section.list("backed_by").iter().map(|value| value.reference("backed_by", &known.offices)));
        let counts_for = standards(section, known);
        Some(GovernanceDocument {
            key: key?,
            name: name?,
            review_months: review_months?,
            kind: kind?,
            of: of?,
            states: states?,
            backed_by: backed_by?,
            counts_for: counts_for?,
        })
    }))?;
    twice(root, "governance", documents.iter().map(|document| document.key.as_str()));
    Some(documents)
}

/// Whose role a descriptor describes: somebody of a journey, or an office.
fn described(value: &Value<'_>, known: &Known) -> Option<Onlooker> {
    match known.onlooker(value, "of")? {
        Onlooker::Cover | Onlooker::LineManager => {
            value.problem("A descriptor describes a role or an office.", "Write `supportee`, a role or an office.");
            None
        }
        described => Some(described),
    }
}

fn standards(section: &Section<'_>, known: &Known) -> Option<Vec<StandardRef>> {
    all(section.list("counts_for").iter().map(|value| {
        let standard: StandardRef = value.parsed("counts_for")?;
        if !known.sets.contains(standard.set.as_str()) {
            value.problem(
                format!("The programme does not name the set `{}`.", standard.set),
                "Add it to `standards` under `[programme]`, or correct it here.",
            );
            return None;
        }
        Some(standard)
    }))
}

/// `[[content]]`: themes of what is learnt.
pub(super) fn content(root: &Section<'_>) -> Option<Vec<Theme>> {
    let themes = all(root.sections("content").iter().map(|section| {
        let key = section.parsed("key");
        let name = section.text("name");
        let what = section.maybe("what").map(|what| what.text("what"));
        Some(Theme { key: key?, name: name?, what: what.flatten() })
    }))?;
    twice(root, "content", themes.iter().map(|theme| theme.key.as_str()));
    Some(themes)
}

/// `[[resources]]`: sessions and resources that the programme brings along.
pub(super) fn resources(root: &Section<'_>, themes: &[Theme]) -> Option<Vec<Resource>> {
    let themes: BTreeSet<String> = themes.iter().map(|theme| theme.key.to_string()).collect();
    let kinds = ResourceKind::ALL.map(|kind| (kind.as_str(), kind));
    let mixes = Mix::ALL.map(|mix| (mix.as_str(), mix));
    let resources = all(root.sections("resources").iter().map(|section| {
        let key = section.parsed("key");
        let title = section.text("title");
        let mapped: Option<Vec<ThemeKey>> =
            all(section.list("themes").iter().map(|value| value.reference("theme", &themes)));
        let kind = section.one_of("kind", &kinds);
        let mix = section.one_of("mix", &mixes);
        let link = section.maybe("link").map(|value| {
            let link = value.text("link")?;
            if !link.starts_with("https://") && !link.starts_with("http://") {
                value.problem("This is not an address.", "Write it from its beginning: `https://…`.");
                return None;
            }
            Some(link)
        });
        Some(Resource { key: key?, title: title?, themes: mapped?, kind: kind?, mix: mix?, link: link.flatten() })
    }))?;
    twice(root, "resources", resources.iter().map(|resource| resource.key.as_str()));
    Some(resources)
}

/// `[[responsibilities]]`: who does what.
pub(super) fn responsibilities(root: &Section<'_>, known: &Known) -> Option<Vec<Responsibility>> {
    all(root.sections("responsibilities").iter().map(|section| {
        let of = section.value("of").and_then(|value| match value.as_text() {
            Some("organisation") => Some(Responsible::Organisation),
            _ => match known.onlooker(&value, "of")? {
                Onlooker::Party(party) => Some(Responsible::Party(party)),
                Onlooker::LineManager => Some(Responsible::LineManager),
                Onlooker::Office(office) => Some(Responsible::Office(office)),
                Onlooker::Cover => {
                    value.problem("Cover has no responsibilities of its own.", "Name the role that is stood in for.");
                    None
                }
            },
        });
        let what = section.text("what");
        let reference = match section.maybe("reference") {
            None => Some(None),
            Some(value) => value.parsed::<StandardRef>("reference").map(Some),
        };
        Some(Responsibility { of: of?, what: what?, reference: reference? })
    }))
}

/// Reports a key that stands twice.
fn twice<'k>(root: &Section<'_>, kind: &str, keys: impl Iterator<Item = &'k str>) {
    let mut seen = BTreeSet::new();
    for key in keys.filter(|key| !seen.insert(*key)) {
        root.problem(format!("`{key}` stands twice in `{kind}`."), "Give one of them another key.");
    }
}

//! A set of standards from its file, checked like a programme.

use std::sync::LazyLock;

use crate::keys::{StandardRef, StandardSetKey};
use crate::programmes::source::{Document, Problems, Section};
use crate::programmes::{Problem, SourceDocument, SourceFile};

/// A set of standards.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct StandardSet {
    pub key: StandardSetKey,
    pub version: String,
    pub title: String,
    pub source: SourceDocument,
    pub principles: Vec<Principle>,
    /// In the order of the source.
    pub standards: Vec<Standard>,
}

impl StandardSet {
    pub fn standard(&self, number: &str) -> Option<&Standard> {
        self.standards.iter().find(|standard| standard.reference.number == number)
    }

    /// The standards under a principle.
    pub fn under(&self, principle: u32) -> impl Iterator<Item = &Standard> {
        self.standards.iter().filter(move |standard| standard.principle == principle)
    }
}

/// A principle that standards stand under.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Principle {
    pub number: u32,
    pub name: String,
}

/// One standard, in our words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standard {
    pub reference: StandardRef,
    pub principle: u32,
    pub title: String,
    /// What is counted, in words.
    pub counted: String,
    /// What would help most where it is weak.
    pub help: Vec<String>,
    pub working: Working,
}

/// Whether its figure can be worked out yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Working {
    /// From the occurrences of the expectations that count for it.
    Live(Sentence),
    /// Not yet, and what will feed it.
    FedBy(String),
}

/// How the parts of a figure are said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence {
    /// “26 of 30 …”.
    pub met: String,
    /// “2 …”.
    pub exception: String,
    /// “2 …”.
    pub not_met: String,
}

static SETS: LazyLock<Vec<StandardSet>> = LazyLock::new(|| {
    let files = [("nhse-ahp.toml", include_str!("../../../../standards/nhse-ahp.toml"))];
    let compiled = files.iter().map(|(name, text)| {
        let file = SourceFile { name: (*name).to_owned(), text: (*text).to_owned() };
        compile(&file).expect("shipped standards are compiled by a test")
    });
    compiled.collect()
});

/// The sets that ship.
pub fn sets() -> &'static [StandardSet] {
    &SETS
}

/// Compiles the file of a set.
///
/// # Errors
/// Everything that is wrong with it, by line.
pub fn compile(file: &SourceFile) -> Result<StandardSet, Vec<Problem>> {
    let problems = Problems::default();
    let set = {
        let document = Document::read(file, &problems);
        set(&document.root())
    };
    match (set, problems.sorted()) {
        (Some(set), problems) if problems.is_empty() => Ok(set),
        (_, problems) => Err(problems),
    }
}

fn set(root: &Section<'_>) -> Option<StandardSet> {
    let head = root.section("set")?;
    let key: Option<StandardSetKey> = head.parsed("key");
    let version = head.text("version");
    let title = head.text("title");
    let source = head.section("source").and_then(|source| {
        let title = source.text("title");
        let body = source.text("body");
        let link = source.text("link");
        Some(SourceDocument { title: title?, body: body?, link: link? })
    });
    let principles: Vec<Option<Principle>> = root
        .sections("principles")
        .iter()
        .map(|section| {
            let number = section.number("number", 1..=99);
            let name = section.text("name");
            Some(Principle { number: number?, name: name? })
        })
        .collect();
    let standards: Vec<Option<Standard>> =
        root.sections("standards").iter().map(|section| standard(section, key.as_ref())).collect();
    let principles: Vec<Principle> = principles.into_iter().collect::<Option<_>>()?;
    let standards: Vec<Standard> = standards.into_iter().collect::<Option<_>>()?;
    for standard in &standards {
        if !principles.iter().any(|principle| principle.number == standard.principle) {
            let what = format!("{} stands under no principle.", standard.reference);
            root.problem(what, "Add `[[principles]]` with the number before its dot.");
        }
    }
    Some(StandardSet { key: key?, version: version?, title: title?, source: source?, principles, standards })
}

fn standard(section: &Section<'_>, set: Option<&StandardSetKey>) -> Option<Standard> {
    let number = section.text("number");
    let title = section.text("title");
    let counted = section.text("counted");
    let help: Vec<Option<String>> = section.list("help").iter().map(|line| line.text("help")).collect();
    let fed_by = section.maybe("fed_by").and_then(|fed_by| fed_by.text("fed_by"));
    let figure = section.maybe_section("figure").and_then(|figure| {
        let met = figure.text("met");
        let exception = figure.text("exception");
        let not_met = figure.text("not_met");
        Some(Sentence { met: met?, exception: exception?, not_met: not_met? })
    });
    let working = match (figure, fed_by) {
        (Some(sentence), None) => Working::Live(sentence),
        (None, Some(fed_by)) => Working::FedBy(fed_by),
        _ => {
            section.one_needed(&["figure", "fed_by"]);
            return None;
        }
    };
    let number = number?;
    let Some(principle) = number.split('.').next().and_then(|principle| principle.parse().ok()) else {
        section.problem(format!("`{number}` is not a number of a standard."), "Write it as the source does: `5.3`.");
        return None;
    };
    let reference = StandardRef { set: set?.clone(), number };
    Some(Standard {
        reference,
        principle,
        title: title?,
        counted: counted?,
        help: help.into_iter().collect::<Option<_>>()?,
        working,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::programmes::shipped;

    #[test]
    fn req_l1_all_twenty_are_there_and_four_are_live() {
        let set = &sets()[0];
        assert_eq!(set.standards.len(), 20);
        let live: Vec<&str> = set
            .standards
            .iter()
            .filter(|standard| matches!(standard.working, Working::Live(_)))
            .map(|standard| standard.reference.number.as_str())
            .collect();
        assert_eq!(live, ["5.3", "5.4", "5.5", "5.6"]);
        assert_eq!(set.principles.iter().map(|p| set.under(p.number).count()).collect::<Vec<_>>(), [3, 5, 4, 2, 6]);
    }

    #[test]
    fn every_standard_that_a_programme_counts_for_exists_and_is_live() {
        for programme in shipped().all() {
            for standard in programme.expectations.iter().flat_map(|expectation| &expectation.counts_for) {
                let set = sets().iter().find(|set| set.key == standard.set).expect("the set ships");
                let found = set.standard(&standard.number).expect("the standard is in the set");
                assert!(matches!(found.working, Working::Live(_)), "{standard}");
            }
        }
    }
}

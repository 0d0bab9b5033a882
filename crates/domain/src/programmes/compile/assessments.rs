//! Assessments and what they can come to.

use std::collections::BTreeSet;

use super::known::Known;
use super::{all, when};
use crate::programmes::assessment::{Assessment, AssessmentOutcome, Counts, Passed};
use crate::programmes::source::Section;

pub(super) fn assessments(root: &Section<'_>, known: &Known) -> Option<Vec<Assessment>> {
    let mut seen = BTreeSet::new();
    all(root.sections("assessments").iter().map(|section| {
        let assessment = assessment(section, known)?;
        if !seen.insert(assessment.key.clone()) {
            let what = format!("`{}` stands twice in `assessments`.", assessment.key);
            section.problem(what, "Give one of them another key.");
        }
        Some(assessment)
    }))
}

fn assessment(section: &Section<'_>, known: &Known) -> Option<Assessment> {
    let key = section.parsed("key");
    let name = section.text("name");
    let counts = section.one_of("counts", &[("formative", Counts::Formative), ("summative", Counts::Summative)]);
    let due = match section.maybe_section("due") {
        None => Some(None),
        Some(due) => when::offset_needed(&due.described_as("within")).map(Some),
    };
    let dated_by = all(section.list("dated_by").iter().map(|who| known.onlooker(who, "dated_by")));
    let entered_by = all(section.list("entered_by").iter().map(|who| known.onlooker(who, "entered_by")));
    let outcomes = all(section.sections("outcomes").iter().map(outcome));
    let calls = match section.maybe("calls") {
        None => Some(None),
        Some(fact) => fact.reference("fact", &known.facts).map(Some),
    };
    let (dated_by, entered_by, outcomes) = (dated_by?, entered_by?, outcomes?);
    if dated_by.is_empty() || entered_by.is_empty() {
        section.problem(
            "Nobody enters when it is due, or what it came to.",
            "Add `dated_by = [\"…\"]` and `entered_by = [\"…\"]` with roles or offices.",
        );
    }
    if outcomes.len() < 2 {
        section.problem(
            "It can come to one thing alone.",
            "Add `outcomes = [{ key = \"passed\", name = \"…\" }, { key = \"not-passed\", name = \"…\", passed = \"no\" }]`.",
        );
    }
    Some(Assessment {
        key: key?,
        name: name?,
        counts: counts?,
        due: due?,
        dated_by,
        entered_by,
        outcomes,
        calls: calls?,
    })
}

fn outcome(section: &Section<'_>) -> Option<AssessmentOutcome> {
    let key = section.parsed("key");
    let name = section.text("name");
    let passed = section.one_of_or("passed", &[("yes", Passed::Yes), ("no", Passed::No)], Passed::Yes);
    Some(AssessmentOutcome { key: key?, name: name?, passed: passed? })
}

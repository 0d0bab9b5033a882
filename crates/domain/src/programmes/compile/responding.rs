//! Answering one another, and the ladder along which a concern may be passed on.

use super::known::Known;
use super::{all, when};
use crate::programmes::responding::{AnswerRule, LadderStep, Responding, Told};
use crate::programmes::source::Section;

pub(super) fn responding(root: &Section<'_>, known: &Known) -> Option<Responding> {
    let Some(section) = root.maybe_section("responding") else { return Some(Responding::default()) };
    let rules = all(section.sections("rules").iter().map(|section| {
        let who = section.value("who").and_then(|who| known.party(&who, "role"));
        let within = section.section("within").and_then(|within| when::offset_needed(&within));
        Some(AnswerRule { who: who?, within: within? })
    }));
    let urgent = match section.maybe("urgent") {
        None => Some(None),
        Some(urgent) => urgent.text("urgent").map(Some),
    };
    let copied = all(section.list("copied").iter().map(|party| known.party(party, "role")));
    Some(Responding { rules: rules?, urgent: urgent?, copied: copied? })
}

pub(super) fn ladder(root: &Section<'_>, known: &Known) -> Option<Vec<LadderStep>> {
    all(root.sections("ladder").iter().map(|section| {
        let to = all(section.list("to").iter().map(|who| known.onlooker(who, "role or office")));
        let when = section.text("when");
        let told = section.one_of("told", &[("always", Told::Always), ("unless-unsafe", Told::UnlessUnsafe)]);
        let to = to?;
        if to.is_empty() {
            section.problem("The step leads to nobody.", "Add `to = [\"…\"]` with roles or offices.");
        }
        Some(LadderStep { to, when: when?, told: told? })
    }))
}

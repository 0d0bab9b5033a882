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
    let words = |key: &'static str| match section.maybe(key) {
        None => Some(None),
        Some(words) => words.text(key).map(Some),
    };
    let (urgent, routine, beyond) = (words("urgent"), words("routine"), words("beyond"));
    let copied = all(section.list("copied").iter().map(|party| known.party(party, "role")));
    let copied = copied?;
    if !copied.is_empty() && beyond == Some(None) {
        section.problem(
            "Somebody is copied in, and it is not said in which matters.",
            "Add `beyond = \"…\"`: what goes beyond routine, in words people choose by.",
        );
    }
    Some(Responding { rules: rules?, urgent: urgent?, routine: routine?, beyond: beyond?, copied })
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

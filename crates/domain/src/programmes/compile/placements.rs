//! Placements and what they should offer.

use super::all;
use super::known::Known;
use crate::programmes::placement::{Opportunity, Placements};
use crate::programmes::source::Section;

pub(super) fn placements(root: &Section<'_>, known: &Known) -> Option<Option<Placements>> {
    let Some(section) = root.maybe_section("placements") else { return Some(None) };
    let kept_by = all(section.list("kept_by").iter().map(|party| known.party(party, "role")));
    let visit = section.value("visit").and_then(|kind| kind.reference("kind of meeting", &known.meetings));
    let began = match section.maybe("began") {
        None => Some(None),
        Some(fact) => fact.reference("fact", &known.facts).map(Some),
    };
    let withheld = section.text("withheld");
    let opportunities = all(section.sections("opportunities").iter().map(|section| {
        let key = section.parsed("key");
        let name = section.text("name");
        Some(Opportunity { key: key?, name: name? })
    }));
    let kept_by = kept_by?;
    if kept_by.is_empty() {
        section.problem("Nobody enters placements.", "Add `kept_by = [\"supportee\"]`, or a role.");
    }
    Some(Some(Placements { kept_by, visit: visit?, began: began?, withheld: withheld?, opportunities: opportunities? }))
}

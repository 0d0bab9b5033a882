//! Choosing a supporter oneself.

use super::when;
use crate::programmes::choosing::Choosing;
use crate::programmes::source::Section;

pub(super) fn choosing(root: &Section<'_>) -> Option<Option<Choosing>> {
    let Some(section) = root.maybe_section("choosing") else { return Some(None) };
    let what = section.text("what");
    let within = section.section("within").and_then(|within| when::offset_needed(&within));
    Some(Some(Choosing { what: what?, within: within? }))
}

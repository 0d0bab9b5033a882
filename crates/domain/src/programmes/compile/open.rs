//! What the source leaves to organisations, and what it wants kept from somebody.

use super::all;
use super::known::Known;
use crate::programmes::source::Section;
use crate::programmes::tailoring::{Confidential, Open};

const YES_OR_NO: [(&str, bool); 2] = [("yes", true), ("no", false)];

/// `[open]`; without it everything is fixed.
pub(super) fn open(root: &Section<'_>, known: &Known) -> Option<Open> {
    let Some(section) = root.maybe_section("open") else { return Some(Open::default()) };
    let rhythm = all(section.list("rhythm").iter().map(|value| value.reference("expectation", &known.expectations)));
    let forms = all(section.list("forms").iter().map(|value| value.reference("form", &known.forms)));
    let length = section.one_of_or("length", &YES_OR_NO, false);
    let participation = section.one_of_or("participation", &YES_OR_NO, false);
    let content = section.one_of_or("content", &YES_OR_NO, false);
    let words = section.one_of_or("words", &YES_OR_NO, false);
    let time = all(section.list("time").iter().map(|value| known.party(value, "role")));
    let sharing = section.one_of_or("sharing", &[("narrower", true), ("no", false)], false);
    Some(Open {
        rhythm: rhythm?,
        forms: forms?,
        length: length?,
        participation: participation?,
        content: content?,
        words: words?,
        time: time?,
        sharing: sharing?,
    })
}

/// `[[confidential]]`: no rule of sharing may open the item to these.
pub(super) fn confidential(root: &Section<'_>, known: &Known) -> Option<Vec<Confidential>> {
    all(root.sections("confidential").iter().map(|section| {
        let item = section.parsed("item");
        let never = all(section.list("never").iter().map(|value| known.onlooker(value, "role or office")));
        let reference = section.text("reference");
        let never = never?;
        if never.is_empty() {
            section.problem("It is kept from nobody.", "Add `never = [\"line-manager\", …]`.");
        }
        Some(Confidential { item: item?, never, reference: reference? })
    }))
}

//! What people confirm, and what a journey may be for.

use super::all;
use super::known::Known;
use crate::programmes::fact::{Fact, Repeats};
use crate::programmes::programme::Context;
use crate::programmes::source::Section;

pub(super) fn facts(root: &Section<'_>, known: &Known) -> Option<Vec<Fact>> {
    all(root.sections("facts").iter().map(|section| {
        let key = section.parsed("key");
        let name = section.text("name");
        let ask = match section.maybe("ask") {
            None => Some(None),
            Some(ask) => ask.text("ask").map(Some),
        };
        let confirmed_by = all(section.list("confirmed_by").iter().map(|who| known.onlooker(who, "confirmed_by")));
        let repeats = [("no", Repeats::Once), ("yes", Repeats::OnSeveralDays)];
        let repeats = section.one_of_or("repeats", &repeats, Repeats::Once);
        let consent = match section.maybe("consent") {
            None => Some(None),
            Some(party) => known.party(&party, "role").map(Some),
        };
        let confirmed_by = confirmed_by?;
        if confirmed_by.is_empty() {
            section.problem("Nobody may confirm this.", "Add `confirmed_by = [\"supportee\"]`, or a role or office.");
        }
        Some(Fact { key: key?, name: name?, ask: ask?, confirmed_by, repeats: repeats?, consent: consent? })
    }))
}

pub(super) fn contexts(root: &Section<'_>) -> Option<Vec<Context>> {
    all(root.sections("contexts").iter().map(|section| {
        let key = section.parsed("key");
        let name = section.text("name");
        let what = section.text("what");
        let rhythm = section.text("rhythm");
        Some(Context { key: key?, name: name?, what: what?, rhythm: rhythm? })
    }))
}

//! Kinds of leave.

use std::collections::BTreeSet;

use super::all;
use crate::programmes::leave::{HalfDays, LeaveKind};
use crate::programmes::source::Section;

pub(super) fn kinds(root: &Section<'_>) -> Option<Vec<LeaveKind>> {
    let mut seen = BTreeSet::new();
    all(root.sections("leave").iter().map(|section| {
        let key = section.parsed("key");
        let name = section.text("name");
        let half_days = [("yes", HalfDays::Yes), ("no", HalfDays::No)];
        let half_days = section.one_of_or("half_days", &half_days, HalfDays::No);
        let kind = LeaveKind { key: key?, name: name?, half_days: half_days? };
        if !seen.insert(kind.key.clone()) {
            section.problem(format!("`{}` stands twice in `leave`.", kind.key), "Give one of them another key.");
        }
        Some(kind)
    }))
}

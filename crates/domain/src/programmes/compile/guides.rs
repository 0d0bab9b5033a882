//! Guides through a conversation.

use std::collections::BTreeSet;

use super::all;
use crate::programmes::guide::{Guide, Movement};
use crate::programmes::source::Section;

pub(super) fn guides(root: &Section<'_>) -> Option<Vec<Guide>> {
    all(root.sections("guides").iter().map(|section| {
        let key = section.parsed("key");
        let name = section.text("name");
        let intro = section.text("intro");
        let mut seen = BTreeSet::new();
        let movements = all(section.sections("movements").iter().map(|section| {
            let movement = movement(section)?;
            if !seen.insert(movement.key.clone()) {
                section.problem(
                    format!("`{}` stands twice in this guide.", movement.key),
                    "Give one of them another key.",
                );
            }
            Some(movement)
        }));
        let movements = movements?;
        if movements.is_empty() {
            section.problem("The guide has no movements.", "Add `[[guides.movements]]` with questions to choose from.");
        }
        Some(Guide { key: key?, name: name?, intro: intro?, movements })
    }))
}

fn movement(section: &Section<'_>) -> Option<Movement> {
    let key = section.parsed("key");
    let name = section.text("name");
    let what = section.text("what");
    let questions = all(section.list("questions").iter().map(|question| question.text("questions")));
    let questions = questions?;
    if questions.is_empty() {
        section.problem("The movement asks nothing.", "Add `questions = [\"…?\", \"…?\"]`.");
    }
    Some(Movement { key: key?, name: name?, what: what?, questions })
}

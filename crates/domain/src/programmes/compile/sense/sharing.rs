//! Sharing that opens what the source keeps, rules about nothing, and people who would see no way ahead.

use super::tell;
use crate::keys::ItemKey;
use crate::programmes::problem::suggestion;
use crate::programmes::programme::Programme;
use crate::programmes::role::Party;
use crate::programmes::sharing::{Gives, Kind, Onlooker};
use crate::programmes::source::Section;

/// How a journey goes, as the sharing table names it.
const PROGRESS: &str = "progress";

pub(super) fn sharing(root: &Section<'_>, programme: &Programme) {
    let items = items(programme);
    for (number, rule) in programme.sharing.rules.iter().enumerate() {
        if !items.contains(&rule.item.as_str()) {
            let remedy = suggestion(rule.item.as_str(), items.iter().copied());
            tell(
                root,
                ("sharing", number, "item"),
                format!("There is no item `{}` in this programme.", rule.item),
                remedy,
            );
        }
        let kept = programme.confidential.iter().find(|kept| kept.item == rule.item && kept.never.contains(&rule.who));
        if let Some(kept) = kept
            && rule.gives > Gives::Nothing
        {
            let what = format!("This opens what the source keeps from them ({}).", kept.reference);
            tell(
                root,
                ("sharing", number, "gives"),
                what,
                "Write `gives = \"nothing\"`, or take the rule out.".to_owned(),
            );
        }
    }
    for (number, kept) in programme.confidential.iter().enumerate() {
        if !items.contains(&kept.item.as_str()) {
            let what = format!("There is no item `{}` to keep.", kept.item);
            let remedy = suggestion(kept.item.as_str(), items.iter().copied());
            tell(root, ("confidential", number, "item"), what, remedy);
        }
    }
    sees_progress(root, programme);
}

/// Everything that sharing rules can speak of.
fn items(programme: &Programme) -> Vec<&str> {
    let meetings = programme.meeting_kinds.iter().map(|kind| kind.item.as_str());
    let documents = programme.documents.iter().map(|document| document.key.as_str());
    let mut items: Vec<&str> = meetings.chain(documents).chain(Kind::ALL.map(Kind::as_str)).collect();
    items.sort_unstable();
    items.dedup();
    items
}

/// Whoever has a part in a journey sees at least that it goes on, or its author says that they do not.
fn sees_progress(root: &Section<'_>, programme: &Programme) {
    let Ok(progress) = PROGRESS.parse::<ItemKey>() else { return };
    let is_said = |party: Party| programme.sharing.rule(&Onlooker::Party(party), &progress).is_some();
    let remedy = |who: &str| {
        format!(
            "Add a `[[sharing]]` with `who = \"{who}\"` and `item = \"{PROGRESS}\"`; `gives = \"nothing\"` keeps it closed."
        )
    };
    for (number, role) in programme.roles.iter().enumerate() {
        if !is_said(Party::Role(role.key.clone())) {
            let what = format!("It is not said whether `{}` sees how the journey goes.", role.key);
            tell(root, ("roles", number, "key"), what, remedy(role.key.as_str()));
        }
    }
    if !is_said(Party::Supportee) {
        root.problem(
            "It is not said whether the person supported sees how their own journey goes.",
            remedy("supportee"),
        );
    }
}

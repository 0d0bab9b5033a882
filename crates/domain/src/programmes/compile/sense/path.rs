//! Stages that never open, and expectations that nobody can meet.

use std::collections::BTreeSet;

use super::tell;
use crate::keys::StageKey;
use crate::programmes::document::Marks;
use crate::programmes::expectation::{Anchor, Due, Expectation, Offset, Requirement, When};
use crate::programmes::programme::{Programme, StageMark};
use crate::programmes::role::Party;
use crate::programmes::source::Section;

/// Stages: each opens some day, and closes no earlier.
pub(super) fn stages(root: &Section<'_>, programme: &Programme) {
    for (number, stage) in programme.stages.iter().enumerate() {
        if let Some(why) = never(programme, &stage.opens, &mut BTreeSet::from([stage.key.clone()])) {
            let what = format!("The stage `{}` is never reached: {why}.", stage.key);
            tell(root, ("stages", number, "opens"), what, "Let something else open it.".to_owned());
        }
        if let (Some(opens), Some(closes)) = (rank(&stage.opens), rank(&stage.closes))
            && closes < opens
        {
            let what = format!("The stage `{}` closes before it opens.", stage.key);
            tell(root, ("stages", number, "closes"), what, "Exchange `opens` and `closes`, or correct one.".to_owned());
        }
        if stage.opens == stage.closes {
            let what = format!("The stage `{}` closes with what opens it.", stage.key);
            tell(root, ("stages", number, "closes"), what, "Let something later close it.".to_owned());
        }
    }
}

/// The order of the marks that are dates of every journey.
fn rank(mark: &StageMark) -> Option<i64> {
    match mark {
        StageMark::Matched => Some(i64::MIN),
        StageMark::Start => Some(0),
        StageMark::End => Some(i64::MAX),
        StageMark::On(due) => about(due, 0).filter(|_| due.from == Anchor::Start),
        StageMark::Agreement | StageMark::Met(_) | StageMark::Signed(_) => None,
    }
}

/// Why a mark never comes, if it never does. `waiting`: the stages that wait for it.
fn never(programme: &Programme, mark: &StageMark, waiting: &mut BTreeSet<StageKey>) -> Option<String> {
    match mark {
        StageMark::Agreement => no_agreement(programme),
        StageMark::Met(key) => {
            let expectation = programme.expectation(key)?;
            if let Some(why) = cannot_be_met(programme, &expectation.met_by) {
                return Some(format!("nobody can meet `{key}`, since {why}"));
            }
            anchors(expectation).into_iter().find_map(|anchor| match anchor {
                Anchor::Stage(stage) if !waiting.insert(stage.clone()) => {
                    Some(format!("`{key}` waits for the stage `{stage}`, and the stage for it"))
                }
                Anchor::Stage(stage) => {
                    let opens = programme.stages.iter().find(|other| other.key == *stage).map(|it| &it.opens)?;
                    never(programme, opens, waiting)
                }
                Anchor::Agreement => no_agreement(programme),
                _ => None,
            })
        }
        StageMark::On(Due { from: Anchor::Agreement, .. }) => no_agreement(programme),
        StageMark::Matched | StageMark::Start | StageMark::End | StageMark::On(_) | StageMark::Signed(_) => None,
    }
}

fn no_agreement(programme: &Programme) -> Option<String> {
    let marked = programme.documents.iter().any(|document| document.marks == Some(Marks::Agreement));
    (!marked).then(|| "no document marks the agreement".to_owned())
}

fn anchors(expectation: &Expectation) -> Vec<&Anchor> {
    match &expectation.when {
        When::Once { opens, due } => vec![&opens.from, &due.from],
        When::Every(recurrence) => vec![&recurrence.from, &recurrence.to],
        When::EachMeeting { .. } => Vec::new(),
    }
}

/// Expectations: their dates come, in order, and somebody can meet them.
pub(super) fn expectations(root: &Section<'_>, programme: &Programme) {
    for (number, expectation) in programme.expectations.iter().enumerate() {
        let key = &expectation.key;
        if let Some(why) = cannot_be_met(programme, &expectation.met_by) {
            let what = format!("Nobody can meet `{key}`: {why}.");
            let remedy = "Change what meets it, or give somebody the part.".to_owned();
            tell(root, ("expectations", number, "met_by"), what, remedy);
        }
        if anchors(expectation).contains(&&Anchor::Agreement)
            && let Some(why) = no_agreement(programme)
        {
            let what = format!("`{key}` counts from the agreement, but {why}.");
            let remedy = "Add `marks = \"agreement\"` to a document, or count from another date.".to_owned();
            tell(root, ("expectations", number, "due"), what, remedy);
        }
        if let When::Once { opens, due } = &expectation.when
            && closes_early(programme, opens, due)
        {
            let what = format!("`{key}` is due before it can be done.");
            tell(root, ("expectations", number, "opens"), what, "Let it open earlier, or be due later.".to_owned());
        }
        for (place, ask) in expectation.asks.iter().enumerate() {
            if expectation.asks[..place].iter().any(|earlier| earlier.of == ask.of) {
                let what = format!("`{key}` is asked of the same person twice.");
                tell(root, ("expectations", number, "asks"), what, "Keep one of the sentences.".to_owned());
            }
        }
    }
}

/// Is it certain, whatever the journey, that the window closes before it opens?
pub(in crate::programmes::compile) fn closes_early(programme: &Programme, opens: &Due, due: &Due) -> bool {
    let days = programme.length.months.map(|months| i64::from(months) * 30);
    let of = |anchor: &Anchor| match anchor {
        Anchor::Start => Some(0),
        Anchor::Middle => days.map(|days| days / 2),
        Anchor::End => days,
        _ => None,
    };
    if opens.from == due.from {
        return about(opens, 0) > about(due, 0);
    }
    match (of(&opens.from).and_then(|day| about(opens, day)), of(&due.from).and_then(|day| about(due, day))) {
        // Months are not all of one length: only what no month can explain is certain.
        (Some(opens), Some(due)) => opens > due + 45,
        _ => false,
    }
}

/// About which day of the journey.
fn about(due: &Due, from: i64) -> Option<i64> {
    let days = match due.offset {
        Offset::Days(days) => i64::from(days),
        Offset::WorkingDays(days) | Offset::WorkedDays(days) => i64::from(days) * 7 / 5,
        Offset::Months(months) => i64::from(months) * 30,
    };
    Some(from + days)
}

/// Why nobody can meet a requirement, if nobody can.
fn cannot_be_met(programme: &Programme, requirement: &Requirement) -> Option<String> {
    let nobody = |party: &Party| match party {
        Party::Supportee => false,
        Party::Role(role) => programme.role(role).is_some_and(|role| role.most == 0),
    };
    match requirement {
        Requirement::RoleFilled { role } => {
            nobody(&Party::Role(role.clone())).then(|| format!("nobody may hold `{role}`"))
        }
        Requirement::Trained { role } => {
            let untrained = programme.role(role).is_some_and(|role| role.training.is_none());
            untrained.then(|| format!("`{role}` has no training to be in date with"))
        }
        Requirement::MeetingHeld { kinds, attended_by, .. } => {
            let kinds = kinds.iter().filter_map(|counted| programme.meeting_kind(&counted.kind));
            let mut missing: Vec<String> = Vec::new();
            for kind in kinds {
                let absent = attended_by.iter().find(|party| !kind.attended_by.contains(party));
                match (absent, kind.attended_by.iter().find(|party| nobody(party))) {
                    (Some(party), _) => missing.push(format!("`{party}` takes no part in `{}`", kind.key)),
                    (_, Some(party)) => missing.push(format!("nobody may hold `{party}` of `{}`", kind.key)),
                    (None, None) => return None,
                }
            }
            Some(missing.join(" and "))
        }
        Requirement::DocumentDone { document, by } => {
            let found = programme.document(document)?;
            match by {
                Some(party) if !found.written_by.contains(party) => {
                    Some(format!("`{party}` does not write `{document}`"))
                }
                _ if found.written_by.iter().all(nobody) => Some(format!("nobody may write `{document}`")),
                _ => {
                    let unsigned = found.signed_by.iter().find(|party| nobody(party));
                    unsigned.map(|party| format!("nobody may hold `{party}`, who signs `{document}`"))
                }
            }
        }
        Requirement::FieldAnswered { document, field } => {
            let form = programme.form(&programme.document(document)?.form)?;
            form.field(field).is_none().then(|| format!("the form `{}` asks no `{field}`", form.key))
        }
        Requirement::All(parts) => parts.iter().find_map(|part| cannot_be_met(programme, part)),
        Requirement::FactConfirmed { .. }
        | Requirement::MeetingLasted { .. }
        | Requirement::RecordSigned
        | Requirement::AttendedByAll { .. } => None,
    }
}

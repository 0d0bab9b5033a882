//! What meets an expectation, looked for in the facts. Of several the earliest is taken, so their order never matters.

use jiff::civil::Date;

use super::facts::{DocumentFact, JourneyFacts, MeetingFact, MeetingState, RoleFact};
use crate::calendar::{self, Period};
use crate::ids::MeetingId;
use crate::keys::{DocumentKey, FactKey, FieldKey, MeetingKey, RoleKey};
use crate::matching::rules::TrainingRule;
use crate::programmes::{DocumentKind, Kept, Onlooker, Party, Programme, Repeats, Requirement};

/// That it happened, when, and at which meeting.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Found {
    pub(super) on: Date,
    pub(super) meeting: Option<MeetingId>,
}

/// Where and until when something is looked for.
#[derive(Clone, Copy)]
pub(super) struct Search<'s> {
    pub(super) programme: &'s Programme,
    pub(super) facts: &'s JourneyFacts,
    pub(super) reach: Period,
    /// The day as at which roles and training are looked at.
    pub(super) due_on: Date,
    pub(super) today: Date,
}

impl Search<'_> {
    fn has(&self, on: Date) -> bool {
        on <= self.today && self.reach.contains(on)
    }

    /// What happens once counts however early it happened; what can happen again counts in its own window.
    fn has_once(&self, on: Date, once: bool) -> bool {
        if once { on <= self.today && self.reach.finished_on.is_none_or(|end| on <= end) } else { self.has(on) }
    }
}

/// Looks for what meets a requirement.
pub(super) fn find(requirement: &Requirement, search: Search<'_>) -> Option<Found> {
    let plain = |on: Date| Found { on, meeting: None };
    let Search { programme, facts, due_on, today, .. } = search;
    match requirement {
        Requirement::MeetingHeld { times, .. } => held(requirement, search, *times),
        Requirement::FactConfirmed { fact, by } => confirmed(fact, by, search).map(plain),
        Requirement::DocumentDone { document, by } => done(document, by.as_ref(), search).map(plain),
        Requirement::FieldAnswered { document, field } => answered(document, field, search).map(plain),
        Requirement::All(parts) => {
            let mut last = None;
            for part in parts {
                last = last.max(Some(find(part, search)?));
            }
            last
        }
        Requirement::RoleFilled { role } => {
            let count = programme.role(role).map_or(1, |role| role.count.max(1));
            filled(role, count, facts, due_on, today).map(plain)
        }
        Requirement::Trained { role } => {
            let rule = programme.role(role)?.training.as_ref()?;
            trained(role, rule, facts, due_on).map(plain)
        }
        // These are about single meetings, never looked for in a window.
        Requirement::MeetingLasted { .. } | Requirement::RecordSigned | Requirement::AttendedByAll { .. } => None,
    }
}

/// Of the meetings held within the reach that count, the one with which there were so many.
pub(super) fn held(requirement: &Requirement, search: Search<'_>, times: u32) -> Option<Found> {
    let held = search.facts.meetings.iter().filter_map(|meeting| match meeting.state {
        MeetingState::Held { on, .. } if search.has(on) && counts(search.programme, requirement, meeting) => {
            Some(Found { on, meeting: Some(meeting.id) })
        }
        _ => None,
    });
    if times <= 1 {
        return held.min();
    }
    let mut held: Vec<Found> = held.collect();
    held.sort_unstable();
    held.get(usize::try_from(times - 1).ok()?).copied()
}

/// Is it of a kind that counts, or that replaces one, long enough where that is asked, and attended by all who must?
pub(super) fn counts(programme: &Programme, requirement: &Requirement, meeting: &MeetingFact) -> bool {
    let Requirement::MeetingHeld { kinds, replaced_by, attended_by, .. } = requirement else { return false };
    let lasted = match meeting.state {
        MeetingState::Held { minutes, .. } => minutes,
        _ => None,
    };
    let counted = kinds.iter().any(|counted| {
        counted.kind == meeting.kind
            && counted.at_least.is_none_or(|least| lasted.is_some_and(|minutes| minutes >= least.minutes))
    });
    (counted || replaced_by.contains(&meeting.kind))
        && attended_by.iter().all(|party| attended(programme, meeting, party))
}

/// Did the party attend? Where nothing is said of who did, all who are expected at that kind of meeting.
pub(super) fn attended(programme: &Programme, meeting: &MeetingFact, party: &Party) -> bool {
    if meeting.attended.is_empty() {
        programme.meeting_kind(&meeting.kind).is_some_and(|kind| kind.attended_by.contains(party))
    } else {
        meeting.attended.contains(party)
    }
}

/// The kind that stands in for what was expected, when the meeting is of one.
pub(super) fn replacement<'p>(requirement: &'p Requirement, meeting: &MeetingFact) -> Option<&'p MeetingKey> {
    let Requirement::MeetingHeld { kinds, replaced_by, .. } = requirement else { return None };
    let replaced = replaced_by.iter().find(|kind| **kind == meeting.kind)?;
    (!kinds.iter().any(|counted| counted.kind == *replaced)).then_some(replaced)
}

/// Is it of a kind that may count?
pub(super) fn is_kind(requirement: &Requirement, meeting: &MeetingFact) -> bool {
    let Requirement::MeetingHeld { kinds, replaced_by, .. } = requirement else { return false };
    kinds.iter().any(|counted| counted.kind == meeting.kind) || replaced_by.contains(&meeting.kind)
}

/// The day on which the last of these confirmed the fact, each at their first; without names, the first day of all.
fn confirmed(fact: &FactKey, by: &[Onlooker], search: Search<'_>) -> Option<Date> {
    let once = search.programme.fact(fact).is_some_and(|fact| fact.repeats == Repeats::Once);
    let first = |who: Option<&Onlooker>| {
        let confirmed = search.facts.confirmed.iter().filter(|confirmed| confirmed.fact == *fact);
        let confirmed = confirmed.filter(|confirmed| who.is_none_or(|who| confirmed.by == *who));
        confirmed.map(|confirmed| confirmed.on).filter(|on| search.has_once(*on, once)).min()
    };
    if by.is_empty() {
        return first(None);
    }
    let mut last = None;
    for who in by.iter().filter(|who| is_there(who, search.facts)) {
        last = last.max(Some(first(Some(who))?));
    }
    last
}

/// Is there anybody who could confirm in this capacity? A journey may have no line manager.
fn is_there(who: &Onlooker, facts: &JourneyFacts) -> bool {
    *who != Onlooker::LineManager || facts.managed
}

/// Those who have still to confirm it before it is met, of those who are named; nobody named: no one in particular.
pub(super) fn still_to_confirm<'p>(
    requirement: &'p Requirement,
    programme: &Programme,
    facts: &JourneyFacts,
    opens_on: Date,
) -> Vec<&'p Onlooker> {
    let Requirement::FactConfirmed { fact, by } = requirement else { return Vec::new() };
    let once = programme.fact(fact).is_some_and(|fact| fact.repeats == Repeats::Once);
    let has = |who: &Onlooker| {
        let mut own = facts.confirmed.iter().filter(|confirmed| confirmed.fact == *fact && confirmed.by == *who);
        own.any(|confirmed| once || confirmed.on >= opens_on)
    };
    by.iter().filter(|who| is_there(who, facts) && !has(who)).collect()
}

/// The day on which a document was done for the first time: signed by all who sign it, or submitted when nobody does.
fn done(document: &DocumentKey, by: Option<&Party>, search: Search<'_>) -> Option<Date> {
    let kind = search.programme.document(document)?;
    let copies = search.facts.documents.iter().filter(|fact| fact.document == *document);
    let copies = copies.filter(|fact| by.is_none_or(|by| fact.by.as_ref() == Some(by)));
    copies.filter_map(|fact| done_on(kind, fact)).filter(|on| search.has_once(*on, kind.kept == Kept::Once)).min()
}

/// The day on which one copy was done.
pub(super) fn done_on(kind: &DocumentKind, fact: &DocumentFact) -> Option<Date> {
    if kind.signed_by.is_empty() { fact.submitted_on } else { fact.signed_on }
}

fn answered(document: &DocumentKey, field: &FieldKey, search: Search<'_>) -> Option<Date> {
    let once = search.programme.document(document)?.kept == Kept::Once;
    let copies = search.facts.documents.iter().filter(|fact| fact.document == *document);
    let answers = copies.flat_map(|fact| fact.answered.iter().filter(|(answered, _)| answered == field));
    answers.map(|(_, on)| *on).filter(|on| search.has_once(*on, once)).min()
}

/// The day by which each of these had attended the meeting, or held a meeting of one of the other kinds apart, from the
/// day of the meeting until another.
pub(super) fn attended_by_all(
    programme: &Programme,
    facts: &JourneyFacts,
    (meeting, held_on): (&MeetingFact, Date),
    (parties, otherwise): (&[Party], &[MeetingKey]),
    until: Date,
) -> Option<Date> {
    let apart = |party: &Party| {
        let others = facts.meetings.iter().filter_map(|other| match other.state {
            MeetingState::Held { on, .. } if held_on <= on && on <= until => {
                (otherwise.contains(&other.kind) && attended(programme, other, party)).then_some(on)
            }
            _ => None,
        });
        others.min()
    };
    let mut last = held_on;
    for party in parties {
        if !attended(programme, meeting, party) {
            last = last.max(apart(party)?);
        }
    }
    Some(last)
}

/// The day on which the last of the parties signed; `None` while one is missing.
pub(super) fn signed_by_all<'p>(
    meeting: &MeetingFact,
    parties: impl Iterator<Item = &'p Party>,
    today: Date,
) -> Option<Date> {
    let first = |party: &Party| {
        let own = meeting.signatures.iter().filter(|signature| signature.party == *party && signature.on <= today);
        own.map(|signature| signature.on).min()
    };
    let mut last = None;
    for party in parties {
        last = last.max(Some(first(party)?));
    }
    last
}

/// The day from which enough people hold the role: those in it on the day it is due count from when they were named,
/// later ones from when they began.
fn filled(role: &RoleKey, count: u32, facts: &JourneyFacts, due_on: Date, today: Date) -> Option<Date> {
    let mut days: Vec<Date> = facts
        .roles
        .iter()
        .filter(|held| held.role == *role && held.period.finished_on.is_none_or(|end| end >= due_on))
        .map(|held| {
            if held.period.started_on <= due_on {
                held.assigned_on
            } else {
                held.assigned_on.max(held.period.started_on)
            }
        })
        .filter(|on| *on <= today)
        .collect();
    days.sort_unstable();
    days.get(usize::try_from(count.saturating_sub(1)).ok()?).copied()
}

/// The day of the latest training that all holders of the role needed; `None` while one of them lacks it on the day.
fn trained(role: &RoleKey, rule: &TrainingRule, facts: &JourneyFacts, due_on: Date) -> Option<Date> {
    let mut holders = facts.roles.iter().filter(|held| held.role == *role && held.period.contains(due_on)).peekable();
    holders.peek()?;
    let mut latest = None;
    for holder in holders {
        latest = latest.max(Some(in_date(holder, rule, due_on)?));
    }
    latest
}

fn in_date(holder: &RoleFact, rule: &TrainingRule, on: Date) -> Option<Date> {
    let taken = holder.trained.iter().filter(|(course, day)| *course == rule.initial && *day <= on);
    let last = taken.map(|(_, day)| *day).max()?;
    let lasts = |months: u32| calendar::plus_months(last, i32::try_from(months).unwrap_or(i32::MAX)) >= on;
    rule.refresh_months.is_none_or(lasts).then_some(last)
}

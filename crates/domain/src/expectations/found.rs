//! What meets an expectation, looked for in the facts. Of several the earliest is taken, so their order never matters.

use jiff::civil::Date;

use super::facts::{JourneyFacts, MeetingFact, MeetingState, RoleFact};
use crate::calendar::{self, Period};
use crate::ids::MeetingId;
use crate::keys::RoleKey;
use crate::matching::rules::TrainingRule;
use crate::programmes::{Expectation, Party, Programme, Requirement};

/// That it happened, when, and at which meeting.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Found {
    pub(super) on: Date,
    pub(super) meeting: Option<MeetingId>,
}

/// Looks for what meets the expectation within a reach of days. `due_on` is the day as at which roles and training are
/// looked at.
pub(super) fn find(
    programme: &Programme,
    expectation: &Expectation,
    facts: &JourneyFacts,
    reach: Period,
    due_on: Date,
    today: Date,
) -> Option<Found> {
    let plain = |on: Date| Found { on, meeting: None };
    match &expectation.met_by {
        Requirement::MeetingHeld { .. } => held(expectation, facts, reach, today),
        Requirement::FactConfirmed { fact } => {
            let confirmed = facts.confirmed.iter().filter(|confirmed| confirmed.fact == *fact);
            confirmed.map(|confirmed| confirmed.on).filter(|on| reach.contains(*on) && *on <= today).min().map(plain)
        }
        Requirement::RoleFilled { role } => {
            let count = programme.role(role).map_or(1, |role| role.count);
            filled(role, count, facts, due_on, today).map(plain)
        }
        Requirement::Trained { role } => {
            let rule = programme.role(role)?.training.as_ref()?;
            trained(role, rule, facts, due_on).map(plain)
        }
        // These are about single meetings, never looked for in a window.
        Requirement::MeetingLasted { .. } | Requirement::RecordSigned => None,
    }
}

/// The earliest meeting held within the reach that counts.
pub(super) fn held(expectation: &Expectation, facts: &JourneyFacts, reach: Period, today: Date) -> Option<Found> {
    let held = facts.meetings.iter().filter_map(|meeting| match meeting.state {
        MeetingState::Held { on, .. } if on <= today && reach.contains(on) && counts(expectation, meeting) => {
            Some(Found { on, meeting: Some(meeting.id) })
        }
        _ => None,
    });
    held.min()
}

/// Is it of a kind that counts, or that replaces one, and long enough where that is asked?
pub(super) fn counts(expectation: &Expectation, meeting: &MeetingFact) -> bool {
    let Requirement::MeetingHeld { kinds, replaced_by } = &expectation.met_by else { return false };
    let lasted = match meeting.state {
        MeetingState::Held { minutes, .. } => minutes,
        _ => None,
    };
    let counted = kinds.iter().any(|counted| {
        counted.kind == meeting.kind
            && counted.at_least.is_none_or(|least| lasted.is_some_and(|minutes| minutes >= least.minutes))
    });
    counted || replaced_by.contains(&meeting.kind)
}

/// Is it of a kind that may count?
pub(super) fn is_kind(expectation: &Expectation, meeting: &MeetingFact) -> bool {
    let Requirement::MeetingHeld { kinds, replaced_by } = &expectation.met_by else { return false };
    kinds.iter().any(|counted| counted.kind == meeting.kind) || replaced_by.contains(&meeting.kind)
}

/// The day on which the last of the parties signed; `None` while one is missing.
pub(super) fn signed_by_all(meeting: &MeetingFact, parties: &[Party], today: Date) -> Option<Date> {
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

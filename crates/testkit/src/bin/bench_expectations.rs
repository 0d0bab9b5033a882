//! The benchmark of expectations: a million journeys of the England programme worked out on one core. Prints lines of
//! JSON; `cargo xtask bench expectations` reads them.
//!
//! Baseline: walking the same facts and summing their dates, about the least that reading them costs. Facts are made in
//! blocks beforehand, so that neither time holds their making.

#![allow(clippy::unwrap_used, reason = "in a test, a panic is the message")]
#![expect(clippy::print_stdout, reason = "a benchmark prints its figures")]

use std::hint::black_box;
use std::time::Instant;

use domain::calendar::{Period, plus_days};
use domain::expectations::{
    Employer, JourneyFacts, MeetingFact, MeetingState, PartySignature, Pause, RoleFact, evaluate,
};
use domain::ids::{Id, MeetingId, OrganisationId, PersonId};
use domain::programmes::{Party, Programme};
use jiff::civil::{Date, date};
use testkit::world;

/// How many journeys in all.
const JOURNEYS: usize = 1_000_000;
/// How many different ones; all are gone through again and again. Larger than the processor's nearest memory.
const DIFFERENT: usize = 20_000;

fn main() {
    let programme = world::programme();
    let today = date(2026, 11, 21);
    let journeys: Vec<JourneyFacts> = (0..DIFFERENT).map(|n| journey(programme, n, today)).collect();
    let rounds = JOURNEYS / DIFFERENT;
    let (ours, occurrences) = timed(rounds, &journeys, |facts| black_box(evaluate(programme, facts, today)).len());
    let (baseline, _) = timed(rounds, &journeys, walked);
    let name = format!("expectations of 1,000,000 journeys ({occurrences} occurrences), against walking their facts");
    println!("{{\"name\": \"{name}\", \"ours\": {ours:.0}, \"baseline\": {baseline:.0}, \"unit\": \"ms\"}}");
}

/// The time of all rounds in milliseconds, and the sum of what they gave.
fn timed(rounds: usize, journeys: &[JourneyFacts], work: impl Fn(&JourneyFacts) -> usize) -> (f64, usize) {
    let started = Instant::now();
    let mut sum = 0_usize;
    for _ in 0..rounds {
        for facts in journeys {
            sum = sum.wrapping_add(work(facts));
        }
    }
    (started.elapsed().as_secs_f64() * 1000.0, black_box(sum))
}

/// Every date of the facts, added up.
fn walked(facts: &JourneyFacts) -> usize {
    let day = |on: Date| usize::try_from(i32::from(on.year()) * 372 + i32::from(on.month()) * 31 + i32::from(on.day()));
    let mut sum = day(facts.started_on).unwrap_or(0);
    for meeting in &facts.meetings {
        if let MeetingState::Held { on, .. } | MeetingState::Planned { on } | MeetingState::NotAttended { on } =
            meeting.state
        {
            sum += day(on).unwrap_or(0);
        }
        sum += meeting.signatures.iter().map(|signature| day(signature.on).unwrap_or(0)).sum::<usize>();
    }
    sum += facts.roles.iter().map(|role| day(role.assigned_on).unwrap_or(0)).sum::<usize>();
    black_box(sum)
}

/// A journey that began some time in the last two years, with its meetings so far.
fn journey(programme: &Programme, n: usize, today: Date) -> JourneyFacts {
    let step = |modulus: usize| i32::try_from(n.wrapping_mul(2_654_435_761) / 97 % modulus).unwrap_or(0);
    let started_on = plus_days(today, -step(700));
    let mut facts = JourneyFacts::starting(started_on, programme.planned_end(started_on));
    let supporter = Party::Role(programme.supporter.clone());
    facts.profession = Some("physiotherapist".parse().expect("a key"));
    facts.employers =
        vec![Employer { organisation: OrganisationId::from_uuid(uuid(n)), period: Period::since(started_on) }];
    facts.roles = vec![RoleFact {
        role: programme.supporter.clone(),
        person: PersonId::from_uuid(uuid(n)),
        profession: Some(if n.is_multiple_of(7) { "dietitian" } else { "physiotherapist" }.parse().expect("a key")),
        assigned_on: plus_days(started_on, -20),
        period: Period::since(started_on),
        trained: Vec::new(),
    }];
    if n.is_multiple_of(12) {
        let period = Period { started_on: plus_days(started_on, 60), finished_on: Some(plus_days(started_on, 90)) };
        facts.pauses = vec![Pause { period, entered_on: started_on }];
    }
    let kinds = &programme.meeting_kinds;
    for month in 0..12 {
        let on = plus_days(started_on, month * 30 + step(9));
        let kind = match month {
            0 => &kinds[0],
            5 => &kinds[2],
            11 => &kinds[3],
            _ => &kinds[1],
        };
        let state = match (on <= today, step(20)) {
            (false, _) => MeetingState::Planned { on },
            (true, 0) => MeetingState::NotAttended { on },
            (true, other) => MeetingState::Held { on, minutes: Some(if other == 1 { 45 } else { 60 }) },
        };
        let signature = |party: &Party, days: i32| PartySignature { party: party.clone(), on: plus_days(on, days) };
        let signatures = match state {
            MeetingState::Held { .. } => vec![signature(&Party::Supportee, 1), signature(&supporter, step(16))],
            _ => Vec::new(),
        };
        let id = MeetingId::from_uuid(uuid(n * 16 + usize::try_from(month).unwrap_or(0)));
        facts.meetings.push(MeetingFact { id, kind: kind.key.clone(), state, signatures, attended: Vec::new() });
        if on > today {
            break;
        }
    }
    facts
}

fn uuid(n: usize) -> uuid::Uuid {
    uuid::Uuid::from_u128(n as u128)
}

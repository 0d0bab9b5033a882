//! A made-up journey in which everything is done on the day it is due, from the programme alone: what a programme means,
//! printed for its author (`alongside check --timeline`).

use std::collections::BTreeMap;
use std::fmt::Write as _;

use jiff::civil::Date;

use super::evaluate;
use super::facts::{ConfirmedFact, DocumentFact, JourneyFacts, MeetingFact, MeetingState, PartySignature, RoleFact};
use super::occurrence::{NotApplicable, Occurrence, Outcome};
use crate::calendar::{Period, days_between, long_date, plus_days, plus_months};
use crate::ids::{Id, MeetingId, PersonId};
use crate::keys::{DocumentKey, ExpectationKey, MeetingKey, RoleKey};
use crate::programmes::{Circumstance, Kept, Onlooker, Party, Programme, Requirement};

/// How long a journey without a fixed end is shown.
const SHOWN_MONTHS: i32 = 12;
/// No programme asks for more single things than this.
const MOST_STEPS: usize = 2000;

/// Something that happens in the made-up journey.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Step {
    pub on: Date,
    /// Which expectation it meets, in words.
    pub what: String,
    /// What is done for it, in the programme's words.
    pub done: String,
}

/// The last day that is shown: the journey's, or a year on.
fn last_day(programme: &Programme, start: Date) -> Date {
    programme.planned_end(start).unwrap_or_else(|| plus_days(plus_months(start, SHOWN_MONTHS), -1))
}

/// The journey that begins on a day: its facts, and the steps in their order.
pub fn simulate(programme: &Programme, start: Date) -> (JourneyFacts, Vec<Step>) {
    let mut facts = JourneyFacts::starting(start, programme.planned_end(start));
    facts.registered = true;
    let mut steps = Vec::new();
    for role in programme.roles.iter().filter(|role| role.circumstance == Circumstance::Always && role.count > 0) {
        hold(programme, &mut facts, &role.key, start, role.count);
    }
    let last = last_day(programme, start);
    let mut tried: BTreeMap<(&ExpectationKey, u32), u32> = BTreeMap::new();
    for _ in 0..MOST_STEPS {
        let occurrences = evaluate(programme, &facts, last);
        let open = occurrences.iter().filter(|it| {
            it.outcome == Outcome::Open
                && it.can_be_done
                && it.due_on <= last
                && tried
                    .get(&(&it.expectation.key, it.number))
                    .is_none_or(|tries| *tries < times(&it.expectation.met_by))
        });
        let Some(next) = open.min_by_key(|it| it.due_on).copied() else { break };
        drop(occurrences);
        let tries = tried.entry((&next.expectation.key, next.number)).or_default();
        *tries += 1;
        let on = spread(&next, *tries);
        let done = meet(programme, &mut facts, &next.expectation.met_by, on, next.meeting);
        steps.push(Step { on, what: next.expectation.what.clone(), done });
    }
    steps.sort();
    (facts, steps)
}

/// How often something has to be done before it is met.
fn times(requirement: &Requirement) -> u32 {
    match requirement {
        Requirement::MeetingHeld { times, .. } => *times,
        _ => 1,
    }
}

/// The day of one of several times, spread over the window; the last is the day it is due.
fn spread(next: &Occurrence<'_>, time: u32) -> Date {
    let times = times(&next.expectation.met_by);
    let window = i64::from(days_between(next.opens_on, next.due_on).max(0));
    let before = window * i64::from(times.saturating_sub(time)) / i64::from(times.max(1));
    plus_days(next.due_on, -i32::try_from(before).unwrap_or(0))
}

/// Somebody in a role from a day on.
fn hold(programme: &Programme, facts: &mut JourneyFacts, role: &RoleKey, from: Date, count: u32) {
    let training = programme.role(role).and_then(|role| role.training.as_ref()).map(|rule| rule.initial.clone());
    for _ in 0..count {
        let number = u128::try_from(facts.roles.len()).unwrap_or_default() + 1;
        facts.roles.push(RoleFact {
            role: role.clone(),
            person: PersonId::from_uuid(uuid::Uuid::from_u128(number)),
            profession: facts.profession.clone(),
            assigned_on: plus_days(from, -14),
            period: Period::since(from),
            trained: training.iter().map(|training| (training.clone(), plus_days(from, -30))).collect(),
        });
    }
}

/// Does what a requirement asks on a day, and says it.
fn meet(
    programme: &Programme,
    facts: &mut JourneyFacts,
    requirement: &Requirement,
    on: Date,
    meeting: Option<MeetingId>,
) -> String {
    match requirement {
        Requirement::MeetingHeld { kinds, attended_by, .. } => {
            let fits = |kind: &MeetingKey| {
                programme
                    .meeting_kind(kind)
                    .is_some_and(|kind| attended_by.iter().all(|party| kind.attended_by.contains(party)))
            };
            // Of the kinds that count, the one that is planned for nothing else.
            let counted = kinds.iter().rev().filter(|counted| fits(&counted.kind));
            let Some(counted) = counted.max_by_key(|counted| usual(programme, &counted.kind)) else {
                return String::new();
            };
            let least = counted.at_least.map_or(0, |least| least.minutes);
            held(programme, facts, &counted.kind, on, least)
        }
        Requirement::MeetingLasted { minimum } => {
            for fact in facts.meetings.iter_mut().filter(|fact| Some(fact.id) == meeting) {
                if let MeetingState::Held { minutes, .. } = &mut fact.state {
                    *minutes = Some(minimum.minutes);
                }
            }
            format!("{} minutes", minimum.minutes)
        }
        Requirement::RecordSigned => {
            for fact in facts.meetings.iter_mut().filter(|fact| Some(fact.id) == meeting) {
                let parties = programme.meeting_kind(&fact.kind).map(|kind| kind.signed_by.clone()).unwrap_or_default();
                fact.signatures = parties.into_iter().map(|party| PartySignature { party, on }).collect();
            }
            "the record is signed by all".to_owned()
        }
        Requirement::AttendedByAll { parties, .. } => {
            for fact in facts.meetings.iter_mut().filter(|fact| Some(fact.id) == meeting) {
                fact.attended.clone_from(parties);
            }
            format!("{} were there", said_of(programme, parties))
        }
        Requirement::RoleFilled { role } | Requirement::Trained { role } => {
            hold(programme, facts, role, on, 1);
            format!("{} in place", programme.words.role(role))
        }
        Requirement::FactConfirmed { fact, by } => {
            let known = programme.fact(fact);
            let first = known.and_then(|fact| fact.confirmed_by.first().cloned());
            let by = if by.is_empty() { first.into_iter().collect() } else { by.clone() };
            let by: Vec<Onlooker> = if by.is_empty() { vec![Onlooker::Party(Party::Supportee)] } else { by };
            facts.confirmed.extend(by.into_iter().map(|by| ConfirmedFact { fact: fact.clone(), on, by }));
            known.map_or_else(|| fact.to_string(), |fact| format!("confirmed: {}", fact.name))
        }
        Requirement::DocumentDone { document, by } => {
            let found = written(programme, facts, document, by.clone());
            (found.signed_on, found.submitted_on) = (Some(on), Some(on));
            let word = programme.words.say(&format!("document.{document}")).to_owned();
            let signs = programme.document(document).is_some_and(|document| !document.signed_by.is_empty());
            format!("{word} {}", if signs { "signed by all" } else { "handed in" })
        }
        Requirement::FieldAnswered { document, field } => {
            written(programme, facts, document, None).answered.push((field.clone(), on));
            format!("{} has {field}", programme.words.say(&format!("document.{document}")))
        }
        Requirement::All(parts) => {
            let parts: Vec<String> = parts.iter().map(|part| meet(programme, facts, part, on, meeting)).collect();
            parts.join(", ")
        }
    }
}

/// How many expectations a kind of meeting counts for besides those that several kinds count for: the fewer, the more
/// usual it is.
fn usual(programme: &Programme, kind: &MeetingKey) -> (bool, std::cmp::Reverse<usize>) {
    let alone = programme.expectations.iter().filter(|expectation| match &expectation.met_by {
        Requirement::MeetingHeld { kinds, .. } => kinds.len() == 1 && kinds.iter().any(|counted| counted.kind == *kind),
        _ => false,
    });
    let is_planned =
        programme.meeting_kind(kind).is_some_and(|kind| kind.planned == crate::programmes::Planned::Planned);
    (is_planned, std::cmp::Reverse(alone.count()))
}

fn held(programme: &Programme, facts: &mut JourneyFacts, key: &MeetingKey, on: Date, least: u32) -> String {
    let kind = programme.meeting_kind(key);
    let minutes = kind.map_or(least, |kind| kind.suggested_minutes.max(least));
    let number = u128::try_from(facts.meetings.len()).unwrap_or_default() + 1;
    facts.meetings.push(MeetingFact {
        id: MeetingId::from_uuid(uuid::Uuid::from_u128(number)),
        kind: key.clone(),
        state: MeetingState::Held { on, minutes: Some(minutes) },
        signatures: Vec::new(),
        attended: kind.map(|kind| kind.attended_by.clone()).unwrap_or_default(),
    });
    format!("{}, {minutes} minutes", programme.words.meeting(key))
}

/// The document that is being written: the one there is, or one more of those that there are many of.
fn written<'f>(
    programme: &Programme,
    facts: &'f mut JourneyFacts,
    document: &DocumentKey,
    by: Option<Party>,
) -> &'f mut DocumentFact {
    let many = programme.document(document).is_some_and(|document| document.kept == Kept::EachTime);
    let is_it = |fact: &DocumentFact| fact.document == *document && (by.is_none() || fact.by == by) && !many;
    let place = facts.documents.iter().position(is_it);
    let place = place.unwrap_or_else(|| {
        let document = document.clone();
        facts.documents.push(DocumentFact { document, by, signed_on: None, submitted_on: None, answered: Vec::new() });
        facts.documents.len() - 1
    });
    &mut facts.documents[place]
}

fn said_of(programme: &Programme, parties: &[Party]) -> String {
    parties.iter().map(|party| programme.party_word(party)).collect::<Vec<_>>().join(" and ")
}

/// The journey as a page of text.
pub fn printed(programme: &Programme, start: Date) -> String {
    let (facts, steps) = simulate(programme, start);
    let last = last_day(programme, start);
    let occurrences = evaluate(programme, &facts, last);
    let mut text = format!(
        "{} {}: a journey in which everything is done on the day it is due.\n",
        programme.key, programme.version
    );
    let end = match facts.planned_end_on {
        Some(end) => format!("its last day is {}", long_date(end)),
        None => format!("it has no fixed end; shown until {}", long_date(last)),
    };
    let _ = writeln!(text, "It begins on {}, and {end}.\n", long_date(start));
    for step in &steps {
        let _ = writeln!(text, "{:>17}  {:<44}  {}", long_date(step.on), step.done, step.what);
    }
    section(&mut text, "Not in every journey", &idle(programme, &occurrences));
    let open = |it: &&Occurrence<'_>| it.outcome == Outcome::Open && it.due_on <= last;
    let unmet = occurrences.iter().filter(open);
    let unmet: Vec<String> =
        unmet.map(|it| format!("{} (due {})", it.expectation.what, long_date(it.due_on))).collect();
    section(&mut text, "Left open", &unmet);
    text
}

/// What this journey has no occasion for: a circumstance that is not given, or an event that does not happen.
fn idle(programme: &Programme, occurrences: &[Occurrence<'_>]) -> Vec<String> {
    let circumstance = Outcome::NotApplicable { because: NotApplicable::Circumstance };
    let idle = programme.expectations.iter().filter(|expectation| {
        let mut own = occurrences.iter().filter(|it| it.expectation.key == expectation.key);
        own.all(|it| it.outcome == circumstance)
    });
    idle.map(|expectation| expectation.what.clone()).collect()
}

fn section(text: &mut String, heading: &str, lines: &[String]) {
    if !lines.is_empty() {
        let _ = writeln!(text, "\n{heading}");
        for line in lines {
            let _ = writeln!(text, "  {line}");
        }
    }
}

//! The simulated year of each shipped programme: its specification as a preceptorship lead can read it.

#![allow(clippy::unwrap_used, reason = "in a test, a panic is the message")]

use domain::calendar::{Period, long_date, short_date};
use domain::expectations::{
    ConfirmedFact, Exception, ExceptionKind, JourneyFacts, MeetingFact, MeetingState, Occurrence, Outcome,
    PartySignature, Pause, RoleFact, Timing, evaluate,
};
use domain::ids::{Id, MeetingId, PersonId};
use domain::programmes::{Onlooker, Party, Programme, shipped};
use jiff::civil::{Date, date};

const SUPPORTEE: Onlooker = Onlooker::Party(Party::Supportee);

fn id<I: Id>(n: u128) -> I {
    I::from_uuid(uuid::Uuid::from_u128(n))
}

/// A meeting held for some minutes, signed by the supportee and the supporter so many days after.
fn held(n: u128, kind: &str, on: Date, minutes: u32, signed: [Option<i32>; 2]) -> MeetingFact {
    let parties = [Party::Supportee, Party::Role("preceptor".parse().unwrap())];
    let signatures = parties
        .into_iter()
        .zip(signed)
        .filter_map(|(party, days)| Some(PartySignature { party, on: domain::calendar::plus_days(on, days?) }));
    MeetingFact {
        id: id::<MeetingId>(n),
        kind: kind.parse().unwrap(),
        state: MeetingState::Held { on, minutes: Some(minutes) },
        signatures: signatures.collect(),
        attended: Vec::new(),
    }
}

fn not_held(n: u128, kind: &str, state: MeetingState) -> MeetingFact {
    MeetingFact {
        id: id::<MeetingId>(n),
        kind: kind.parse().unwrap(),
        state,
        signatures: Vec::new(),
        attended: Vec::new(),
    }
}

/// A year in which a good deal goes well and some things do not.
fn a_year(programme: &Programme) -> JourneyFacts {
    let start = date(2026, 11, 2);
    let mut facts = JourneyFacts::starting(start, programme.planned_end(start));
    facts.profession = Some("physiotherapist".parse().unwrap());
    let role = |role: &str, person: u128, profession: &str, assigned_on: Date, from: Date| RoleFact {
        role: role.parse().unwrap(),
        person: id::<PersonId>(person),
        profession: Some(profession.parse().unwrap()),
        assigned_on,
        period: Period::since(from),
        trained: Vec::new(),
    };
    facts.roles = vec![
        role("preceptor", 1, "occupational-therapist", date(2026, 10, 12), start),
        role("same-profession-contact", 2, "physiotherapist", date(2026, 11, 20), date(2026, 11, 20)),
    ];
    facts.meetings = vec![
        held(1, "initial", date(2026, 11, 5), 75, [Some(0), Some(4)]),
        held(2, "interim", date(2026, 12, 9), 60, [Some(1), Some(20)]),
        held(3, "interim", date(2027, 1, 14), 45, [Some(0), Some(0)]),
        not_held(4, "interim", MeetingState::Planned { on: date(2027, 2, 10) }),
        not_held(5, "interim", MeetingState::NotAttended { on: date(2027, 3, 10) }),
        held(6, "ad-hoc", date(2027, 3, 20), 65, [Some(1), Some(3)]),
        held(7, "ad-hoc", date(2027, 4, 6), 20, [None, None]),
        held(8, "interim", date(2027, 5, 12), 60, [Some(0), Some(2)]),
        held(9, "mid-point", date(2027, 6, 2), 70, [Some(0), None]),
        held(10, "interim", date(2027, 7, 8), 60, [Some(0), Some(0)]),
        not_held(11, "interim", MeetingState::NotAttended { on: date(2027, 8, 12) }),
        not_held(12, "interim", MeetingState::Planned { on: date(2027, 9, 16) }),
    ];
    let manager = Onlooker::LineManager;
    let supporter = Onlooker::Party(Party::Role("preceptor".parse().unwrap()));
    facts.consented = vec!["needs-known".parse().unwrap()];
    facts.confirmed = vec![
        ConfirmedFact { fact: "principles-known".parse().unwrap(), on: date(2026, 10, 19), by: SUPPORTEE },
        ConfirmedFact { fact: "principles-known".parse().unwrap(), on: date(2026, 10, 14), by: supporter.clone() },
        ConfirmedFact { fact: "principles-known".parse().unwrap(), on: date(2026, 11, 4), by: manager.clone() },
        ConfirmedFact { fact: "needs-known".parse().unwrap(), on: date(2026, 10, 20), by: SUPPORTEE },
        ConfirmedFact { fact: "needs-known".parse().unwrap(), on: date(2026, 10, 22), by: supporter },
        ConfirmedFact { fact: "local-induction-done".parse().unwrap(), on: date(2026, 11, 13), by: manager },
        ConfirmedFact { fact: "starter-learning-done".parse().unwrap(), on: date(2026, 11, 16), by: SUPPORTEE },
        ConfirmedFact { fact: "same-profession-contact-made".parse().unwrap(), on: date(2027, 1, 8), by: SUPPORTEE },
        ConfirmedFact { fact: "same-profession-contact-made".parse().unwrap(), on: date(2027, 6, 21), by: SUPPORTEE },
    ];
    facts.pauses = vec![Pause {
        period: Period { started_on: date(2027, 4, 12), finished_on: Some(date(2027, 5, 9)) },
        entered_on: date(2027, 4, 9),
    }];
    facts.exceptions = vec![Exception {
        expectation: "meeting-length".parse().unwrap(),
        covers: Period { started_on: date(2027, 1, 1), finished_on: Some(date(2027, 1, 31)) },
        kind: ExceptionKind::Shorter { minutes: 45 },
        agreed_on: date(2027, 1, 4),
    }];
    facts
}

fn sentence(occurrence: &Occurrence<'_>, today: Date) -> String {
    match occurrence.outcome {
        Outcome::Met { on } if on <= occurrence.due_on => format!("met on {}", short_date(on)),
        Outcome::Met { on } => format!("met late, on {}", short_date(on)),
        Outcome::AgreedException { agreed_on } => format!("otherwise by agreement of {}", short_date(agreed_on)),
        Outcome::Paused { since } => format!("paused since {}", short_date(since)),
        Outcome::NotApplicable { because } => format!("does not apply ({because:?})"),
        Outcome::Open => {
            let timing = match occurrence.timing(today) {
                Some(Timing::Overdue) => "overdue",
                Some(Timing::Missed) => "missed",
                Some(Timing::Due) => "due now",
                _ => "to come",
            };
            match occurrence.unrecorded_on {
                Some(on) => format!("{timing}; planned for {}, nothing recorded", short_date(on)),
                None => timing.to_owned(),
            }
        }
    }
}

fn what_happened(facts: &JourneyFacts, programme: &Programme) -> Vec<(Date, String)> {
    let mut lines = Vec::new();
    for role in &facts.roles {
        let word = programme.words.role(&role.role);
        let profession = role.profession.as_ref().map(ToString::to_string).unwrap_or_default();
        lines.push((role.assigned_on, format!("{word} named ({profession})")));
    }
    for meeting in &facts.meetings {
        let word = programme.words.meeting(&meeting.kind);
        match meeting.state {
            MeetingState::Held { on, minutes } => {
                lines.push((on, format!("{word} held, {} minutes", minutes.unwrap_or_default())));
                for signature in &meeting.signatures {
                    let who = programme.party_word(&signature.party);
                    lines.push((signature.on, format!("  {who} signs the record of {}", short_date(on))));
                }
            }
            MeetingState::Planned { on } => lines.push((on, format!("{word} planned; nothing recorded"))),
            MeetingState::NotAttended { on } => lines.push((on, format!("{word} not attended"))),
            MeetingState::Cancelled => {}
        }
    }
    for confirmed in &facts.confirmed {
        lines.push((confirmed.on, format!("confirmed by {}: {}", confirmed.by, confirmed.fact)));
    }
    for pause in &facts.pauses {
        lines.push((pause.period.started_on, "pause begins".to_owned()));
        lines.extend(pause.period.finished_on.map(|on| (on, "last day of the pause".to_owned())));
    }
    for exception in &facts.exceptions {
        lines.push((exception.agreed_on, format!("agreed otherwise: {}, {:?}", exception.expectation, exception.kind)));
    }
    lines.sort();
    lines
}

fn timeline(programme: &Programme, facts: &JourneyFacts, today: Date) -> String {
    let start = facts.started_on;
    let mut text = format!(
        "A year of {}, as it stood on {}.\nStart: {}. Planned end: {}, and the pauses added.\n\nWhat happened\n",
        programme.words.say("programme"),
        long_date(today),
        long_date(start),
        facts.planned_end_on.map(long_date).unwrap_or_default(),
    );
    for (on, what) in what_happened(facts, programme) {
        text += &format!("  {on}  {what}\n");
    }
    let occurrences = evaluate(programme, facts, today);
    for expectation in &programme.expectations {
        let standards: Vec<String> = expectation.counts_for.iter().map(ToString::to_string).collect();
        text += &format!(
            "\n{} [{}{}]\n",
            expectation.what,
            expectation.key,
            standards.iter().map(|s| format!(", for {s}")).collect::<String>()
        );
        for occurrence in occurrences.iter().filter(|o| o.expectation.key == expectation.key) {
            text += &format!(
                "  {:>2}  from {} due {}  {}\n",
                occurrence.number,
                occurrence.opens_on,
                occurrence.due_on,
                sentence(occurrence, today)
            );
        }
    }
    text
}

#[test]
fn the_england_programme_in_a_year() {
    let programme = shipped().newest(&"ahp-preceptorship-england".parse().unwrap()).unwrap();
    let facts = a_year(programme);
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("../../../programmes/ahp-preceptorship-england");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!("a-year", timeline(programme, &facts, date(2027, 9, 20))));
}

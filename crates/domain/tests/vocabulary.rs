//! What programmes can say of expectations beyond the England one (F1, E4, P1-P3): documents, attendance, replacement,
//! days of work, circumstances, several confirmers; and the laws that hold for all of it.

#![allow(clippy::unwrap_used, reason = "in a test, a panic is the message")]

use std::path::Path;
use std::sync::LazyLock;

use domain::calendar::{Period, plus_days};
use domain::expectations::{
    ConfirmedFact, DocumentFact, JourneyFacts, MeetingFact, MeetingState, NotApplicable, Occurrence, Outcome, Pause,
    RoleFact, Work, evaluate, laid_out_until, still_to_confirm,
};
use domain::ids::{Id, MeetingId};
use domain::programmes::{Onlooker, Party, Programme, SourceFile, When, compile};
use domain::working_days::Nation;
use jiff::civil::{Date, date};
use proptest::prelude::*;

const START: Date = date(2026, 11, 2);
const LATER: Date = date(2028, 6, 1);

/// The made-up programme with every part, where a talk apart stands in for another.
static EVERYTHING: LazyLock<Programme> = LazyLock::new(|| {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/everything");
    let names = ["programme.toml", "forms/talk.toml"];
    let files = names
        .map(|name| SourceFile { name: name.to_owned(), text: std::fs::read_to_string(folder.join(name)).unwrap() });
    compile(&files).unwrap_or_else(|problems| panic!("{problems:?}"))
});

fn guide() -> Party {
    Party::Role("guide".parse().unwrap())
}

fn starting(start: Date) -> JourneyFacts {
    JourneyFacts::starting(start, EVERYTHING.planned_end(start))
}

fn of<'p>(facts: &JourneyFacts, key: &str, today: Date) -> Vec<Occurrence<'p>> {
    let all = evaluate(&EVERYTHING, facts, today);
    all.into_iter().filter(|occurrence| occurrence.expectation.key.as_str() == key).collect()
}

fn only<'p>(facts: &JourneyFacts, key: &str) -> Occurrence<'p> {
    let [one] = of(facts, key, LATER)[..] else { panic!("not one of {key}") };
    one
}

fn held(n: u128, kind: &str, on: Date, attended: Vec<Party>) -> MeetingFact {
    MeetingFact {
        id: MeetingId::from_uuid(uuid::Uuid::from_u128(n)),
        kind: kind.parse().unwrap(),
        state: MeetingState::Held { on, minutes: Some(30) },
        signatures: Vec::new(),
        attended,
    }
}

fn document(key: &str, by: Option<Party>, signed_on: Option<Date>, submitted_on: Option<Date>) -> DocumentFact {
    DocumentFact { document: key.parse().unwrap(), by, signed_on, submitted_on, answered: Vec::new() }
}

fn confirmed(fact: &str, on: Date, by: Onlooker) -> ConfirmedFact {
    ConfirmedFact { fact: fact.parse().unwrap(), on, by }
}

fn part_time(thousandths: u32) -> Vec<Work> {
    vec![Work { period: Period::since(START), thousandths }]
}

#[test]
fn req_p1_days_of_work_are_counted_for_part_time_people_and_their_nation() {
    let mut facts = starting(START);
    assert_eq!(only(&facts, "map-drawn").due_on, date(2026, 11, 30), "twenty working days");
    facts.work = part_time(500);
    assert_eq!(only(&facts, "map-drawn").due_on, date(2026, 12, 30), "forty working days, with two bank holidays");
    facts.nation = Nation::Scotland;
    assert_eq!(only(&facts, "map-drawn").due_on, date(2026, 12, 31), "and Saint Andrew’s");
}

#[test]
fn req_d3_part_time_people_take_longer_where_the_programme_says_so() {
    assert_eq!(EVERYTHING.planned_end(START), Some(date(2027, 5, 1)));
    assert_eq!(EVERYTHING.planned_end_at(START, 600), Some(date(2027, 9, 1)), "six months by three fifths are ten");
    assert_eq!(EVERYTHING.planned_end_at(START, 700), Some(date(2027, 8, 1)), "rounded up to nine");
}

#[test]
fn req_e1_a_document_is_done_when_all_have_signed_and_a_field_when_it_was_first_answered() {
    let mut facts = starting(START);
    assert_eq!(only(&facts, "map-drawn").outcome, Outcome::Open);
    facts.documents = vec![document("map", None, Some(date(2026, 11, 9)), None)];
    assert_eq!(only(&facts, "map-drawn").outcome, Outcome::Open, "signed, but the question has no answer");
    facts.documents[0].answered = vec![("about".parse().unwrap(), date(2026, 11, 20))];
    assert_eq!(only(&facts, "map-drawn").outcome, Outcome::Met { on: date(2026, 11, 20) }, "met on the last of all");
    // A renewed text takes nothing away from the first.
    facts.documents.push(document("map", None, Some(date(2027, 2, 1)), None));
    assert_eq!(only(&facts, "map-drawn").outcome, Outcome::Met { on: date(2026, 11, 20) });
}

#[test]
fn req_k3_each_writer_hands_in_a_copy_of_their_own() {
    let mut facts = starting(START);
    facts.context = Some("hills".parse().unwrap());
    assert!(of(&facts, "diary-kept", LATER).is_empty(), "it counts from a document that is not there");
    facts.documents = vec![
        document("map", None, Some(date(2026, 11, 9)), None),
        document("diary", Some(guide()), None, Some(date(2026, 11, 20))),
    ];
    let waiting = only(&facts, "diary-kept");
    assert_eq!((waiting.outcome, waiting.due_on), (Outcome::Open, date(2026, 12, 9)));
    facts.documents.push(document("diary", Some(Party::Supportee), None, Some(date(2026, 12, 1))));
    assert_eq!(only(&facts, "diary-kept").outcome, Outcome::Met { on: date(2026, 12, 1) });
    facts.context = None;
    let because = NotApplicable::Circumstance;
    assert_eq!(only(&facts, "diary-kept").outcome, Outcome::NotApplicable { because });
}

#[test]
fn req_p3_an_event_calls_an_extra_meeting_and_a_replacement_says_so() {
    let mut facts = starting(START);
    facts.work = part_time(800);
    assert!(of(&facts, "found-again", LATER).is_empty());
    let guide_says = Onlooker::Party(guide());
    facts.confirmed = vec![
        confirmed("lost", date(2026, 12, 1), guide_says.clone()),
        confirmed("lost", date(2027, 1, 4), guide_says.clone()),
        confirmed("lost", date(2027, 1, 4), guide_says),
    ];
    let called = of(&facts, "found-again", LATER);
    assert_eq!(called.iter().map(|one| one.due_on).collect::<Vec<_>>(), [date(2026, 12, 8), date(2027, 1, 11)]);
    facts.meetings = vec![
        held(1, "talk", date(2026, 12, 3), vec![Party::Supportee]),
        held(2, "short-talk", date(2026, 12, 7), vec![Party::Supportee, guide()]),
        held(3, "talk", date(2027, 1, 5), Vec::new()),
    ];
    let called = of(&facts, "found-again", LATER);
    assert_eq!(called[0].outcome, Outcome::Met { on: date(2026, 12, 7) }, "the guide was not at the talk");
    assert_eq!(called[0].replaced_by.map(|kind| kind.as_str()), Some("short-talk"));
    assert_eq!(called[1].outcome, Outcome::Met { on: date(2027, 1, 5) }, "nobody said who was there: all expected");
    assert_eq!(called[1].replaced_by, None);
}

#[test]
fn req_p3_whoever_was_absent_meets_apart_before_the_next() {
    let mut facts = starting(START);
    facts.meetings = vec![
        held(1, "talk", date(2026, 11, 10), vec![Party::Supportee]),
        held(2, "talk", date(2026, 12, 10), Vec::new()),
    ];
    let both = of(&facts, "both-there", LATER);
    assert_eq!((both[0].outcome, both[1].outcome), (Outcome::Open, Outcome::Met { on: date(2026, 12, 10) }));
    facts.meetings.push(held(3, "short-talk", date(2026, 11, 17), vec![guide()]));
    let both = of(&facts, "both-there", LATER);
    assert_eq!(both[0].outcome, Outcome::Met { on: date(2026, 11, 17) });
    facts.meetings[2] = held(3, "short-talk", date(2026, 12, 20), vec![guide()]);
    let both = of(&facts, "both-there", LATER);
    assert_eq!(both[0].outcome, Outcome::Open, "that belongs to the meeting after");
}

#[test]
fn req_p3_so_many_in_a_period_are_met_by_the_last_of_them() {
    let mut facts = starting(START);
    facts.registered = true;
    facts.meetings = vec![held(1, "talk", date(2026, 11, 10), Vec::new())];
    assert_eq!(only(&facts, "twice-a-year").outcome, Outcome::Open);
    facts.meetings.push(held(2, "talk", date(2027, 3, 10), Vec::new()));
    assert_eq!(only(&facts, "twice-a-year").outcome, Outcome::Met { on: date(2027, 3, 10) });
    facts.registered = false;
    assert!(matches!(only(&facts, "twice-a-year").outcome, Outcome::NotApplicable { .. }));
}

#[test]
fn req_c3_all_three_confirm_and_a_journey_without_a_manager_waits_for_two() {
    let mut facts = starting(START);
    facts.roles = vec![RoleFact {
        role: "guide".parse().unwrap(),
        person: domain::ids::PersonId::from_uuid(uuid::Uuid::from_u128(7)),
        profession: None,
        assigned_on: START,
        period: Period::since(START),
        trained: Vec::new(),
    }];
    let supportee = Onlooker::Party(Party::Supportee);
    // Known long before: what happens once counts however early.
    facts.confirmed = vec![
        confirmed("way-known", plus_days(START, -40), supportee),
        confirmed("way-known", plus_days(START, 3), Onlooker::Party(guide())),
    ];
    let waiting = only(&facts, "known");
    assert_eq!(waiting.outcome, Outcome::Open);
    assert_eq!(still_to_confirm(&EVERYTHING, &facts, &waiting), [&Onlooker::LineManager]);
    facts.managed = false;
    assert_eq!(only(&facts, "known").outcome, Outcome::Met { on: plus_days(START, 3) });
    facts.managed = true;
    facts.confirmed.push(confirmed("way-known", plus_days(START, 5), Onlooker::LineManager));
    assert_eq!(only(&facts, "known").outcome, Outcome::Met { on: plus_days(START, 5) });
}

#[test]
fn req_f1_a_journey_without_an_end_is_laid_out_by_whole_years_and_its_end_cuts_it() {
    let mut facts = JourneyFacts::starting(START, None);
    assert_eq!(laid_out_until(START, START), date(2027, 11, 2));
    assert_eq!(of(&facts, "monthly-talk", START).len(), 12);
    assert_eq!(of(&facts, "monthly-talk", date(2027, 9, 1)).len(), 12, "nothing changes for most of a year");
    assert_eq!(of(&facts, "monthly-talk", date(2027, 9, 3)).len(), 24);
    facts.finished_on = Some(date(2027, 1, 20));
    let ended = of(&facts, "monthly-talk", LATER);
    assert_eq!(ended.len(), 3);
    assert_eq!(ended[2].outcome, Outcome::NotApplicable { because: NotApplicable::Ended });
}

#[test]
fn req_k2_a_shorter_or_longer_plan_has_its_own_months() {
    let mut facts = starting(START);
    assert_eq!(of(&facts, "monthly-talk", LATER).len(), 6);
    facts.planned_end_on = Some(date(2027, 2, 1));
    assert_eq!(of(&facts, "monthly-talk", LATER).len(), 3);
    facts.planned_end_on = Some(date(2027, 8, 1));
    assert_eq!(of(&facts, "monthly-talk", LATER).len(), 9);
    // In the middle of a month, and on the day that most years lack.
    facts = starting(date(2027, 3, 17));
    assert_eq!(of(&facts, "monthly-talk", LATER)[0].due_on, date(2027, 4, 16));
    facts = starting(date(2028, 2, 29));
    let due: Vec<Date> = of(&facts, "monthly-talk", LATER).iter().map(|one| one.due_on).collect();
    assert_eq!((due[0], due[5]), (date(2028, 3, 28), date(2028, 8, 28)));
}

fn a_day() -> impl Strategy<Value = Date> {
    (-30_i32..500).prop_map(|days| plus_days(START, days))
}

fn parties() -> impl Strategy<Value = Vec<Party>> {
    proptest::collection::vec(proptest::sample::select(vec![Party::Supportee, guide()]), 0..3)
}

fn a_meeting() -> impl Strategy<Value = MeetingFact> {
    let kinds = proptest::sample::select(vec!["talk", "short-talk"]);
    (0_u8..6, kinds, a_day(), 5_u32..90, parties()).prop_map(|(which, kind, on, minutes, attended)| {
        let mut meeting = held(0, kind, on, attended);
        meeting.state = match which {
            0 => MeetingState::Planned { on },
            1 => MeetingState::NotAttended { on },
            2 => MeetingState::Held { on, minutes: None },
            _ => MeetingState::Held { on, minutes: Some(minutes) },
        };
        meeting
    })
}

fn a_document() -> impl Strategy<Value = DocumentFact> {
    let days = || proptest::option::of(a_day());
    let keys = proptest::sample::select(vec!["map", "diary"]);
    let by = proptest::option::of(proptest::sample::select(vec![Party::Supportee, guide()]));
    (keys, by, days(), days(), days()).prop_map(|(key, by, signed_on, submitted_on, answered)| DocumentFact {
        answered: answered.into_iter().map(|on| ("about".parse().unwrap(), on)).collect(),
        ..document(key, by, signed_on, submitted_on)
    })
}

fn a_confirmation() -> impl Strategy<Value = ConfirmedFact> {
    let by = vec![Onlooker::Party(Party::Supportee), Onlooker::Party(guide()), Onlooker::LineManager];
    let facts = proptest::sample::select(vec!["way-known", "lost"]);
    (facts, a_day(), proptest::sample::select(by)).prop_map(|(fact, on, by)| confirmed(fact, on, by))
}

fn a_pause() -> impl Strategy<Value = Pause> {
    (a_day(), proptest::option::weighted(0.85, 0_i32..60)).prop_map(|(from, days)| Pause {
        period: Period { started_on: from, finished_on: days.map(|days| plus_days(from, days)) },
        entered_on: from,
    })
}

prop_compose! {
    fn a_journey()(
        meetings in proptest::collection::vec(a_meeting(), 0..10),
        documents in proptest::collection::vec(a_document(), 0..5),
        confirmations in proptest::collection::vec(a_confirmation(), 0..6),
        pauses in proptest::collection::vec(a_pause(), 0..4),
        (registered, hills, managed) in (any::<bool>(), any::<bool>(), any::<bool>()),
        work in proptest::option::of((1_u32..=1000, a_day())),
        nation in proptest::sample::select(vec![Nation::England, Nation::Scotland, Nation::NorthernIreland]),
        ending in (0_u8..5, a_day()),
        open_ended in any::<bool>(),
    ) -> JourneyFacts {
        let mut journey = starting(START);
        if open_ended {
            journey.planned_end_on = None;
        }
        let ids = (0_u128..).map(|n| MeetingId::from_uuid(uuid::Uuid::from_u128(n * 7919 % 1009)));
        journey.meetings = meetings.into_iter().zip(ids).map(|(meeting, id)| MeetingFact { id, ..meeting }).collect();
        journey.documents = documents;
        journey.confirmed = confirmations;
        journey.pauses = pauses;
        (journey.registered, journey.managed, journey.nation) = (registered, managed, nation);
        journey.context = hills.then(|| "hills".parse().unwrap());
        journey.work = work.into_iter().map(|(thousandths, from)| Work { period: Period::since(from), thousandths }).collect();
        match ending {
            (0, on) => journey.finished_on = Some(on),
            (1, on) => journey.withdrawn_on = Some(on),
            _ => {}
        }
        journey
    }
}

/// What was known by a day: later facts are not recorded yet.
fn known_by(facts: &JourneyFacts, today: Date) -> JourneyFacts {
    let mut known = facts.clone();
    known.meetings.retain(|meeting| !matches!(meeting.state, MeetingState::Held { on, .. } if on > today));
    known.confirmed.retain(|confirmed| confirmed.on <= today);
    for document in &mut known.documents {
        document.signed_on = document.signed_on.filter(|on| *on <= today);
        document.submitted_on = document.submitted_on.filter(|on| *on <= today);
        document.answered.retain(|(_, on)| *on <= today);
    }
    known
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_order_in_which_facts_were_recorded_never_matters(journey in a_journey(), turn in 0_usize..10) {
        let mut other = journey.clone();
        other.meetings.reverse();
        let by = turn % other.meetings.len().max(1);
        other.meetings.rotate_left(by);
        other.meetings.iter_mut().for_each(|meeting| meeting.attended.reverse());
        other.documents.reverse();
        other.confirmed.reverse();
        other.pauses.reverse();
        prop_assert_eq!(evaluate(&EVERYTHING, &journey, LATER), evaluate(&EVERYTHING, &other, LATER));
    }

    #[test]
    fn a_pause_never_brings_a_due_date_forward(journey in a_journey(), pause in a_pause()) {
        let mut paused = journey.clone();
        paused.pauses.push(pause);
        let after = evaluate(&EVERYTHING, &paused, LATER);
        for one in evaluate(&EVERYTHING, &journey, LATER) {
            let of_a_meeting = matches!(one.expectation.when, When::EachMeeting { .. });
            let same = after.iter().find(|other| {
                other.expectation.key == one.expectation.key
                    && if of_a_meeting { other.meeting == one.meeting } else { other.number == one.number }
            });
            if let Some(other) = same {
                prop_assert!(other.due_on >= one.due_on, "{}: {} before {}", one.expectation.key, other.due_on, one.due_on);
            }
        }
    }

    #[test]
    fn what_has_not_happened_yet_changes_nothing(journey in a_journey(), days in -30_i32..500) {
        let today = plus_days(START, days);
        let known = known_by(&journey, today);
        prop_assert_eq!(evaluate(&EVERYTHING, &journey, today), evaluate(&EVERYTHING, &known, today));
    }

    #[test]
    fn each_occurrence_stands_once_and_a_replacement_is_a_meeting_that_met_it(journey in a_journey()) {
        let all = evaluate(&EVERYTHING, &journey, LATER);
        let mut keys: Vec<_> = all.iter().map(|o| (o.expectation.key.clone(), o.number)).collect();
        keys.sort();
        keys.dedup();
        prop_assert_eq!(keys.len(), all.len());
        for one in &all {
            if one.replaced_by.is_some() {
                let is_met = matches!(one.outcome, Outcome::Met { .. });
                prop_assert!(is_met && one.meeting.is_some());
            }
            if let Outcome::Met { on } = one.outcome {
                prop_assert!(on <= LATER);
            }
        }
    }

    #[test]
    fn stored_rows_do_not_depend_on_the_day_they_were_worked_out(journey in a_journey(), days in 0_i32..700) {
        let mut planned = journey;
        planned.planned_end_on = planned.planned_end_on.or(EVERYTHING.planned_end(START));
        let last = plus_days(START, 560);
        let later = plus_days(last, days);
        prop_assert_eq!(evaluate(&EVERYTHING, &planned, last), evaluate(&EVERYTHING, &planned, later));
    }
}

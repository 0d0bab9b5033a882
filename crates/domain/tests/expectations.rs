//! Expectations (F1, E4, L8): what each fact does to what is due, and laws that hold for every journey.

#![allow(clippy::unwrap_used, reason = "in a test, a panic is the message")]

use domain::calendar::{Period, plus_days};
use domain::expectations::{
    ConfirmedFact, Employer, Exception, ExceptionKind, JourneyFacts, MeetingFact, MeetingState, NotApplicable,
    Occurrence, Outcome, PartySignature, Pause, RoleFact, Timing, evaluate,
};
use domain::ids::{Id, MeetingId, OrganisationId, PersonId};
use domain::programmes::{Onlooker, Party, Programme, When, shipped};
use jiff::civil::{Date, date};
use proptest::prelude::*;

const SUPPORTEE: Onlooker = Onlooker::Party(Party::Supportee);

const START: Date = date(2026, 11, 2);
const LATER: Date = date(2028, 6, 1);

fn england() -> &'static Programme {
    shipped().newest(&"ahp-preceptorship-england".parse().unwrap()).unwrap()
}

fn id<I: Id>(n: u128) -> I {
    I::from_uuid(uuid::Uuid::from_u128(n))
}

fn starting(start: Date) -> JourneyFacts {
    JourneyFacts::starting(start, england().planned_end(start))
}

fn meeting(n: u128, kind: &str, state: MeetingState) -> MeetingFact {
    MeetingFact {
        id: id::<MeetingId>(n),
        kind: kind.parse().unwrap(),
        state,
        signatures: Vec::new(),
        attended: Vec::new(),
    }
}

fn held(n: u128, kind: &str, on: Date, minutes: u32) -> MeetingFact {
    meeting(n, kind, MeetingState::Held { on, minutes: Some(minutes) })
}

fn of<'p>(facts: &JourneyFacts, key: &str, today: Date) -> Vec<Occurrence<'p>> {
    let all = evaluate(england(), facts, today);
    all.into_iter().filter(|occurrence| occurrence.expectation.key.as_str() == key).collect()
}

fn only<'p>(facts: &JourneyFacts, key: &str) -> Occurrence<'p> {
    let [one] = of(facts, key, LATER)[..] else { panic!("not one of {key}") };
    one
}

#[test]
fn req_f1_first_meeting_is_due_on_the_last_of_seven_days_that_begin_with_the_start() {
    let mut facts = starting(START);
    assert_eq!(only(&facts, "first-meeting").due_on, date(2026, 11, 8));
    facts.meetings = vec![held(1, "initial", date(2026, 11, 8), 60)];
    assert!(only(&facts, "first-meeting").met_in_time());
    facts.meetings = vec![held(1, "initial", date(2026, 11, 9), 60)];
    let late = only(&facts, "first-meeting");
    assert_eq!(late.outcome, Outcome::Met { on: date(2026, 11, 9) });
    assert!(!late.met_in_time());
    facts.meetings = vec![held(1, "interim", date(2026, 11, 3), 60)];
    assert_eq!(only(&facts, "first-meeting").outcome, Outcome::Open, "another kind is not the first meeting");
}

#[test]
fn req_f1_months_are_counted_from_the_start_also_at_the_end_of_february() {
    let due: Vec<Date> = of(&starting(date(2027, 8, 31)), "monthly-meeting", LATER).iter().map(|o| o.due_on).collect();
    assert_eq!(due.len(), 12);
    assert_eq!(due[0], date(2027, 9, 29));
    assert_eq!(due[5], date(2028, 2, 28), "the sixth month ends the day before 29 February 2028");
    assert_eq!(due[6], date(2028, 3, 30));
    assert_eq!(due[11], date(2028, 8, 30));
    let leap: Vec<Date> = of(&starting(date(2028, 2, 29)), "monthly-meeting", LATER).iter().map(|o| o.due_on).collect();
    assert_eq!((leap[0], leap.len()), (date(2028, 3, 28), 12), "the last month ends on 27 February 2029");
    assert_eq!(leap[11], date(2029, 2, 27));
}

#[test]
fn req_f1_an_ad_hoc_meeting_counts_for_its_month_when_it_lasted_an_hour() {
    let mut facts = starting(START);
    facts.meetings = vec![held(1, "ad-hoc", date(2026, 11, 20), 59)];
    assert_eq!(of(&facts, "monthly-meeting", LATER)[0].outcome, Outcome::Open);
    facts.meetings = vec![held(1, "ad-hoc", date(2026, 11, 20), 60)];
    assert_eq!(of(&facts, "monthly-meeting", LATER)[0].outcome, Outcome::Met { on: date(2026, 11, 20) });
}

#[test]
fn req_l8_a_short_meeting_is_an_exception_only_when_agreed_before_and_long_enough() {
    let mut facts = starting(START);
    let on = date(2026, 12, 10);
    facts.meetings = vec![held(1, "interim", on, 45)];
    let exception = |agreed_on: Date, minutes: u32| Exception {
        expectation: "meeting-length".parse().unwrap(),
        covers: Period::since(START),
        kind: ExceptionKind::Shorter { minutes },
        agreed_on,
    };
    assert_eq!(only(&facts, "meeting-length").outcome, Outcome::Open);
    facts.exceptions = vec![exception(on, 45)];
    assert_eq!(only(&facts, "meeting-length").outcome, Outcome::AgreedException { agreed_on: on });
    facts.exceptions = vec![exception(plus_days(on, 1), 45)];
    let explained = only(&facts, "meeting-length");
    assert_eq!((explained.outcome, explained.explained_on), (Outcome::Open, Some(plus_days(on, 1))));
    facts.exceptions = vec![exception(on, 50)];
    assert_eq!(only(&facts, "meeting-length").outcome, Outcome::Open, "shorter than was agreed");
}

#[test]
fn req_f4_a_record_is_met_when_the_last_of_all_parties_has_signed() {
    let mut facts = starting(START);
    let on = date(2026, 11, 4);
    facts.meetings = vec![held(1, "initial", on, 60)];
    let sign = |party: Party, days: i32| PartySignature { party, on: plus_days(on, days) };
    facts.meetings[0].signatures = vec![sign(Party::Supportee, 1)];
    let waiting = only(&facts, "meeting-record");
    assert_eq!((waiting.outcome, waiting.due_on, waiting.can_be_done), (Outcome::Open, plus_days(on, 14), true));
    facts.meetings[0].signatures.push(sign(Party::Role("preceptor".parse().unwrap()), 14));
    assert!(only(&facts, "meeting-record").met_in_time());
    assert_eq!(only(&facts, "meeting-record").outcome, Outcome::Met { on: plus_days(on, 14) });
}

#[test]
fn a_missed_meeting_asks_for_a_record_only_when_its_month_passed_without_another() {
    let mut facts = starting(START);
    facts.meetings = vec![meeting(1, "interim", MeetingState::NotAttended { on: date(2026, 12, 10) })];
    let missed = only(&facts, "meeting-record");
    assert_eq!((missed.outcome, missed.can_be_done), (Outcome::Open, false));
    facts.meetings.push(held(2, "interim", date(2026, 12, 20), 60));
    assert_eq!(only(&facts, "meeting-record").meeting, Some(id(2)));
}

#[test]
fn req_k2_a_pause_moves_what_is_due_after_it_by_its_length() {
    let mut facts = starting(START);
    let pause =
        |from: Date, to: Option<Date>| Pause { period: Period { started_on: from, finished_on: to }, entered_on: from };
    facts.pauses = vec![pause(date(2026, 11, 4), Some(date(2026, 11, 13)))];
    assert_eq!(only(&facts, "first-meeting").due_on, date(2026, 11, 18));
    assert_eq!(only(&facts, "final-meeting").due_on, date(2027, 11, 11));
    facts.pauses.push(pause(date(2027, 1, 20), None));
    let months = of(&facts, "monthly-meeting", LATER);
    assert_eq!(months[0].outcome, Outcome::Open);
    assert_eq!(months[2].outcome, Outcome::Paused { since: date(2027, 1, 20) });
    assert_eq!(months[11].outcome, Outcome::Paused { since: date(2027, 1, 20) });
}

#[test]
fn an_early_end_leaves_only_what_was_due_before_it() {
    let mut facts = starting(START);
    facts.finished_on = Some(date(2027, 1, 10));
    let months = of(&facts, "monthly-meeting", LATER);
    assert_eq!(months.len(), 3);
    assert_eq!(months[1].outcome, Outcome::Open);
    assert_eq!(months[2].outcome, Outcome::NotApplicable { because: NotApplicable::Ended });
    facts.finished_on = None;
    facts.withdrawn_on = Some(date(2026, 10, 30));
    let all = evaluate(england(), &facts, LATER);
    assert!(all.iter().all(|o| matches!(o.outcome, Outcome::NotApplicable { because: NotApplicable::Withdrawn })));
}

#[test]
fn req_d5_a_contact_is_asked_for_only_when_the_supporter_is_of_another_profession() {
    let mut facts = starting(START);
    facts.profession = Some("dietitian".parse().unwrap());
    let mut supporter = RoleFact {
        role: "preceptor".parse().unwrap(),
        person: id::<PersonId>(1),
        profession: Some("paramedic".parse().unwrap()),
        assigned_on: date(2026, 10, 1),
        period: Period::since(START),
        trained: Vec::new(),
    };
    facts.roles = vec![supporter.clone()];
    assert_eq!(only(&facts, "same-profession-contact-named").outcome, Outcome::Open);
    supporter.profession = facts.profession.clone();
    facts.roles = vec![supporter];
    let other = only(&facts, "same-profession-contact-named");
    assert_eq!(other.outcome, Outcome::NotApplicable { because: NotApplicable::Circumstance });
    assert_eq!(only(&facts, "preceptor-named").outcome, Outcome::Met { on: date(2026, 10, 1) });
}

#[test]
fn an_occurrence_belongs_to_the_employer_on_its_due_date() {
    let mut facts = starting(START);
    let (first, second) = (id::<OrganisationId>(1), id::<OrganisationId>(2));
    facts.employers = vec![
        Employer { organisation: second, period: Period::since(date(2027, 2, 1)) },
        Employer { organisation: first, period: Period { started_on: START, finished_on: Some(date(2027, 1, 31)) } },
    ];
    let months = of(&facts, "monthly-meeting", LATER);
    assert_eq!((months[1].organisation, months[2].organisation), (Some(first), Some(second)));
}

#[test]
fn overdue_due_and_upcoming_are_the_due_date_against_today() {
    let facts = starting(START);
    let timing = |key: &str, today: Date| of(&facts, key, today)[0].timing(today);
    assert_eq!(timing("first-meeting", date(2026, 10, 31)), Some(Timing::Upcoming));
    assert_eq!(timing("first-meeting", date(2026, 11, 8)), Some(Timing::Due));
    assert_eq!(timing("first-meeting", date(2026, 11, 9)), Some(Timing::Overdue));
    assert_eq!(timing("monthly-meeting", date(2026, 12, 2)), Some(Timing::Missed), "the next month has its own");
}

// -- laws ---------------------------------------------------------------------------------------------------------------

const KINDS: [&str; 5] = ["initial", "interim", "mid-point", "final", "ad-hoc"];

fn a_day() -> impl Strategy<Value = Date> {
    (-20_i32..430).prop_map(|days| plus_days(START, days))
}

fn a_meeting() -> impl Strategy<Value = MeetingFact> {
    let state = (0_u8..5, a_day(), proptest::option::of(10_u32..120)).prop_map(|(which, on, minutes)| match which {
        0 | 1 => MeetingState::Held { on, minutes },
        2 => MeetingState::Planned { on },
        3 => MeetingState::NotAttended { on },
        _ => MeetingState::Cancelled,
    });
    let parties = [Party::Supportee, Party::Role("preceptor".parse().unwrap())];
    let signature =
        (proptest::sample::select(parties.to_vec()), a_day()).prop_map(|(party, on)| PartySignature { party, on });
    let signatures = proptest::collection::vec(signature, 0..4);
    (0_u128..1000, proptest::sample::select(KINDS.to_vec()), state, signatures).prop_map(
        |(n, kind, state, signatures)| MeetingFact {
            id: id(n),
            kind: kind.parse().unwrap(),
            state,
            signatures,
            attended: Vec::new(),
        },
    )
}

fn a_period() -> impl Strategy<Value = Period> {
    (a_day(), proptest::option::weighted(0.85, 0_i32..90))
        .prop_map(|(from, days)| Period { started_on: from, finished_on: days.map(|days| plus_days(from, days)) })
}

fn a_pause() -> impl Strategy<Value = Pause> {
    (a_period(), a_day()).prop_map(|(period, entered_on)| Pause { period, entered_on })
}

fn a_role() -> impl Strategy<Value = RoleFact> {
    let roles = ["preceptor", "same-profession-contact"];
    let professions = proptest::option::of(proptest::sample::select(vec!["dietitian", "paramedic"]));
    (proptest::sample::select(roles.to_vec()), 0_u128..9, professions, a_day(), a_period()).prop_map(
        |(role, person, profession, assigned_on, period)| RoleFact {
            role: role.parse().unwrap(),
            person: id(person),
            profession: profession.map(|profession| profession.parse().unwrap()),
            assigned_on,
            period,
            trained: Vec::new(),
        },
    )
}

fn an_exception() -> impl Strategy<Value = Exception> {
    let keys = ["first-meeting", "monthly-meeting", "meeting-length", "meeting-record", "final-meeting"];
    let kind = (0_u8..3, 20_u32..60, a_day()).prop_map(|(which, minutes, by)| match which {
        0 => ExceptionKind::Left,
        1 => ExceptionKind::Shorter { minutes },
        _ => ExceptionKind::Later { by },
    });
    (proptest::sample::select(keys.to_vec()), a_period(), kind, a_day()).prop_map(|(key, covers, kind, agreed_on)| {
        Exception { expectation: key.parse().unwrap(), covers, kind, agreed_on }
    })
}

prop_compose! {
    fn a_journey()(
        meetings in proptest::collection::vec(a_meeting(), 0..12),
        roles in proptest::collection::vec(a_role(), 0..4),
        facts in proptest::collection::vec(a_day(), 0..4),
        pauses in proptest::collection::vec(a_pause(), 0..4),
        exceptions in proptest::collection::vec(an_exception(), 0..4),
        ending in (0_u8..5, a_day()),
        employed in proptest::collection::vec(a_period(), 0..3),
    ) -> JourneyFacts {
        let mut journey = starting(START);
        journey.profession = Some("dietitian".parse().unwrap());
        // Two rows never share an id.
        journey.meetings = meetings.into_iter().zip(0_u128..).map(|(m, n)| MeetingFact { id: id(n * 7919 % 1009), ..m }).collect();
        journey.roles = roles;
        journey.confirmed = facts.into_iter().map(|on| ConfirmedFact { fact: "same-profession-contact-made".parse().unwrap(), on, by: SUPPORTEE }).collect();
        journey.pauses = pauses;
        journey.exceptions = exceptions;
        journey.employers = employed.into_iter().zip(1..).map(|(period, n)| Employer { organisation: id(n), period }).collect();
        match ending {
            (0, on) => journey.finished_on = Some(on),
            (1, on) => journey.withdrawn_on = Some(on),
            _ => {}
        }
        journey
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_order_in_which_facts_were_recorded_never_matters(journey in a_journey(), turn in 0_usize..12) {
        let mut other = journey.clone();
        other.meetings.reverse();
        let by = turn % other.meetings.len().max(1);
        other.meetings.rotate_left(by);
        other.meetings.iter_mut().for_each(|meeting| meeting.signatures.reverse());
        other.roles.reverse();
        other.confirmed.reverse();
        other.pauses.reverse();
        other.exceptions.reverse();
        other.employers.reverse();
        prop_assert_eq!(evaluate(england(), &journey, LATER), evaluate(england(), &other, LATER));
    }

    #[test]
    fn a_pause_never_brings_a_due_date_forward(journey in a_journey(), pause in a_pause()) {
        // What hangs on the journey's plan; meetings keep their own days, so what follows each is compared by meeting.
        let mut paused = journey.clone();
        paused.pauses.push(pause);
        let before = evaluate(england(), &journey, LATER);
        let after = evaluate(england(), &paused, LATER);
        for one in &before {
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
    fn each_occurrence_stands_once_and_opens_before_it_is_due(journey in a_journey()) {
        let all = evaluate(england(), &journey, LATER);
        let mut keys: Vec<_> = all.iter().map(|o| (o.expectation.key.clone(), o.number)).collect();
        keys.sort();
        keys.dedup();
        prop_assert_eq!(keys.len(), all.len());
        for one in &all {
            prop_assert!(one.opens_on <= one.due_on || one.expectation.key.as_str() == "final-meeting", "{:?}", one);
        }
    }

    #[test]
    fn stored_rows_do_not_depend_on_the_day_they_were_worked_out(journey in a_journey(), days in 0_i32..700) {
        // Facts dated after the day are not recorded yet; with none of those, any later day gives the same.
        let last = plus_days(START, 530);
        prop_assert_eq!(evaluate(england(), &journey, last), evaluate(england(), &journey, plus_days(last, days)));
    }
}

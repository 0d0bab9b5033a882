//! Every state with every event, and long random walks, against a table that says what should happen (trust C9).

#![expect(non_snake_case, reason = "tests name the requirement they prove")]

use jiff::Timestamp;
use proptest::prelude::*;

use super::*;
use crate::ids::{Id, PersonId, ProposalId};

fn person(n: u128) -> PersonId {
    PersonId::from_uuid(uuid::Uuid::from_u128(n))
}

fn proposal(n: u128) -> ProposalId {
    ProposalId::from_uuid(uuid::Uuid::from_u128(n))
}

fn hour(hour: i64) -> Timestamp {
    "2026-11-06T00:00:00Z".parse::<Timestamp>().unwrap() + jiff::SignedDuration::from_hours(hour)
}

fn slot(starts: i64) -> Slot {
    Slot { starts_at: hour(starts), length: Length::of_minutes(60).unwrap(), way: Way::Video, place: Place::default() }
}

fn offers(by: PersonId, starts: &[i64]) -> Proposals {
    let offers = starts.iter().map(|start| Offer { id: proposal(*start as u128), slot: slot(*start) }).collect();
    Proposals::new(by, offers).unwrap()
}

const ONE: u128 = 1;
const OTHER: u128 = 2;

/// Now is noon on the sixth.
const NOON: i64 = 12;

fn states() -> Vec<Option<State>> {
    vec![
        None,
        Some(State::Proposed(offers(person(ONE), &[14, 16]))),
        Some(State::Agreed(slot(14))),
        Some(State::Agreed(slot(10))),
        Some(State::Held(HeldTime::new(hour(9), hour(10)).unwrap())),
        Some(State::Cancelled("Clinic overran".parse().unwrap())),
        Some(State::NotAttended(Absence { person: person(OTHER), note: String::new() })),
    ]
}

fn events() -> Vec<Event> {
    vec![
        Event::Propose(offers(person(OTHER), &[15, 17, 19])),
        Event::Propose(offers(person(OTHER), &[8])),
        Event::Arrange(slot(20)),
        Event::Arrange(slot(3)),
        Event::Accept(proposal(14)),
        Event::Accept(proposal(99)),
        Event::Cancel("Ill".parse().unwrap()),
        Event::Miss(Absence { person: person(ONE), note: "Called away".into() }),
        Event::Hold(HeldTime::new(hour(10), hour(11)).unwrap()),
        Event::Hold(HeldTime::new(hour(11), hour(13)).unwrap()),
    ]
}

/// The table: for each state (rows) and event (columns) the name of the next state or the refusal.
#[test]
fn req_F5_every_state_and_event_has_its_one_answer() {
    use Refusal as R;
    use StateName::{Agreed, Cancelled, Held, NotAttended, Proposed};
    type Cell = Result<StateName, Refusal>;
    let (past, gone, early, over) = (R::TimePassed, R::NoLongerOffered, R::NotYet, R::Over);
    let over_row =
        |last: Cell| [Err(over), Err(over), Err(over), Err(over), Err(over), Err(over), Err(over), Err(over), last];
    #[rustfmt::skip]
    let table: [[Cell; 9]; 7] = [
        [Ok(Proposed), Err(past), Ok(Agreed), Err(past), Err(R::NothingAgreed), Err(R::NothingAgreed), Err(R::NothingAgreed), Err(R::NothingAgreed), Ok(Held)],
        [Ok(Proposed), Err(past), Ok(Agreed), Err(past), Ok(Agreed), Err(gone), Ok(Cancelled), Err(R::NothingAgreed), Ok(Held)],
        [Ok(Proposed), Err(past), Ok(Agreed), Err(past), Err(gone), Err(gone), Ok(Cancelled), Err(early), Ok(Held)],
        [Ok(Proposed), Err(past), Ok(Agreed), Err(past), Err(gone), Err(gone), Ok(Cancelled), Ok(NotAttended), Ok(Held)],
        over_row(Ok(Held)),
        over_row(Err(over)),
        over_row(Err(over)),
    ];
    for (state, row) in states().iter().zip(table) {
        // The last event, held until after now, is refused wherever a held one is taken.
        let last = row[8].and(Err(early)).map_err(|refusal: Refusal| if row[8].is_ok() { early } else { refusal });
        for (event, expected) in events().into_iter().zip(row.into_iter().chain([last])) {
            let next = step(state.as_ref(), event.clone(), person(OTHER), hour(NOON)).map(|state| state.name());
            assert_eq!(next, expected, "{state:?} with {event:?}");
        }
    }
}

#[test]
fn req_F5_nobody_accepts_their_own_proposal() {
    let state = State::Proposed(offers(person(ONE), &[14]));
    let accept = |by| step(Some(&state), Event::Accept(proposal(14)), person(by), hour(NOON));
    assert_eq!(accept(ONE), Err(Refusal::OwnProposal));
    assert_eq!(accept(OTHER), Ok(State::Agreed(slot(14))));
}

#[test]
fn an_offer_that_was_let_pass_cannot_be_accepted() {
    let state = State::Proposed(offers(person(ONE), &[10]));
    assert_eq!(step(Some(&state), Event::Accept(proposal(10)), person(OTHER), hour(NOON)), Err(Refusal::TimePassed));
}

#[test]
fn one_to_three_different_times_are_proposed() {
    let make = |starts: &[i64]| {
        Proposals::new(person(ONE), starts.iter().map(|s| Offer { id: proposal(*s as u128), slot: slot(*s) }).collect())
    };
    assert_eq!(make(&[]), Err(Refusal::ProposeOneToThree));
    assert_eq!(make(&[13, 14, 15, 16]), Err(Refusal::ProposeOneToThree));
    assert_eq!(make(&[13, 14, 13]), Err(Refusal::SameTimeTwice));
    assert_eq!(make(&[15, 13, 14]).unwrap().earliest().slot.starts_at, hour(13));
}

#[test]
fn a_cancellation_has_a_reason() {
    assert_eq!("  ".parse::<Reason>(), Err(Refusal::SayWhy));
    assert_eq!("x".repeat(501).parse::<Reason>(), Err(Refusal::SayWhy));
}

proptest! {
    /// Whatever is done in whatever order: what is cancelled or missed never comes back, a held meeting stays held, a
    /// meeting is only held in the past, and a refused step changes nothing.
    #[test]
    fn walks_never_leave_the_table(
        steps in prop::collection::vec((0..events().len(), prop::bool::ANY, 0_i64..30), 0..40),
    ) {
        let mut state: Option<State> = None;
        for (event, by_other, at) in steps {
            let event = events().swap_remove(event);
            let by = if by_other { person(OTHER) } else { person(ONE) };
            let before = state.clone();
            let outcome = step(before.as_ref(), event, by, hour(at));
            if let Ok(next) = outcome {
                match &before {
                    Some(State::Cancelled(_) | State::NotAttended(_)) => prop_assert!(false, "came back as {next:?}"),
                    Some(State::Held(_)) => prop_assert_eq!(next.name(), StateName::Held),
                    _ => {}
                }
                if let State::Held(time) = &next {
                    prop_assert!(time.to() <= hour(at));
                }
                if let (Some(State::Proposed(proposals)), State::Agreed(agreed)) = (&before, &next) {
                    let accepted = proposals.offers().iter().any(|offer| offer.slot == *agreed);
                    prop_assert!(!accepted || proposals.by() != by || *agreed == slot(20));
                }
                state = Some(next);
            }
        }
    }
}

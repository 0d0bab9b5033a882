//! The rules of F4, each once, and all together over random lives of a record.

#![expect(non_snake_case, reason = "tests name the requirement they prove")]

use jiff::SignedDuration;
use proptest::prelude::*;

use super::*;
use crate::ids::Id;

fn person(n: u128) -> PersonId {
    PersonId::from_uuid(uuid::Uuid::from_u128(n))
}

fn now() -> Timestamp {
    "2026-11-06T15:00:00Z".parse().unwrap()
}

fn guide() -> Party {
    Party::Role("guide".parse().unwrap())
}

fn fresh() -> Fresh {
    Confirmation { confirmed_at: now(), method: "e-mail link".into() }.fresh(now()).unwrap()
}

fn signature(party: Party, n: u128, document: &Document) -> Signature {
    Signature {
        id: SignatureId::from_uuid(uuid::Uuid::from_u128(n)),
        party,
        person: person(n),
        name: "Amara Okafor".into(),
        meaning: MEANING.into(),
        version: document.version,
        text: document.text.clone(),
        method: "e-mail link".into(),
        signed_at: now(),
        voided_at: None,
    }
}

fn document(text: &str) -> Document {
    Document {
        version: RecordVersion(1),
        text: TextHash::of(text),
        completeness: Completeness::Complete,
        parties: vec![Party::Supportee, guide()],
        standing: Vec::new(),
    }
}

fn shown(document: &Document) -> Shown {
    Shown { version: document.version, text: document.text.clone() }
}

#[test]
fn req_F4_the_last_signature_closes_the_record() {
    let mut record = document("as agreed");
    let first = sign(&record, &Party::Supportee, person(1), &[Party::Supportee], &shown(&record), &fresh());
    assert_eq!(first, Ok(Effect::Waits));
    record.standing.push(signature(Party::Supportee, 1, &record));
    let second = sign(&record, &guide(), person(2), &[guide()], &shown(&record), &fresh());
    assert_eq!(second, Ok(Effect::Closes));
    record.standing.push(signature(guide(), 2, &record));
    assert!(record.is_closed());
    let third = sign(&record, &guide(), person(3), &[guide()], &shown(&record), &fresh());
    assert_eq!(third, Err(Refusal::Closed));
}

#[test]
fn req_F4_nobody_signs_for_two_parties_or_twice_or_for_another() {
    let mut record = document("as agreed");
    let both = [Party::Supportee, guide()];
    assert_eq!(
        sign(&record, &guide(), person(1), &[Party::Supportee], &shown(&record), &fresh()),
        Err(Refusal::NotASignatory)
    );
    let stranger = Party::Role("stranger".parse().unwrap());
    assert_eq!(
        sign(&record, &stranger, person(1), std::slice::from_ref(&stranger), &shown(&record), &fresh()),
        Err(Refusal::NotASignatory)
    );
    record.standing.push(signature(Party::Supportee, 1, &record));
    assert_eq!(sign(&record, &guide(), person(1), &both, &shown(&record), &fresh()), Err(Refusal::TwoParties));
    assert_eq!(
        sign(&record, &Party::Supportee, person(1), &both, &shown(&record), &fresh()),
        Err(Refusal::AlreadySigned)
    );
    assert_eq!(sign(&record, &Party::Supportee, person(2), &both, &shown(&record), &fresh()), Err(Refusal::PlaceTaken));
}

#[test]
fn req_F4_one_signs_only_what_one_was_shown() {
    let record = document("as agreed");
    let other_text = Shown { text: TextHash::of("as changed"), ..shown(&record) };
    let other_version = Shown { version: RecordVersion(0), ..shown(&record) };
    for not_shown in [other_text, other_version] {
        let outcome = sign(&record, &guide(), person(2), &[guide()], &not_shown, &fresh());
        assert_eq!(outcome, Err(Refusal::Changed));
    }
}

#[test]
fn a_record_is_signed_when_it_is_complete() {
    let cases = [
        (Completeness::NotHeld, Refusal::NotHeld),
        (Completeness::Missing { answers: 2 }, Refusal::Missing),
        (Completeness::Undecided, Refusal::Undecided),
    ];
    for (completeness, refusal) in cases {
        let record = Document { completeness, ..document("as agreed") };
        assert_eq!(sign(&record, &guide(), person(2), &[guide()], &shown(&record), &fresh()), Err(refusal));
    }
}

#[test]
fn req_F4_a_confirmation_holds_for_a_quarter_of_an_hour() {
    let confirmed = |minutes: i64| Confirmation {
        confirmed_at: now() - SignedDuration::from_mins(minutes),
        method: "e-mail link".into(),
    };
    assert!(confirmed(15).fresh(now()).is_ok());
    assert_eq!(confirmed(16).fresh(now()), Err(Refusal::ConfirmFirst));
    assert_eq!(confirmed(-1).fresh(now()), Err(Refusal::ConfirmFirst));
}

proptest! {
    /// People sign and write in any order, some having looked long ago: what stands is always of the text that stands,
    /// no person and no party is in it twice, and closed means that all of them are.
    #[test]
    fn req_F4_whatever_happens_every_standing_signature_is_of_the_text_that_stands(
        steps in prop::collection::vec((0_u8..3, 0_u128..3, prop::bool::ANY, prop::bool::ANY), 0..60),
    ) {
        let mut record = document("0");
        let mut seen = shown(&record);
        for (n, (what, who, as_guide, look)) in steps.into_iter().enumerate() {
            if look {
                seen = shown(&record);
            }
            if what == 0 {
                if record.is_closed() {
                    continue;
                }
                record.version = record.version.next();
                record.text = TextHash::of(&n.to_string());
                record.standing.clear();
                continue;
            }
            let party = if as_guide { guide() } else { Party::Supportee };
            let capacities = [Party::Supportee, guide()];
            if let Ok(effect) = sign(&record, &party, person(who), &capacities, &seen, &fresh()) {
                let new = signature(party, who, &record);
                record.standing.push(new);
                prop_assert_eq!(effect == Effect::Closes, record.is_closed());
            }
            for signature in &record.standing {
                prop_assert_eq!(&signature.text, &record.text);
                let same = record.standing.iter().filter(|s| s.person == signature.person || s.party == signature.party);
                prop_assert_eq!(same.count(), 1);
            }
        }
    }
}

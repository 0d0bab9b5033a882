//! Scheduling through the whole of it: states, letters, calendars, and who is not told that there is anything.

#![allow(clippy::unwrap_used, reason = "in a test, a panic is the message")]

mod pair;

use domain::expectations::Outcome;
use domain::ids::MeetingId;
use domain::meetings::{Absence, Refusal, State, StateName};
use operations::mail::Transport;
use operations::meetings::{
    Times, accept, cancel, hold, not_attended, note_attendance, propose, record_held, reschedule,
};
use operations::{Context, Failure};
use pair::{Pair, first_meeting, held, hours, pair, slot};
use testkit::both_engines;

async fn state(ctx: &Context, id: MeetingId) -> State {
    store::meetings::find(ctx.db.reader(), id).await.unwrap().unwrap().state
}

/// The calendar parts sent to a person about a meeting, oldest first, as (method, uid, sequence).
async fn calendars(ctx: &Context, person: domain::ids::PersonId) -> Vec<(String, String, u32)> {
    let mut letters = store::mail::list_for(ctx.db.reader(), person).await.unwrap();
    letters.reverse();
    let value = |text: &str, name: &str| {
        let line = text.split("\r\n").find(|line| line.starts_with(&format!("{name}:"))).unwrap().to_owned();
        line.split_once(':').unwrap().1.to_owned()
    };
    let parts = letters.into_iter().filter_map(|letter| letter.calendar);
    parts.map(|part| (value(&part, "METHOD"), value(&part, "UID"), value(&part, "SEQUENCE").parse().unwrap())).collect()
}

async fn offered(ctx: &Context, pair: &Pair) -> MeetingId {
    let times = Times::Offered(vec![slot(ctx, 24), slot(ctx, 48)]);
    propose(ctx, pair.rhys, pair.journey, &first_meeting(), times).await.unwrap()
}

both_engines! {
    async fn req_F5_a_meeting_keeps_its_uid_and_its_sequence_rises_over_its_whole_life(ctx: Context) {
        let pair = pair(&ctx).await;
        let id = offered(&ctx, &pair).await;
        let State::Proposed(proposals) = state(&ctx, id).await else { panic!("proposed") };
        accept(&ctx, pair.amara, id, proposals.offers()[1].id).await.unwrap();
        reschedule(&ctx, pair.amara, id, Times::Offered(vec![slot(&ctx, 30)])).await.unwrap();
        reschedule(&ctx, pair.rhys, id, Times::Together(slot(&ctx, 31))).await.unwrap();
        cancel(&ctx, pair.rhys, id, "My clinic overruns".parse().unwrap()).await.unwrap();
        assert_eq!(state(&ctx, id).await.name(), StateName::Cancelled);
        for person in [pair.amara, pair.rhys] {
            let parts = calendars(&ctx, person).await;
            let methods: Vec<&str> = parts.iter().map(|(method, ..)| method.as_str()).collect();
            assert_eq!(methods, ["REQUEST", "REQUEST", "REQUEST", "REQUEST", "CANCEL"]);
            assert!(parts.iter().all(|(_, uid, _)| *uid == format!("{id}@meetings.alongside")));
            let sequences: Vec<u32> = parts.iter().map(|(.., sequence)| *sequence).collect();
            assert_eq!(sequences, [0, 1, 2, 3, 4]);
        }
        for person in [pair.lead, pair.manager, pair.contact, pair.stranger] {
            assert!(store::mail::list_for(ctx.db.reader(), person).await.unwrap().is_empty());
        }
    }

    async fn req_F5_only_another_than_the_proposer_accepts(ctx: Context) {
        let pair = pair(&ctx).await;
        let id = offered(&ctx, &pair).await;
        let State::Proposed(proposals) = state(&ctx, id).await else { panic!("proposed") };
        let offer = proposals.offers()[0].id;
        let own = accept(&ctx, pair.rhys, id, offer).await;
        assert!(matches!(own, Err(Failure::Refused(Refusal::OwnProposal))), "{own:?}");
        accept(&ctx, pair.amara, id, offer).await.unwrap();
        let twice = accept(&ctx, pair.amara, id, offer).await;
        assert!(matches!(twice, Err(Failure::Refused(Refusal::NoLongerOffered))), "{twice:?}");
    }

    async fn outside_the_circle_there_is_no_meeting_and_nothing_happens(ctx: Context) {
        let pair = pair(&ctx).await;
        let id = offered(&ctx, &pair).await;
        let State::Proposed(proposals) = state(&ctx, id).await else { panic!("proposed") };
        let offer = proposals.offers()[0].id;
        let letters = store::mail::newest(ctx.db.reader(), 100).await.unwrap().len();
        for who in [pair.lead, pair.manager, pair.contact, pair.stranger] {
            let kind = first_meeting();
            let asked = propose(&ctx, who, pair.journey, &kind, Times::Together(slot(&ctx, 5))).await;
            assert!(matches!(asked, Err(Failure::NotFound)));
            assert!(matches!(accept(&ctx, who, id, offer).await, Err(Failure::NotFound)));
            let moved = reschedule(&ctx, who, id, Times::Together(slot(&ctx, 5))).await;
            assert!(matches!(moved, Err(Failure::NotFound)));
            assert!(matches!(cancel(&ctx, who, id, "No".parse().unwrap()).await, Err(Failure::NotFound)));
            assert!(matches!(hold(&ctx, who, id, held(&ctx)).await, Err(Failure::NotFound)));
            let written = record_held(&ctx, who, pair.journey, &kind, held(&ctx)).await;
            assert!(matches!(written, Err(Failure::NotFound)));
            let absence = Absence { person: pair.amara, note: String::new() };
            assert!(matches!(not_attended(&ctx, who, id, absence).await, Err(Failure::NotFound)));
        }
        assert_eq!(state(&ctx, id).await, State::Proposed(proposals));
        assert_eq!(store::mail::newest(ctx.db.reader(), 100).await.unwrap().len(), letters);
    }

    async fn req_F5_who_did_not_come_is_noted_after_the_start(ctx: Context) {
        let pair = pair(&ctx).await;
        let kind = first_meeting();
        let id = propose(&ctx, pair.rhys, pair.journey, &kind, Times::Together(slot(&ctx, 2))).await.unwrap();
        let absence = Absence { person: pair.amara, note: "Bus did not come".to_owned() };
        let early = not_attended(&ctx, pair.rhys, id, absence.clone()).await;
        assert!(matches!(early, Err(Failure::Refused(Refusal::NotYet))), "{early:?}");
        ctx.clock.move_to(hours(&ctx, 3));
        let outsider = Absence { person: pair.stranger, note: String::new() };
        assert!(matches!(not_attended(&ctx, pair.rhys, id, outsider).await, Err(Failure::NotFound)));
        not_attended(&ctx, pair.amara, id, absence.clone()).await.unwrap();
        assert_eq!(state(&ctx, id).await, State::NotAttended(absence));
        let last = calendars(&ctx, pair.amara).await.pop().unwrap();
        assert_eq!((last.0.as_str(), last.2), ("CANCEL", 1));
        let letters = store::mail::list_for(ctx.db.reader(), pair.amara).await.unwrap();
        assert!(letters.iter().all(|letter| !letter.body.contains("Bus")), "no reason in a letter");
    }

    async fn req_F1_who_was_there_is_kept_for_those_expected_until_the_record_is_closed(ctx: Context) {
        let pair = pair(&ctx).await;
        let kind = first_meeting();
        let id = record_held(&ctx, pair.amara, pair.journey, &kind, held(&ctx)).await.unwrap();
        let there = |id| store::meetings::attendance(ctx.db.reader(), id);
        assert!(there(id).await.unwrap().is_empty(), "nobody said: all expected count as there");
        note_attendance(&ctx, pair.rhys, id, &[pair.amara, pair.stranger]).await.unwrap();
        let noted = there(id).await.unwrap();
        assert_eq!(noted.iter().map(|(_, person)| *person).collect::<Vec<_>>(), [pair.amara]);
        let subjects = store::occurrences::subjects(ctx.db.reader(), &[pair.journey]).await.unwrap();
        assert_eq!(subjects[0].facts.meetings[0].attended, [domain::programmes::Party::Supportee]);
        assert!(matches!(note_attendance(&ctx, pair.lead, id, &[pair.amara]).await, Err(Failure::NotFound)));
        let planned = offered(&ctx, &pair).await;
        let early = note_attendance(&ctx, pair.rhys, planned, &[pair.amara]).await;
        assert!(matches!(early, Err(Failure::Refused(Refusal::NotYet))), "{early:?}");
    }

    async fn req_F1_a_meeting_is_held_as_entered_also_one_that_nobody_planned(ctx: Context) {
        let pair = pair(&ctx).await;
        let kind = first_meeting();
        let id = record_held(&ctx, pair.amara, pair.journey, &kind, held(&ctx)).await.unwrap();
        assert_eq!(state(&ctx, id).await, State::Held(held(&ctx)));
        let future = domain::meetings::HeldTime::new(hours(&ctx, -1), hours(&ctx, 1)).unwrap();
        let not_over = record_held(&ctx, pair.amara, pair.journey, &kind, future).await;
        assert!(matches!(not_over, Err(Failure::Refused(Refusal::NotYet))));
        let unknown = "no-such-kind".parse().unwrap();
        let wrong = record_held(&ctx, pair.amara, pair.journey, &unknown, held(&ctx)).await;
        assert!(matches!(wrong, Err(Failure::NotFound)));
    }

    async fn letters_and_calendars_say_nothing_confidential(ctx: Context) {
        let pair = pair(&ctx).await;
        let id = offered(&ctx, &pair).await;
        cancel(&ctx, pair.amara, id, "I have a hospital appointment".parse().unwrap()).await.unwrap();
        for letter in store::mail::newest(ctx.db.reader(), 100).await.unwrap() {
            assert!(!letter.body.contains("hospital") && !letter.subject.contains("hospital"));
            let calendar = letter.calendar.unwrap();
            assert!(!calendar.contains("hospital"));
            let summary = calendar.split("\r\n").find(|line| line.starts_with("SUMMARY:")).unwrap();
            assert_eq!(summary, "SUMMARY:First meeting");
        }
        let events = store::events::list_for(ctx.db.reader(), "meetings", id).await.unwrap();
        let sentences: Vec<&str> = events.iter().map(|event| event.sentence.as_str()).collect();
        assert_eq!(sentences, [
            "Rhys Bevan proposed two times for the first meeting.",
            "Amara Okafor cancelled the first meeting.",
        ]);
    }

    async fn req_F5_of_two_who_answer_at_once_one_is_told(ctx: Context) {
        let pair = pair(&ctx).await;
        for _ in 0..4 * testkit::exam_factor() {
            let id = offered(&ctx, &pair).await;
            let State::Proposed(proposals) = state(&ctx, id).await else { panic!("proposed") };
            let (accepted, cancelled) = tokio::join!(
                accept(&ctx, pair.amara, id, proposals.offers()[0].id),
                cancel(&ctx, pair.rhys, id, "Cannot make it".parse().unwrap()),
            );
            // Accepted and then cancelled, or cancelled and then not accepted; never the other way round.
            assert!(cancelled.is_ok(), "{cancelled:?}");
            assert!(matches!(accepted, Ok(()) | Err(Failure::Refused(Refusal::Over))), "{accepted:?}");
            assert_eq!(state(&ctx, id).await.name(), StateName::Cancelled);
        }
    }

    async fn access_ends_with_the_relationship(ctx: Context) {
        let pair = pair(&ctx).await;
        let id = offered(&ctx, &pair).await;
        let text = "UPDATE pairings SET finished_on = $1 WHERE person_id = $2";
        let yesterday = store::convert::to_db_date(domain::calendar::plus_days(ctx.today(), -1));
        testkit::world::execute(&ctx, text, vec![yesterday.into(), domain::ids::Id::uuid(pair.rhys).into()]).await;
        let gone = cancel(&ctx, pair.rhys, id, "No".parse().unwrap()).await;
        assert!(matches!(gone, Err(Failure::NotFound)));
        // A letter that still waits for him stays behind; hers goes out.
        let server = Transport::smtp("smtp://127.0.0.1:9", "Alongside <alongside@example.test>").unwrap();
        let round = operations::mail::deliver(&ctx, &server).await.unwrap();
        assert_eq!((round.withdrawn, round.sent, round.later), (1, 0, 1));
        assert!(cancel(&ctx, pair.amara, id, "No".parse().unwrap()).await.is_ok());
    }

    async fn req_F1_expectations_follow_what_became_of_a_meeting(ctx: Context) {
        let pair = pair(&ctx).await;
        let kind = first_meeting();
        let met = async |ctx: &Context| {
            let rows = store::occurrences::of_journey(ctx.db.reader(), pair.journey).await.unwrap();
            let is_met = |row: &&store::occurrences::StoredOccurrence| matches!(row.outcome, Outcome::Met { .. });
            rows.iter().filter(is_met).filter_map(|row| row.meeting).collect::<Vec<_>>()
        };
        let missed = propose(&ctx, pair.rhys, pair.journey, &kind, Times::Together(slot(&ctx, 2))).await.unwrap();
        ctx.clock.move_to(hours(&ctx, 5));
        let absence = Absence { person: pair.amara, note: String::new() };
        not_attended(&ctx, pair.rhys, missed, absence).await.unwrap();
        assert!(met(&ctx).await.is_empty(), "what nobody came to meets nothing");
        let held = record_held(&ctx, pair.rhys, pair.journey, &kind, held(&ctx)).await.unwrap();
        let after = met(&ctx).await;
        assert!(!after.is_empty() && after.iter().all(|id| *id == held), "{after:?}");
    }
}

//! Before a meeting, on both databases: who reads a note, what stands on an agenda, a series in one letter.

#![allow(clippy::unwrap_used, reason = "in a test, a panic is the message")]

mod pair;

use domain::access::Viewer;
use domain::ids::{MeetingId, PersonId};
use domain::meetings::{Gathered, Refusal, StateName};
use operations::meetings::{
    NoteRefusal, SeriesStanding, Times, accept_series, agenda, cancel, propose, propose_series, record_held,
    reschedule, share_note, take_note_back, write_note,
};
use operations::{Context, Failure};
use pair::{Pair, first_meeting, held, hours, pair, slot};
use testkit::both_engines;

async fn agreed(ctx: &Context, pair: &Pair) -> MeetingId {
    let times = Times::Together(slot(ctx, 24));
    propose(ctx, pair.rhys, pair.journey, &first_meeting(), times).await.unwrap()
}

async fn read_by(ctx: &Context, person: PersonId, meeting: MeetingId) -> Vec<String> {
    let viewer = Viewer { person, today: ctx.today() };
    let notes = store::meetings::shared_notes(ctx.db.reader(), viewer, meeting).await.unwrap();
    notes.into_iter().map(|note| note.content).collect()
}

async fn circle(ctx: &Context, person: PersonId, id: MeetingId) -> (store::meetings::Meeting, store::meetings::Circle) {
    let viewer = Viewer { person, today: ctx.today() };
    store::meetings::visible_to(ctx.db.reader(), &ctx.programmes, viewer, id).await.unwrap().unwrap()
}

both_engines! {
    async fn req_F6_a_note_is_kept_by_version_and_shared_with_those_who_take_part_now(ctx: Context) {
        let pair = pair(&ctx).await;
        let id = agreed(&ctx, &pair).await;
        assert!(matches!(share_note(&ctx, pair.amara, id).await, Err(Failure::Refused(NoteRefusal::Empty))));
        assert_eq!(write_note(&ctx, pair.amara, id, 0, "Nights").await.unwrap(), 1);
        assert_eq!(write_note(&ctx, pair.amara, id, 1, "Nights\r\nand swaps ").await.unwrap(), 2);
        assert_eq!(write_note(&ctx, pair.amara, id, 1, "Nights\nand swaps").await.unwrap(), 2, "the same again is kept already");
        assert!(matches!(write_note(&ctx, pair.amara, id, 1, "Other").await, Err(Failure::Refused(NoteRefusal::Changed))));
        assert!(matches!(write_note(&ctx, pair.amara, id, 0, "Other").await, Err(Failure::Refused(NoteRefusal::Changed))));
        assert!(read_by(&ctx, pair.rhys, id).await.is_empty());
        assert_eq!(share_note(&ctx, pair.amara, id).await.unwrap(), [pair.rhys]);
        assert_eq!(read_by(&ctx, pair.rhys, id).await, ["Nights\nand swaps"]);
        for person in [pair.lead, pair.manager, pair.contact, pair.stranger] {
            assert!(read_by(&ctx, person, id).await.is_empty());
            assert!(matches!(write_note(&ctx, person, id, 0, "x").await, Err(Failure::NotFound)));
        }
        take_note_back(&ctx, pair.amara, id).await.unwrap();
        assert!(read_by(&ctx, pair.rhys, id).await.is_empty());
        cancel(&ctx, pair.rhys, id, "Clinic".parse().unwrap()).await.unwrap();
        assert!(matches!(share_note(&ctx, pair.amara, id).await, Err(Failure::Refused(NoteRefusal::Over))));
    }

    async fn req_F6_an_agenda_holds_what_is_due_for_those_who_meet(ctx: Context) {
        let pair = pair(&ctx).await;
        record_held(&ctx, pair.rhys, pair.journey, &first_meeting(), held(&ctx)).await.unwrap();
        let id = agreed(&ctx, &pair).await;
        let (meeting, circle) = circle(&ctx, pair.amara, id).await;
        let found = agenda(&ctx, ctx.db.reader(), &circle, &meeting).await.unwrap();
        assert!(found.gathered.iter().any(|point| matches!(point, Gathered::Due { .. })), "{found:?}");
        assert!(!found.gathered.iter().any(|point| matches!(point, Gathered::Promised { .. })), "nothing was promised");
    }

    async fn req_F5_a_series_is_one_letter_and_each_meeting_goes_its_own_way_afterwards(ctx: Context) {
        let pair = pair(&ctx).await;
        let slots = [24, 48, 72].map(|from_now| slot(&ctx, from_now));
        let kind = first_meeting();
        let twice = [slots[0].clone(), slots[0].clone()];
        let refused = propose_series(&ctx, pair.rhys, pair.journey, &kind, &twice, SeriesStanding::Asked).await;
        assert!(matches!(refused, Err(Failure::Refused(Refusal::SameTimeTwice))));
        let passed = [slots[0].clone(), slot(&ctx, -24)];
        let refused = propose_series(&ctx, pair.rhys, pair.journey, &kind, &passed, SeriesStanding::Asked).await;
        assert!(matches!(refused, Err(Failure::Refused(Refusal::TimePassed))), "all or nothing");
        assert!(store::meetings::list_for_journey(ctx.db.reader(), pair.journey).await.unwrap().is_empty());
        let ids = propose_series(&ctx, pair.rhys, pair.journey, &kind, &slots, SeriesStanding::Asked).await.unwrap();
        for person in [pair.amara, pair.rhys] {
            let letters = store::mail::list_for(ctx.db.reader(), person).await.unwrap();
            assert_eq!(letters.len(), 1);
            let calendar = letters[0].calendar.clone().unwrap();
            assert_eq!(calendar.matches("STATUS:TENTATIVE").count(), 3);
            assert!(ids.iter().all(|id| calendar.contains(&format!("UID:{id}@meetings.alongside"))));
        }
        assert!(matches!(accept_series(&ctx, pair.rhys, ids[0]).await, Err(Failure::Refused(_))), "his own proposal");
        reschedule(&ctx, pair.amara, ids[1], Times::Offered(vec![slot(&ctx, 50), slot(&ctx, 51)])).await.unwrap();
        assert_eq!(accept_series(&ctx, pair.amara, ids[0]).await.unwrap(), 2, "the one that was moved waits by itself");
        let states: Vec<StateName> = store::meetings::list_for_journey(ctx.db.reader(), pair.journey).await.unwrap()
            .iter().map(|meeting| meeting.state.name()).collect();
        assert_eq!(states, [StateName::Agreed, StateName::Proposed, StateName::Agreed]);
        cancel(&ctx, pair.rhys, ids[2], "Away".parse().unwrap()).await.unwrap();
        assert!(hours(&ctx, 24) > ctx.now());
        for person in [pair.lead, pair.stranger] {
            let none = propose_series(&ctx, person, pair.journey, &kind, &slots, SeriesStanding::Together).await;
            assert!(matches!(none, Err(Failure::NotFound)));
        }
    }
}

//! A meeting of the people of several journeys: who reads its record, and for whom it counts.

#![allow(clippy::unwrap_used, reason = "in a test, a panic is the message")]

use domain::access::Viewer;
use domain::calendar::instant;
use domain::ids::{JourneyId, MeetingId, PersonId};
use domain::keys::MeetingKey;
use domain::meetings::{HeldTime, Length, Slot, Way};
use domain::programmes::Programme;
use jiff::SignedDuration;
use jiff::civil::{date, time};
use operations::meetings::{GroupRefusal, hold, note_attendance, propose_group};
use operations::{Context, Failure};
use testkit::{both_engines, world};

fn supervision() -> &'static Programme {
    domain::programmes::shipped().newest(&"clinical-supervision".parse().unwrap()).unwrap()
}

fn kind() -> MeetingKey {
    "group-session".parse().unwrap()
}

struct Group {
    gethin: PersonId,
    people: Vec<PersonId>,
    journeys: Vec<JourneyId>,
    stranger: PersonId,
}

/// Three people whom one supervises.
async fn group(ctx: &Context) -> Group {
    let programme = supervision();
    let organisation = world::organisation(ctx, "Harbour Practice").await;
    world::adopt(ctx, organisation, programme).await;
    let gethin = world::person(ctx, "Gethin", "Lloyd").await;
    let stranger = world::person(ctx, "Sam", "Stranger").await;
    let (mut people, mut journeys) = (Vec::new(), Vec::new());
    for name in ["Owain", "Nia", "Carys"] {
        let person = world::person(ctx, name, "Pugh").await;
        let post = world::Post::of(person, organisation, date(2026, 10, 26)).insert(ctx).await;
        let journey = world::journey(ctx, post, programme, date(2026, 10, 26)).await;
        world::pairing(ctx, journey, gethin, &programme.supporter, date(2026, 10, 1)).await;
        people.push(person);
        journeys.push(journey);
    }
    Group { gethin, people, journeys, stranger }
}

fn slot(ctx: &Context) -> Slot {
    Slot {
        starts_at: ctx.now() + SignedDuration::from_hours(24),
        length: Length::of_minutes(90).unwrap(),
        way: Way::InPerson,
        place: "Staff room".parse().unwrap(),
    }
}

async fn sees(ctx: &Context, person: PersonId, meeting: MeetingId) -> bool {
    let viewer = Viewer { person, today: ctx.today() };
    store::meetings::visible_to(ctx.db.reader(), &ctx.programmes, viewer, meeting).await.unwrap().is_some()
}

async fn met(ctx: &Context, journey: JourneyId) -> usize {
    let query = "SELECT expectation AS text FROM occurrences WHERE outcome = 'met' AND journey_id = $1
        AND expectation = 'sessions'";
    world::texts(ctx, query, journey).await.len()
}

both_engines! {
    async fn req_S1_a_group_meets_for_all_and_counts_for_those_who_were_there(ctx: Context) {
        let group = group(&ctx).await;
        let alone = propose_group(&ctx, group.gethin, &group.journeys[..1], &kind(), slot(&ctx)).await;
        assert!(matches!(alone, Err(Failure::Refused(GroupRefusal::TwoToTwelve))));
        for person in [group.people[0], group.stranger] {
            let none = propose_group(&ctx, person, &group.journeys[..2], &kind(), slot(&ctx)).await;
            assert!(matches!(none, Err(Failure::NotFound)), "only who takes part in all of them");
        }
        let pair = propose_group(&ctx, group.gethin, &group.journeys, &"session".parse().unwrap(), slot(&ctx)).await;
        assert!(matches!(pair, Err(Failure::NotFound)), "a session is for two");
        let id = propose_group(&ctx, group.gethin, &group.journeys[..2], &kind(), slot(&ctx)).await.unwrap();
        assert!(sees(&ctx, group.people[0], id).await && sees(&ctx, group.people[1], id).await);
        assert!(!sees(&ctx, group.people[2], id).await && !sees(&ctx, group.stranger, id).await);
        for person in &group.people[..2] {
            assert_eq!(store::mail::list_for(ctx.db.reader(), *person).await.unwrap().len(), 1);
        }
        let lists = store::meetings::list_for_journey(ctx.db.reader(), group.journeys[1]).await.unwrap();
        assert_eq!(lists.iter().map(|meeting| meeting.id).collect::<Vec<_>>(), [id]);
        let starts = slot(&ctx).starts_at;
        ctx.clock.move_to(starts + SignedDuration::from_hours(3));
        let held = HeldTime::new(starts, starts + SignedDuration::from_mins(90)).unwrap();
        hold(&ctx, group.gethin, id, held).await.unwrap();
        assert_eq!((met(&ctx, group.journeys[0]).await, met(&ctx, group.journeys[1]).await), (1, 1));
        let theirs = operations::outsiders::shown_to_outsiders(&ctx, group.people[0], id.into()).await;
        assert!(matches!(theirs, Err(Failure::NotFound)), "a group’s record is not one person’s to show");
        assert!(operations::outsiders::shown_to_outsiders(&ctx, group.gethin, id.into()).await.is_ok());
        note_attendance(&ctx, group.gethin, id, &[group.gethin, group.people[0]]).await.unwrap();
        assert_eq!((met(&ctx, group.journeys[0]).await, met(&ctx, group.journeys[1]).await), (1, 0));
        assert!(!sees(&ctx, group.people[1], id).await, "the record is theirs who were there");
        assert!(store::meetings::list_for_journey(ctx.db.reader(), group.journeys[1]).await.unwrap().is_empty());
    }

    async fn req_S1_leaving_ends_access_to_later_ones_and_keeps_what_one_attended(ctx: Context) {
        let group = group(&ctx).await;
        let id = propose_group(&ctx, group.gethin, &group.journeys[..2], &kind(), slot(&ctx)).await.unwrap();
        let starts = slot(&ctx).starts_at;
        let held = HeldTime::new(starts, starts + SignedDuration::from_mins(90)).unwrap();
        ctx.clock.move_to(starts + SignedDuration::from_hours(3));
        hold(&ctx, group.gethin, id, held).await.unwrap();
        let later = propose_group(&ctx, group.gethin, &group.journeys[..2], &kind(), slot(&ctx)).await.unwrap();
        assert!(sees(&ctx, group.gethin, later).await);
        let today = store::convert::to_db_date(ctx.today()).into();
        world::execute(&ctx, "UPDATE pairings SET finished_on = $1", vec![today]).await;
        ctx.clock.move_to(instant(date(2026, 12, 1), time(9, 0, 0, 0)));
        assert!(sees(&ctx, group.gethin, id).await, "he was there");
        assert!(!sees(&ctx, group.gethin, later).await, "and no longer takes part");
    }

    async fn req_S1_a_full_recomputation_finds_nothing_to_change(ctx: Context) {
        let group = group(&ctx).await;
        let id = propose_group(&ctx, group.gethin, &group.journeys, &kind(), slot(&ctx)).await.unwrap();
        let starts = slot(&ctx).starts_at;
        ctx.clock.move_to(starts + SignedDuration::from_hours(3));
        let held = HeldTime::new(starts, starts + SignedDuration::from_mins(90)).unwrap();
        hold(&ctx, group.gethin, id, held).await.unwrap();
        note_attendance(&ctx, group.gethin, id, &[group.gethin, group.people[2]]).await.unwrap();
        let found = operations::journeys::recompute(&ctx, operations::journeys::Then::Report).await.unwrap();
        assert!(found.is_empty(), "{found:?}");
    }
}

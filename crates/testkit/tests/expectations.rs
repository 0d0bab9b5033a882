//! What is expected of journeys is kept with their facts, and a full recomputation finds the same (F1, L1, L8).

#![allow(clippy::unwrap_used, reason = "in a test, a panic is the message")]

use domain::calendar::instant;
use domain::expectations::Outcome;
use domain::ids::{Id, JourneyId, MeetingId, PersonId, RecordId, SignatureId};
use jiff::civil::{Date, date, time};
use operations::Context;
use operations::journeys::{Then, recompute, refresh};
use store::convert::{to_db_date, to_db_time};
use store::{Fault, occurrences};
use testkit::{both_engines, world};

struct Pair {
    journey: JourneyId,
    supportee: PersonId,
    supporter: PersonId,
}

async fn pair(ctx: &Context, starts_on: Date) -> Pair {
    let trust = world::organisation(ctx, "Northmoor NHS Foundation Trust").await;
    let supportee = world::person(ctx, "Amina", "Yusuf").await;
    let supporter = world::person(ctx, "Tom", "Reed").await;
    world::Post::of(supporter, trust, date(2020, 1, 6)).insert(ctx).await;
    let post = world::Post::of(supportee, trust, starts_on).insert(ctx).await;
    let journey = world::journey(ctx, post, world::programme(), starts_on).await;
    world::pairing(ctx, journey, supporter, &world::programme().supporter, starts_on).await;
    Pair { journey, supportee, supporter }
}

async fn held(ctx: &Context, pair: &Pair, kind: &str, on: Date, minutes: i64) -> MeetingId {
    let id: MeetingId = ctx.new_id();
    let from = instant(on, time(10, 0, 0, 0));
    let to = from + jiff::SignedDuration::from_mins(minutes);
    let now = to_db_time(ctx.now());
    world::insert(
        ctx,
        "meetings",
        &[
            ("id", id.uuid().into()),
            ("journey_id", pair.journey.uuid().into()),
            ("kind", kind.into()),
            ("state", "held".into()),
            ("held_from", to_db_time(from).into()),
            ("held_to", to_db_time(to).into()),
            ("calendar_sequence", 0.into()),
            ("version", 1.into()),
            ("created_by", pair.supporter.uuid().into()),
            ("created_at", now.into()),
            ("updated_at", now.into()),
        ],
    )
    .await;
    id
}

async fn sign(ctx: &Context, pair: &Pair, meeting: MeetingId, on: Date) {
    let record: RecordId = ctx.new_id();
    let now = to_db_time(ctx.now());
    world::insert(
        ctx,
        "records",
        &[
            ("id", record.uuid().into()),
            ("journey_id", pair.journey.uuid().into()),
            ("meeting_id", meeting.uuid().into()),
            ("form", "first-meeting".into()),
            ("version_hash", world::programme().hash.as_str().into()),
            ("number", 1.into()),
            ("version", 1.into()),
            ("state", "closed".into()),
            ("created_by", pair.supporter.uuid().into()),
            ("created_at", now.into()),
            ("updated_at", now.into()),
        ],
    )
    .await;
    for (party, person) in [("supportee", pair.supportee), (world::programme().supporter.as_str(), pair.supporter)] {
        let id: SignatureId = ctx.new_id();
        world::insert(
            ctx,
            "signatures",
            &[
                ("id", id.uuid().into()),
                ("record_id", record.uuid().into()),
                ("record_version", 1.into()),
                ("party", party.into()),
                ("person_id", person.uuid().into()),
                ("name", "A Name".into()),
                ("meaning", "I was there.".into()),
                ("content_hash", "0".into()),
                ("method", "session".into()),
                ("signed_at", to_db_time(instant(on, time(12, 0, 0, 0))).into()),
            ],
        )
        .await;
    }
}

async fn refreshed(ctx: &Context, journey: JourneyId) -> Vec<occurrences::StoredOccurrence> {
    let done: Result<(), Fault> = store::write!(ctx.db, |tx| { refresh(tx, ctx, journey).await });
    done.unwrap();
    occurrences::of_journey(ctx.db.reader(), journey).await.unwrap()
}

async fn next_due(ctx: &Context, journey: JourneyId) -> (Option<Date>, Option<Date>, i32) {
    let subject = occurrences::subjects(ctx.db.reader(), &[journey]).await.unwrap().remove(0);
    (subject.counters.next_due_on, subject.counters.late_since, subject.counters.meetings_held)
}

both_engines! {
    async fn req_F1_a_held_first_meeting_is_known_as_soon_as_it_is_recorded(ctx: Context) {
        let starts_on = domain::calendar::plus_days(ctx.today(), -3);
        let pair = pair(&ctx, starts_on).await;
        let rows = refreshed(&ctx, pair.journey).await;
        let first = rows.iter().find(|row| row.expectation.as_str() == "first-meeting").unwrap();
        assert_eq!((first.outcome, first.due_on), (Outcome::Open, domain::calendar::plus_days(starts_on, 6)));
        // What is to be confirmed before the start is due first; it counts for no standard.
        assert_eq!(next_due(&ctx, pair.journey).await, (Some(starts_on), Some(first.due_on), 0));
        let meeting = held(&ctx, &pair, "initial", starts_on, 60).await;
        let rows = refreshed(&ctx, pair.journey).await;
        let first = rows.iter().find(|row| row.expectation.as_str() == "first-meeting").unwrap();
        assert_eq!((first.outcome, first.meeting), (Outcome::Met { on: starts_on }, Some(meeting)));
        let record = rows.iter().find(|row| row.expectation.as_str() == "meeting-record").unwrap();
        assert_eq!(record.outcome, Outcome::Open);
        assert_eq!(next_due(&ctx, pair.journey).await.2, 1);
        sign(&ctx, &pair, meeting, ctx.today()).await;
        let rows = refreshed(&ctx, pair.journey).await;
        let record = rows.iter().find(|row| row.expectation.as_str() == "meeting-record").unwrap();
        assert_eq!(record.outcome, Outcome::Met { on: ctx.today() });
    }

    async fn a_full_recomputation_finds_and_mends_what_somebody_changed_by_hand(ctx: Context) {
        let pair = pair(&ctx, domain::calendar::plus_days(ctx.today(), -100)).await;
        held(&ctx, &pair, "initial", domain::calendar::plus_days(ctx.today(), -99), 70).await;
        refreshed(&ctx, pair.journey).await;
        assert_eq!(recompute(&ctx, Then::Report).await.unwrap(), []);
        // A year later nothing has happened, so nothing differs.
        ctx.clock.move_to(ctx.now() + jiff::SignedDuration::from_hours(24 * 400));
        assert_eq!(recompute(&ctx, Then::Report).await.unwrap(), []);
        let changed = vec![to_db_date(date(2030, 1, 1)).into()];
        world::execute(&ctx, "UPDATE occurrences SET due_on = $1 WHERE expectation = 'first-meeting'", changed).await;
        let found = recompute(&ctx, Then::Mend).await.unwrap();
        assert_eq!(found.len(), 1);
        assert!(found[0].what.starts_with("first-meeting 1 is stored as"), "{}", found[0].what);
        world::execute(&ctx, "UPDATE journeys SET meetings_held = 7", vec![]).await;
        assert_eq!(recompute(&ctx, Then::Mend).await.unwrap().len(), 1);
        assert_eq!(recompute(&ctx, Then::Report).await.unwrap(), []);
    }
}

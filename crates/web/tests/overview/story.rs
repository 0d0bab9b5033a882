//! A small world to look at: one organisation, a handful of journeys in different places of their way.

use domain::calendar::{instant, plus_days, plus_months};
use domain::ids::{JourneyId, OrganisationId, PersonId};
use domain::keys::MeetingKey;
use domain::meetings::{HeldTime, Length, Slot, Way};
use domain::programmes::Power;
use jiff::SignedDuration;
use jiff::civil::{Date, date, time};
use operations::Context;
use operations::meetings::Times;
use testkit::world;

/// Everybody of the story. Today is Monday 2 November 2026.
pub struct Story {
    pub organisation: OrganisationId,
    pub code: String,
    /// Started seven weeks ago, has met twice.
    pub amara: PersonId,
    pub amaras: JourneyId,
    /// Supports Amara, and Bea, who starts today.
    pub rhys: PersonId,
    pub bea: PersonId,
    pub beas: JourneyId,
    /// Started three weeks ago and has not met anybody: late.
    pub late: PersonId,
    pub manager: PersonId,
    pub lead: PersonId,
    pub stranger: PersonId,
}

pub async fn story(ctx: &Context) -> Story {
    let organisation = world::organisation(ctx, "Rotherfield University Hospitals NHS Trust").await;
    world::adopt(ctx, organisation, world::programme()).await;
    let manager = world::person(ctx, "Mona", "Hughes").await;
    let lead = world::person(ctx, "Lena", "Marsh").await;
    world::appoint(ctx, lead, organisation, "lead").await;
    let rhys = world::person(ctx, "Rhys", "Bevan").await;
    let nia = world::person(ctx, "Nia", "Pryce").await;
    let (amara, amaras) = walk(ctx, organisation, ("Amara", "Okafor"), manager, rhys, date(2026, 9, 14)).await;
    let (bea, beas) = walk(ctx, organisation, ("Bea", "Lindqvist"), manager, rhys, date(2026, 11, 2)).await;
    let (late, lates) = walk(ctx, organisation, ("Callum", "Reid"), manager, nia, date(2026, 10, 12)).await;
    met(ctx, amaras, amara, rhys, kind(0), date(2026, 9, 17)).await;
    met(ctx, amaras, amara, rhys, kind(1), date(2026, 10, 15)).await;
    let stranger = world::person(ctx, "Sam", "Stranger").await;
    refresh(ctx, &[amaras, beas, lates]).await;
    let code = world::code(ctx, organisation).await;
    Story { organisation, code, amara, amaras, rhys, bea, beas, late, manager, lead, stranger }
}

/// Somebody in a post with a journey and a supporter.
pub async fn walk(
    ctx: &Context,
    organisation: OrganisationId,
    (given, family): (&str, &str),
    manager: PersonId,
    supporter: PersonId,
    starts_on: Date,
) -> (PersonId, JourneyId) {
    let person = world::person(ctx, given, family).await;
    let mut post = world::Post::of(person, organisation, starts_on);
    post.manager = Some(manager);
    let post = post.insert(ctx).await;
    let programme = world::programme();
    let journey = world::journey(ctx, post, programme, starts_on).await;
    world::pairing(ctx, journey, supporter, &programme.supporter, plus_days(starts_on, -20)).await;
    (person, journey)
}

/// The programme's kinds of meetings, in their order.
pub fn kind(place: usize) -> MeetingKey {
    world::programme().meeting_kinds[place].key.clone()
}

/// An hour's meeting that was held, its record signed by all that afternoon.
pub async fn met(ctx: &Context, journey: JourneyId, one: PersonId, other: PersonId, kind: MeetingKey, on: Date) {
    let now = ctx.now();
    ctx.clock.move_to(instant(on, time(16, 0, 0, 0)));
    let from = instant(on, time(14, 0, 0, 0));
    let held = HeldTime::new(from, from + SignedDuration::from_mins(60)).expect("an hour");
    let meeting = operations::meetings::record_held(ctx, other, journey, &kind, held).await.expect("held");
    let meeting_uuid = domain::ids::Id::uuid(meeting);
    for (person, party) in [(one, "supportee"), (other, world::programme().supporter.as_str())] {
        let id: domain::ids::SignatureId = ctx.new_id();
        let values = vec![
            domain::ids::Id::uuid(id).into(),
            domain::ids::Id::uuid(person).into(),
            party.into(),
            meeting_uuid.into(),
            store::convert::to_db_time(ctx.now()).into(),
        ];
        world::execute(
            ctx,
            "INSERT INTO signatures (id, record_id, record_version, party, person_id, name, meaning, content_hash, method,
                 signed_at)
             SELECT $1, r.id, r.version, $3, $2, 'A name', 'read', 'hash', 'test', $5 FROM records r
             WHERE r.meeting_id = $4",
            values,
        )
        .await;
    }
    let closed = vec![store::convert::to_db_time(ctx.now()).into(), meeting_uuid.into()];
    world::execute(ctx, "UPDATE records SET state = 'closed', closed_at = $1 WHERE meeting_id = $2", closed).await;
    ctx.clock.move_to(now);
}

/// A time for a meeting that both know of.
pub async fn agree(ctx: &Context, journey: JourneyId, by: PersonId, kind: MeetingKey, on: Date) {
    let slot = slot(on);
    operations::meetings::propose(ctx, by, journey, &kind, Times::Together(slot)).await.expect("agreed");
}

/// A time for a meeting that the other has still to accept.
pub async fn offer(ctx: &Context, journey: JourneyId, by: PersonId, kind: MeetingKey, on: Date) {
    let slot = slot(on);
    operations::meetings::propose(ctx, by, journey, &kind, Times::Offered(vec![slot])).await.expect("offered");
}

fn slot(on: Date) -> Slot {
    Slot {
        starts_at: instant(on, time(14, 30, 0, 0)),
        length: Length::of_minutes(60).expect("an hour"),
        way: Way::Video,
        place: "https://call.example/room".parse().expect("a place"),
    }
}

/// What the facts amount to, as every operation leaves it.
pub async fn refresh(ctx: &Context, journeys: &[JourneyId]) {
    let done: Result<(), store::Fault> =
        store::write!(ctx.db, |tx| { operations::journeys::refresh_many(tx, ctx, journeys).await });
    done.expect("refreshed");
}

/// A longer world: a year of one journey, and enough others to fill a list.
pub async fn year(ctx: &Context, story: &Story) -> JourneyId {
    let (ann, journey) =
        walk(ctx, story.organisation, ("Ann-Marie", "Kowalczyk"), story.manager, story.rhys, date(2026, 3, 2)).await;
    met(ctx, journey, ann, story.rhys, kind(0), date(2026, 3, 5)).await;
    for (month, day) in [(4, 9), (5, 7), (6, 11), (8, 13)] {
        met(ctx, journey, ann, story.rhys, kind(1), date(2026, month, day)).await;
    }
    met(ctx, journey, ann, story.rhys, kind(2), date(2026, 9, 3)).await;
    met(ctx, journey, ann, story.rhys, kind(4), date(2026, 9, 17)).await;
    met(ctx, journey, ann, story.rhys, kind(1), date(2026, 10, 8)).await;
    agree(ctx, journey, story.rhys, kind(1), date(2026, 11, 12)).await;
    let mut journeys = vec![journey];
    let professions = ["dietitian", "occupational-therapist", "paramedic", "physiotherapist"];
    for number in 0..30 {
        let started = plus_days(plus_months(date(2026, 2, 9), number % 9), number);
        let names = (["Ada", "Ben", "Cem", "Dee", "Eli"][number as usize % 5], format!("Example{number:02}"));
        let person = world::person(ctx, names.0, &names.1).await;
        let mut post = world::Post::of(person, story.organisation, started);
        post.profession = Some(professions[number as usize % 4].parse().expect("a key"));
        let post = post.insert(ctx).await;
        let own = world::journey(ctx, post, world::programme(), started).await;
        let supporter = world::person(ctx, "Vera", &format!("Helper{number:02}")).await;
        world::pairing(ctx, own, supporter, &world::programme().supporter, started).await;
        let first = plus_days(started, if number % 6 == 0 { 12 } else { 3 });
        if number % 7 != 0 && first < ctx.today() {
            met(ctx, own, person, supporter, kind(0), first).await;
            let mut on = plus_days(first, 28);
            while on < plus_days(ctx.today(), -14) && number % 5 != 0 {
                met(ctx, own, person, supporter, kind(1), on).await;
                on = plus_days(on, 28);
            }
        }
        journeys.push(own);
    }
    refresh(ctx, &journeys).await;
    journey
}

/// Whether the office of the story's lead may do this: so that a test does not rest on a programme that changed.
pub fn lead_may(power: Power) -> bool {
    let office = "lead".parse().expect("a key");
    world::programme().office(&office).is_some_and(|office| office.may(power))
}

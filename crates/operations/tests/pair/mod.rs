//! Two people of a journey, and others who are not part of it.

#![allow(dead_code, reason = "each test file uses what it needs")]

use domain::ids::{JourneyId, MeetingId, OrganisationId, PersonId};
use domain::keys::MeetingKey;
use domain::meetings::{HeldTime, Length, Slot, Way};
use jiff::civil::date;
use jiff::{SignedDuration, Timestamp};
use operations::Context;
use testkit::world;

/// A journey that starts today, with its people.
pub struct Pair {
    pub journey: JourneyId,
    pub organisation: OrganisationId,
    /// The one supported.
    pub amara: PersonId,
    /// The supporter.
    pub rhys: PersonId,
    /// Line manager of the one supported.
    pub manager: PersonId,
    /// Leads the programme.
    pub lead: PersonId,
    /// In the other role of the programme, which does not read records.
    pub contact: PersonId,
    /// Somebody from elsewhere.
    pub stranger: PersonId,
}

pub async fn pair(ctx: &Context) -> Pair {
    let organisation = world::organisation(ctx, "Rotherfield NHS Trust").await;
    let programme = world::programme();
    world::adopt(ctx, organisation, programme).await;
    let amara = world::person(ctx, "Amara", "Okafor").await;
    let rhys = world::person(ctx, "Rhys", "Bevan").await;
    let manager = world::person(ctx, "Mona", "Manager").await;
    let lead = world::person(ctx, "Lena", "Lead").await;
    let contact = world::person(ctx, "Connie", "Contact").await;
    let stranger = world::person(ctx, "Sam", "Stranger").await;
    world::appoint(ctx, lead, organisation, "lead").await;
    let mut post = world::Post::of(amara, organisation, date(2026, 11, 2));
    post.manager = Some(manager);
    let post = post.insert(ctx).await;
    let journey = world::journey(ctx, post, programme, date(2026, 11, 2)).await;
    world::pairing(ctx, journey, rhys, &programme.supporter, date(2026, 10, 1)).await;
    let other_role = programme.roles.iter().find(|role| role.key != programme.supporter).unwrap();
    world::pairing(ctx, journey, contact, &other_role.key, date(2026, 11, 2)).await;
    Pair { journey, organisation, amara, rhys, manager, lead, contact, stranger }
}

/// The first kind of meeting of the programme.
pub fn first_meeting() -> MeetingKey {
    world::programme().meeting_kinds[0].key.clone()
}

/// So many hours after the test's now.
pub fn hours(ctx: &Context, hours: i64) -> Timestamp {
    ctx.now() + SignedDuration::from_hours(hours)
}

/// An hour's video call, so many hours from now.
pub fn slot(ctx: &Context, from_now: i64) -> Slot {
    Slot {
        starts_at: hours(ctx, from_now),
        length: Length::of_minutes(60).unwrap(),
        way: Way::Video,
        place: "https://call.example/room".parse().unwrap(),
    }
}

/// The hour before last.
pub fn held(ctx: &Context) -> HeldTime {
    HeldTime::new(hours(ctx, -2), hours(ctx, -1)).unwrap()
}

/// A meeting that was just held, its record empty.
pub async fn held_meeting(ctx: &Context, pair: &Pair) -> MeetingId {
    operations::meetings::record_held(ctx, pair.rhys, pair.journey, &first_meeting(), held(ctx)).await.unwrap()
}

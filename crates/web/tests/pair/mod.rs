//! Two people whose journey started on the Monday a week ago, and two who are not part of it.

#![allow(dead_code, reason = "each test file uses what it needs")]

use domain::ids::{JourneyId, MeetingId, OrganisationId, PersonId};
use jiff::civil::date;
use testkit::{Page, TestApp, world};

/// The two, and who looks on.
pub struct Pair {
    pub journey: JourneyId,
    pub organisation: OrganisationId,
    /// The one supported.
    pub amara: PersonId,
    /// The supporter.
    pub rhys: PersonId,
    /// Leads the programme.
    pub lead: PersonId,
    /// Somebody from elsewhere.
    pub stranger: PersonId,
}

pub async fn pair(app: &TestApp) -> Pair {
    let ctx = &app.ctx;
    let programme = world::programme();
    let organisation = world::organisation(ctx, "Rotherfield NHS Trust").await;
    world::adopt(ctx, organisation, programme).await;
    let amara = world::person(ctx, "Amara", "Okafor").await;
    let rhys = world::person(ctx, "Rhys", "Bevan").await;
    let lead = world::person(ctx, "Lena", "Lead").await;
    let stranger = world::person(ctx, "Sam", "Stranger").await;
    world::appoint(ctx, lead, organisation, "lead").await;
    let post = world::Post::of(amara, organisation, date(2026, 10, 26)).insert(ctx).await;
    let journey = world::journey(ctx, post, programme, date(2026, 10, 26)).await;
    world::pairing(ctx, journey, rhys, &programme.supporter, date(2026, 10, 1)).await;
    Pair { journey, organisation, amara, rhys, lead, stranger }
}

/// The meeting that a page is about.
pub fn meeting_of(page: &Page) -> MeetingId {
    page.path.split(['/', '?']).nth(2).unwrap().parse().unwrap()
}

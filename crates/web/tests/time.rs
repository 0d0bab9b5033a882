//! Protected time on pages: a tap after a meeting, lines of one's own, and what the desk shows of it.

#![allow(clippy::unwrap_used, reason = "in a test, a panic is the message")]

use axum::http::Method;
use domain::ids::{JourneyId, PersonId};
use domain::meetings::HeldTime;
use jiff::SignedDuration;
use jiff::civil::date;
use testkit::{TestApp, both_engines, world};

struct Pair {
    journey: JourneyId,
    amara: PersonId,
    rhys: PersonId,
    lead: PersonId,
    code: String,
}

async fn pair(app: &TestApp) -> Pair {
    let ctx = &app.ctx;
    let programme = world::programme();
    let organisation = world::organisation(ctx, "Rotherfield NHS Trust").await;
    world::adopt(ctx, organisation, programme).await;
    let amara = world::person(ctx, "Amara", "Okafor").await;
    let rhys = world::person(ctx, "Rhys", "Bevan").await;
    let lead = world::person(ctx, "Lena", "Lead").await;
    world::appoint(ctx, lead, organisation, "lead").await;
    let post = world::Post::of(amara, organisation, date(2026, 10, 26)).insert(ctx).await;
    let journey = world::journey(ctx, post, programme, date(2026, 10, 26)).await;
    world::pairing(ctx, journey, rhys, &programme.supporter, date(2026, 10, 1)).await;
    let code = world::code(ctx, organisation).await;
    Pair { journey, amara, rhys, lead, code }
}

both_engines! {
    async fn req_H2_a_held_meeting_is_counted_with_one_tap(app: TestApp) {
        let pair = pair(&app).await;
        let kind = &world::programme().meeting_kinds[0].key;
        let hour = |hours: i64| app.ctx.now() - SignedDuration::from_hours(hours);
        let held = HeldTime::new(hour(2), hour(1)).unwrap();
        operations::meetings::record_held(&app.ctx, pair.rhys, pair.journey, kind, held).await.unwrap();
        let amara = app.sign_in(pair.amara).await;
        let page = amara.open(&format!("/journeys/{}", pair.journey)).await.click("Protected time").await;
        assert!(page.says("0 minutes taken of"), "{}", page.text());
        let counted = page.form("Count 1 hour").submit().await;
        assert!(counted.says("The meeting is counted") && counted.says("1 hour taken of"), "{}", counted.text());
        assert!(!counted.has_button("Count 1 hour"));
    }

    async fn req_C4_what_is_wrong_is_said_and_nothing_typed_is_lost(app: TestApp) {
        let pair = pair(&app).await;
        let amara = app.sign_in(pair.amara).await;
        let form = amara.open("/time").await.click("Note hours you had").await;
        let filled = form.form("Save").fill("Hours", "1").fill("Minutes", "15").choose_in("How was it spent?", "Mandatory training");
        let refused = filled.submit_and_stay().await;
        assert_eq!(refused.status, 422);
        assert!(refused.errors()[0].contains("never counts as protected time"), "{:?}", refused.errors());
        let noted = refused
            .form("Save")
            .choose_in("How was it spent?", "Working alongside experienced colleagues")
            .submit()
            .await;
        assert!(noted.says("1 hour 15 minutes: Working alongside experienced colleagues"), "{}", noted.text());
    }

    async fn req_H3_the_lead_sees_sums_and_nobodys_diary(app: TestApp) {
        let pair = pair(&app).await;
        let path = format!("/organisations/{}/time", pair.code);
        let page = app.sign_in(pair.lead).await.open(&path).await;
        assert!(page.says("Too few people to show anything"), "{}", page.text());
        assert!(!page.says("Amara"));
        assert_eq!(app.sign_in(pair.rhys).await.send(Method::GET, &path, None).await.status, 404);
    }
}

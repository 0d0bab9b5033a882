//! The application in one process: a test signs somebody in and reads their pages.

#![allow(clippy::unwrap_used, reason = "in a test, a panic is the message")]

use jiff::civil::date;
use testkit::{TestApp, both_engines, crowd, world};

both_engines! {
    async fn somebody_not_signed_in_may_sign_in(app: TestApp) {
        let page = app.visitor().open("/sign-in").await;
        assert!(!page.heading().is_empty());
    }

    async fn a_world_of_rows_can_be_made(app: TestApp) {
        let ctx = &app.ctx;
        let trust = world::organisation(ctx, "Northmoor NHS Foundation Trust").await;
        world::adopt(ctx, trust, world::programme()).await;
        let (amina, grace) = (world::person(ctx, "Amina", "Yusuf").await, world::person(ctx, "Grace", "Obi").await);
        let post = world::Post::of(amina, trust, date(2026, 11, 2)).insert(ctx).await;
        let journey = world::journey(ctx, post, world::programme(), date(2026, 11, 2)).await;
        world::pairing(ctx, journey, grace, &world::programme().supporter, date(2026, 11, 2)).await;
        world::appoint(ctx, grace, trust, "administrator").await;
        assert_eq!(world::count(ctx, "SELECT count(*) AS n FROM pairings").await, 1);
        assert!(world::code(ctx, trust).await.starts_with('Z'));
    }

    async fn a_crowd_gives_each_supporter_two_journeys(app: TestApp) {
        let among = crowd::gather(&app.ctx, 450).await;
        let supported = "SELECT count(*) AS n FROM (SELECT person_id FROM pairings GROUP BY person_id HAVING count(*) = 2) twice";
        assert_eq!(world::count(&app.ctx, supported).await, 225);
        assert_eq!(world::count(&app.ctx, "SELECT count(*) AS n FROM organisations").await, 3);
        assert_ne!(among.supporter, among.supportee);
    }
}

//! The application in one process: a test signs somebody in and reads their pages.

#![allow(clippy::unwrap_used, reason = "in a test, a panic is the message")]

use domain::access::Viewer;
use domain::calendar::plus_days;
use jiff::SignedDuration;
use jiff::civil::date;
use store::overview;
use testkit::{Asking, TestApp, both_engines, crowd, world};

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

    async fn req_Q1_a_home_page_looks_everything_up_and_walks_no_table(app: TestApp) {
        let among = crowd::gather(&app.ctx, 60).await;
        let (ctx, today) = (&app.ctx, app.ctx.today());
        let begun = operations::sessions::begin(ctx, among.supporter, "test").await.unwrap();
        let asking = Asking::of(ctx.db.reader());
        let viewer = Viewer { person: among.supporter, today };
        let soon = plus_days(today, 30);
        let hash = operations::sessions::hash(&begun.secret);
        let idle = SignedDuration::from_hours(1);
        let found = store::sessions::find(&asking, &hash, ctx.now(), idle, today).await.unwrap();
        assert!(!found.unwrap().0.manages, "nobody names them as line manager");
        let people = overview::relationships(&asking, &ctx.programmes, viewer).await.unwrap();
        assert_eq!(people.len(), 2);
        assert!(!overview::open_for(&asking, viewer, soon).await.unwrap().occurrences.is_empty());
        overview::managers_part(&asking, &ctx.programmes, among.supporter, soon).await.unwrap();
        store::messages::home(&asking, viewer).await.unwrap();
        store::choosing::askings(&asking, among.supporter).await.unwrap();
        store::leave::waiting_for(&asking, among.supporter, today).await.unwrap();
        assert_eq!(asking.count(), 7);
        assert_eq!(asking.walks().await, Vec::<String>::new());
    }

    async fn a_crowd_gives_each_supporter_two_journeys(app: TestApp) {
        let among = crowd::gather(&app.ctx, 450).await;
        let supported = "SELECT count(*) AS n FROM (SELECT person_id FROM pairings GROUP BY person_id HAVING count(*) = 2) twice";
        assert_eq!(world::count(&app.ctx, supported).await, 225);
        assert_eq!(world::count(&app.ctx, "SELECT count(*) AS n FROM organisations").await, 3);
        assert_ne!(among.supporter, among.supportee);
    }
}

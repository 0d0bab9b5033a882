//! Rotas, guides and what a journey is for, as the people of a place use them.

#![allow(clippy::unwrap_used, reason = "in a test, a panic is the message")]

use domain::programmes::{Programme, shipped};
use jiff::civil::date;
use testkit::{TestApp, both_engines, world};

fn programme(key: &str) -> &'static Programme {
    shipped().newest(&key.parse().unwrap()).unwrap()
}

both_engines! {
    async fn req_S2_whoever_works_there_asks_who_it_is_and_others_find_no_page_to_keep(app: TestApp) {
        let practice = world::organisation(&app.ctx, "Harbour Surgery").await;
        let supervision = programme("clinical-supervision");
        world::adopt(&app.ctx, practice, supervision).await;
        let owain = world::person(&app.ctx, "Owain", "Pugh").await;
        world::Post::of(owain, practice, date(2025, 11, 2)).insert(&app.ctx).await;
        let code = world::code(&app.ctx, practice).await;
        let visitor = app.sign_in(owain).await;
        let today = visitor.open("/today").await;
        assert!(today.says("Who is it today?"), "{}", today.text());
        assert!(today.says("Nobody is named for today"));
        let path = format!("/organisations/{code}/rotas");
        assert_eq!(visitor.send(axum::http::Method::GET, &path, None).await.status, 404);
    }

    async fn req_O2_a_pair_says_what_its_journey_is_for(app: TestApp) {
        let trust = world::organisation(&app.ctx, "Northmoor NHS Foundation Trust").await;
        let mentoring = programme("mentoring");
        world::adopt(&app.ctx, trust, mentoring).await;
        let mia = world::person(&app.ctx, "Mia", "Shah").await;
        let rhys = world::person(&app.ctx, "Rhys", "Bevan").await;
        let other = world::person(&app.ctx, "Sam", "Stranger").await;
        let post = world::Post::of(mia, trust, date(2025, 11, 2)).insert(&app.ctx).await;
        let journey = world::journey(&app.ctx, post, mentoring, date(2026, 9, 1)).await;
        world::pairing(&app.ctx, journey, rhys, &mentoring.supporter, date(2026, 9, 1)).await;
        let visitor = app.sign_in(mia).await;
        let path = format!("/journeys/{journey}/context");
        let page = visitor.open(&path).await.form("Save").choose("Thinking about your career").submit().await;
        assert!(page.says("What is it for? Thinking about your career"), "{}", page.text());
        let stranger = app.sign_in(other).await;
        assert_eq!(stranger.send(axum::http::Method::GET, &path, None).await.status, 404);
    }

    async fn req_O1_a_guide_leads_forth_and_back(app: TestApp) {
        let trust = world::organisation(&app.ctx, "Northmoor NHS Foundation Trust").await;
        let mentoring = programme("mentoring");
        world::adopt(&app.ctx, trust, mentoring).await;
        let mia = world::person(&app.ctx, "Mia", "Shah").await;
        let post = world::Post::of(mia, trust, date(2025, 11, 2)).insert(&app.ctx).await;
        let journey = world::journey(&app.ctx, post, mentoring, date(2026, 9, 1)).await;
        let visitor = app.sign_in(mia).await;
        let page = visitor.open(&format!("/journeys/{journey}/guides/four-movements/learn")).await;
        assert!(page.says("2 of 4") && page.says("Explore where you are") && page.says("Plan"), "{}", page.text());
        let none = format!("/journeys/{journey}/guides/four-movements/nowhere");
        assert_eq!(visitor.send(axum::http::Method::GET, &none, None).await.status, 404);
    }
}

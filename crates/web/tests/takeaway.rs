//! Taking one's portfolio along and bringing one, on pages.

#![allow(clippy::unwrap_used, reason = "in a test, a panic is the message")]

use axum::http::Method;
use jiff::civil::date;
use testkit::{TestApp, both_engines, world};

both_engines! {
    async fn req_G3_a_person_makes_takes_and_brings_their_portfolio(app: TestApp) {
        let ctx = &app.ctx;
        let organisation = world::organisation(ctx, "Rotherfield NHS Trust").await;
        let amara = world::person(ctx, "Amara", "Okafor").await;
        let sam = world::person(ctx, "Sam", "Stranger").await;
        let post = world::Post::of(amara, organisation, date(2026, 11, 2)).insert(ctx).await;
        world::journey(ctx, post, world::programme(), date(2026, 11, 2)).await;
        let visitor = app.sign_in(amara).await;
        let all = visitor.open("/portfolio/everything").await;
        assert_eq!(all.heading(), "Portfolio of Amara Okafor");
        assert!(all.says("Rotherfield NHS Trust"), "{}", all.text());
        let page = visitor.open("/portfolio/copy").await;
        let waiting = page.form("Make my portfolio").submit().await;
        assert!(waiting.says("Making your portfolio"), "{}", waiting.text());
        assert!(operations::jobs::work_once(ctx).await.unwrap());
        let page = visitor.open(&waiting.path).await;
        assert!(page.says("Ready to take"), "{}", page.text());
        let (_, pdf) = page.links().into_iter().find(|(_, href)| href.ends_with("/pdf")).unwrap();
        let (_, data) = page.links().into_iter().find(|(_, href)| href.ends_with("/data")).unwrap();
        let file = visitor.get(&pdf).await;
        assert_eq!(file.header("content-type").as_deref(), Some("application/pdf"));
        assert!(file.bytes.starts_with(b"%PDF-"));
        let archive = visitor.get(&data).await.bytes;
        let other = app.sign_in(sam).await;
        for theirs in [&pdf, &data] {
            assert_eq!(other.send(Method::GET, theirs, None).await.status, 404, "nobody else's");
        }
        let page = page.form("Bring it in").attach("The portfolio as open data", "portfolio.zip", &archive).submit().await;
        assert!(page.says("Brought from"), "{}", page.text());
        let (_, brought) = page.links().into_iter().find(|(_, href)| href.contains("/brought/")).unwrap();
        let read = visitor.open(&brought).await;
        assert!(read.says("nothing in it was changed") && read.says("Rotherfield NHS Trust"), "{}", read.text());
        assert_eq!(other.send(Method::GET, &brought, None).await.status, 404);
        let page = other.open("/portfolio/copy").await;
        let form = page.form("Bring it in").attach("The portfolio as open data", "portfolio.zip", &archive);
        let refused = form.submit_and_stay().await;
        assert_eq!(refused.status, 422);
        assert!(refused.errors()[0].contains("portfolio of Amara Okafor"), "{:?}", refused.errors());
        let page = read.form("Take it out again").submit().await;
        assert!(!page.says("Brought from"));
    }
}

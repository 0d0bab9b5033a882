//! What reaches people, on pages: everything that is next, when reminders come, the way out of them, and the feed.

#![allow(clippy::unwrap_used, reason = "in a test, a panic is the message")]

use axum::http::Method;
use domain::calendar::{instant, plus_days};
use domain::ids::PersonId;
use jiff::civil::{date, time};
use operations::{Context, reminders};
use testkit::{TestApp, both_engines, world};

struct Pair {
    amara: PersonId,
    rhys: PersonId,
    journey: domain::ids::JourneyId,
}

async fn pair(ctx: &Context) -> Pair {
    let organisation = world::organisation(ctx, "Rotherfield NHS Trust").await;
    let programme = world::programme();
    world::adopt(ctx, organisation, programme).await;
    let amara = world::person(ctx, "Amara", "Okafor").await;
    let rhys = world::person(ctx, "Rhys", "Bevan").await;
    let post = world::Post::of(amara, organisation, date(2026, 11, 2)).insert(ctx).await;
    let journey = world::journey(ctx, post, programme, date(2026, 11, 2)).await;
    world::pairing(ctx, journey, rhys, &programme.supporter, date(2026, 10, 1)).await;
    let done: Result<(), store::Fault> =
        store::write!(ctx.db, |tx| { operations::journeys::refresh(tx, ctx, journey).await });
    done.unwrap();
    Pair { amara, rhys, journey }
}

both_engines! {
    async fn req_Q1_everything_that_is_next_says_why_and_since_when_and_can_be_filtered(app: TestApp) {
        let pair = pair(&app.ctx).await;
        let visitor = app.sign_in(pair.amara).await;
        let home = visitor.open("/").await;
        assert!(home.links().iter().any(|(_, href)| href == "/next"), "{:?}", home.links());
        let page = visitor.open("/next").await;
        assert!(page.says("The first meeting with your preceptor is due by"), "{}", page.text());
        assert!(page.says("It has been open since") && page.says("This week"), "why and since when");
        let meetings = visitor.open("/next?kind=meetings").await;
        assert!(meetings.says("The first meeting with your preceptor"));
        let confirming = visitor.open("/next?kind=confirming").await;
        assert!(!confirming.says("The first meeting with your preceptor"));
        let with = visitor.open(&format!("/next?with={}.supportee", pair.journey)).await;
        assert!(with.says("The first meeting with your preceptor"));
        let with_nobody = visitor.open("/next?with=somebody").await;
        assert!(with_nobody.says("Nothing of this kind is next"));
        let other = app.sign_in(world::person(&app.ctx, "Sam", "Stranger").await).await;
        assert!(!other.open("/next").await.says("first meeting"));
    }

    async fn req_Q2_a_person_chooses_when_reminders_come(app: TestApp) {
        let pair = pair(&app.ctx).await;
        let visitor = app.sign_in(pair.rhys).await;
        let page = visitor.open("/account/reminders").await;
        assert!(page.says("Some letters cannot be turned off"));
        let page = page.form("Save").choose("Each as it comes").choose("Only of what is late").submit().await;
        assert!(page.says("Saved"));
        let choice = store::reminders::choice_of(app.ctx.db.reader(), pair.rhys).await.unwrap();
        assert_eq!(choice.how, domain::reminders::How::AtOnce);
        let token = page.form("Save").value("csrf").unwrap();
        let refused = visitor.post("/account/reminders", &[("csrf", &token), ("how", "digest"), ("hour", "8")]).await;
        assert_eq!(refused.status, 422);
        assert!(refused.errors()[0].contains("at least one day"), "{:?}", refused.errors());
    }

    async fn req_Q2_the_link_in_a_letter_ends_reminders_without_signing_in(app: TestApp) {
        let pair = pair(&app.ctx).await;
        app.ctx.clock.move_to(instant(plus_days(testkit::today(), 4), time(9, 0, 0, 0)));
        reminders::round(&app.ctx).await.unwrap();
        let letters = store::mail::list_for(app.ctx.db.reader(), pair.amara).await.unwrap();
        let body = &letters.iter().find(|letter| letter.kind == "reminders.digest").unwrap().body;
        let link = body.split_whitespace().find(|word| word.contains("/reminders/off/")).unwrap();
        let path = &link[link.find("/reminders").unwrap()..];
        let nobody = app.visitor();
        assert!(nobody.open(path).await.says("You do not have to sign in"), "looking ends nothing");
        let choice = store::reminders::choice_of(app.ctx.db.reader(), pair.amara).await.unwrap();
        assert_eq!(choice, domain::reminders::Choice::default());
        let done = nobody.post(path, &[("List-Unsubscribe", "One-Click")]).await;
        assert_eq!(done.status, 200);
        assert!(done.says("These reminders have stopped"));
        let choice = store::reminders::choice_of(app.ctx.db.reader(), pair.amara).await.unwrap();
        assert_eq!(choice.received, domain::reminders::Received::FirmOnly);
        assert_eq!(nobody.post("/reminders/off/0000", &[]).await.status, 404);
        assert_eq!(nobody.send(Method::GET, "/account", None).await.status, 303, "and nobody is signed in by it");
    }

    async fn req_Q5_a_feed_is_shown_once_renewed_and_ended(app: TestApp) {
        let pair = pair(&app.ctx).await;
        let visitor = app.sign_in(pair.amara).await;
        let page = visitor.open("/account/calendar").await;
        let page = page.form("Make my feed").submit_and_stay().await;
        let address = page.attribute("#address", "value").unwrap();
        let path = &address[address.find("/calendar/").unwrap()..];
        let nobody = app.visitor();
        let feed = nobody.send(Method::GET, path, None).await;
        assert_eq!(feed.status, 200);
        assert!(!visitor.open("/account/calendar").await.html().contains(path), "shown once");
        let page = visitor.open("/account/calendar").await;
        page.form("End my feed").submit().await;
        assert_eq!(nobody.send(Method::GET, path, None).await.status, 404);
        assert_eq!(nobody.send(Method::GET, "/calendar/x.ics", None).await.status, 404);
        assert_eq!(nobody.send(Method::GET, "/calendar/x", None).await.status, 404);
    }
}

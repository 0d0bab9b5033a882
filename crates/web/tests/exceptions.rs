//! Agreeing to do something otherwise: written by one, signed by both, counted apart.

#![allow(clippy::unwrap_used, reason = "in a test, a panic is the message")]

mod pair;

use axum::http::Method;
use domain::ids::JourneyId;
use jiff::civil::date;
use pair::pair;
use testkit::{TestApp, both_engines, world};

async fn outcomes(app: &TestApp, journey: JourneyId, outcome: &str) -> usize {
    let query = format!("SELECT expectation AS text FROM occurrences WHERE outcome = '{outcome}' AND journey_id = $1");
    world::texts(&app.ctx, &query, journey).await.len()
}

both_engines! {
    async fn req_E4_fewer_meetings_hold_once_both_have_signed(app: TestApp) {
        let pair = pair(&app).await;
        let (amara, rhys) = (app.sign_in(pair.amara).await, app.sign_in(pair.rhys).await);
        let list = amara.open(&format!("/journeys/{}", pair.journey)).await.click("Agree to do something otherwise").await;
        assert!(list.says("Nothing so far"));
        let form = list.click("Leave out for a time: A meeting at least once a month").await;
        let empty = form.form("Go on to sign").submit_and_stay().await;
        assert_eq!(empty.status, 422);
        assert!(empty.errors()[0].contains("Enter a date"), "{:?}", empty.errors());
        let page = empty
            .form("Go on to sign")
            .fill_date("From which day?", date(2027, 1, 1))
            .fill_date("Until which day?", date(2027, 2, 28))
            .fill("Why?", "A course takes every Monday.")
            .submit()
            .await;
        assert!(page.says("Only you can see it"), "{}", page.text());
        let path = page.path.clone();
        assert_eq!(rhys.send(Method::GET, &path, None).await.status, 404, "nothing is shown before it is signed");
        let page = page.form("Sign as Amara Okafor").submit().await;
        assert!(page.says("waits for the other side"));
        assert_eq!(outcomes(&app, pair.journey, "agreed-exception").await, 0, "one signature changes nothing");
        assert_eq!(app.sign_in(pair.lead).await.send(Method::GET, &path, None).await.status, 404);
        let his = rhys.open(&path).await;
        assert!(his.says("A course takes every Monday."));
        let agreed = his.form("Sign as Rhys Bevan").submit().await;
        assert!(agreed.says("Agreed on"), "{}", agreed.text());
        assert_eq!(outcomes(&app, pair.journey, "agreed-exception").await, 2, "due on 25 January and 25 February");
        let again = rhys.post(&format!("{path}/signatures"), &[("csrf", &csrf(&agreed)), ("text", "x")]).await;
        assert_eq!(again.status, 422);
    }

    async fn req_E4_another_last_day_moves_the_end(app: TestApp) {
        let pair = pair(&app).await;
        let (amara, rhys) = (app.sign_in(pair.amara).await, app.sign_in(pair.rhys).await);
        let form = rhys.open(&format!("/journeys/{}/exceptions/new?what=ends", pair.journey)).await;
        let page = form
            .form("Go on to sign")
            .fill_date("On which day does it end?", date(2027, 4, 30))
            .fill("Why?", "Six months are enough for both of us.")
            .submit()
            .await;
        let page = page.form("Sign as Rhys Bevan").submit().await;
        let agreed = amara.open(&page.path).await.form("Sign as Amara Okafor").submit().await;
        assert!(agreed.says("Agreed on"));
        let ends = "SELECT count(*) AS n FROM journeys WHERE planned_end_on = '2027-04-30'";
        assert_eq!(world::count(&app.ctx, ends).await, 1);
    }

    async fn a_no_leaves_everything_as_it_is(app: TestApp) {
        let pair = pair(&app).await;
        let (amara, rhys) = (app.sign_in(pair.amara).await, app.sign_in(pair.rhys).await);
        let form = amara.open(&format!("/journeys/{}/exceptions/new?what=shorter:meeting-length", pair.journey)).await;
        let filled = form.form("Go on to sign").fill_date("From which day?", date(2026, 10, 26));
        let long = filled.clone().fill("How many minutes are enough?", "90").fill("Why?", "Short shifts.").submit_and_stay().await;
        assert_eq!(long.status, 422);
        assert!(long.errors()[0].contains("fewer minutes"), "{:?}", long.errors());
        let page = filled.fill("How many minutes are enough?", "40").fill("Why?", "Short shifts.").submit().await;
        let page = page.form("Sign as Amara Okafor").submit().await;
        let his = rhys.open(&page.path).await;
        assert!(!his.has_button("Take it back"));
        his.form("Say no").submit().await;
        assert!(amara.open(&page.path).await.says("Not agreed"));
        assert_eq!(outcomes(&app, pair.journey, "agreed-exception").await, 0);
    }
}

fn csrf(page: &testkit::Page) -> String {
    page.attribute("input[name=csrf]", "value").unwrap_or_default()
}

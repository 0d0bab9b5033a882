//! Journeys begun by hand, and the people around them.

#![allow(clippy::unwrap_used, reason = "in a test, a panic is the message")]

use axum::http::Method;
use domain::ids::{OrganisationId, PersonId};
use jiff::civil::date;
use testkit::{TestApp, both_engines, world};

struct Trust {
    id: OrganisationId,
    code: String,
    lead: PersonId,
    starter: PersonId,
    supporter: PersonId,
}

async fn trust(app: &TestApp) -> Trust {
    let id = world::organisation(&app.ctx, "Northmoor NHS Foundation Trust").await;
    world::adopt(&app.ctx, id, world::programme()).await;
    let lead = world::person(&app.ctx, "Grace", "Obi").await;
    world::appoint(&app.ctx, lead, id, "lead").await;
    let starter = world::person(&app.ctx, "Priya", "Shah").await;
    let supporter = world::person(&app.ctx, "Tom", "Hale").await;
    world::Post::of(starter, id, date(2026, 11, 2)).insert(&app.ctx).await;
    world::Post::of(supporter, id, date(2020, 1, 6)).insert(&app.ctx).await;
    Trust { id, code: world::code(&app.ctx, id).await, lead, starter, supporter }
}

fn fields<'a>(token: &'a str, supportee: &'a str, supporter: &'a str) -> Vec<(&'a str, &'a str)> {
    vec![
        ("csrf", token),
        ("supportee", supportee),
        ("supporter", supporter),
        ("start-day", "2"),
        ("start-month", "11"),
        ("start-year", "2026"),
    ]
}

const STARTER: &str = "priya.shah@example.test";
const SUPPORTER: &str = "tom.hale@example.test";

both_engines! {
    async fn req_C2_a_lead_begins_a_journey_for_two_who_agreed(app: TestApp) {
        let trust = trust(&app).await;
        let training = "preceptor-foundation".parse().unwrap();
        world::trained(&app.ctx, trust.supporter, &training, date(2026, 3, 2)).await;
        let lead = app.sign_in(trust.lead).await;
        let path = format!("/organisations/{}/journeys/begin", trust.code);
        let page = lead.open(&path).await;
        let token = page.form("Begin").value("csrf").unwrap();
        let done = lead.post(&path, &fields(&token, STARTER, SUPPORTER)).await;
        assert_eq!(done.status, 303);
        let people = lead.open(&done.location().unwrap()).await;
        assert!(people.says("Tom Hale"), "{}", people.text());
        let home = app.sign_in(trust.starter).await.open("/").await;
        assert!(home.says("Tom Hale"));
        let again = lead.post(&path, &fields(&token, STARTER, SUPPORTER)).await;
        assert_eq!(again.status, 422);
        assert!(again.says("in the programme already"));
    }

    async fn req_D1_the_rules_of_the_programme_hold_by_hand_too(app: TestApp) {
        let trust = trust(&app).await;
        let lead = app.sign_in(trust.lead).await;
        let path = format!("/organisations/{}/journeys/begin", trust.code);
        let token = lead.open(&path).await.form("Begin").value("csrf").unwrap();
        let untrained = lead.post(&path, &fields(&token, STARTER, SUPPORTER)).await;
        assert_eq!(untrained.status, 422);
        assert!(untrained.says("has not done the training"), "{}", untrained.text());
        assert!(untrained.says("Begin"), "the form comes back");
        let unknown = lead.post(&path, &fields(&token, "nobody@example.test", SUPPORTER)).await;
        assert!(unknown.errors()[0].contains("Nobody is known by this address"));
        let outside = world::organisation(&app.ctx, "Elsewhere NHS Trust").await;
        let stranger = world::person(&app.ctx, "Sue", "Far").await;
        world::Post::of(stranger, outside, date(2020, 1, 6)).insert(&app.ctx).await;
        let far = lead.post(&path, &fields(&token, STARTER, "sue.far@example.test")).await;
        assert!(far.errors()[0].contains("holds no post here"), "{:?}", far.errors());
        assert_ne!(trust.id, outside);
    }

    async fn nobody_else_begins_or_names(app: TestApp) {
        let trust = trust(&app).await;
        let path = format!("/organisations/{}/journeys/begin", trust.code);
        let page = app.sign_in(trust.starter).await.send(Method::GET, &path, None).await;
        assert_eq!(page.status, 404);
        let person = world::person(&app.ctx, "Amira", "Osei").await;
        world::appoint(&app.ctx, person, trust.id, "champion").await;
        assert_eq!(app.sign_in(person).await.send(Method::GET, &path, None).await.status, 404);
    }
}

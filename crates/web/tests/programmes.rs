//! Tailoring in the interface (B3): who may, the checker beside the fields, where it departs, and moving.

#![allow(clippy::unwrap_used, reason = "in a test, a panic is the message")]

use domain::ids::{OrganisationId, PersonId};
use jiff::civil::date;
use testkit::{TestApp, both_engines, world};

struct Trust {
    id: OrganisationId,
    base: String,
    lead: PersonId,
}

async fn trust(app: &TestApp) -> Trust {
    let ctx = &app.ctx;
    let id = world::organisation(ctx, "Northmoor NHS Foundation Trust").await;
    world::adopt(ctx, id, world::programme()).await;
    let lead = world::person(ctx, "Grace", "Obi").await;
    world::appoint(ctx, lead, id, "lead").await;
    let base = format!("/organisations/{}/programmes", world::code(ctx, id).await);
    Trust { id, base, lead }
}

const HALFWAY: &str = "A halfway meeting: when it is due, in days or months";

both_engines! {
    async fn req_B3_a_lead_makes_the_programme_their_own_and_sees_where_it_departs(app: TestApp) {
        let trust = trust(&app).await;
        let visitor = app.sign_in(trust.lead).await;
        let list = visitor.open(&trust.base).await;
        assert!(list.says("What you run"), "{}", list.text());
        let path = format!("{}/{}", trust.base, world::programme().key);
        let page = visitor.open(&format!("{path}/tailor")).await;
        let form = page.form("Check and make this version");
        let wrong = form.fill(HALFWAY, "soon").fill("Why you change it", "Holidays").submit_and_stay().await;
        assert_eq!(wrong.status, 422);
        let told = wrong.errors().join(" | ");
        assert!(told.contains("Say who was consulted") && told.contains("Write a whole number"), "{told}");
        let form = wrong.form("Check and make this version");
        assert_eq!((form.shown(HALFWAY), form.shown("Why you change it")), ("soon".into(), "Holidays".into()));
        let page = form.fill(HALFWAY, "45").fill("Who was consulted", "Last year’s people").submit().await;
        assert!(page.says("New journeys now begin in version 2024.1.1"), "{}", page.text());
        assert!(page.says("45 days after the day halfway") && page.says("30 days after the day halfway"));
        assert!(page.says("Last year’s people"));
    }

    async fn req_B3_running_journeys_are_moved_after_a_look(app: TestApp) {
        let trust = trust(&app).await;
        let amara = world::person(&app.ctx, "Amara", "Okafor").await;
        let post = world::Post::of(amara, trust.id, date(2026, 11, 2)).insert(&app.ctx).await;
        world::journey(&app.ctx, post, world::programme(), date(2026, 11, 2)).await;
        let visitor = app.sign_in(trust.lead).await;
        let path = format!("{}/{}", trust.base, world::programme().key);
        let form = visitor.open(&format!("{path}/tailor")).await.form("Check and make this version");
        let page = form.fill(HALFWAY, "45").fill("Why you change it", "x").fill("Who was consulted", "y").submit().await;
        assert!(page.says("One running journey is in another version"), "{}", page.text());
        let page = visitor.open(&format!("{path}/move")).await;
        assert!(page.says("A halfway meeting: ") && page.says("Amara Okafor"), "{}", page.text());
        let nobody = page.form("Move those I chose").submit_and_stay().await;
        assert_eq!((nobody.status.as_u16(), nobody.errors()), (422, vec!["Choose at least one journey".to_owned()]));
        let page = visitor.open(&format!("{path}/move")).await.form("Move those I chose").choose("Amara Okafor").submit().await;
        assert!(page.says("One journey was moved") && page.says("Every running journey is in this version"));
    }

    async fn req_B3_nobody_else_sees_or_changes_it(app: TestApp) {
        let trust = trust(&app).await;
        let champion = world::person(&app.ctx, "Chi", "Eze").await;
        world::appoint(&app.ctx, champion, trust.id, "champion").await;
        let visitor = app.sign_in(champion).await;
        for path in [trust.base.clone(), format!("{}/{}/tailor", trust.base, world::programme().key)] {
            assert_eq!(visitor.send(axum::http::Method::GET, &path, None).await.status, 404, "{path}");
        }
    }

    async fn req_B3_an_administrator_takes_up_and_stops_a_programme(app: TestApp) {
        let trust = trust(&app).await;
        let amina = world::person(&app.ctx, "Amina", "Yusuf").await;
        world::appoint(&app.ctx, amina, trust.id, "administrator").await;
        let visitor = app.sign_in(amina).await;
        let page = visitor.open(&format!("{}/{}", trust.base, world::programme().key)).await;
        let page = page.form("Stop offering it").submit().await;
        assert!(page.says("Your organisation runs no programme yet"), "{}", page.text());
        let page = page.form("Take it up").submit().await;
        assert!(page.says("New journeys begin in version 2024.1, as the source has it"), "{}", page.text());
    }
}

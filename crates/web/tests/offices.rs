//! Offices: who may appoint, and that nobody is locked out.

#![allow(clippy::unwrap_used, reason = "in a test, a panic is the message")]

use domain::ids::{OrganisationId, PersonId};
use testkit::{TestApp, both_engines, world};

async fn with_administrator(app: &TestApp) -> (OrganisationId, String, PersonId) {
    let trust = world::organisation(&app.ctx, "Northmoor NHS Foundation Trust").await;
    world::adopt(&app.ctx, trust, world::programme()).await;
    let amina = world::person(&app.ctx, "Amina", "Yusuf").await;
    world::appoint(&app.ctx, amina, trust, "administrator").await;
    (trust, world::code(&app.ctx, trust).await, amina)
}

both_engines! {
    async fn req_A5_an_administrator_appoints_by_address(app: TestApp) {
        let (_, code, amina) = with_administrator(&app).await;
        let grace = world::person(&app.ctx, "Grace", "Obi").await;
        let visitor = app.sign_in(amina).await;
        let path = format!("/organisations/{code}/offices");
        let page = visitor.open(&path).await;
        assert!(page.says("There should always be at least two administrators"));
        let page = page.form("Appoint").choose("Administrator").fill("Their work e-mail address", "grace.obi@example.test");
        let page = page.submit().await;
        assert!(page.rows().iter().any(|row| row.join(" ").contains("Grace Obi")), "{:?}", page.rows());
        assert!(!page.says("There should always be at least two administrators"));
        assert!(app.sign_in(grace).await.open(&path).await.says("Grace Obi"));
    }

    async fn a_wrong_address_is_explained_and_comes_back(app: TestApp) {
        let (_, code, amina) = with_administrator(&app).await;
        let page = app.sign_in(amina).await.open(&format!("/organisations/{code}/offices")).await;
        let page = page
            .form("Appoint")
            .choose("Administrator")
            .fill("Their work e-mail address", "nobody@example.test")
            .submit_and_stay()
            .await;
        assert_eq!(page.status, 422);
        assert!(page.errors()[0].contains("Nobody is known by this address"), "{:?}", page.errors());
        assert_eq!(page.form("Appoint").shown("Their work e-mail address"), "nobody@example.test");
    }

    async fn req_A7_an_organisation_keeps_at_least_two_administrators(app: TestApp) {
        let (trust, code, amina) = with_administrator(&app).await;
        let grace = world::person(&app.ctx, "Grace", "Obi").await;
        let ruth = world::person(&app.ctx, "Ruth", "Evans").await;
        world::appoint(&app.ctx, grace, trust, "administrator").await;
        let visitor = app.sign_in(amina).await;
        let holders = store::access::all_holders(app.ctx.db.reader(), trust, app.ctx.today()).await.unwrap();
        let hers = holders.iter().find(|holder| holder.person == grace).unwrap().appointment;
        let end = format!("/organisations/{code}/offices/{hers}/end");
        let token = visitor.open("/account").await.form("Sign out everywhere").value("csrf").unwrap();
        let refused = visitor.post(&end, &[("csrf", &token)]).await;
        assert_eq!(refused.status, 422);
        assert!(refused.errors()[0].contains("at least two administrators"));
        world::appoint(&app.ctx, ruth, trust, "administrator").await;
        assert_eq!(visitor.post(&end, &[("csrf", &token)]).await.status, 303);
        let gone = app.sign_in(grace).await.send(axum::http::Method::GET, &format!("/organisations/{code}/offices"), None).await;
        assert_eq!(gone.status, 404, "what an office allowed is over at once");
    }

    async fn somebody_without_the_power_finds_no_offices(app: TestApp) {
        let (_, code, _) = with_administrator(&app).await;
        let grace = world::person(&app.ctx, "Grace", "Obi").await;
        let page = app.sign_in(grace).await.send(axum::http::Method::GET, &format!("/organisations/{code}/offices"), None).await;
        assert_eq!(page.status, 404);
    }

    async fn an_office_of_one_programme_opens_nothing_of_another(app: TestApp) {
        let (trust, code, _) = with_administrator(&app).await;
        let (lead, other) = (world::person(&app.ctx, "Grace", "Obi").await, world::person(&app.ctx, "Ruth", "Evans").await);
        world::appoint(&app.ctx, lead, trust, "lead").await;
        world::appoint(&app.ctx, other, trust, "another-programme/lead").await;
        for path in ["candidates", "journeys", "standards", "matching", "offices"] {
            let path = format!("/organisations/{code}/{path}");
            assert_eq!(app.sign_in(lead).await.send(axum::http::Method::GET, &path, None).await.status, 200, "{path}");
            assert_eq!(app.sign_in(other).await.send(axum::http::Method::GET, &path, None).await.status, 404, "{path}");
        }
        let path = format!("/organisations/{code}/candidates?programme=another-programme");
        let page = app.sign_in(lead).await.send(axum::http::Method::GET, &path, None).await;
        assert_eq!(page.status, 404);
    }

    async fn a_lead_appoints_for_the_programme_and_never_administrators(app: TestApp) {
        let (trust, code, amina) = with_administrator(&app).await;
        let lead = world::person(&app.ctx, "Grace", "Obi").await;
        world::appoint(&app.ctx, lead, trust, "lead").await;
        let visitor = app.sign_in(lead).await;
        let path = format!("/organisations/{code}/offices");
        let page = visitor.open(&path).await;
        assert!(!page.says("End the appointment of Amina Yusuf"));
        let token = page.form("Appoint").value("csrf").unwrap();
        let fields = [("csrf", token.as_str()), ("office", "administrator"), ("email", "grace.obi@example.test")];
        assert_eq!(visitor.post(&path, &fields).await.status, 404);
        let holders = store::access::all_holders(app.ctx.db.reader(), trust, app.ctx.today()).await.unwrap();
        let hers = holders.iter().find(|holder| holder.person == amina).unwrap().appointment;
        assert_eq!(visitor.post(&format!("{path}/{hers}/end"), &[("csrf", &token)]).await.status, 404);
    }
}

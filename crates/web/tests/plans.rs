//! The plan and the shape of confidence on their pages, without script; and what two people see of a document that changes.

#![allow(clippy::unwrap_used, reason = "in a test, a panic is the message")]

use axum::http::Method;
use domain::ids::{JourneyId, PersonId};
use jiff::civil::date;
use testkit::{TestApp, both_engines, world};

struct Pair {
    journey: JourneyId,
    amara: PersonId,
    rhys: PersonId,
    lead: PersonId,
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
    Pair { journey, amara, rhys, lead }
}

both_engines! {
    async fn req_E3_one_line_is_enough_and_the_other_agrees_with_one_press(app: TestApp) {
        let pair = pair(&app).await;
        let (amara, rhys) = (app.sign_in(pair.amara).await, app.sign_in(pair.rhys).await);
        let plan = amara.get(&format!("/journeys/{}", pair.journey)).await.click("Development plan: what you want to reach").await;
        let empty = plan.form("Add it").submit_and_stay().await;
        assert_eq!(empty.status, 422);
        assert!(empty.errors()[0].contains("Say what it is"), "{:?}", empty.errors());
        let line = "Run the hand clinic alone by 30 June 2027";
        let plan = empty.form("Add it").fill("What do you want to reach, and by when?", line).submit().await;
        assert!(plan.says("Run the hand clinic alone") && plan.says("By 30 June 2027"), "{}", plan.text());
        assert!(plan.says("Not agreed yet by Rhys Bevan") && !plan.has_button("I agree to this"));
        let his = rhys.open(&format!("/journeys/{}/plan", pair.journey)).await;
        let agreed = his.form("I agree to this").submit().await;
        assert!(agreed.says("Agreed by both"), "{}", agreed.text());
        let item = agreed.click("Run the hand clinic alone").await;
        let noted = item.form("Add note").fill("How does it go?", "Two down").submit().await;
        assert!(noted.says("Two down") && noted.says("Rhys Bevan"));
        let outcome = noted.click("It is reached").await;
        let done = outcome.form("Save").fill("What became of it?", "Three in a row").submit().await;
        assert!(done.says("What became of the rest") && done.says("Three in a row"), "{}", done.text());
        let history = done.click("Every change").await;
        assert!(history.says("open") && history.says("reached") && history.says("Amara Okafor"), "{}", history.text());
        let lead = app.sign_in(pair.lead).await;
        for path in ["plan", "plan/history", "plan/cpd", "plan/cpd.csv", "plan/frameworks", "plan/new?kind=need", "confidence"] {
            let path = format!("/journeys/{}/{path}", pair.journey);
            assert_eq!(lead.send(Method::GET, &path, None).await.status, 404, "{path}");
        }
        assert_eq!(lead.send(Method::GET, &item.path, None).await.status, 404);
    }

    async fn req_E3_what_the_other_wrote_meanwhile_stands_beside_what_was_typed(app: TestApp) {
        let pair = pair(&app).await;
        let (amara, rhys) = (app.sign_in(pair.amara).await, app.sign_in(pair.rhys).await);
        let plan = amara.open(&format!("/journeys/{}/plan", pair.journey)).await;
        let plan = plan.form("Add it").fill("What do you want to reach, and by when?", "Run a list").submit().await;
        let item = plan.click("Run a list").await;
        let hers = item.click("Change it").await;
        let his = rhys.open(&hers.path).await;
        his.form("Save").fill("What do you want to reach?", "Run a clinic").submit().await;
        let clash = hers.form("Save").fill("What do you want to reach?", "Run two lists").submit_and_stay().await;
        assert_eq!(clash.status, 422);
        assert!(clash.errors()[0].contains("Run a clinic"), "{:?}", clash.errors());
        assert_eq!(clash.form("Save").shown("What do you want to reach?"), "Run two lists");
        let kept = clash.form("Save").submit().await;
        assert!(kept.says("Run two lists") && kept.says("Run a clinic"), "theirs stays in the changes: {}", kept.text());
    }

    async fn req_E3_the_plan_leaves_for_a_profile_and_as_a_table(app: TestApp) {
        let pair = pair(&app).await;
        let amara = app.sign_in(pair.amara).await;
        let plan = amara.open(&format!("/journeys/{}/plan", pair.journey)).await;
        plan.form("Add it").fill("What do you want to reach, and by when?", "=Run a list").submit().await;
        let cpd = amara.open(&format!("/journeys/{}/plan/cpd", pair.journey)).await;
        assert!(cpd.says("Amara Okafor") && cpd.says("Physiotherapist"), "{}", cpd.text());
        let csv = amara.open(&format!("/journeys/{}/plan/cpd.csv", pair.journey)).await;
        assert!(csv.header("content-type").unwrap().starts_with("text/csv"));
        assert!(csv.html().contains("\"'=Run a list\""), "{}", csv.html());
        let frameworks = amara.open(&format!("/journeys/{}/plan/frameworks", pair.journey)).await;
        assert!(frameworks.says("physiotherapists") && frameworks.says("Health and Care Professions Council"));
    }

    async fn req_E2_nobody_sees_a_look_before_it_is_opened_nor_after_it_is_closed(app: TestApp) {
        let pair = pair(&app).await;
        let (amara, rhys) = (app.sign_in(pair.amara).await, app.sign_in(pair.rhys).await);
        let page = amara.get(&format!("/journeys/{}/documents/self-assessment", pair.journey)).await;
        let page = page.form("Start writing").submit().await;
        assert!(page.says("Only you, unless you open it"), "{}", page.text());
        let at = page.path.split("/record").next().unwrap().to_owned();
        page.form("Save and hand in")
            .set("a-at-home", "2").set("a-asking", "4").set("a-team", "3")
            .fill("What are you good at", "Listening").fill("What would make you surer", "Feedback").submit().await;
        let path = format!("/journeys/{}/confidence", pair.journey);
        assert_eq!(rhys.send(Method::GET, &path, None).await.status, 404);
        assert_eq!(rhys.send(Method::GET, &format!("{at}/signatures"), None).await.status, 404);
        let mine = amara.open(&path).await;
        mine.form("Save").set("opens", "shape").submit().await;
        let shape = rhys.open(&path).await;
        assert!(shape.says("2 of 5") && !shape.says("Listening") && !shape.has_button("Save"), "{}", shape.text());
        assert_eq!(rhys.send(Method::GET, &format!("{at}/signatures"), None).await.status, 404);
        amara.open(&path).await.form("Save").set("opens", "sentences").submit().await;
        assert!(rhys.open(&format!("{at}/signatures")).await.says("Listening"));
        let lead = app.sign_in(pair.lead).await;
        assert_eq!(lead.send(Method::GET, &path, None).await.status, 404);
        amara.open(&path).await.form("Save").set("opens", "nothing").submit().await;
        assert_eq!(rhys.send(Method::GET, &path, None).await.status, 404);
        assert_eq!(rhys.send(Method::GET, &format!("{at}/signatures"), None).await.status, 404);
        assert!(amara.open(&path).await.says("only me"));
    }

    async fn req_E1_an_agreement_begins_with_what_is_suggested_and_tells_what_the_other_changed(app: TestApp) {
        let pair = pair(&app).await;
        let (amara, rhys) = (app.sign_in(pair.amara).await, app.sign_in(pair.rhys).await);
        let kind = format!("/journeys/{}/documents/agreement", pair.journey);
        let hers = amara.get(&kind).await.form("Start writing").submit().await;
        let asked = "Where do you meet, and how do you keep the time free?";
        assert!(hers.form("Save").shown(asked).starts_with("In a room of our own"));
        let his = rhys.open(&hers.path).await;
        app.ctx.clock.move_to(app.ctx.now() + jiff::SignedDuration::from_mins(9));
        his.form("Save").fill(asked, "In a room of our own, on Mondays.").submit().await;
        let told = amara.open(&hers.path).await;
        assert!(told.says("What has changed since you were last here") && told.says("Rhys Bevan"), "{}", told.text());
        assert!(told.html().contains("<ins>"), "marked by more than colour");
        app.ctx.clock.move_to(app.ctx.now() + jiff::SignedDuration::from_mins(9));
        let seen = told.form("I have read the changes").submit().await;
        assert!(!seen.says("What has changed since you were last here"));
        assert!(!rhys.open(&hers.path).await.says("What has changed since you were last here"));
    }
}

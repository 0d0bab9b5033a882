//! What a person gathers, on pages: written, saved as one types, shared and read, taken back.

#![allow(clippy::unwrap_used, reason = "in a test, a panic is the message")]

use axum::http::Method;
use domain::ids::PersonId;
use jiff::civil::date;
use testkit::{TestApp, both_engines, world};

struct Pair {
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
    Pair { amara, rhys, lead }
}

both_engines! {
    async fn req_G1_a_reflection_is_written_shared_read_and_taken_back(app: TestApp) {
        let pair = pair(&app).await;
        let (amara, rhys) = (app.sign_in(pair.amara).await, app.sign_in(pair.rhys).await);
        let portfolio = amara.open("/portfolio").await;
        let models = portfolio.click("Write a reflection").await;
        let page = models.form("Begin : Just write").submit().await;
        let path = page.path.trim_end_matches("/write").to_owned();
        let warned = page.form("Save and read it").fill("What is on your mind?", "Mr 943 476 5919 fell.").submit_and_stay().await;
        assert_eq!(warned.status, 422);
        assert!(warned.errors()[0].contains("looks like an NHS number"), "{:?}", warned.errors());
        let read = warned.form("Save and read it").fill("What is on your mind?", "A man fell. I stayed.").submit().await;
        assert!(read.says("A man fell. I stayed.") && read.says("Only you"), "{}", read.text());
        for other in [pair.rhys, pair.lead] {
            assert_eq!(app.sign_in(other).await.send(Method::GET, &path, None).await.status, 404);
        }
        let form = read.click("Share it").await;
        let nobody = form.form("Share").submit_and_stay().await;
        assert_eq!(nobody.status, 422);
        let shared = nobody.form("Share").choose("Rhys Bevan").submit().await;
        assert!(shared.says("You and Rhys Bevan"), "{}", shared.text());
        let list = rhys.open("/reflections").await;
        assert!(list.says("Shared by Amara Okafor"), "{}", list.text());
        let his = rhys.open(&path).await;
        assert!(his.says("A man fell.") && !his.has_button("Take back"));
        assert_eq!(rhys.send(Method::GET, &format!("{path}/write"), None).await.status, 404);
        let back = amara.open(&path).await.form("Take back").submit().await;
        assert!(back.says("They can no longer see it"), "{}", back.text());
        assert_eq!(rhys.send(Method::GET, &path, None).await.status, 404);
    }

    async fn req_F7_words_are_saved_while_one_types(app: TestApp) {
        let pair = pair(&app).await;
        let amara = app.sign_in(pair.amara).await;
        let page = amara.open("/reflections/new").await.form("Begin : Just write").submit().await;
        let csrf = page.attribute("input[name=csrf]", "value").unwrap();
        let path = page.path.replace("/write", "/autosave");
        let save = |base: &'static str, text: &'static str| {
            let (amara, path, csrf) = (amara.clone(), path.clone(), csrf.clone());
            async move {
                let fields =
                    [("csrf", csrf.as_str()), ("page", "p"), ("field", "text"), ("base", base), ("a-text", text)];
                amara.post(&path, &fields).await
            }
        };
        assert!(save("0", "First").await.text().contains("saved"));
        assert_eq!(save("0", "Second").await.status, 422, "another window has saved");
        assert!(amara.open(&page.path).await.says("First"));
    }

    async fn req_G2_learning_is_noted_found_and_its_mandatory_part_stands_apart(app: TestApp) {
        let pair = pair(&app).await;
        let amara = app.sign_in(pair.amara).await;
        let form = amara.open("/learning/new").await;
        let filled = form
            .form("Save")
            .fill("What was it?", "Fire safety")
            .fill("Hours", "1")
            .choose_in("What kind?", "Mandatory training")
            .choose_in("Was it protected time?", "Yes, count it");
        let refused = filled.submit_and_stay().await;
        assert_eq!(refused.status, 422);
        assert!(refused.errors()[0].contains("never counts"), "{:?}", refused.errors());
        let noted = refused.form("Save").choose_in("Was it protected time?", "No").submit().await;
        assert!(noted.says("Mandatory training, counted apart"), "{}", noted.text());
        let found = amara.open("/portfolio?q=fire").await;
        assert!(found.says("Fire safety"), "{}", found.text());
        let none = app.sign_in(pair.rhys).await.open("/portfolio?q=fire").await;
        assert!(!none.says("Fire safety"));
    }
}

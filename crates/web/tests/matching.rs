//! Matching as a lead meets it: a proposal looked at, changed and accepted; one person by hand; and what supporters say
//! of themselves.

#![allow(clippy::unwrap_used, reason = "in a test, a panic is the message")]

use domain::ids::{CandidacyId, OrganisationId, PersonId};
use jiff::civil::date;
use testkit::{TestApp, both_engines, world};

struct Trust {
    id: OrganisationId,
    code: String,
    lead: PersonId,
}

async fn trust(app: &TestApp) -> Trust {
    let id = world::organisation(&app.ctx, "Northmoor NHS Foundation Trust").await;
    world::adopt(&app.ctx, id, world::programme()).await;
    let lead = world::person(&app.ctx, "Ruth", "Evans").await;
    world::appoint(&app.ctx, lead, id, "lead").await;
    Trust { id, code: world::code(&app.ctx, id).await, lead }
}

async fn supporter(app: &TestApp, trust: &Trust, name: &str, profession: &str) -> PersonId {
    let person = world::person(&app.ctx, name, "Patel").await;
    let mut post = world::Post::of(person, trust.id, date(2019, 4, 1));
    post.profession = Some(profession.parse().unwrap());
    post.insert(&app.ctx).await;
    let training = world::programme().matching.training.as_ref().unwrap();
    world::trained(&app.ctx, person, &training.initial, date(2026, 3, 1)).await;
    person
}

async fn starter(app: &TestApp, trust: &Trust, name: &str, profession: &str) -> CandidacyId {
    let person = world::person(&app.ctx, name, "Obi").await;
    let mut post = world::Post::of(person, trust.id, date(2026, 11, 16));
    post.profession = Some(profession.parse().unwrap());
    let post = post.insert(&app.ctx).await;
    world::waiting(&app.ctx, post, world::programme()).await
}

both_engines! {
    async fn req_D3_a_lead_matches_a_cohort_without_script(app: TestApp) {
        let trust = trust(&app).await;
        supporter(&app, &trust, "Asha", "physiotherapist").await;
        supporter(&app, &trust, "Jo", "dietitian").await;
        for (name, profession) in [("Sam", "physiotherapist"), ("Lin", "dietitian"), ("Max", "physiotherapist")] {
            starter(&app, &trust, name, profession).await;
        }
        let visitor = app.sign_in(trust.lead).await;
        let path = format!("/organisations/{}/matching", trust.code);
        let page = visitor.open(&path).await;
        assert!(page.says("3 people wait. 2 preceptors have 4 free places between them."), "{}", page.text());
        assert!(page.says("Sam Obi") && page.says("Choose by hand"));
        page.form("Propose preceptors").submit().await;
        assert!(visitor.open(&path).await.says("The proposal is being worked on"));
        assert!(operations::jobs::work_once(&app.ctx).await.unwrap());

        let page = visitor.open(&path).await;
        assert!(page.says("3 pairs") && page.says("0 still waiting"), "{}", page.text());
        assert!(page.says("Asha Patel is also a physiotherapist, works at the same site"), "{}", page.text());
        let page = page.form("Keep this pair").submit().await;
        assert!(page.says("kept") && page.has_button("Accept all 3 pairs"), "keeping a pair asks for nothing more");
        let page = page.form("Leave for later").submit().await;
        assert!(page.says("Match again to see what follows") && !page.has_button("Accept all 3 pairs"));
        page.form("Match again").submit().await;
        assert!(operations::jobs::work_once(&app.ctx).await.unwrap());
        let page = visitor.open(&path).await;
        assert!(page.says("is left for later") && page.has_button("Match after all"));
        let page = page.form("Accept all 2 pairs").submit().await;
        assert!(page.says("The pairs stand. Everybody has been told"), "{}", page.text());
        assert!(page.says("One person waits."), "who was left for later still waits");
    }

    async fn req_D3_what_has_changed_since_is_said_on_the_page(app: TestApp) {
        let trust = trust(&app).await;
        supporter(&app, &trust, "Asha", "physiotherapist").await;
        starter(&app, &trust, "Sam", "physiotherapist").await;
        let visitor = app.sign_in(trust.lead).await;
        let path = format!("/organisations/{}/matching", trust.code);
        visitor.open(&path).await.form("Propose preceptors").submit().await;
        assert!(operations::jobs::work_once(&app.ctx).await.unwrap());
        let page = visitor.open(&path).await;
        world::execute(&app.ctx, "UPDATE candidacies SET state = 'withdrawn'", vec![]).await;
        let page = page.form("Accept this pair").submit_and_stay().await;
        assert_eq!(page.status, 422);
        assert_eq!(page.errors(), ["Sam Obi does not wait for a preceptor any more."]);
    }

    async fn req_D2_one_more_than_the_cap_needs_a_reason(app: TestApp) {
        let trust = trust(&app).await;
        supporter(&app, &trust, "Asha", "physiotherapist").await;
        let mut waiting = Vec::new();
        for name in ["Sam", "Lin", "Max"] {
            waiting.push(starter(&app, &trust, name, "physiotherapist").await);
        }
        let visitor = app.sign_in(trust.lead).await;
        let path = |id: CandidacyId| format!("/organisations/{}/matching/people/{id}", trust.code);
        for id in &waiting[..2] {
            let page = visitor.open(&path(*id)).await;
            let page = page.form("Make this pair now").choose("Asha Patel").submit().await;
            assert!(page.says("The pair stands, and everybody has been told"), "{}", page.text());
        }
        let page = visitor.open(&path(waiting[2])).await;
        assert!(page.says("already supports 2 people: one more needs a reason"), "{}", page.text());
        let page = page.form("Make this pair now").choose("Asha Patel").submit_and_stay().await;
        assert_eq!(page.status, 422);
        assert!(page.errors()[0].contains("Say why one more"), "{:?}", page.errors());
        let form = page.form("Make this pair now").fill("Why one more than they can have", "Agreed with Asha");
        assert!(form.submit().await.says("The pair stands"));
        assert_eq!(visitor.get(&path(waiting[2])).await.status, 404, "who has a supporter does not wait");
    }

    async fn req_D5_a_lead_names_a_contact_of_the_same_profession(app: TestApp) {
        let trust = trust(&app).await;
        supporter(&app, &trust, "Jo", "dietitian").await;
        let sam = starter(&app, &trust, "Sam", "physiotherapist").await;
        let visitor = app.sign_in(trust.lead).await;
        let page = visitor.open(&format!("/organisations/{}/matching/people/{sam}", trust.code)).await;
        let page = page.form("Make this pair now").choose("Jo Patel").submit().await;
        assert!(page.says("A contact of the same profession is needed"), "{}", page.text());
        supporter(&app, &trust, "Asha", "physiotherapist").await;
        let page = page.click("Name a contact for Sam Obi").await;
        let page = page.form("Name this contact").fill("Who is to be the", "Asha Patel").submit().await;
        assert!(page.says("The contact is named") && !page.says("is needed"), "{}", page.text());
    }

    async fn req_D1_a_supporter_keeps_their_own_profile(app: TestApp) {
        let trust = trust(&app).await;
        let asha = supporter(&app, &trust, "Asha", "physiotherapist").await;
        let visitor = app.sign_in(asha).await;
        let page = visitor.open("/supporting/profile").await;
        assert!(page.says("Done on 1 March 2026, in date until 1 March 2028"), "{}", page.text());
        let form = page.form("Save").choose("1").choose_in("Which of these changes have you lived through yourself?", "Newly registered");
        let page = form.set("until-day", "31").set("until-month", "2").set("until-year", "2027").submit_and_stay().await;
        assert_eq!(page.status, 422);
        let page = page.form("Save").fill_date("Until when are you available?", date(2027, 2, 28)).submit().await;
        assert!(page.says("Saved."), "{}", page.text());
        let family = &world::programme().matching.family;
        let kept = store::supporters::find_profile(app.ctx.db.reader(), asha, family).await.unwrap().unwrap();
        assert_eq!((kept.at_once, kept.available_until), (1, Some(date(2027, 2, 28))));
        assert_eq!(kept.transitions.len(), 1);
        let page = app.sign_in(trust.lead).await.open("/supporting/profile").await;
        assert!(page.says("You are not down as somebody who supports others"));
    }

    async fn req_D3_a_wish_not_to_be_paired_is_kept_and_told_to_nobody(app: TestApp) {
        let trust = trust(&app).await;
        let asha = supporter(&app, &trust, "Asha", "physiotherapist").await;
        let sam = starter(&app, &trust, "Sam", "physiotherapist").await;
        let visitor = app.sign_in(asha).await;
        let page = visitor.open("/pairing/wishes").await;
        let form = page.form("Save").choose("Not to be paired with them");
        let page = form.fill("Their work e-mail address", "nobody@example.test").submit_and_stay().await;
        assert!(page.errors()[0].contains("Nobody where you work"), "{:?}", page.errors());
        let page = page.form("Save").fill("Their work e-mail address", "sam.obi@example.test").submit().await;
        assert!(page.says("You would rather not be paired with Sam Obi"));
        let lead = app.sign_in(trust.lead).await;
        let by_hand = lead.open(&format!("/organisations/{}/matching/people/{sam}", trust.code)).await;
        assert!(!by_hand.says("Asha Patel"), "{}", by_hand.text());
        let page = page.form("Take back").submit().await;
        assert!(page.says("You have not said anything"));
    }

    async fn somebody_without_the_power_finds_no_matching(app: TestApp) {
        let trust = trust(&app).await;
        let sam = starter(&app, &trust, "Sam", "physiotherapist").await;
        let visitor = app.sign_in(supporter(&app, &trust, "Asha", "physiotherapist").await).await;
        for path in ["matching".to_owned(), format!("matching/people/{sam}")] {
            let path = format!("/organisations/{}/{path}", trust.code);
            assert_eq!(visitor.get(&path).await.status, 404, "{path}");
        }
    }
}

//! The pages of joining: a lead's list, offers and answers, asking to join.

#![allow(clippy::unwrap_used, reason = "in a test, a panic is the message")]

use domain::candidacies::State;
use domain::ids::{Id, OrganisationId, PersonId, PostId};
use jiff::civil::{Date, date};
use operations::Failure;
use operations::candidacies::{self, Answerer};
use store::Fault;
use testkit::{TestApp, Visitor, both_engines, world};

struct Trust {
    id: OrganisationId,
    code: String,
    lead: PersonId,
}

async fn trust(app: &TestApp) -> Trust {
    let id = world::organisation(&app.ctx, "NORTHMOOR NHS FOUNDATION TRUST").await;
    world::adopt(&app.ctx, id, world::programme()).await;
    let lead = world::person(&app.ctx, "Ruth", "Evans").await;
    world::appoint(&app.ctx, lead, id, "lead").await;
    Trust { id, code: world::code(&app.ctx, id).await, lead }
}

async fn hire(app: &TestApp, trust: &Trust, name: &str, starts_on: Date) -> (PersonId, PostId) {
    let person = world::person(&app.ctx, name, "Obi").await;
    let number = format!("PH{name}");
    let columns = [("person_id", person.uuid().into()), ("regulator", "hcpc".into()), ("number", number.into())];
    world::insert(&app.ctx, "registrations", &columns).await;
    let transition = Some("newly-registered".parse().unwrap());
    let post = world::Post { transition, ..world::Post::of(person, trust.id, starts_on) };
    (person, post.insert(&app.ctx).await)
}

async fn read_file(app: &TestApp, trust: &Trust, posts: &[PostId]) {
    let ctx = &app.ctx;
    let new: Result<usize, Fault> =
        store::write!(ctx.db, |tx| { candidacies::recognise(tx, ctx, trust.id, posts).await });
    new.unwrap();
}

/// Grace Obi, who starts in a fortnight, and Sam Obi, who has just started.
async fn two_starters(app: &TestApp) -> (Trust, PersonId, PersonId) {
    let trust = trust(app).await;
    let (grace, one) = hire(app, &trust, "Grace", date(2026, 11, 16)).await;
    let (sam, other) = hire(app, &trust, "Sam", date(2026, 10, 26)).await;
    read_file(app, &trust, &[one, other]).await;
    (trust, grace, sam)
}

async fn state(app: &TestApp, person: PersonId) -> State {
    store::candidacies::list_for_person(app.ctx.db.reader(), person).await.unwrap()[0].state
}

fn list(trust: &Trust) -> String {
    format!("/organisations/{}/candidates", trust.code)
}

/// Sends Grace her offer from the list; returns the path of the link in her letter.
async fn offer_to_grace(app: &TestApp, trust: &Trust, grace: PersonId) -> String {
    let page = app.sign_in(trust.lead).await.open(&list(trust)).await;
    let done = page.form("Send an offer").choose("Choose Grace Obi").submit().await;
    assert!(done.says("One offer is on its way."), "{}", done.text());
    let letters = store::mail::list_for(app.ctx.db.reader(), grace).await.unwrap();
    let (_, rest) = letters[0].body.split_once("https://alongside.test").unwrap();
    rest.split_whitespace().next().unwrap().to_owned()
}

async fn browser(app: &TestApp) -> Visitor {
    app.visitor()
        .with_header("sec-fetch-mode".parse().unwrap(), "navigate")
        .with_header("sec-fetch-dest".parse().unwrap(), "document")
}

both_engines! {
    async fn req_C1_lead_sees_each_candidate_with_the_reason(app: TestApp) {
        let (trust, ..) = two_starters(&app).await;
        let page = app.sign_in(trust.lead).await.open(&list(&trust)).await;
        assert_eq!(page.heading(), "Candidates for AHP preceptorship");
        assert!(page.says("2 people were recognised and nobody has decided yet"));
        assert!(page.says("starts 16 November 2026, first qualification, physiotherapist"), "{}", page.text());
        assert!(page.says("started 26 October 2026, first qualification, physiotherapist"));
        assert!(!page.html().contains("[candidate"), "every key has its words");
    }

    async fn req_C1_lead_offers_to_several_at_once_and_the_counts_add_up(app: TestApp) {
        let (trust, grace, sam) = two_starters(&app).await;
        let lead = app.sign_in(trust.lead).await;
        let page = lead.open(&list(&trust)).await.click("Tick everybody on this page").await;
        let done = page.form("Send an offer").submit().await;
        assert!(done.says("2 offers are on their way."), "{}", done.text());
        assert_eq!((state(&app, grace).await, state(&app, sam).await), (State::Offered, State::Offered));
        assert_eq!(done.texts(".app-doors__door"), ["2 Everybody", "2 Offered"]);
    }

    async fn req_C1_filters_stand_in_the_address(app: TestApp) {
        let (trust, ..) = two_starters(&app).await;
        let lead = app.sign_in(trust.lead).await;
        let october = lead.open(&format!("{}?month=2026-10", list(&trust))).await;
        assert!(october.says("Sam Obi") && !october.says("Grace Obi"));
        let named = lead.open(&format!("{}?name=grace", list(&trust))).await;
        assert!(named.says("Grace Obi") && !named.says("Sam Obi"));
        let nobody = lead.open(&format!("{}?state=declined", list(&trust))).await;
        assert!(nobody.says("Nobody here at present."));
        let nonsense = lead.open(&format!("{}?state=x&month=y&page=z&profession=%00", list(&trust))).await;
        assert!(nonsense.says("Grace Obi"));
    }

    async fn req_C1_setting_aside_asks_for_a_reason_and_keeps_what_was_ticked(app: TestApp) {
        let (trust, grace, _) = two_starters(&app).await;
        let page = app.sign_in(trust.lead).await.open(&list(&trust)).await;
        let again = page.form("Set aside").choose("Choose Grace Obi").submit_and_stay().await;
        assert_eq!(again.status, 422);
        assert_eq!(again.errors()[0], "Say why");
        let done = again.form("Set aside").fill("Why not now?", "No place before spring.").submit().await;
        assert!(done.says("One person was set aside."), "{}", done.text());
        assert_eq!(state(&app, grace).await, State::SetAside);
    }

    async fn req_C1_undone_on_the_candidates_page(app: TestApp) {
        let (trust, grace, _) = two_starters(&app).await;
        let lead = app.sign_in(trust.lead).await;
        let page = lead.open(&list(&trust)).await.click("Grace Obi").await;
        assert_eq!(page.heading(), "Grace Obi");
        let page = page.form("Set aside").fill("Why not now?", "No place.").submit().await;
        assert!(page.says("No place."), "{}", page.text());
        page.form("Bring back").submit().await;
        assert_eq!(state(&app, grace).await, State::Recognised);
    }

    async fn req_C1_others_do_not_find_the_candidates(app: TestApp) {
        let (trust, grace, sam) = two_starters(&app).await;
        let id = store::candidacies::list_for_person(app.ctx.db.reader(), grace).await.unwrap()[0].id;
        for somebody in [grace, sam] {
            let visitor = app.sign_in(somebody).await;
            assert_eq!(visitor.get(&list(&trust)).await.status, 404);
            assert_eq!(visitor.get(&format!("/candidates/{id}")).await.status, 404);
        }
        let elsewhere = self::trust(&app).await;
        let visitor = app.sign_in(elsewhere.lead).await;
        assert_eq!(visitor.get(&format!("/candidates/{id}")).await.status, 404);
        assert_eq!(visitor.get(&list(&trust)).await.status, 404);
    }

    async fn req_C2_starter_accepts_by_the_link_without_signing_in(app: TestApp) {
        let (trust, grace, _) = two_starters(&app).await;
        let link = offer_to_grace(&app, &trust, grace).await;
        let page = app.visitor().open(&link).await;
        assert_eq!(page.heading(), "You are offered AHP preceptorship");
        assert!(page.says("Hello Grace. Northmoor NHS Foundation Trust"), "{}", page.text());
        assert!(!page.says("Sam Obi"));
        let done = page.form("Yes, I would like this").submit().await;
        assert_eq!(done.heading(), "You have said yes");
        assert_eq!(state(&app, grace).await, State::Accepted);
        let list = app.sign_in(trust.lead).await.open(&list(&trust)).await;
        assert!(list.says("One person has accepted and waits for a preceptor."), "{}", list.text());
    }

    async fn req_C2_starter_declines_and_thinks_again(app: TestApp) {
        let (trust, grace, _) = two_starters(&app).await;
        let link = offer_to_grace(&app, &trust, grace).await;
        let page = app.visitor().open(&link).await;
        let form = page.form("Say no").fill("Would you like to say why? You need not.", "I have a mentor.");
        let declined = form.submit().await;
        assert!(declined.says("You said no on 2 November 2026."), "{}", declined.text());
        assert_eq!(state(&app, grace).await, State::Declined);
        declined.form("Yes, after all").submit().await;
        assert_eq!(state(&app, grace).await, State::Accepted);
    }

    async fn req_C2_where_an_organisation_makes_it_mandatory_nobody_is_asked_yes_or_no(app: TestApp) {
        let (trust, grace, _) = two_starters(&app).await;
        let runner = world::person(&app.ctx, "Rhys", "Owen").await;
        world::appoint(&app.ctx, runner, trust.id, "lead").await;
        let page = format!("/organisations/{}/programmes/{}", trust.code, world::programme().key);
        let made = app.sign_in(runner).await.open(&format!("{page}/tailor")).await.form("Check and make this version");
        let made = made.set("participation", "mandatory").fill("Why you change it", "Those who said no left sooner.");
        made.fill("Who was consulted", "All who started last year.").submit().await;
        let compared = app.sign_in(runner).await.open(&page).await;
        assert!(compared.says("Taking part Source says Everybody may decline Here Everybody takes part"), "{}", compared.text());
        let link = offer_to_grace(&app, &trust, grace).await;
        let offer = app.visitor().open(&link).await;
        assert!(offer.says("Everybody takes part"), "{}", offer.text());
        assert!(!offer.says("Say no"));
        let reply = candidacies::decline(&app.ctx, Answerer::Link(link.rsplit('/').next().unwrap()), "").await;
        assert!(matches!(reply, Err(Failure::Refused(candidacies::Refusal::Mandatory))), "{reply:?}");
        assert_eq!(state(&app, grace).await, State::Offered);
    }

    async fn req_C2_lead_sees_that_the_offer_was_opened_by_a_person(app: TestApp) {
        let (trust, grace, _) = two_starters(&app).await;
        let link = offer_to_grace(&app, &trust, grace).await;
        let lead = app.sign_in(trust.lead).await;
        app.visitor().open(&link).await;
        assert!(lead.open(&list(&trust)).await.says("Not opened yet"), "a program that follows links is nobody");
        browser(&app).await.open(&link).await;
        assert!(lead.open(&list(&trust)).await.says("Opened on 2 November 2026"));
    }

    async fn req_C2_a_guessed_link_opens_nothing(app: TestApp) {
        let (trust, grace, sam) = two_starters(&app).await;
        offer_to_grace(&app, &trust, grace).await;
        let id = store::candidacies::list_for_person(app.ctx.db.reader(), grace).await.unwrap()[0].id;
        assert_eq!(app.visitor().get("/offers/0123456789abcdef").await.status, 404);
        assert_eq!(app.sign_in(sam).await.get(&format!("/joining/{id}")).await.status, 404);
        let signed_out = app.visitor().get(&format!("/joining/{id}")).await;
        assert_eq!(signed_out.heading(), "Sign in");
    }

    async fn req_C2_signed_in_starter_finds_the_offer(app: TestApp) {
        let (trust, grace, sam) = two_starters(&app).await;
        offer_to_grace(&app, &trust, grace).await;
        let page = app.sign_in(grace).await.open("/joining").await;
        assert!(page.says("You were offered this on 2 November 2026"), "{}", page.text());
        let done = page.click("Open the offer").await.form("Yes, I would like this").submit().await;
        assert_eq!(done.heading(), "You have said yes");
        let undecided = app.sign_in(sam).await.open("/joining").await;
        assert!(!undecided.says("recognised"), "that somebody was recognised is the lead's to decide on");
    }

    async fn req_Q1_starters_home_begins_with_the_offer(app: TestApp) {
        let (trust, grace, _) = two_starters(&app).await;
        offer_to_grace(&app, &trust, grace).await;
        let visitor = app.sign_in(grace).await;
        let home = visitor.open("/").await;
        assert!(home.says("Northmoor NHS Foundation Trust offers you AHP preceptorship"), "{}", home.text());
        home.click("Answer the offer").await.form("Yes, I would like this").submit().await;
        let home = visitor.open("/").await;
        assert!(home.says("We are looking for a preceptor for you, since 2 November 2026"), "{}", home.text());
        assert!(!home.has_link("Answer the offer"));
    }

    async fn req_C2_anybody_asks_and_lead_answers_in_time(app: TestApp) {
        let trust = trust(&app).await;
        let (grace, _) = hire(&app, &trust, "Grace", date(2023, 3, 6)).await;
        let visitor = app.sign_in(grace).await;
        let page = visitor.open("/joining").await;
        assert!(page.says("you will have an answer within 10 working days"), "{}", page.text());
        let asked = page.form("Ask to join").fill("Would you like to say why? You need not.", "New to the ward.");
        let asked = asked.submit().await;
        assert!(asked.says("You asked on 2 November 2026."), "{}", asked.text());
        app.ctx.clock.move_to("2026-11-05T09:00:00Z".parse().unwrap());
        let lead = app.sign_in(trust.lead).await;
        let page = lead.open(&list(&trust)).await;
        assert!(page.says("One person has asked to join and waits for your answer, for 3 working days"), "{}", page.text());
        let page = page.click("Grace Obi").await;
        assert!(page.says("More time has passed since the start than the programme allows for."), "{}", page.text());
        assert!(page.says("New to the ward."));
        assert!(page.says("2 November 2026") && !page.says("6 March 2023"), "it begins with the asking: {}", page.text());
        let again = page.form("Answer with no").submit_and_stay().await;
        assert_eq!(again.status, 422);
        assert_eq!(again.errors()[0], "Say why");
        page.form("Answer with yes").submit().await;
        assert_eq!(state(&app, grace).await, State::Accepted);
        let page = lead.open(&list(&trust)).await;
        assert!(page.says("One request has been answered, after 3 working days."), "{}", page.text());
        app.ctx.clock.move_to(testkit::now());
    }

    async fn an_organisation_without_a_programme_is_told_what_will_be_here(app: TestApp) {
        let id = world::organisation(&app.ctx, "Northmoor NHS Foundation Trust").await;
        let lead = world::person(&app.ctx, "Ruth", "Evans").await;
        world::appoint(&app.ctx, lead, id, "lead").await;
        let code = world::code(&app.ctx, id).await;
        let page = app.sign_in(lead).await.open(&format!("/organisations/{code}/candidates")).await;
        assert!(page.says("Your organisation runs no programme yet."));
    }

    async fn the_outbox_is_there_in_a_demo_alone(app: TestApp) {
        assert_eq!(app.visitor().get("/demo/outbox").await.status, 404);
    }
}

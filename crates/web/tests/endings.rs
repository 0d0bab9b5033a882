//! Pausing, ending and taking back; another supporter; somebody who stands in; the record of completion.

#![allow(clippy::unwrap_used, reason = "in a test, a panic is the message")]

use axum::http::Method;
use domain::ids::{Id, JourneyId, OrganisationId, PersonId};
use jiff::civil::date;
use testkit::{TestApp, Visitor, both_engines, world};

struct Pair {
    organisation: OrganisationId,
    code: String,
    journey: JourneyId,
    amara: PersonId,
    rhys: PersonId,
    lead: PersonId,
    other: PersonId,
}

/// A journey since 1 September, its supporter with a place taken, and somebody trained who could take over.
async fn pair(app: &TestApp) -> Pair {
    let ctx = &app.ctx;
    let programme = world::programme();
    let organisation = world::organisation(ctx, "Rotherfield NHS Trust").await;
    world::adopt(ctx, organisation, programme).await;
    let amara = world::person(ctx, "Amara", "Okafor").await;
    let rhys = world::person(ctx, "Rhys", "Bevan").await;
    let lead = world::person(ctx, "Lena", "Lead").await;
    let other = world::person(ctx, "Olga", "Next").await;
    world::appoint(ctx, lead, organisation, "lead").await;
    let post = world::Post::of(amara, organisation, date(2026, 9, 1)).insert(ctx).await;
    for person in [rhys, other] {
        world::Post::of(person, organisation, date(2020, 1, 6)).insert(ctx).await;
        world::trained(ctx, person, &"preceptor-foundation".parse().unwrap(), date(2026, 3, 2)).await;
    }
    let journey = world::journey(ctx, post, programme, date(2026, 9, 1)).await;
    let pairing = world::pairing(ctx, journey, rhys, &programme.supporter, date(2026, 9, 1)).await;
    world::insert(
        ctx,
        "slots",
        &[
            ("person_id", rhys.uuid().into()),
            ("family", programme.matching.family.as_str().into()),
            ("number", 1.into()),
            ("cap", 2.into()),
            ("pairing_id", pairing.uuid().into()),
        ],
    )
    .await;
    Pair { organisation, code: world::code(ctx, organisation).await, journey, amara, rhys, lead, other }
}

async fn status(visitor: &Visitor, path: &str) -> u16 {
    visitor.send(Method::GET, path, None).await.status.as_u16()
}

async fn count(app: &TestApp, query: &str) -> i64 {
    world::count(&app.ctx, query).await
}

/// Proposes a meeting for the day after tomorrow, as the supporter.
async fn arranged(app: &TestApp, pair: &Pair) {
    use domain::meetings::{Length, Slot, Way};
    let slot = Slot {
        starts_at: app.ctx.now() + jiff::SignedDuration::from_hours(48),
        length: Length::of_minutes(60).unwrap(),
        way: Way::Video,
        place: "https://call.example/room".parse().unwrap(),
    };
    let kind = &world::programme().meeting_kinds[0].key;
    let times = operations::meetings::Times::Together(slot);
    operations::meetings::propose(&app.ctx, pair.rhys, pair.journey, kind, times).await.unwrap();
}

both_engines! {
    async fn req_K2_a_pause_is_entered_told_and_ended(app: TestApp) {
        let pair = pair(&app).await;
        let today = app.ctx.today();
        let rhys = app.sign_in(pair.rhys).await;
        let changes = rhys.open(&format!("/journeys/{}", pair.journey)).await.click("Pause, change or end").await;
        let form = changes.click("Pauses").await;
        let empty = form.form("Let it stand still").submit_and_stay().await;
        assert_eq!(empty.status, 422);
        assert!(empty.errors()[0].contains("Choose what it is for"), "{:?}", empty.errors());
        let before = domain::calendar::plus_days(today, -10);
        let done = empty
            .form("Let it stand still")
            .choose_in("What for?", "Sickness")
            .fill_date("First day away", before)
            .submit()
            .await;
        assert!(done.says("stands still since"), "{}", done.text());
        let letters = "SELECT body AS text FROM mails WHERE kind = 'endings.pause' AND person_id = $1";
        let told = world::texts(&app.ctx, letters, pair.amara).await;
        assert_eq!(told.len(), 1);
        assert!(!told[0].to_lowercase().contains("sick"), "no letter says why: {}", told[0]);
        let paused = "SELECT count(*) AS n FROM occurrences WHERE outcome = 'paused'";
        assert!(count(&app, paused).await > 0, "what is due waits");
        let amara = app.sign_in(pair.amara).await;
        let back = amara.open(&format!("/journeys/{}/pauses", pair.journey)).await;
        let done = back.form("Go on from that day").submit().await;
        assert!(done.says("runs until"), "{}", done.text());
        assert_eq!(count(&app, paused).await, 0);
        assert_eq!(status(&app.sign_in(pair.other).await, &format!("/journeys/{}/pauses", pair.journey)).await, 404);
    }

    async fn req_K2_the_two_agree_on_an_early_end_and_a_wrong_one_is_taken_back(app: TestApp) {
        let pair = pair(&app).await;
        arranged(&app, &pair).await;
        let (amara, rhys) = (app.sign_in(pair.amara).await, app.sign_in(pair.rhys).await);
        let path = format!("/journeys/{}", pair.journey);
        let form = rhys.open(&format!("{path}/ending?how=early")).await;
        assert!(form.says("Meetings that lie ahead are called off"), "what happens then stands before it: {}", form.text());
        let wrong = form.form("Ask to end it").choose_in("Why does it end?", "Another post").submit_and_stay().await;
        assert_eq!(wrong.status, 422);
        let asked = wrong.form("Ask to end it").fill("In a sentence or two", "Moves to the children’s ward.").submit().await;
        assert!(asked.says("You have asked Amara Okafor"), "{}", asked.text());
        assert_eq!(count(&app, "SELECT count(*) AS n FROM journeys WHERE ended_on IS NOT NULL").await, 0);
        let letters = "SELECT body AS text FROM mails WHERE kind LIKE 'endings.%' AND person_id = $1";
        let ended = amara.open(&format!("{path}/changes")).await.form("Agree to the end").submit().await;
        assert!(ended.says("Moves to the children’s ward."), "{}", ended.text());
        for person in [pair.amara, pair.rhys, pair.lead] {
            for body in world::texts(&app.ctx, letters, person).await {
                assert!(!body.contains("children"), "the reason is in no mail: {body}");
            }
        }
        assert_eq!(count(&app, "SELECT count(*) AS n FROM slots").await, 0, "the place is free");
        assert_eq!(count(&app, "SELECT count(*) AS n FROM meetings WHERE state = 'cancelled'").await, 1);
        let cancels = "SELECT count(*) AS n FROM mails WHERE kind = 'meetings.cancel' AND calendar LIKE '%CANCEL%'";
        assert_eq!(count(&app, cancels).await, 2, "both calendars follow");
        assert_eq!(amara.open(&path).await.status, 200, "what was written stays hers");
        let again = ended.form("Take the end back").submit().await;
        assert!(again.says("runs until"), "{}", again.text());
        assert_eq!(count(&app, "SELECT count(*) AS n FROM slots").await, 1, "the place is taken again");
        assert_eq!(rhys.open(&path).await.status, 200);
    }

    async fn req_K2_an_end_cannot_be_taken_back_after_its_time_or_by_others(app: TestApp) {
        let pair = pair(&app).await;
        let lead = app.sign_in(pair.lead).await;
        let path = format!("/journeys/{}/ending", pair.journey);
        let form = lead.open(&format!("{path}?how=early")).await;
        let done = form
            .form("End it")
            .choose_in("Why does it end?", "Leaves the organisation")
            .fill("In a sentence or two", "Leaves on Friday.")
            .submit()
            .await;
        assert!(done.says("Take the end back"), "{}", done.text());
        let token = done.form("Take the end back").value("csrf").unwrap();
        let amara = app.sign_in(pair.amara).await;
        let hers = amara.open(&format!("/journeys/{}/changes", pair.journey)).await;
        assert!(!hers.has_button("Take the end back"), "what the lead has ended only a lead takes back");
        app.ctx.clock.move_to(app.ctx.now() + jiff::SignedDuration::from_hours(24 * 15));
        let lead = app.sign_in(pair.lead).await;
        let page = lead.open(&format!("/journeys/{}/changes", pair.journey)).await;
        assert!(!page.has_button("Take the end back"));
        let fresh = lead.open(&format!("/journeys/{}/changes", pair.journey)).await;
        assert!(fresh.says("ended on"));
        let late = lead.post(&format!("{path}/undo"), &[("csrf", &token)]).await;
        assert!(late.status == 422 || late.status == 403, "{}", late.status);
    }

    async fn req_K1_a_record_of_completion_is_its_owners_and_can_be_checked(app: TestApp) {
        let pair = pair(&app).await;
        let lead = app.sign_in(pair.lead).await;
        let form = lead.open(&format!("/journeys/{}/ending?how=completed", pair.journey)).await;
        form.form("End it").submit().await;
        let amara = app.sign_in(pair.amara).await;
        let record = amara.open("/completions").await.click("completed on").await;
        assert!(record.says("Amara Okafor") && record.says("Rhys Bevan") && record.says("no assessment"), "{}", record.text());
        let numbers = "SELECT number AS text FROM completion_records WHERE person_id = $1";
        let number = world::texts(&app.ctx, numbers, pair.amara).await.remove(0);
        assert!(record.says(&number));
        assert_eq!(status(&lead, &record.path).await, 404, "its owner's alone");
        let anybody = app.visitor();
        let typed = number.to_lowercase().replace('-', " ");
        let found = anybody.post("/check", &[("number", &typed), ("name", "amara okafor")]).await;
        assert!(found.says("This record was issued on"), "{}", found.text());
        assert!(!found.says("Rhys"), "nothing else is said");
        let wrong = anybody.post("/check", &[("number", &number), ("name", "Amira Okafor")]).await;
        assert_eq!(wrong.status, 422);
        let mut last = 0;
        for _ in 0..12 {
            last = anybody.post("/check", &[("number", &number), ("name", "Somebody Else")]).await.status.as_u16();
        }
        assert_eq!(last, 429, "nobody tries for long");
        lead.open(&format!("/journeys/{}/changes", pair.journey)).await.form("Take the end back").submit().await;
        assert_eq!(count(&app, "SELECT count(*) AS n FROM completion_records WHERE revoked_at IS NULL").await, 0);
        assert_eq!(status(&amara, &record.path).await, 404);
    }

    async fn req_D10_a_wish_for_somebody_else_reaches_the_lead_and_never_the_other_side(app: TestApp) {
        let pair = pair(&app).await;
        let (amara, rhys, lead) =
            (app.sign_in(pair.amara).await, app.sign_in(pair.rhys).await, app.sign_in(pair.lead).await);
        let path = format!("/journeys/{}/change", pair.journey);
        let form = amara.open(&path).await;
        assert!(form.says("Never the other side"), "who can see it stands beside the box");
        let asked = form.form("Ask for somebody else").fill("Anything that helps", "Somebody nearer to my ward.").submit().await;
        assert!(asked.says("You asked on"), "{}", asked.text());
        let his = rhys.open(&path).await;
        assert!(!his.says("nearer") && !his.says("asked on"), "{}", his.text());
        let letters = "SELECT body AS text FROM mails WHERE kind = 'endings.change-wished' AND person_id = $1";
        assert!(world::texts(&app.ctx, letters, pair.rhys).await.is_empty());
        let told = world::texts(&app.ctx, letters, pair.lead).await;
        assert_eq!(told.len(), 1);
        assert!(!told[0].contains("nearer"));
        let desk = lead.open(&format!("/organisations/{}", pair.code)).await.click("One wish for somebody else").await;
        let page = desk.click("Amara Okafor").await;
        assert!(page.says("Somebody nearer to my ward."));
        let events = "SELECT sentence AS text FROM events WHERE journey_id = $1 AND kind LIKE 'handovers.%'";
        assert!(world::texts(&app.ctx, events, pair.journey).await.is_empty(), "nor do the journey's events tell");
    }

    async fn req_D6_another_supporter_comes_on_the_day_and_access_follows(app: TestApp) {
        let pair = pair(&app).await;
        arranged(&app, &pair).await;
        let lead = app.sign_in(pair.lead).await;
        let path = format!("/journeys/{}", pair.journey);
        let page = lead.open(&format!("{path}/change")).await;
        let on = domain::calendar::plus_days(app.ctx.today(), 1);
        let named = page
            .form("Name them and tell everybody")
            .fill("Work e-mail address of the next preceptor", "olga.next@example.test")
            .fill_date("From which day?", on)
            .submit()
            .await;
        assert!(named.says("From Rhys Bevan to Olga Next"), "{}", named.text());
        assert_eq!(count(&app, "SELECT count(*) AS n FROM meetings WHERE state = 'cancelled'").await, 1, "it lay after that day");
        assert_eq!(count(&app, "SELECT count(*) AS n FROM slots").await, 2, "a place is taken at once, and one is still held");
        let (rhys, olga) = (app.sign_in(pair.rhys).await, app.sign_in(pair.other).await);
        assert_eq!(status(&olga, &path).await, 404, "not before the day");
        assert!(!olga.open("/").await.says("Amara"), "nor at home");
        let note = rhys.open(&named.path).await;
        note.form("Show it to Amara Okafor").fill("What the next one should know", "We meet on Tuesdays.").submit().await;
        let amara = app.sign_in(pair.amara).await;
        let hers = amara.open(&named.path).await;
        assert!(hers.says("We meet on Tuesdays."));
        assert!(!lead.open(&named.path).await.says("Tuesdays"), "no lead reads it");
        app.ctx.clock.move_to(app.ctx.now() + jiff::SignedDuration::from_hours(30));
        operations::handovers::carry_due(&app.ctx).await.unwrap();
        let (rhys, olga) = (app.sign_in(pair.rhys).await, app.sign_in(pair.other).await);
        assert_eq!(status(&rhys, &path).await, 404, "closed by itself");
        assert_eq!(status(&olga, &path).await, 200, "and opened");
        assert_eq!(count(&app, "SELECT count(*) AS n FROM slots").await, 1, "the place of the one who went is free");
        let shown = olga.open(&named.path).await;
        assert!(!shown.says("Tuesdays"), "held until it is passed on: {}", shown.text());
        let amara = app.sign_in(pair.amara).await;
        amara.open(&named.path).await.form("Pass it on").submit().await;
        assert!(olga.open(&named.path).await.says("We meet on Tuesdays."));
    }

    async fn req_D6_the_rules_of_the_role_hold_for_a_successor(app: TestApp) {
        let pair = pair(&app).await;
        let untrained = world::person(&app.ctx, "Uma", "Untrained").await;
        world::Post::of(untrained, pair.organisation, date(2020, 1, 6)).insert(&app.ctx).await;
        let lead = app.sign_in(pair.lead).await;
        let page = lead.open(&format!("/journeys/{}/change", pair.journey)).await;
        let name = |email: &str| page.form("Name them and tell everybody").fill("Work e-mail address of the next preceptor", email);
        let refused = name("uma.untrained@example.test").submit_and_stay().await;
        assert_eq!(refused.status, 422);
        assert!(refused.errors()[0].contains("training"), "{:?}", refused.errors());
        let same = name("rhys.bevan@example.test").submit_and_stay().await;
        assert!(same.errors()[0].contains("who supports today"), "{:?}", same.errors());
        assert_eq!(status(&app.sign_in(pair.other).await, &format!("/journeys/{}/change", pair.journey)).await, 404);
    }

    async fn req_D8_cover_opens_and_closes_by_its_days_and_shows_a_summary(app: TestApp) {
        let pair = pair(&app).await;
        let kind = world::programme().meeting_kinds[0].key.clone();
        let held = domain::meetings::HeldTime::new(
            app.ctx.now() - jiff::SignedDuration::from_hours(3),
            app.ctx.now() - jiff::SignedDuration::from_hours(2),
        );
        operations::meetings::record_held(&app.ctx, pair.rhys, pair.journey, &kind, held.unwrap()).await.unwrap();
        let rhys = app.sign_in(pair.rhys).await;
        let today = app.ctx.today();
        let page = rhys.open(&format!("/journeys/{}/covers", pair.journey)).await;
        let cover = page
            .form("Name them and tell everybody")
            .fill("Work e-mail address", "olga.next@example.test")
            .fill_date("First day", domain::calendar::plus_days(today, 1))
            .fill_date("Last day", domain::calendar::plus_days(today, 3))
            .fill("What do they look after?", "Whatever cannot wait.")
            .submit()
            .await;
        assert!(cover.says("Olga Next stands in for Rhys Bevan from"), "{}", cover.text());
        assert_eq!(count(&app, "SELECT count(*) AS n FROM slots").await, 1, "cover takes no place");
        let journey = format!("/journeys/{}", pair.journey);
        let olga = app.sign_in(pair.other).await;
        assert_eq!(status(&olga, &journey).await, 404, "not before the first day");
        assert!(!olga.open(&cover.path).await.says("held on"), "nor the summary");
        let amara = app.sign_in(pair.amara).await;
        amara.open(&cover.path).await.form("Save").fill("What should they know?", "I am on nights.").submit().await;
        app.ctx.clock.move_to(app.ctx.now() + jiff::SignedDuration::from_hours(24));
        let olga = app.sign_in(pair.other).await;
        assert!(olga.open("/").await.says("You stand in for Rhys Bevan with Amara Okafor"));
        let shown = olga.open(&cover.path).await;
        assert!(shown.says("held on") && shown.says("I am on nights."), "{}", shown.text());
        assert_eq!(status(&olga, &journey).await, 200);
        let meetings = format!("{journey}/meetings");
        assert_eq!(status(&olga, &meetings).await, 404, "a summary, not everything");
        let amara = app.sign_in(pair.amara).await;
        assert!(amara.open("/today").await.says("Olga Next stands in"));
        app.ctx.clock.move_to(app.ctx.now() + jiff::SignedDuration::from_hours(24 * 3));
        let olga = app.sign_in(pair.other).await;
        assert_eq!(status(&olga, &journey).await, 404, "closed by itself");
        assert_eq!(status(&olga, &cover.path).await, 404);
    }

    async fn req_Q1_a_supporter_sees_what_is_owed_to_whom_on_one_page(app: TestApp) {
        let pair = pair(&app).await;
        arranged(&app, &pair).await;
        let kind = world::programme().meeting_kinds[0].key.clone();
        let held = domain::meetings::HeldTime::new(
            app.ctx.now() - jiff::SignedDuration::from_hours(3),
            app.ctx.now() - jiff::SignedDuration::from_hours(2),
        );
        operations::meetings::record_held(&app.ctx, pair.rhys, pair.journey, &kind, held.unwrap()).await.unwrap();
        operations::journeys::recompute(&app.ctx, operations::journeys::Then::Mend).await.unwrap();
        let rhys = app.sign_in(pair.rhys).await;
        let week = rhys.open("/").await.click("Your week: what you owe whom").await;
        assert!(week.says("Meetings to prepare") && week.says("Records to write and sign"), "{}", week.text());
        assert!(week.says("Training as preceptor is in date until"), "{}", week.text());
        assert!(week.has_link("Amara Okafor"));
        let amara = app.sign_in(pair.amara).await;
        assert!(!amara.open("/").await.has_link("Your week"), "who supports nobody owes no such week");
        assert!(amara.open("/my-week").await.says("You support nobody at present"));
    }

    async fn req_K3_fewer_than_eight_are_never_counted_together(app: TestApp) {
        let pair = pair(&app).await;
        let lead = app.sign_in(pair.lead).await;
        let page = lead.open(&format!("/organisations/{}", pair.code)).await.click("What people say").await;
        assert!(page.says("Shown once at least 8 people"), "{}", page.text());
        let path = format!("/organisations/{}/feedback", pair.code);
        assert_eq!(status(&app.sign_in(pair.rhys).await, &path).await, 404);
    }
}

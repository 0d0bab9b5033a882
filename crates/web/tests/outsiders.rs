//! Somebody without an account at one record: what they see, what they can do, and what everybody else's links say.

#![allow(clippy::unwrap_used, reason = "in a test, a panic is the message")]

mod pair;

use domain::ids::MeetingId;
use jiff::SignedDuration;
use jiff::civil::date;
use pair::{Pair, meeting_of, pair};
use testkit::{Page, TestApp, Visitor, both_engines, world};

/// A record that was written and can be signed.
async fn written(pair: &Pair, who: &Visitor) -> MeetingId {
    let page = who.get(&format!("/journeys/{}/meetings/held", pair.journey)).await;
    let record = page
        .form("Continue to the record")
        .fill_date("Which day did you meet?", date(2026, 11, 2))
        .fill("Started at", "7am")
        .fill("Ended at", "8:15am")
        .submit()
        .await;
    let id = meeting_of(&record);
    let shown = record
        .form("Save and go to signing")
        .fill("What do you bring with you?", "Two years in a fracture clinic")
        .fill("Where would you like support?", "Night shifts")
        .fill("What do you want to gain", "Confidence on the ward")
        .fill("How will you work together?", "Mondays, in Room 4")
        .choose("Yes")
        .fill("What will you learn or try before next time?", "Shadow the hand clinic")
        .fill_date("When do you meet next?", date(2026, 11, 30))
        .submit()
        .await;
    assert!(shown.says("This is exactly what you sign"), "{}", shown.text());
    id
}

async fn asked(who: &Visitor, id: MeetingId, what: &str) -> Page {
    let page = who.get(&format!("/meetings/{id}/signatures")).await.click("Ask somebody without an account").await;
    let preview = page
        .form("Show me what they will see")
        .fill("Their name", "Ines Duarte")
        .fill("Their e-mail address", "Ines.Duarte@assessors.example")
        .fill("Why?", "You saw Amara on the ward")
        .choose(what)
        .set("then", "preview")
        .submit()
        .await;
    assert!(
        preview.says("Two years in a fracture clinic") && preview.says("You saw Amara on the ward"),
        "{}",
        preview.text()
    );
    preview.form("Send the link to Ines Duarte").set("then", "send").submit().await
}

/// The path of the newest link.
async fn link(app: &TestApp) -> String {
    let letters = store::mail::newest(app.ctx.db.reader(), 20).await.unwrap();
    let letter = letters.iter().find(|letter| letter.kind == "outsiders.link").unwrap();
    assert!(!letter.body.contains("ward"), "mail never carries what people wrote: {}", letter.body);
    let link = letter.body.split_whitespace().find(|word| word.contains("/outside/link/")).unwrap();
    link[link.find("/outside").unwrap()..].to_owned()
}

both_engines! {
    async fn req_F8_an_assessor_without_an_account_adds_a_word_and_signs_what_is_shown(app: TestApp) {
        let pair = pair(&app).await;
        let rhys = app.sign_in(pair.rhys).await;
        let id = written(&pair, &rhys).await;
        let sent = asked(&rhys, id, "To add something, and to sign").await;
        assert!(sent.says("The link is on its way") && sent.says("Not opened yet"), "{}", sent.text());
        let ines = app.visitor();
        let path = link(&app).await;
        let look = ines.get(&path).await;
        assert!(!look.says("Amara") && !look.says("Rhys"), "nothing before it is opened: {}", look.text());
        let record = look.form("Open the record").submit().await;
        assert!(record.says("Two years in a fracture clinic") && record.says("You saw Amara on the ward"), "{}", record.text());
        assert_eq!(record.header("referrer-policy").as_deref(), Some("no-referrer"));
        assert_eq!(record.header("cache-control").as_deref(), Some("no-store"));
        assert!(record.links().iter().all(|(_, href)| href.starts_with('#')), "{:?}", record.links());
        let empty = record.form("Add it").submit().await;
        assert_eq!(empty.status, 422);
        let added = empty.form("Add it").fill("What would you like to add?", "She was calm under pressure").submit().await;
        assert!(added.says("She was calm under pressure"), "{}", added.text());
        let signed = added.form("Sign as Ines Duarte").submit().await;
        assert!(signed.says("You signed this on"), "{}", signed.text());
        let read = rhys.get(&format!("/meetings/{id}/signatures")).await;
        assert!(read.says("She was calm under pressure") && read.says("Ines Duarte, who has no account, signed on"), "{}", read.text());
        let who = rhys.get(&format!("/meetings/{id}/record/readers")).await;
        assert!(who.says("Ines Duarte (no account)"), "{}", who.text());
        rhys.get(&format!("/meetings/{id}/record")).await.form("Save and go to signing")
            .fill("Where would you like support?", "Weekends").submit().await;
        assert!(rhys.get(&format!("/meetings/{id}/signatures")).await.says("signed an earlier version"));
        let again = ines.get("/outside/record").await;
        assert!(again.says("You signed an earlier version") && again.says("Weekends"), "{}", again.text());
    }

    async fn req_F8_the_visit_reaches_this_record_and_nothing_else(app: TestApp) {
        let pair = pair(&app).await;
        let rhys = app.sign_in(pair.rhys).await;
        let id = written(&pair, &rhys).await;
        asked(&rhys, id, "To add something beside").await;
        let ines = app.visitor();
        let record = ines.get(&link(&app).await).await.form("Open the record").submit().await;
        assert!(!record.has_button("Sign as"), "not asked to sign: {}", record.text());
        let journey = pair.journey;
        for path in ["/", &format!("/journeys/{journey}"), &format!("/meetings/{id}"), &format!("/meetings/{id}/record"),
            &format!("/meetings/{id}/signatures"), &format!("/meetings/{id}/record/outsiders"), "/account"] {
            let page = ines.send(axum::http::Method::GET, path, None).await;
            assert_eq!(page.status, 303, "{path}: to sign in, like anybody");
        }
        let forged = ines.post("/outside/record/contributions", &[("csrf", "0000"), ("content", "x")]).await;
        assert_eq!(forged.status, 403);
        let unasked = ines.post("/outside/record/signatures", &[("csrf", &record.form("Add it").value("csrf").unwrap()), ("text", "x")]).await;
        assert_eq!(unasked.status, 404);
        assert_eq!(app.visitor().get("/outside/record").await.status, 404);
        app.ctx.clock.move_to(app.ctx.now() + SignedDuration::from_mins(121));
        assert_eq!(ines.get("/outside/record").await.status, 404, "two hours are over");
    }

    async fn req_F8_a_used_a_wrong_an_old_and_a_withdrawn_link_say_the_same(app: TestApp) {
        let pair = pair(&app).await;
        let rhys = app.sign_in(pair.rhys).await;
        let id = written(&pair, &rhys).await;
        asked(&rhys, id, "To add something beside").await;
        let used = link(&app).await;
        app.visitor().get(&used).await.form("Open the record").submit().await;
        let second = app.visitor().get(&used).await;
        assert_eq!(second.status, 404);
        let wrong = app.visitor().get("/outside/link/00112233").await;
        assert_eq!(second.text(), wrong.text(), "why is nobody's business");
        assert!(!second.says("Ines") && !second.says("Rhys"));
        let told = second.form("Ask for a fresh link").submit().await;
        let unknown = wrong.form("Ask for a fresh link").submit().await;
        assert_eq!(told.text(), unknown.text());
        let page = rhys.get(&format!("/meetings/{id}/record/outsiders")).await;
        assert!(page.says("Asked for a fresh link on"), "{}", page.text());
        let letters = store::mail::list_for(app.ctx.db.reader(), pair.rhys).await.unwrap();
        assert_eq!(letters.iter().filter(|letter| letter.subject.contains("a fresh link is asked for")).count(), 1);
        let renewed = page.form("Send a fresh link").set("then", "renew").submit().await;
        assert!(renewed.says("A fresh link is on its way"), "{}", renewed.text());
        let fresh = link(&app).await;
        assert_ne!(fresh, used);
        assert_eq!(app.visitor().get(&used).await.status, 404);
        let taken_back = renewed.form("Take it back").set("then", "withdraw").submit().await;
        assert!(taken_back.says("Taken back. The link works no more"), "{}", taken_back.text());
        assert_eq!(app.visitor().get(&fresh).await.text(), wrong.text());
    }

    async fn req_F8_a_link_dies_with_the_access_of_whoever_sent_it_and_runs_out(app: TestApp) {
        let pair = pair(&app).await;
        let rhys = app.sign_in(pair.rhys).await;
        let id = written(&pair, &rhys).await;
        asked(&rhys, id, "To add something, and to sign").await;
        let ines = app.visitor();
        let path = link(&app).await;
        let record = ines.get(&path).await.form("Open the record").submit().await;
        let text = "UPDATE pairings SET finished_on = $1 WHERE started_on < $1";
        let yesterday = store::convert::to_db_date(date(2026, 11, 1)).into();
        world::execute(&app.ctx, text, vec![yesterday]).await;
        assert_eq!(ines.get("/outside/record").await.status, 404, "whoever sent it no longer takes part");
        let late = record.form("Sign as Ines Duarte").submit_and_stay().await;
        assert_eq!(late.status, 404);
        assert_eq!(app.sign_in(pair.amara).await.get(&format!("/meetings/{id}/signatures")).await.status, 200);
        assert!(!app.sign_in(pair.amara).await.get(&format!("/meetings/{id}/signatures")).await.says("has no account"));
        let amara = app.sign_in(pair.amara).await;
        asked(&amara, id, "To add something beside").await;
        let hers = link(&app).await;
        app.ctx.clock.move_to(app.ctx.now() + SignedDuration::from_hours(14 * 24 + 1));
        assert_eq!(app.visitor().get(&hers).await.status, 404, "a fortnight is over");
    }

    async fn req_F8_only_who_takes_part_asks_and_the_record_stays_closed_to_others(app: TestApp) {
        let pair = pair(&app).await;
        let rhys = app.sign_in(pair.rhys).await;
        let id = written(&pair, &rhys).await;
        for person in [pair.lead, pair.stranger] {
            let visitor = app.sign_in(person).await;
            assert_eq!(visitor.get(&format!("/meetings/{id}/record/outsiders")).await.status, 404);
        }
        let page = rhys.get(&format!("/meetings/{id}/record/outsiders")).await;
        let wrong = page.form("Show me what they will see").fill("Their name", "Ines").fill("Their e-mail address", "nowhere")
            .fill("Why?", "x").set("then", "preview").submit().await;
        assert_eq!(wrong.status, 422);
        let known = wrong.form("Show me what they will see").fill("Their e-mail address", "amara.okafor@example.test")
            .set("then", "preview").submit().await.form("Send the link to Ines").set("then", "send").submit().await;
        assert_eq!(known.status, 422);
        assert!(known.says("This person takes part and can sign in"), "{}", known.text());
    }
}

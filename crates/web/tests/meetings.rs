//! From a proposed time to a record that both have signed, on the pages, without script.

#![allow(clippy::unwrap_used, reason = "in a test, a panic is the message")]

mod pair;

use domain::ids::MeetingId;
use jiff::SignedDuration;
use jiff::civil::date;
use pair::{Pair, meeting_of, pair};
use testkit::{Page, TestApp, Visitor, both_engines};

/// Enters this morning's meeting and lands on its record.
async fn enter(app: &TestApp, pair: &Pair, who: &Visitor) -> Page {
    let page = who.get(&format!("/journeys/{}/meetings/held", pair.journey)).await;
    let _ = app;
    page.form("Continue to the record")
        .fill_date("Which day did you meet?", date(2026, 11, 2))
        .fill("Started at", "7am")
        .fill("Ended at", "8:15am")
        .submit()
        .await
}

async fn fill_everything(page: Page) -> Page {
    page.form("Save and go to signing")
        .fill("What do you bring with you?", "Two years in a fracture clinic")
        .fill("Where would you like support?", "Night shifts")
        .fill("What do you want to gain", "Confidence on the ward")
        .fill("How will you work together?", "Mondays, in Room 4")
        .choose("Yes")
        .fill("What will you learn or try before next time?", "Shadow the hand clinic\nRead the splinting guide")
        .fill_date("When do you meet next?", date(2026, 11, 30))
        .submit()
        .await
}

both_engines! {
    async fn req_F5_a_time_is_proposed_accepted_moved_and_cancelled(app: TestApp) {
        let pair = pair(&app).await;
        let (amara, rhys) = (app.sign_in(pair.amara).await, app.sign_in(pair.rhys).await);
        let list = rhys.get(&format!("/journeys/{}/meetings", pair.journey)).await;
        let form = list.click("Propose a time").await.form("Send");
        let wrong = form.clone().fill_date("Which day?", date(2026, 11, 4)).fill("Start", "soon").submit().await;
        assert_eq!(wrong.status, 422);
        assert!(wrong.errors().iter().any(|error| error.contains("Enter a time")), "{:?}", wrong.errors());
        assert_eq!(wrong.form("Send").value("at-1").unwrap(), "soon", "what was typed is still there");
        assert_eq!(wrong.form("Send").value("on-1-day").unwrap(), "4");
        let shown = wrong.form("Send").fill("Start", "2:30pm").choose("Video call").fill("Where?", "Ward 4")
            .set("on-2-day", "5").set("on-2-month", "11").set("on-2-year", "2026").set("at-2", "9am").submit().await;
        assert!(shown.says("You have proposed 2 times. Amara Okafor can now accept one"), "{}", shown.text());
        let id = meeting_of(&shown);
        let offered = amara.get(&format!("/meetings/{id}")).await;
        let none = offered.form("Agree to this time").submit().await;
        assert_eq!(none.status, 422);
        let agreed = offered.form("Agree to this time").choose("Thursday 5 November 2026, 9am").submit().await;
        assert!(agreed.says("Agreed. It is on its way"), "{}", agreed.text());
        let moved = agreed.click("Choose another time").await.form("Send")
            .fill_date("Which day?", date(2026, 11, 6)).fill("Start", "10am").choose("Yes, Rhys Bevan and I").submit().await;
        assert!(moved.says("Friday 6 November 2026, 10am to 11am"), "{}", moved.text());
        let form = moved.click("Cancel it").await.form("Cancel the meeting");
        let empty = form.clone().submit().await;
        assert_eq!(empty.status, 422);
        let gone = form.fill("Why?", "The clinic <b>overruns</b>").submit().await;
        assert!(gone.says("It was cancelled") && gone.says("The clinic <b>overruns</b>"), "{}", gone.text());
        assert!(gone.has_link("Find another time"));
    }

    async fn req_F4_an_unplanned_meeting_is_entered_written_and_signed_by_both(app: TestApp) {
        let pair = pair(&app).await;
        let (amara, rhys) = (app.sign_in(pair.amara).await, app.sign_in(pair.rhys).await);
        let record = enter(&app, &pair, &amara).await;
        assert!(record.says("Monday 2 November 2026, 7am to 8:15am"), "{}", record.text());
        assert!(record.says("You and Rhys Bevan"), "who can see this stands beside the boxes");
        let id = meeting_of(&record);
        let unanswered = record.form("Save and go to signing").submit().await;
        assert_eq!(unanswered.status, 422);
        assert!(unanswered.errors().iter().any(|error| error.contains("What do you bring with you?")));
        let shown = fill_everything(record).await;
        assert_eq!(shown.heading(), "First meeting with Rhys Bevan Sign the record");
        assert!(shown.says("Two years in a fracture clinic") && shown.says("I took part in this meeting"));
        let signed = shown.form("Sign as Amara Okafor").submit().await;
        assert!(signed.says("You have signed") && signed.says("Rhys Bevan is asked to sign"), "{}", signed.text());
        let plan = signed.click("Plan the next meeting").await;
        assert_eq!(plan.form("Send").value("on-1-day").unwrap(), "30", "the noted day is filled in");
        let his = rhys.get(&format!("/meetings/{id}/signatures")).await;
        let closed = his.form("Sign as Rhys Bevan").submit().await;
        assert!(closed.says("Signed by everyone"), "{}", closed.text());
        let read = closed.click("Read the record").await;
        assert!(read.says("Nothing in it can be changed any more") && !read.has_button("Sign as"), "{}", read.text());
        let back = rhys.open(&format!("/meetings/{id}/record")).await;
        assert!(back.path.ends_with("/signatures"), "a closed record is read, not written");
        let form = read.click("Put something right").await.form("Add the amendment");
        assert_eq!(form.clone().submit().await.status, 422);
        let amended = form.fill("What needs putting right?", "It was Room 5").submit().await;
        assert!(amended.says("It was Room 5") && amended.says("Rhys Bevan, Monday 2 November 2026"), "{}", amended.text());
    }

    async fn req_F4_a_change_after_one_signature_clears_it_and_both_pages_say_so(app: TestApp) {
        let pair = pair(&app).await;
        let (amara, rhys) = (app.sign_in(pair.amara).await, app.sign_in(pair.rhys).await);
        let record = enter(&app, &pair, &amara).await;
        let id = meeting_of(&record);
        let stale = rhys.get(&format!("/meetings/{id}/record")).await;
        let shown = fill_everything(record).await;
        let seen_by_rhys = rhys.get(&format!("/meetings/{id}/signatures")).await;
        shown.form("Sign as Amara Okafor").submit().await;
        let page = rhys.get(&format!("/meetings/{id}/record")).await;
        assert!(page.says("Amara Okafor has signed this. If you change anything"), "{}", page.text());
        page.form("Save and go to signing").fill("Where would you like support?", "Weekends").submit().await;
        let hers = amara.get(&format!("/meetings/{id}/signatures")).await;
        assert!(hers.says("the earlier signature was taken off"), "{}", hers.text());
        // He looked before the change: his signature would be under another text.
        let refused = seen_by_rhys.form("Sign as Rhys Bevan").submit().await;
        assert_eq!(refused.status, 422);
        assert!(refused.says("The record was changed since you looked at it"), "{}", refused.text());
        drop(stale);
    }

    async fn req_F7_two_people_on_one_box_choose_between_their_texts(app: TestApp) {
        let pair = pair(&app).await;
        let (amara, rhys) = (app.sign_in(pair.amara).await, app.sign_in(pair.rhys).await);
        let hers = enter(&app, &pair, &amara).await;
        let id = meeting_of(&hers);
        let his = rhys.get(&format!("/meetings/{id}/record")).await;
        let saved = hers.form("Save and go to signing").fill("What do you bring with you?", "Hers").set("then", "stay").submit().await;
        assert!(saved.says("Only you and Rhys Bevan can see this draft"), "{}", saved.text());
        let both = his.form("Save and go to signing").fill("What do you bring with you?", "His").set("then", "stay").submit().await;
        assert!(both.says("Two texts were written at once") && both.says("Hers") && both.says("His"), "{}", both.text());
        assert_eq!(both.form("Keep this").submit().await.status, 422);
        let warned = amara.get(&format!("/meetings/{id}/record")).await;
        assert!(warned.says("You both wrote in one box"), "{}", warned.text());
        let chosen = both.form("Keep this").choose("Both, put together").submit().await;
        let together = chosen.form("Save and go to signing").shown("What do you bring with you?");
        assert_eq!(together, "Hers\n\nHis");
    }

    async fn what_cannot_be_read_is_kept_as_typed_and_the_rest_is_saved(app: TestApp) {
        let pair = pair(&app).await;
        let amara = app.sign_in(pair.amara).await;
        let record = enter(&app, &pair, &amara).await;
        let id = meeting_of(&record);
        let wrong = record.form("Save and go to signing")
            .fill("What do you bring with you?", "Patience")
            .fill("At what time?", "after lunch")
            .set("a-next-on-day", "31").set("a-next-on-month", "2").set("a-next-on-year", "2027")
            .set("then", "stay").submit().await;
        assert_eq!(wrong.status, 422);
        assert_eq!(wrong.errors().len(), 2, "{:?}", wrong.errors());
        let form = wrong.form("Save and go to signing");
        assert_eq!(form.value("a-next-at").unwrap(), "after lunch");
        assert_eq!(form.value("a-next-on-day").unwrap(), "31");
        let again = amara.get(&format!("/meetings/{id}/record")).await;
        assert_eq!(again.form("Save and go to signing").shown("What do you bring with you?"), "Patience");
    }

    async fn req_F4_an_old_confirmation_is_asked_for_again_and_one_comes_back(app: TestApp) {
        let pair = pair(&app).await;
        let amara = app.sign_in(pair.amara).await;
        let shown = fill_everything(enter(&app, &pair, &amara).await).await;
        let ready = shown.form("Sign as Amara Okafor");
        app.ctx.clock.move_to(app.ctx.now() + SignedDuration::from_mins(16));
        let asked = ready.submit().await;
        assert_eq!(asked.heading(), "Show that it is you");
        let sent = asked.form("Send me the link").submit().await;
        assert!(sent.says("amara.okafor@example.test"), "{}", sent.text());
        let letters = store::mail::list_for(app.ctx.db.reader(), pair.amara).await.unwrap();
        let link = letters[0].body.split_whitespace().find(|word| word.contains("/sign-in/link/")).unwrap().to_owned();
        let path = link.split_once(".test").unwrap().1.to_owned();
        let back = amara.get(&path).await.form("Sign in").submit().await;
        assert!(back.path.ends_with("/signatures"), "{}", back.path);
        let signed = back.form("Sign as Amara Okafor").submit().await;
        assert!(signed.says("You have signed"), "{}", signed.text());
    }

    async fn req_F3_the_next_record_begins_with_what_was_promised(app: TestApp) {
        let pair = pair(&app).await;
        let amara = app.sign_in(pair.amara).await;
        fill_everything(enter(&app, &pair, &amara).await).await;
        let page = amara.get(&format!("/journeys/{}/meetings/held", pair.journey)).await;
        let record = page.form("Continue to the record")
            .fill_date("Which day did you meet?", date(2026, 11, 2))
            .fill("Started at", "8:20am").fill("Ended at", "9am").submit().await;
        assert!(record.says("Last time, you set out to"), "{}", record.text());
        let saved = record.form("Save and go to signing").choose("Shadow the hand clinic").set("then", "stay").submit().await;
        assert_eq!(saved.attribute("input[name=kept][checked]", "value").as_deref(), Some("Shadow the hand clinic"));
        assert!(saved.says("Confidence on the ward"), "last answers stand beside the questions");
    }

    async fn outside_the_circle_every_page_is_not_found(app: TestApp) {
        let pair = pair(&app).await;
        let amara = app.sign_in(pair.amara).await;
        let id = meeting_of(&enter(&app, &pair, &amara).await);
        let journey = pair.journey;
        let pages = [
            format!("/journeys/{journey}/meetings"), format!("/journeys/{journey}/meetings/new"),
            format!("/journeys/{journey}/meetings/held"), format!("/meetings/{id}"), format!("/meetings/{id}/times"),
            format!("/meetings/{id}/cancellation"), format!("/meetings/{id}/absence"),
            format!("/meetings/{id}/calendar.ics"), format!("/meetings/{id}/record"),
            format!("/meetings/{id}/record/choices"), format!("/meetings/{id}/record/readers"),
            format!("/meetings/{id}/signatures"), format!("/meetings/{id}/signed"), format!("/meetings/{id}/amendments"),
        ];
        for person in [pair.lead, pair.stranger] {
            let visitor = app.sign_in(person).await;
            for path in &pages {
                assert_eq!(visitor.get(path).await.status, 404, "{path}");
            }
        }
        assert_eq!(amara.get("/meetings/not-an-id").await.status, 404);
        assert_eq!(amara.get(&format!("/meetings/{}", app.ctx.new_id::<MeetingId>())).await.status, 404);
    }

    async fn req_F7_typing_is_saved_and_a_conflict_is_told_to_the_script(app: TestApp) {
        let pair = pair(&app).await;
        let (amara, rhys) = (app.sign_in(pair.amara).await, app.sign_in(pair.rhys).await);
        let hers = enter(&app, &pair, &amara).await;
        let id = meeting_of(&hers);
        let his = rhys.get(&format!("/meetings/{id}/record")).await;
        let path = format!("/meetings/{id}/record/answers");
        let send = async |who: &Visitor, page: &Page, base: &str, text: &str| {
            let form = page.form("Save and go to signing");
            let (csrf, opened) = (form.value("csrf").unwrap(), form.value("page").unwrap());
            let fields = [("csrf", csrf.as_str()), ("page", &opened), ("field", "strengths"), ("base", base), ("a-strengths", text)];
            who.post(&path, &fields).await
        };
        let saved = send(&amara, &hers, "0", "Her fir").await;
        assert!(saved.status == 200 && saved.html().contains("\"revision\":1"), "{}", saved.html());
        let on = send(&amara, &hers, "1", "Her first words").await;
        assert!(on.html().contains("\"outcome\":\"saved\"") && on.html().contains("Saved 9am"), "{}", on.html());
        let conflict = send(&rhys, &his, "0", "His words").await;
        assert!(conflict.status == 409 && conflict.html().contains("/record/choices"), "{}", conflict.html());
        let lead = app.sign_in(pair.lead).await;
        let token = lead.get("/account").await.form("Sign out").value("csrf").unwrap_or_default();
        let fields = [("csrf", token.as_str()), ("page", "x"), ("field", "strengths"), ("base", "0"), ("a-strengths", "x")];
        assert_eq!(lead.post(&path, &fields).await.status, 404);
        assert_eq!(app.visitor().post(&path, &fields).await.status, 303, "signed out: on to sign in");
    }
}

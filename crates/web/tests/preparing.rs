//! Before a meeting, on the pages and without script: notes of one's own, the agenda, suggested times, a series.

#![allow(clippy::unwrap_used, reason = "in a test, a panic is the message")]

mod pair;

use domain::calendar::instant;
use domain::ids::MeetingId;
use jiff::civil::{Date, date, time};
use pair::{Pair, meeting_of, pair};
use testkit::{Page, TestApp, Visitor, both_engines, world};

/// A meeting that the two have agreed on for a day at ten.
async fn agreed(pair: &Pair, who: &Visitor, on: Date) -> MeetingId {
    let page = who.get(&format!("/journeys/{}/meetings/new", pair.journey)).await;
    let other = if page.says("Yes, Rhys Bevan and I") { "Yes, Rhys Bevan and I" } else { "Yes, Amara Okafor and I" };
    let page = page.form("Send").fill_date("Which day?", on).fill("Start", "10am").choose("Video call").choose(other);
    meeting_of(&page.submit().await)
}

async fn said_by(app: &TestApp, id: MeetingId) -> Vec<String> {
    world::texts(&app.ctx, "SELECT sentence AS text FROM events WHERE subject_id = $1", id).await
}

async fn write_note(who: &Visitor, id: MeetingId, text: &str, then: &str) -> Page {
    let page = who.get(&format!("/meetings/{id}/preparation")).await;
    page.form("Save").fill("Your own notes", text).set("then", then).submit().await
}

both_engines! {
    async fn req_F6_notes_are_the_writers_alone_until_shared_and_can_be_taken_back(app: TestApp) {
        let pair = pair(&app).await;
        let (amara, rhys) = (app.sign_in(pair.amara).await, app.sign_in(pair.rhys).await);
        let id = agreed(&pair, &rhys, date(2026, 11, 5)).await;
        let before = rhys.get(&format!("/meetings/{id}")).await.text();
        let events = said_by(&app, id).await;
        let page = write_note(&amara, id, "Ask about nights", "stay").await;
        assert!(page.says("Only you can see it") && page.says("Only you, until you share it with Rhys Bevan"), "{}", page.text());
        for path in ["", "/preparation", "/record"] {
            let his = rhys.get(&format!("/meetings/{id}{path}")).await;
            assert!(!his.says("Ask about nights") && !his.says("has prepared"), "{path}: {}", his.text());
        }
        assert_eq!(rhys.get(&format!("/meetings/{id}")).await.text(), before, "not even that there is something");
        assert_eq!(said_by(&app, id).await, events);
        let shared = page.form("Share with Rhys Bevan").set("then", "share").submit().await;
        assert!(shared.says("Shared. You can take it back") && shared.says("You and Rhys Bevan"), "{}", shared.text());
        for path in ["", "/preparation", "/record"] {
            let his = rhys.get(&format!("/meetings/{id}{path}")).await;
            assert!(his.says("Amara Okafor has prepared") && his.says("Ask about nights"), "{path}: {}", his.text());
        }
        let back = shared.form("Take it back").set("then", "take-back").submit().await;
        assert!(back.says("Only you see it now"), "{}", back.text());
        assert!(!rhys.get(&format!("/meetings/{id}")).await.says("Ask about nights"));
    }

    async fn req_F6_who_comes_later_does_not_read_what_was_shared_before(app: TestApp) {
        let pair = pair(&app).await;
        let amara = app.sign_in(pair.amara).await;
        let id = agreed(&pair, &amara, date(2026, 11, 5)).await;
        write_note(&amara, id, "About my last supporter", "share").await;
        let newcomer = world::person(&app.ctx, "Nadia", "Newcomer").await;
        world::pairing(&app.ctx, pair.journey, newcomer, &world::programme().supporter, date(2026, 11, 2)).await;
        let hers = app.sign_in(newcomer).await.get(&format!("/meetings/{id}")).await;
        assert_eq!(hers.status, 200);
        assert!(!hers.says("About my last supporter"), "{}", hers.text());
        let page = amara.get(&format!("/meetings/{id}/preparation")).await;
        assert!(page.says("You and Rhys Bevan"), "exactly who reads it stands beside the box: {}", page.text());
    }

    async fn req_F7_two_windows_of_one_person_lose_nothing(app: TestApp) {
        let pair = pair(&app).await;
        let amara = app.sign_in(pair.amara).await;
        let id = agreed(&pair, &amara, date(2026, 11, 5)).await;
        let stale = amara.get(&format!("/meetings/{id}/preparation")).await;
        write_note(&amara, id, "First window", "stay").await;
        let both = stale.form("Save").fill("Your own notes", "Second window").set("then", "stay").submit().await;
        assert_eq!(both.status, 422);
        assert!(both.says("What stands now") && both.says("First window"), "{}", both.text());
        assert_eq!(both.form("Save").shown("Your own notes"), "Second window");
        let kept = both.form("Save").fill("Your own notes", "Both windows").set("then", "stay").submit().await;
        assert_eq!(kept.form("Save").shown("Your own notes"), "Both windows");
        let form = kept.form("Save");
        let (csrf, base) = (form.value("csrf").unwrap(), form.value("b-note").unwrap());
        let path = format!("/meetings/{id}/preparation/note");
        let typed = |base: &str, text: &str| {
            [("csrf", csrf.clone()), ("base", base.to_owned()), ("note", text.to_owned())]
        };
        let send = async |fields: [(&str, String); 3]| {
            let fields = fields.each_ref().map(|(name, value)| (*name, value.as_str()));
            amara.post(&path, &fields).await
        };
        assert!(send(typed(&base, "Typed on")).await.html().contains("\"outcome\":\"saved\""));
        assert_eq!(send(typed(&base, "Typed elsewhere")).await.status, 409);
    }

    async fn req_F6_the_agenda_grows_by_itself_and_by_one_line_of_either(app: TestApp) {
        let pair = pair(&app).await;
        let (amara, rhys) = (app.sign_in(pair.amara).await, app.sign_in(pair.rhys).await);
        let id = agreed(&pair, &rhys, date(2026, 11, 5)).await;
        let page = amara.get(&format!("/meetings/{id}")).await;
        assert!(page.says("due by"), "what is due gathers by itself: {}", page.text());
        let added = page.form("Add it").fill("Add a point", "How do I swap a shift?").submit().await;
        assert!(added.says("added by you"), "{}", added.text());
        let empty = added.form("Add it").submit().await;
        assert_eq!(empty.status, 422);
        for path in ["", "/record"] {
            let his = rhys.get(&format!("/meetings/{id}{path}")).await;
            assert!(his.says("How do I swap a shift?") && his.says("added by Amara Okafor"), "{path}: {}", his.text());
            assert!(!his.has_button("Take off"), "a point is its author’s to take off");
        }
        let off = added.form("Take off").submit().await;
        assert!(off.says("taken off by you"));
        assert!(!rhys.get(&format!("/meetings/{id}")).await.says("How do I swap a shift?"));
        let on = off.form("Put back").submit().await;
        assert!(on.says("added by you"), "{}", on.text());
    }

    async fn req_F3_a_record_opens_with_the_planned_day_and_the_next_meeting(app: TestApp) {
        let pair = pair(&app).await;
        let rhys = app.sign_in(pair.rhys).await;
        let id = agreed(&pair, &rhys, date(2026, 11, 3)).await;
        agreed(&pair, &rhys, date(2026, 12, 1)).await;
        app.ctx.clock.move_to(instant(date(2026, 11, 3), time(11, 30, 0, 0)));
        let rhys = app.sign_in(pair.rhys).await;
        let record = rhys.get(&format!("/meetings/{id}/record")).await;
        let form = record.form("Save and go to signing");
        assert_eq!(form.value("held-day").unwrap(), "3");
        assert_eq!(form.value("held-from").unwrap(), "10:00");
        assert_eq!(form.value("held-to").unwrap(), "", "when it ended, people say themselves");
        assert_eq!(form.value("a-next-on-day").unwrap(), "1");
        assert_eq!(form.value("a-next-on-month").unwrap(), "12");
        let saved = form.set("then", "stay").submit().await;
        assert!(saved.says("When did you meet?"), "an untouched plan is no entry: {}", saved.text());
        let asked = saved.form("Save and go to signing").submit().await;
        assert_eq!(asked.status, 422);
        assert!(asked.errors().iter().any(|error| error.contains("Enter when it ended")), "{:?}", asked.errors());
        let held = asked.form("Save and go to signing").fill("Ended at", "11:10am").set("then", "stay").submit().await;
        assert!(held.says("Tuesday 3 November 2026, 10am to 11:10am"), "{}", held.text());
    }

    async fn req_F5_times_that_suit_both_are_suggested_with_why_and_can_be_ticked(app: TestApp) {
        let pair = pair(&app).await;
        let rhys = app.sign_in(pair.rhys).await;
        let page = rhys.get(&format!("/journeys/{}/meetings/new", pair.journey)).await;
        assert!(page.says("Tuesday 3 November 2026 at 10am") && page.says("Ordinary hours"), "{}", page.text());
        let sent = page.form("Send").choose("Tuesday 3 November 2026 at 10am").choose("In person").submit().await;
        assert!(sent.says("You have proposed a time"), "{}", sent.text());
        agreed(&pair, &rhys, date(2026, 11, 4)).await;
        let page = rhys.get(&format!("/journeys/{}/meetings/new", pair.journey)).await;
        assert!(!page.says("Wednesday 4 November 2026 at 10am"), "they meet then already: {}", page.text());
    }

    async fn req_F5_a_series_is_looked_at_sent_in_one_letter_and_agreed_to_in_one_go(app: TestApp) {
        let pair = pair(&app).await;
        let (amara, rhys) = (app.sign_in(pair.amara).await, app.sign_in(pair.rhys).await);
        let form = rhys.get(&format!("/journeys/{}/meetings/series", pair.journey)).await;
        let wrong = form.form("Show me the days").fill("How many?", "40").submit().await;
        assert_eq!(wrong.status, 422);
        let days = wrong.form("Show me the days")
            .fill_date("When is the first?", date(2026, 11, 30)).fill("Start", "10am").fill("How many?", "3")
            .choose("Video call").submit().await;
        assert!(days.says("2. Monday 28 December 2026 at 10am") && days.says("This is a bank holiday"), "{}", days.text());
        assert!(days.says("Another day stands in the boxes: Tuesday 29 December 2026 at 10am"));
        assert!(store::mail::list_for(app.ctx.db.reader(), pair.amara).await.unwrap().is_empty(), "nothing is sent yet");
        let again = days.form("Send all of them").set("on-3-day", "24").submit().await;
        assert_eq!(again.status, 422, "a Sunday: looked at once more");
        assert!(again.says("This is at a weekend"), "{}", again.text());
        let sent = again.form("Send all of them").set("on-3-day", "25").submit().await;
        assert!(sent.says("Everybody gets one message with all of them"), "{}", sent.text());
        let letters = store::mail::list_for(app.ctx.db.reader(), pair.amara).await.unwrap();
        assert_eq!(letters.len(), 1);
        assert_eq!(letters[0].calendar.as_ref().unwrap().matches("BEGIN:VCALENDAR").count(), 3);
        let hers = amara.get(&format!("/journeys/{}/meetings", pair.journey)).await;
        let one = hers.click("First meeting").await;
        let agreed = one.form("Agree to all 3").submit().await;
        assert!(agreed.says("Agreed to all of them"), "{}", agreed.text());
        let list = amara.get(&format!("/journeys/{}/meetings", pair.journey)).await;
        assert_eq!(list.text().matches("Agreed").count(), 3, "{}", list.text());
        assert_eq!(rhys.post(&format!("/meetings/{}/acceptance/series", meeting_of(&one)), &[("csrf", "x")]).await.status, 403);
    }

    async fn outside_the_circle_preparing_is_not_found(app: TestApp) {
        let pair = pair(&app).await;
        let amara = app.sign_in(pair.amara).await;
        let id = agreed(&pair, &amara, date(2026, 11, 5)).await;
        write_note(&amara, id, "Private", "share").await;
        for person in [pair.lead, pair.stranger] {
            let visitor = app.sign_in(person).await;
            for path in [format!("/meetings/{id}/preparation"), format!("/journeys/{}/meetings/series", pair.journey)] {
                assert_eq!(visitor.get(&path).await.status, 404, "{path}");
            }
        }
    }
}

//! Ladders of what is expected, the letters that carry reminders, and calendar feeds (Q2, Q5).

#![allow(clippy::unwrap_used, reason = "in a test, a panic is the message")]

mod pair;

use domain::calendar::{instant, plus_days};
use domain::ids::PersonId;
use domain::meetings::State;
use domain::reminders::{Choice, How, Received};
use jiff::civil::{Date, Time, time};
use operations::mail::{Transport, deliver};
use operations::meetings::Times;
use operations::{Context, feeds, journeys, meetings, reminders};
use pair::{first_meeting, pair, slot};
use store::mail::Letter;
use testkit::smtp::MailServer;
use testkit::{both_engines, world};

/// The journey of the pair, laid out, on a day at nine in the morning.
async fn pair_on(ctx: &Context, days: i32) -> pair::Pair {
    let pair = pair(ctx).await;
    refresh(ctx, &pair).await;
    go_to(ctx, plus_days(testkit::today(), days), time(9, 0, 0, 0));
    pair
}

async fn refresh(ctx: &Context, pair: &pair::Pair) {
    let done: Result<(), store::Fault> = store::write!(ctx.db, |tx| { journeys::refresh(tx, ctx, pair.journey).await });
    done.unwrap();
}

fn go_to(ctx: &Context, on: Date, at: Time) {
    ctx.clock.move_to(instant(on, at));
}

async fn digests(ctx: &Context, person: PersonId) -> Vec<Letter> {
    let all = store::mail::list_for(ctx.db.reader(), person).await.unwrap();
    all.into_iter().filter(|letter| letter.kind == "reminders.digest").collect()
}

async fn waits(ctx: &Context) -> i64 {
    world::count(ctx, "SELECT count(*) AS n FROM notices WHERE mail_id IS NULL AND dropped_at IS NULL").await
}

both_engines! {
    async fn req_Q2_a_ladder_is_climbed_before_after_and_then_to_the_next_responsible_person(ctx: Context) {
        // The journey starts on 2 November; its first meeting is due by the 8th.
        let pair = pair_on(&ctx, 0).await;
        reminders::round(&ctx).await.unwrap();
        let early = digests(&ctx, pair.amara).await.len();
        go_to(&ctx, plus_days(testkit::today(), 4), time(9, 0, 0, 0));
        reminders::round(&ctx).await.unwrap();
        let before = digests(&ctx, pair.amara).await;
        assert!(before.len() > early, "some days before it is due");
        assert!(before[0].body.contains("\nNext\n") && !before[0].body.contains("\nLate\n"), "{}", before[0].body);
        assert!(before[0].body.contains(&format!("/journeys/{}/meetings/new?kind=", pair.journey)), "the very form");
        assert_eq!(digests(&ctx, pair.lead).await, [], "nothing for the lead yet");
        // A week later it is late, and the lead learns of it.
        go_to(&ctx, plus_days(testkit::today(), 11), time(9, 0, 0, 0));
        reminders::round(&ctx).await.unwrap();
        let for_lead = digests(&ctx, pair.lead).await;
        assert_eq!(for_lead.len(), 1);
        assert!(for_lead[0].body.contains("\nLate\n"), "{}", for_lead[0].body);
        assert!(!for_lead[0].body.contains("Amara"), "no names: {}", for_lead[0].body);
        assert_eq!(digests(&ctx, pair.stranger).await, []);
    }

    async fn req_Q2_each_rung_is_climbed_once_whatever_how_often(ctx: Context) {
        let pair = pair_on(&ctx, 4).await;
        let first = reminders::climb_expectations(&ctx).await.unwrap();
        assert!(first > 0);
        assert_eq!(reminders::climb_expectations(&ctx).await.unwrap(), 0);
        // Two nodes at the same moment, on the next rung.
        go_to(&ctx, plus_days(testkit::today(), 11), time(9, 0, 0, 0));
        let (one, other) = (ctx.clone(), ctx.clone());
        let (one, other) = tokio::join!(
            tokio::spawn(async move { reminders::climb_expectations(&one).await.unwrap() }),
            tokio::spawn(async move { reminders::climb_expectations(&other).await.unwrap() }),
        );
        let both = one.unwrap() + other.unwrap();
        let rungs = world::count(&ctx, "SELECT count(*) AS n FROM reminders WHERE about = 'expectations'").await;
        assert_eq!(i64::try_from(first + both).unwrap(), rungs);
        let (one, other) = (ctx.clone(), ctx.clone());
        let (one, other) = tokio::join!(
            tokio::spawn(async move { reminders::send_waiting(&one).await.unwrap() }),
            tokio::spawn(async move { reminders::send_waiting(&other).await.unwrap() }),
        );
        assert!(one.unwrap() + other.unwrap() > 0);
        assert_eq!(digests(&ctx, pair.amara).await.len(), 1, "one letter, of which there is one for a day");
        assert_eq!(waits(&ctx).await, 0);
    }

    async fn req_Q2_a_server_that_comes_late_sends_one_letter_and_not_a_backlog(ctx: Context) {
        let pair = pair_on(&ctx, 9).await;
        reminders::round(&ctx).await.unwrap();
        reminders::round(&ctx).await.unwrap();
        assert_eq!(digests(&ctx, pair.amara).await.len(), 1);
        // What was missed long ago is not made up for.
        go_to(&ctx, plus_days(testkit::today(), 302), time(9, 0, 0, 0));
        reminders::round(&ctx).await.unwrap();
        let all = digests(&ctx, pair.amara).await;
        for letter in all.iter().filter(|letter| letter.created_at == ctx.now()) {
            assert!(!letter.body.contains("November 2026"), "{}", letter.body);
        }
    }

    async fn req_Q2_a_ladder_ends_when_it_is_done_planned_or_the_journey_is_over(ctx: Context) {
        let pair = pair_on(&ctx, 4).await;
        reminders::climb_expectations(&ctx).await.unwrap();
        // They agree on a time before the letter is written.
        let proposed = meetings::propose(&ctx, pair.rhys, pair.journey, &first_meeting(), Times::Offered(vec![slot(&ctx, 24)])).await.unwrap();
        let meeting = store::meetings::find(ctx.db.reader(), proposed).await.unwrap().unwrap();
        let State::Proposed(offers) = &meeting.state else { panic!("{:?}", meeting.state) };
        meetings::accept(&ctx, pair.amara, proposed, offers.offers()[0].id).await.unwrap();
        reminders::send_waiting(&ctx).await.unwrap();
        for letter in digests(&ctx, pair.amara).await {
            assert!(!letter.body.contains("first meeting"), "{}", letter.body);
        }
        world::execute(&ctx, "UPDATE journeys SET ended_on = starts_on, ending = 'ended-early'", vec![]).await;
        go_to(&ctx, plus_days(testkit::today(), 40), time(9, 0, 0, 0));
        assert_eq!(reminders::climb_expectations(&ctx).await.unwrap(), 0);
    }

    async fn req_Q2_a_letter_is_looked_at_again_when_it_is_carried(ctx: Context) {
        let pair = pair_on(&ctx, 4).await;
        reminders::round(&ctx).await.unwrap();
        let server = MailServer::start().await;
        let transport = Transport::smtp(&server.address(), "Alongside <alongside@example.test>").unwrap();
        // The journey ends before the letters leave.
        world::execute(&ctx, "UPDATE journeys SET ended_on = starts_on, ending = 'ended-early'", vec![]).await;
        deliver(&ctx, &transport).await.unwrap();
        let sent = world::count(&ctx, "SELECT count(*) AS n FROM mails WHERE state = 'sent' AND kind = 'reminders.digest'").await;
        assert_eq!(sent, 0);
        let withdrawn = world::count(&ctx, "SELECT count(*) AS n FROM mails WHERE state = 'withdrawn' AND kind = 'reminders.digest'").await;
        assert!(withdrawn >= 2, "one for each of the two");
        assert_eq!(waits(&ctx).await, 0);
        let _ = pair;
    }

    async fn req_Q2_a_letter_of_reminders_can_be_ended_with_one_press(ctx: Context) {
        let pair = pair_on(&ctx, 4).await;
        reminders::round(&ctx).await.unwrap();
        let server = MailServer::start().await;
        let transport = Transport::smtp(&server.address(), "Alongside <alongside@example.test>").unwrap();
        deliver(&ctx, &transport).await.unwrap();
        let letters: Vec<String> = server.arrived().into_iter().map(|arrived| arrived.message).collect();
        let to_her = |letter: &&String| letter.contains("amara.okafor@example.test") && letter.contains("/next");
        let letter = letters.iter().find(to_her).unwrap();
        let unfolded = letter.replace("\r\n ", " ").replace("\n ", " ");
        assert!(unfolded.contains("List-Unsubscribe-Post: List-Unsubscribe=One-Click"), "{letter}");
        let header = unfolded.lines().find(|line| line.starts_with("List-Unsubscribe: ")).unwrap();
        let secret = header.trim_end().trim_end_matches('>').rsplit('/').next().unwrap().to_owned();
        assert!(!reminders::turn_gentle_off(&ctx, "0000").await.unwrap(), "no letter had this link");
        assert!(reminders::turn_gentle_off(&ctx, &secret).await.unwrap());
        let choice = store::reminders::choice_of(ctx.db.reader(), pair.amara).await.unwrap();
        assert_eq!(choice.received, Received::FirmOnly);
        let other = store::reminders::choice_of(ctx.db.reader(), pair.rhys).await.unwrap();
        assert_eq!(other, Choice::default(), "nobody else's");
        // What is late is said all the same, and cannot be turned off.
        go_to(&ctx, plus_days(testkit::today(), 11), time(9, 0, 0, 0));
        reminders::round(&ctx).await.unwrap();
        for letter in digests(&ctx, pair.amara).await.iter().take(1) {
            assert!(!letter.body.contains("/reminders/off/") || letter.created_at < ctx.now(), "{}", letter.body);
        }
    }

    async fn req_Q2_nobody_is_reminded_on_leave_or_before_the_hour_they_chose(ctx: Context) {
        let pair = pair_on(&ctx, 4).await;
        go_to(&ctx, plus_days(testkit::today(), 4), time(7, 0, 0, 0));
        reminders::round(&ctx).await.unwrap();
        assert_eq!(digests(&ctx, pair.amara).await, [], "before eight");
        let at_once = Choice { how: How::AtOnce, received: Received::All };
        reminders::choose(&ctx, pair.rhys, &at_once).await.unwrap();
        reminders::round(&ctx).await.unwrap();
        assert_eq!(digests(&ctx, pair.rhys).await.len(), 1, "each as it comes");
        let absence = ctx.new_id::<domain::ids::AbsenceId>();
        world::execute(
            &ctx,
            "INSERT INTO absences (id, post_id, person_id, started_on, finished_on, recorded_at)
             SELECT $1, id, person_id, $2, $3, $4 FROM posts WHERE person_id = $5",
            vec![
                domain::ids::Id::uuid(absence).into(),
                store::convert::to_db_date(plus_days(testkit::today(), 3)).into(),
                store::convert::to_db_date(plus_days(testkit::today(), 6)).into(),
                store::convert::to_db_time(ctx.now()).into(),
                domain::ids::Id::uuid(pair.amara).into(),
            ],
        )
        .await;
        go_to(&ctx, plus_days(testkit::today(), 4), time(9, 0, 0, 0));
        reminders::round(&ctx).await.unwrap();
        assert_eq!(digests(&ctx, pair.amara).await, [], "on leave");
        go_to(&ctx, plus_days(testkit::today(), 7), time(9, 0, 0, 0));
        reminders::round(&ctx).await.unwrap();
        assert_eq!(digests(&ctx, pair.amara).await.len(), 1, "back, and one letter");
    }

    async fn req_Q5_a_feed_holds_titles_and_ends_with_its_secret(ctx: Context) {
        let pair = pair_on(&ctx, 0).await;
        meetings::propose(&ctx, pair.rhys, pair.journey, &first_meeting(), Times::Offered(vec![slot(&ctx, 24)])).await.unwrap();
        let secret = feeds::renew(&ctx, pair.amara).await.unwrap();
        let feeds::Read::Found(text) = feeds::read(&ctx, &secret, "here").await.unwrap() else { panic!("a feed") };
        assert!(text.contains("UID:meeting-") && text.contains("UID:due-"), "{text}");
        for kept_out in ["Rhys", "Bevan", "Amara", "call.example"] {
            assert!(!text.contains(kept_out), "{kept_out}: {text}");
        }
        let again = feeds::read(&ctx, &secret, "here").await.unwrap();
        assert_eq!(again, feeds::Read::Found(text), "the same until something changes");
        let newer = feeds::renew(&ctx, pair.amara).await.unwrap();
        assert_eq!(feeds::read(&ctx, &secret, "here").await.unwrap(), feeds::Read::Unknown);
        // Who has no part here any more has no feed.
        world::execute(&ctx, "UPDATE journeys SET ended_on = starts_on, ending = 'ended-early'", vec![]).await;
        let last = plus_days(testkit::today(), 1);
        world::execute(&ctx, "UPDATE posts SET finished_on = $1", vec![store::convert::to_db_date(last).into()]).await;
        assert!(matches!(feeds::read(&ctx, &newer, "here").await.unwrap(), feeds::Read::Found(_)));
        go_to(&ctx, plus_days(last, 1), time(9, 0, 0, 0));
        assert_eq!(feeds::read(&ctx, &newer, "here").await.unwrap(), feeds::Read::Unknown);
        for _ in 0..70 {
            feeds::read(&ctx, "guess", "there").await.unwrap();
        }
        assert_eq!(feeds::read(&ctx, "guess", "there").await.unwrap(), feeds::Read::TooMany);
    }
}

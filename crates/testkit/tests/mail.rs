//! Letters reach a real mail server once, keep trying while it is away, and are not sent when no longer right.

#![allow(clippy::unwrap_used, reason = "in a test, a panic is the message")]

use domain::ids::{Id, PersonId};
use jiff::SignedDuration;
use operations::mail::{Round, Transport, deliver};
use operations::{Context, candidacies};
use store::Fault;
use store::mail::Letter;
use testkit::smtp::{MailServer, Mood};
use testkit::{both_engines, world};

async fn server() -> (MailServer, Transport) {
    let server = MailServer::start().await;
    let transport = Transport::smtp(&server.address(), "Alongside <alongside@example.test>").unwrap();
    (server, transport)
}

fn letter(ctx: &Context, person: PersonId) -> Letter {
    Letter {
        id: ctx.new_id(),
        person: Some(person),
        recipient: "grace.obi@example.test".to_owned(),
        kind: "tests.hello".to_owned(),
        subject: "Résumé of nothing".to_owned(),
        body: "Hello Grace\n\n.A line that starts with a dot.\n".to_owned(),
        calendar: None,
        about: None,
        created_at: ctx.now(),
        send_after: ctx.now(),
    }
}

async fn queue(ctx: &Context, letter: &Letter) {
    let done: Result<(), Fault> = store::write!(ctx.db, |tx| { store::mail::queue(tx, letter).await });
    done.unwrap();
}

async fn grace(ctx: &Context) -> PersonId {
    world::person(ctx, "Grace", "Obi").await
}

fn sent(count: usize) -> Round {
    Round { sent: count, ..Round::default() }
}

fn wait(ctx: &Context, time: SignedDuration) {
    ctx.clock.move_to(ctx.now() + time);
}

const INVITATION: &str =
    "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nMETHOD:CANCEL\r\nBEGIN:VEVENT\r\nUID:1\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";

both_engines! {
    async fn a_letter_arrives_once(ctx: Context) {
        let (server, transport) = server().await;
        let letter = letter(&ctx, grace(&ctx).await);
        queue(&ctx, &letter).await;
        assert_eq!(deliver(&ctx, &transport).await.unwrap(), sent(1));
        assert_eq!(deliver(&ctx, &transport).await.unwrap(), Round::default());
        let arrived = server.arrived();
        assert_eq!(arrived.len(), 1);
        assert_eq!((arrived[0].from.as_str(), &arrived[0].to[..]), ("alongside@example.test", &["grace.obi@example.test".to_owned()][..]));
        let message = &arrived[0].message;
        assert!(message.contains(".A line that starts with a dot."), "{message}");
        assert!(message.contains("Auto-Submitted: auto-generated"), "{message}");
        assert!(message.contains(&format!("Message-ID: <{}@example.test>", letter.id.uuid())), "{message}");
    }

    async fn req_F5_an_invitation_is_inside_the_message_with_its_method(ctx: Context) {
        let (server, transport) = server().await;
        let letter = Letter { calendar: Some(INVITATION.to_owned()), ..letter(&ctx, grace(&ctx).await) };
        queue(&ctx, &letter).await;
        deliver(&ctx, &transport).await.unwrap();
        let message = server.arrived()[0].message.to_lowercase();
        assert!(message.contains("multipart/alternative"), "{message}");
        assert!(message.contains("text/calendar; charset=utf-8; method=cancel"), "{message}");
        assert!(!message.contains("content-disposition: attachment"), "{message}");
    }

    async fn req_F5_several_invitations_are_parts_of_their_own_in_one_message(ctx: Context) {
        let (server, transport) = server().await;
        let letter = Letter { calendar: Some(INVITATION.repeat(3)), ..letter(&ctx, grace(&ctx).await) };
        queue(&ctx, &letter).await;
        deliver(&ctx, &transport).await.unwrap();
        let message = server.arrived()[0].message.to_lowercase();
        assert!(message.contains("multipart/mixed"), "{message}");
        assert_eq!(message.matches("text/calendar; charset=utf-8; method=cancel").count(), 3, "{message}");
        assert!(message.contains("meeting-3.ics"), "{message}");
    }

    async fn req_F8_a_letter_that_has_left_keeps_no_link(ctx: Context) {
        let (server, transport) = server().await;
        let person = grace(&ctx).await;
        for kind in ["outsiders.link", "tests.hello"] {
            let body = "https://alongside.test/outside/link/0011".to_owned();
            queue(&ctx, &Letter { kind: kind.to_owned(), body, ..letter(&ctx, person) }).await;
        }
        assert_eq!(deliver(&ctx, &transport).await.unwrap(), sent(2));
        assert!(server.arrived().iter().all(|arrived| arrived.message.contains("/outside/link/0011")));
        let kept = store::mail::list_for(ctx.db.reader(), person).await.unwrap();
        let with_link: Vec<&str> =
            kept.iter().filter(|letter| letter.body.contains("0011")).map(|letter| letter.kind.as_str()).collect();
        assert_eq!(with_link, ["tests.hello"]);
    }

    async fn a_letter_waits_while_the_server_is_busy_and_then_goes(ctx: Context) {
        let (server, transport) = server().await;
        queue(&ctx, &letter(&ctx, grace(&ctx).await)).await;
        server.be(Mood::Busy);
        assert_eq!(deliver(&ctx, &transport).await.unwrap(), Round { later: 1, ..Round::default() });
        assert_eq!(deliver(&ctx, &transport).await.unwrap(), Round::default(), "not again at once");
        server.be(Mood::Takes);
        wait(&ctx, SignedDuration::from_mins(2));
        assert_eq!(deliver(&ctx, &transport).await.unwrap(), sent(1));
    }

    async fn a_letter_is_given_up_in_the_end(ctx: Context) {
        let (server, transport) = server().await;
        queue(&ctx, &letter(&ctx, grace(&ctx).await)).await;
        server.be(Mood::Busy);
        let mut rounds = Vec::new();
        for _ in 0..9 {
            rounds.push(deliver(&ctx, &transport).await.unwrap());
            wait(&ctx, SignedDuration::from_hours(25));
        }
        assert_eq!(rounds[7], Round { failed: 1, ..Round::default() }, "{rounds:?}");
        assert_eq!(rounds[8], Round::default());
    }

    async fn a_letter_to_no_mailbox_is_given_up_at_once(ctx: Context) {
        let (server, transport) = server().await;
        queue(&ctx, &letter(&ctx, grace(&ctx).await)).await;
        server.be(Mood::Refuses);
        assert_eq!(deliver(&ctx, &transport).await.unwrap(), Round { failed: 1, ..Round::default() });
    }

    async fn two_carriers_at_once_send_each_letter_once(ctx: Context) {
        let (server, transport) = server().await;
        let person = grace(&ctx).await;
        for _ in 0..30 {
            queue(&ctx, &letter(&ctx, person)).await;
        }
        let (one, other) = tokio::join!(deliver(&ctx, &transport), deliver(&ctx, &transport));
        assert_eq!(one.unwrap().sent + other.unwrap().sent, 30);
        assert_eq!(server.arrived().len(), 30);
    }

    async fn a_carrier_that_was_thought_dead_cannot_settle(ctx: Context) {
        queue(&ctx, &letter(&ctx, grace(&ctx).await)).await;
        let lease = SignedDuration::from_mins(5);
        let take = async || {
            let now = ctx.now();
            let taken: Result<_, Fault> = store::write!(ctx.db, |tx| { store::mail::take(tx, now, lease, 5).await });
            taken.unwrap()
        };
        let first = take().await;
        assert!(take().await.is_empty(), "the lease holds");
        wait(&ctx, SignedDuration::from_mins(6));
        let second = take().await;
        let settle = async |taken: &store::mail::Taken| {
            let (now, sent) = (ctx.now(), store::mail::Settled::Sent);
            let ours: Result<bool, Fault> =
                store::write!(ctx.db, |tx| { store::mail::settle(tx, taken, &sent, now).await });
            ours.unwrap()
        };
        assert!(!settle(&first[0]).await);
        assert!(settle(&second[0]).await);
    }

    async fn a_letter_is_not_sent_to_an_address_that_is_no_longer_theirs_alone(ctx: Context) {
        let (server, transport) = server().await;
        queue(&ctx, &letter(&ctx, grace(&ctx).await)).await;
        let other = world::person(&ctx, "Tom", "Hill").await;
        world::insert(&ctx, "addresses", &[
            ("person_id", other.uuid().into()),
            ("email", "grace.obi@example.test".into()),
            ("kind", "work".into()),
        ]).await;
        assert_eq!(deliver(&ctx, &transport).await.unwrap(), Round { withdrawn: 1, ..Round::default() });
        assert!(server.arrived().is_empty());
    }

    async fn req_C2_an_offer_taken_back_before_it_left_is_not_sent(ctx: Context) {
        let (server, transport) = server().await;
        let trust = world::organisation(&ctx, "Northmoor NHS Foundation Trust").await;
        world::adopt(&ctx, trust, world::programme()).await;
        let lead = world::person(&ctx, "Ruth", "Evans").await;
        world::appoint(&ctx, lead, trust, "lead").await;
        let grace = grace(&ctx).await;
        let post = world::Post::of(grace, trust, jiff::civil::date(2026, 11, 9)).insert(&ctx).await;
        let found: Result<usize, Fault> =
            store::write!(ctx.db, |tx| { candidacies::recognise(tx, &ctx, trust, &[post]).await });
        assert_eq!(found.unwrap(), 1);
        let id = store::candidacies::list_for_person(ctx.db.reader(), grace).await.unwrap()[0].id;
        candidacies::offer(&ctx, lead, trust, &[id]).await.unwrap();
        candidacies::set_aside(&ctx, lead, trust, &[id], "No place.").await.unwrap();
        assert_eq!(deliver(&ctx, &transport).await.unwrap(), Round { sent: 1, withdrawn: 1, ..Round::default() });
        assert!(server.arrived()[0].message.contains("Subject: About AHP preceptorship"), "only the word that it is off");
    }

    async fn a_former_supporter_is_told_nothing_more_about_the_journey(ctx: Context) {
        let (server, transport) = server().await;
        let trust = world::organisation(&ctx, "Northmoor NHS Foundation Trust").await;
        let sam = world::person(&ctx, "Sam", "Hill").await;
        let programme = world::programme();
        let starts_on = jiff::civil::date(2026, 10, 5);
        let post = world::Post::of(sam, trust, starts_on).insert(&ctx).await;
        let journey = world::journey(&ctx, post, programme, starts_on).await;
        let grace = grace(&ctx).await;
        world::pairing(&ctx, journey, grace, &programme.supporter, starts_on).await;
        let about = Some(("journeys".to_owned(), journey.uuid()));
        queue(&ctx, &Letter { about: about.clone(), ..letter(&ctx, grace) }).await;
        assert_eq!(deliver(&ctx, &transport).await.unwrap(), sent(1));
        queue(&ctx, &Letter { about, ..letter(&ctx, grace) }).await;
        world::execute(&ctx, "UPDATE pairings SET finished_on = $1", vec![
            store::convert::to_db_date(jiff::civil::date(2026, 11, 1)).into(),
        ]).await;
        assert_eq!(deliver(&ctx, &transport).await.unwrap(), Round { withdrawn: 1, ..Round::default() });
        assert_eq!(server.arrived().len(), 1);
    }

    async fn without_a_server_letters_stay_to_be_read(ctx: Context) {
        queue(&ctx, &letter(&ctx, grace(&ctx).await)).await;
        assert_eq!(deliver(&ctx, &Transport::None).await.unwrap(), Round::default());
        assert_eq!(store::mail::newest(ctx.db.reader(), 10).await.unwrap().len(), 1);
    }
}

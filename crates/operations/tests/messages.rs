//! Messages: who receives them, by when answers are due, and that nobody else ever sees a word (P4, J2, J8).

#![allow(clippy::unwrap_used, reason = "in a test, a panic is the message")]

use domain::calendar::plus_days;
use domain::ids::{JourneyId, OrganisationId, PersonId};
use domain::messages::{Answered, Matter};
use domain::programmes::{Programme, shipped};
use jiff::SignedDuration;
use jiff::civil::{Date, date};
use operations::messages::{
    CloseRefusal, SendProblem, SendRefusal, Sending, Typed, Wanted, check, close, keep, note_read, send, thread, writer,
};
use operations::{Context, Failure};
use store::messages::{Draft, DraftSaved};
use testkit::{both_engines, world};

/// A trainee, both tutors, a placement supervisor, and a stranger.
struct Trio {
    journey: JourneyId,
    organisation: OrganisationId,
    trainee: PersonId,
    clinical: PersonId,
    research: PersonId,
    placement: PersonId,
    stranger: PersonId,
}

fn programme() -> &'static Programme {
    shipped().newest(&"doctoral-tutor-pair".parse().unwrap()).unwrap()
}

async fn trio(ctx: &Context) -> Trio {
    let organisation = world::organisation(ctx, "University of Eastmarch").await;
    let programme = programme();
    world::adopt(ctx, organisation, programme).await;
    let trainee = world::person(ctx, "Kwame", "Mensah").await;
    let clinical = world::person(ctx, "Adam", "Birch").await;
    let research = world::person(ctx, "Helen", "Marsh").await;
    let placement = world::person(ctx, "Petra", "Place").await;
    let stranger = world::person(ctx, "Sam", "Stranger").await;
    let since = date(2026, 9, 1);
    let post = world::Post::of(trainee, organisation, since).insert(ctx).await;
    let journey = world::journey(ctx, post, programme, since).await;
    for (person, role) in
        [(clinical, "clinical-tutor"), (research, "research-tutor"), (placement, "placement-supervisor")]
    {
        world::pairing(ctx, journey, person, &role.parse().unwrap(), since).await;
    }
    Trio { journey, organisation, trainee, clinical, research, placement, stranger }
}

fn sending(trio: &Trio, to: &[PersonId], matter: Matter) -> Sending {
    Sending {
        draft: Draft::New(trio.journey),
        subject: "A week in March".to_owned(),
        body: "Could we move the review?".to_owned(),
        matter: Some(matter),
        to: to.to_vec(),
        answer: Wanted::Yes,
    }
}

async fn due_of(ctx: &Context, reader: PersonId, thread_id: domain::ids::ThreadId) -> Date {
    let (thread, _) = thread(ctx, ctx.db.reader(), reader, thread_id).await.unwrap().unwrap();
    thread.messages[0].answers[0].due_on
}

both_engines! {
    async fn req_P4_beyond_routine_both_tutors_receive_it_and_nobody_else_sees_it(ctx: Context) {
        let trio = trio(&ctx).await;
        let message = sending(&trio, &[trio.clinical], Matter::Beyond);
        let shown = [trio.clinical, trio.research];
        let id = send(&ctx, trio.trainee, &message, &shown).await.unwrap();
        for reader in [trio.trainee, trio.clinical, trio.research] {
            assert!(thread(&ctx, ctx.db.reader(), reader, id).await.unwrap().is_some());
        }
        for other in [trio.placement, trio.stranger] {
            assert!(thread(&ctx, ctx.db.reader(), other, id).await.unwrap().is_none());
        }
        let letters = store::mail::newest(ctx.db.reader(), 10).await.unwrap();
        assert_eq!(letters.len(), 2, "one for each who receives it");
        for letter in &letters {
            let said = format!("{}{}", letter.subject, letter.body);
            assert!(!said.contains("March") && !said.contains("review"), "{said}");
        }
        // Routine: the other tutor does not see it.
        let routine = sending(&trio, &[trio.clinical], Matter::Routine);
        let id = send(&ctx, trio.trainee, &routine, &[trio.clinical]).await.unwrap();
        assert!(thread(&ctx, ctx.db.reader(), trio.research, id).await.unwrap().is_none());
    }

    async fn req_P4_what_is_sent_goes_to_exactly_those_who_were_shown(ctx: Context) {
        let trio = trio(&ctx).await;
        let message = sending(&trio, &[trio.clinical], Matter::Beyond);
        let refused = send(&ctx, trio.trainee, &message, &[trio.clinical]).await;
        assert!(matches!(refused, Err(Failure::Refused(SendRefusal::OthersNow))), "{refused:?}");
        assert_eq!(world::count(&ctx, "SELECT count(*) AS n FROM messages").await, 0);
        let empty = Sending { body: " ".to_owned(), matter: None, to: vec![trio.stranger], ..message };
        let Err(Failure::Refused(SendRefusal::Problems(problems))) =
            check(&ctx, ctx.db.reader(), trio.trainee, &empty).await
        else { panic!("it was let through") };
        assert_eq!(problems.len(), 3, "{problems:?}");
        assert!(problems.contains(&SendProblem::NobodyAddressed) && problems.contains(&SendProblem::MatterMissing));
        assert!(writer(&ctx, ctx.db.reader(), trio.placement, trio.journey).await.unwrap().is_none());
    }

    async fn req_P4_an_answer_is_due_in_the_working_time_of_whoever_answers(ctx: Context) {
        let trio = trio(&ctx).await;
        let message = sending(&trio, &[trio.clinical], Matter::Routine);
        let id = send(&ctx, trio.trainee, &message, &[trio.clinical]).await.unwrap();
        let full_time = due_of(&ctx, trio.trainee, id).await;
        let days = domain::working_time::Weekdays::named(["monday"]);
        operations::working_time::say_days(&ctx, trio.clinical, days.as_ref()).await.unwrap();
        let mondays = due_of(&ctx, trio.trainee, id).await;
        assert!(domain::calendar::days_between(full_time, mondays) > 20, "five Mondays: {full_time}, {mondays}");
        operations::working_time::say_away(&ctx, trio.clinical, plus_days(ctx.today(), 1), plus_days(ctx.today(), 14)).await.unwrap();
        assert_eq!(due_of(&ctx, trio.clinical, id).await, plus_days(mondays, 14), "two weeks away move it by as much");
        operations::working_time::unsay_away(&ctx, trio.clinical, plus_days(ctx.today(), 1)).await.unwrap();
        assert_eq!(due_of(&ctx, trio.clinical, id).await, mondays);
    }

    async fn req_P4_an_answer_closes_the_clock_here_or_elsewhere(ctx: Context) {
        let trio = trio(&ctx).await;
        let message = sending(&trio, &[trio.clinical], Matter::Routine);
        let id = send(&ctx, trio.trainee, &message, &[trio.clinical]).await.unwrap();
        let viewer = domain::access::Viewer { person: trio.clinical, today: ctx.today() };
        let owed = store::messages::home(ctx.db.reader(), viewer).await.unwrap();
        assert_eq!((owed.owed.len(), owed.unread.len()), (1, 0));
        let asked = thread(&ctx, ctx.db.reader(), trio.clinical, id).await.unwrap().unwrap().0.messages[0].id;
        let stranger = close(&ctx, trio.research, (id, asked), trio.clinical, Answered::Elsewhere).await;
        assert!(matches!(stranger, Err(Failure::NotFound)), "not theirs to say");
        let mine = close(&ctx, trio.clinical, (id, asked), trio.clinical, Answered::NotNeeded).await;
        assert!(matches!(mine, Err(Failure::NotFound)), "that it is not needed is for whoever asked");
        close(&ctx, trio.clinical, (id, asked), trio.clinical, Answered::Elsewhere).await.unwrap();
        let again = close(&ctx, trio.trainee, (id, asked), trio.clinical, Answered::NotNeeded).await;
        assert!(matches!(again, Err(Failure::Refused(CloseRefusal::Answered))));
        let later = store::messages::home(ctx.db.reader(), viewer).await.unwrap();
        assert_eq!((later.owed.len(), later.unread.len()), (0, 1), "closed, and still to be read");
        note_read(&ctx, trio.clinical, id).await.unwrap();
        let read = store::messages::home(ctx.db.reader(), viewer).await.unwrap();
        assert_eq!(read.unread.len(), 0);

        let second = send(&ctx, trio.trainee, &message, &[trio.clinical]).await.unwrap();
        let reply = Sending { draft: Draft::Reply(second), to: vec![trio.trainee], answer: Wanted::No, ..message };
        send(&ctx, trio.clinical, &reply, &[trio.trainee]).await.unwrap();
        let (thread, _) = thread(&ctx, ctx.db.reader(), trio.trainee, second).await.unwrap().unwrap();
        assert_eq!(thread.messages[0].answers[0].answered.unwrap().0, Answered::Here);
        assert!(thread.messages[1].answers.is_empty());
    }

    async fn req_J4_a_supporters_access_ends_with_their_part_and_the_trainee_keeps_theirs(ctx: Context) {
        let trio = trio(&ctx).await;
        let message = sending(&trio, &[trio.clinical], Matter::Routine);
        let id = send(&ctx, trio.trainee, &message, &[trio.clinical]).await.unwrap();
        let last = plus_days(ctx.today(), -1);
        let text = format!("UPDATE pairings SET finished_on = '{last}' WHERE role = 'clinical-tutor'");
        world::execute(&ctx, &text, Vec::new()).await;
        assert!(thread(&ctx, ctx.db.reader(), trio.clinical, id).await.unwrap().is_none());
        assert!(thread(&ctx, ctx.db.reader(), trio.trainee, id).await.unwrap().is_some());
        let viewer = domain::access::Viewer { person: trio.clinical, today: ctx.today() };
        let news = store::messages::home(ctx.db.reader(), viewer).await.unwrap();
        assert_eq!(news, store::messages::News::default());
    }

    async fn req_F7_two_windows_do_not_overwrite_one_another(ctx: Context) {
        let trio = trio(&ctx).await;
        let draft = Draft::New(trio.journey);
        let field = |value, base| [Typed { field: "content", value, base }];
        let first = keep(&ctx, trio.trainee, draft, "one", &field("Dear", 0)).await.unwrap();
        assert_eq!(first, [DraftSaved::Kept { revision: 1 }]);
        ctx.clock.move_to(ctx.now() + SignedDuration::from_secs(2));
        let same = keep(&ctx, trio.trainee, draft, "one", &field("Dear Adam", 0)).await.unwrap();
        assert_eq!(same, [DraftSaved::Kept { revision: 2 }], "a page is not in conflict with itself");
        let other = keep(&ctx, trio.trainee, draft, "two", &field("Hello", 1)).await.unwrap();
        assert_eq!(other, [DraftSaved::WrittenElsewhere]);
        let kept = store::messages::draft(ctx.db.reader(), trio.trainee, draft).await.unwrap();
        assert_eq!(kept["content"].value, "Dear Adam");
        let not_mine = keep(&ctx, trio.stranger, draft, "x", &field("Hello", 0)).await;
        assert!(matches!(not_mine, Err(Failure::NotFound)));
        let _ = trio.organisation;
    }
}

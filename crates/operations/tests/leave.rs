//! Leave and absence where line management is delegated (P5, K2), and nothing of it anywhere else.

#![allow(clippy::unwrap_used, reason = "in a test, a panic is the message")]

use domain::calendar::{Period, plus_days};
use domain::ids::{JourneyId, PersonId};
use domain::leave::{Act, Begins, Ends, Span, State};
use domain::programmes::shipped;
use jiff::civil::{Date, date};
use operations::leave::{
    AnswerRefusal, AskRefusal, PauseRefusal, Request, act, ask, find, long_times, note_absence, pause, resume, view,
};
use operations::{Context, Failure};
use testkit::{both_engines, world};

struct People {
    journey: JourneyId,
    trainee: PersonId,
    clinical: PersonId,
    research: PersonId,
    group: PersonId,
    placement: PersonId,
}

async fn people(ctx: &Context) -> People {
    let organisation = world::organisation(ctx, "University of Eastmarch").await;
    let programme = shipped().newest(&"doctoral-tutor-pair".parse().unwrap()).unwrap();
    world::adopt(ctx, organisation, programme).await;
    let trainee = world::person(ctx, "Jess", "Thornton").await;
    let clinical = world::person(ctx, "Adam", "Birch").await;
    let research = world::person(ctx, "Helen", "Marsh").await;
    let group = world::person(ctx, "Sunita", "Rao").await;
    let placement = world::person(ctx, "Petra", "Place").await;
    let since = date(2026, 9, 1);
    let post = world::Post::of(trainee, organisation, since).insert(ctx).await;
    let journey = world::journey(ctx, post, programme, since).await;
    let roles = [
        (clinical, "clinical-tutor"),
        (research, "research-tutor"),
        (group, "group-tutor"),
        (placement, "placement-supervisor"),
    ];
    for (person, role) in roles {
        world::pairing(ctx, journey, person, &role.parse().unwrap(), since).await;
    }
    People { journey, trainee, clinical, research, group, placement }
}

fn request(from: Date, until: Date) -> Request {
    let span = Span { from, until, begins: Begins::InTheMorning, ends: Ends::InTheEvening };
    Request { kind: "annual".parse().unwrap(), span }
}

async fn state(ctx: &Context, people: &People, id: domain::ids::LeaveId) -> State {
    find(ctx, ctx.db.reader(), people.trainee, id).await.unwrap().unwrap().0.state
}

both_engines! {
    async fn req_P5_leave_is_asked_for_and_answered_by_whom_the_decision_is_delegated(ctx: Context) {
        let people = people(&ctx).await;
        let (from, until) = (date(2027, 2, 1), date(2027, 2, 5));
        let id = ask(&ctx, people.trainee, people.journey, &request(from, until)).await.unwrap();
        let overlap = ask(&ctx, people.trainee, people.journey, &request(until, plus_days(until, 4))).await;
        assert!(matches!(overlap, Err(Failure::Refused(AskRefusal::Overlaps))));
        for nobody in [people.research, people.placement, people.trainee] {
            let refused = act(&ctx, nobody, id, Act::Approve, "").await;
            assert!(matches!(refused, Err(Failure::NotFound)), "{refused:?}");
        }
        let silent = act(&ctx, people.clinical, id, Act::Decline, " ").await;
        assert!(matches!(silent, Err(Failure::Refused(AnswerRefusal::WordMissing))));
        act(&ctx, people.group, id, Act::Approve, "Enjoy it.").await.unwrap();
        let late = act(&ctx, people.clinical, id, Act::Decline, "Sorry.").await;
        assert!(matches!(late, Err(Failure::Refused(AnswerRefusal::Settled))));
        let (leave, _) = find(&ctx, ctx.db.reader(), people.trainee, id).await.unwrap().unwrap();
        assert_eq!((leave.state, leave.half_days, leave.word.as_str()), (State::Approved, 10, "Enjoy it."));
        for letter in store::mail::newest(ctx.db.reader(), 10).await.unwrap() {
            assert!(!letter.body.contains("Enjoy") && !letter.body.contains("2027"), "{}", letter.body);
        }
        act(&ctx, people.trainee, id, Act::Cancel, "").await.unwrap();
        assert_eq!(state(&ctx, &people, id).await, State::Cancelled);
    }

    async fn req_P5_who_is_told_nothing_of_it_finds_nothing(ctx: Context) {
        let people = people(&ctx).await;
        assert!(view(&ctx, ctx.db.reader(), people.placement, people.journey).await.unwrap().is_none());
        let research = view(&ctx, ctx.db.reader(), people.research, people.journey).await.unwrap().unwrap();
        assert!(!research.sees.allows() && !research.decides() && !research.notes_absence());
        let id = ask(&ctx, people.trainee, people.journey, &request(date(2027, 2, 1), date(2027, 2, 5))).await.unwrap();
        assert!(find(&ctx, ctx.db.reader(), people.research, id).await.unwrap().is_none(), "only the days are theirs");
        // A programme that delegates nothing has no leave at all.
        let organisation = world::organisation(&ctx, "Rotherfield NHS Trust").await;
        let post = world::Post::of(people.trainee, organisation, date(2026, 9, 1)).insert(&ctx).await;
        let other = world::journey(&ctx, post, world::programme(), date(2026, 9, 1)).await;
        assert!(view(&ctx, ctx.db.reader(), people.trainee, other).await.unwrap().is_none());
    }

    async fn req_K2_a_long_absence_lets_what_is_expected_stand_still_once_somebody_decides(ctx: Context) {
        let people = people(&ctx).await;
        let from = ctx.today();
        let absence = |finished_on| Period { started_on: from, finished_on };
        note_absence(&ctx, people.trainee, people.journey, absence(Some(plus_days(from, 9)))).await.unwrap();
        let short = pause(&ctx, people.clinical, people.journey, from).await;
        assert!(matches!(short, Err(Failure::Refused(PauseRefusal::NotLong))));
        note_absence(&ctx, people.clinical, people.journey, absence(Some(plus_days(from, 40)))).await.unwrap();
        let mine = pause(&ctx, people.trainee, people.journey, from).await;
        assert!(matches!(mine, Err(Failure::NotFound)), "whoever has line management delegated decides");
        let due = "SELECT CAST(max(due_on) AS text) AS text FROM occurrences WHERE outcome = 'open' AND journey_id = $1";
        pause(&ctx, people.clinical, people.journey, from).await.unwrap();
        let later = world::texts(&ctx, due, people.journey).await;
        let seen = view(&ctx, ctx.db.reader(), people.clinical, people.journey).await.unwrap().unwrap();
        let long = long_times(&ctx, ctx.db.reader(), &seen).await.unwrap();
        assert_eq!(long[0].paused, Some(Some(plus_days(from, 40))));
        resume(&ctx, people.clinical, people.journey, from).await.unwrap();
        let before = world::texts(&ctx, due, people.journey).await;
        assert!(before[0] < later[0], "the pause moved the last date: {before:?} {later:?}");
    }

    async fn req_P4_approved_leave_moves_the_answers_that_are_due(ctx: Context) {
        let people = people(&ctx).await;
        let message = operations::messages::Sending {
            draft: store::messages::Draft::New(people.journey),
            subject: "Draft".to_owned(),
            body: "How far are you?".to_owned(),
            matter: Some(domain::messages::Matter::Routine),
            to: vec![people.trainee],
            answer: operations::messages::Wanted::Yes,
        };
        operations::messages::send(&ctx, people.clinical, &message, &[people.trainee]).await.unwrap();
        let due = || async { store::messages::open_of(ctx.db.reader(), people.trainee).await.unwrap()[0].due_on };
        let before = due().await;
        let from = plus_days(ctx.today(), 1);
        let id = ask(&ctx, people.trainee, people.journey, &request(from, plus_days(from, 13))).await.unwrap();
        assert_eq!(due().await, before, "asking moves nothing");
        act(&ctx, people.clinical, id, Act::Approve, "").await.unwrap();
        assert_eq!(due().await, plus_days(before, 14));
    }
}

//! Finding a supporter oneself: found as they agreed to be, asked in confidence, and a yes begins the journey (O4, O3, O1).

#![allow(clippy::unwrap_used, reason = "in a test, a panic is the message")]

use domain::choosing::{FoundBy, State};
use domain::ids::{OrganisationId, PersonId};
use domain::programmes::shipped;
use jiff::civil::date;
use operations::choosing::{Answer, ChoosingRefusal, Place, answer, ask, open, places, to_ask};
use operations::{Context, Failure};
use store::choosing::Opening;
use testkit::{both_engines, world};

async fn organisation(ctx: &Context, name: &str) -> OrganisationId {
    let organisation = world::organisation(ctx, name).await;
    let mentoring = shipped().newest(&"mentoring".parse().unwrap()).unwrap();
    world::adopt(ctx, organisation, mentoring).await;
    organisation
}

async fn person(ctx: &Context, given: &str, family: &str, organisation: OrganisationId) -> PersonId {
    let person = world::person(ctx, given, family).await;
    world::Post::of(person, organisation, date(2025, 11, 3)).insert(ctx).await;
    person
}

async fn place(ctx: &Context, person: PersonId) -> Place {
    places(ctx, ctx.db.reader(), person).await.unwrap().remove(0)
}

fn opening(found_by: FoundBy) -> Opening {
    Opening { found_by, contexts: vec!["career".parse().unwrap()], about: "Careers that bend.".to_owned() }
}

async fn names(ctx: &Context, person: PersonId) -> Vec<String> {
    let place = place(ctx, person).await;
    to_ask(ctx, ctx.db.reader(), person, &place).await.unwrap().into_iter().map(|one| one.name).collect()
}

both_engines! {
    async fn req_O4_people_are_found_by_whom_they_agreed_to(ctx: Context) {
        let here = organisation(&ctx, "Harbour Surgery").await;
        let there = organisation(&ctx, "Mill Lane Practice").await;
        let mia = person(&ctx, "Mia", "Shah", here).await;
        let mair = person(&ctx, "Mair", "Bowen", here).await;
        let huw = person(&ctx, "Huw", "Prosser", there).await;
        let nia = person(&ctx, "Nia", "Rowlands", there).await;
        assert!(names(&ctx, mia).await.is_empty(), "nobody has said so yet");
        for (who, found_by) in
            [(mair, FoundBy::Organisation), (huw, FoundBy::Everybody), (nia, FoundBy::Organisation)]
        {
            open(&ctx, who, &place(&ctx, who).await, &opening(found_by)).await.unwrap();
        }
        assert_eq!(names(&ctx, mia).await, ["Huw Prosser", "Mair Bowen"], "not who is found in another organisation only");
        open(&ctx, mair, &place(&ctx, mair).await, &opening(FoundBy::Nobody)).await.unwrap();
        assert_eq!(names(&ctx, mia).await, ["Huw Prosser"]);
        assert_eq!(names(&ctx, huw).await, ["Nia Rowlands"], "and nobody finds themselves");
    }

    async fn req_O4_a_yes_begins_the_journey_and_only_the_two_know_of_the_question(ctx: Context) {
        let here = organisation(&ctx, "Harbour Surgery").await;
        let mia = person(&ctx, "Mia", "Shah", here).await;
        let mair = person(&ctx, "Mair", "Bowen", here).await;
        let lead = person(&ctx, "Lena", "Lead", here).await;
        world::appoint(&ctx, lead, here, "mentoring/mentoring-lead").await;
        open(&ctx, mair, &place(&ctx, mair).await, &opening(FoundBy::Organisation)).await.unwrap();
        let from = place(&ctx, mia).await;
        let career = "career".parse().unwrap();
        let id = ask(&ctx, mia, &from, mair, (Some(&career), "May I learn from you?")).await.unwrap();
        let again = ask(&ctx, mia, &from, mair, (None, "And again?")).await;
        assert!(matches!(again, Err(Failure::Refused(ChoosingRefusal::Waits))));
        assert!(store::choosing::askings(ctx.db.reader(), lead).await.unwrap().is_empty());
        let letters = store::mail::newest(ctx.db.reader(), 5).await.unwrap();
        assert!(letters.iter().all(|letter| !letter.body.contains("learn")), "none of its words");
        for nobody in [mia, lead] {
            assert!(matches!(answer(&ctx, nobody, id, Answer::Accept, "").await, Err(Failure::NotFound)));
        }
        let journey = answer(&ctx, mair, id, Answer::Accept, "Gladly.").await.unwrap().unwrap();
        let head = store::overview::head(ctx.db.reader(), &ctx.programmes, journey, ctx.today()).await.unwrap().unwrap();
        assert_eq!((head.supportee, head.context), (mia, Some(career)));
        assert_eq!(head.supporters[0].1, mair);
        let settled = answer(&ctx, mair, id, Answer::Decline, "").await;
        assert!(matches!(settled, Err(Failure::Refused(ChoosingRefusal::Settled))));
    }

    async fn req_O4_a_no_or_a_second_thought_leaves_everything_as_it_was(ctx: Context) {
        let here = organisation(&ctx, "Harbour Surgery").await;
        let mia = person(&ctx, "Mia", "Shah", here).await;
        let mair = person(&ctx, "Mair", "Bowen", here).await;
        open(&ctx, mair, &place(&ctx, mair).await, &opening(FoundBy::Organisation)).await.unwrap();
        let from = place(&ctx, mia).await;
        let first = ask(&ctx, mia, &from, mair, (None, "Would you?")).await.unwrap();
        answer(&ctx, mia, first, Answer::Withdraw, "").await.unwrap();
        let second = ask(&ctx, mia, &from, mair, (None, "Would you after all?")).await.unwrap();
        answer(&ctx, mair, second, Answer::Decline, "Not this year, but ask Huw.").await.unwrap();
        let mine = store::choosing::askings(ctx.db.reader(), mia).await.unwrap();
        assert_eq!(mine.iter().map(|one| one.state).collect::<Vec<_>>(), [State::Declined, State::Withdrawn]);
        assert_eq!(world::count(&ctx, "SELECT count(*) AS n FROM journeys").await, 0);
    }

    async fn req_O1_where_a_conversation_stands_is_for_its_two(ctx: Context) {
        let here = organisation(&ctx, "Harbour Surgery").await;
        let mia = person(&ctx, "Mia", "Shah", here).await;
        let mair = person(&ctx, "Mair", "Bowen", here).await;
        let lead = person(&ctx, "Lena", "Lead", here).await;
        world::appoint(&ctx, lead, here, "mentoring/mentoring-lead").await;
        open(&ctx, mair, &place(&ctx, mair).await, &opening(FoundBy::Organisation)).await.unwrap();
        let from = place(&ctx, mia).await;
        let id = ask(&ctx, mia, &from, mair, (None, "Would you?")).await.unwrap();
        let journey = answer(&ctx, mair, id, Answer::Accept, "").await.unwrap().unwrap();
        let guide = "four-movements".parse().unwrap();
        let (explore, plan) = ("explore".parse().unwrap(), "plan".parse().unwrap());
        let note = |by, movement| operations::guides::note(&ctx, by, journey, (&guide, movement), "Next: the interview");
        note(mia, &plan).await.unwrap();
        note(mair, &explore).await.unwrap();
        assert!(matches!(note(lead, &plan).await, Err(Failure::NotFound)));
        assert!(operations::guides::of_two(&ctx, ctx.db.reader(), lead, journey).await.unwrap().is_none());
        let stands = store::guides::stands(ctx.db.reader(), journey, &guide).await.unwrap();
        assert_eq!(stands.iter().map(|one| &one.movement).collect::<Vec<_>>(), [&explore, &plan], "back is a way too");
    }
}

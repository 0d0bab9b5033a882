//! Protected time: a meeting counted once, what is refused, what a supporter has over all whom they support, and what an
//! organisation sees of it.

#![allow(clippy::unwrap_used, reason = "in a test, a panic is the message")]

mod pair;

use domain::access::Viewer;
use domain::ids::PersonId;
use domain::programmes::Party;
use domain::time::{Every, Kind, Line, Reason, What, Wrong};
use jiff::civil::date;
use operations::time::{
    CountRefusal, EnterRefusal, NewLine, NewPlan, Promised, accounts, count_meeting, end_plan, enter, kept_here, plan,
    remove,
};
use operations::{Context, Failure};
use pair::{held_meeting, pair};
use store::time::Which;
use testkit::{both_engines, world};

async fn own(ctx: &Context, person: PersonId) -> Vec<Promised> {
    let viewer = Viewer { person, today: ctx.today() };
    accounts(ctx, ctx.db.reader(), viewer).await.unwrap()
}

fn line(which: &Which, minutes: u32, what: What) -> NewLine {
    let line = Line { on: date(2026, 11, 2), minutes, what };
    NewLine { which: which.clone(), journey: None, line, note: String::new() }
}

both_engines! {
    async fn req_H2_a_meeting_is_counted_by_each_for_themselves_and_once(ctx: Context) {
        let pair = pair(&ctx).await;
        let meeting = held_meeting(&ctx, &pair).await;
        let counted = count_meeting(&ctx, pair.amara, meeting).await.unwrap();
        let again = count_meeting(&ctx, pair.amara, meeting).await;
        assert!(matches!(again, Err(Failure::Refused(CountRefusal::Already))));
        count_meeting(&ctx, pair.rhys, meeting).await.unwrap();
        let stranger = count_meeting(&ctx, pair.stranger, meeting).await;
        assert!(matches!(stranger, Err(Failure::NotFound)));
        for person in [pair.amara, pair.rhys] {
            let one = own(&ctx, person).await.remove(0);
            assert_eq!(one.ledger(ctx.today(), ctx.today()).whole.taken, 60);
        }
        assert!(matches!(remove(&ctx, pair.rhys, counted).await, Err(Failure::NotFound)), "another's line");
        remove(&ctx, pair.amara, counted).await.unwrap();
        count_meeting(&ctx, pair.amara, meeting).await.unwrap();
    }

    async fn req_C4_mandatory_training_is_refused_as_protected_hours(ctx: Context) {
        let pair = pair(&ctx).await;
        let which = own(&ctx, pair.amara).await.remove(0).account.which;
        let refused = enter(&ctx, pair.amara, &line(&which, 60, What::Taken(Kind::Mandatory))).await;
        assert!(matches!(refused, Err(Failure::Refused(EnterRefusal::Wrong(Wrong::Mandatory)))));
        enter(&ctx, pair.amara, &line(&which, 60, What::Taken(Kind::Alongside))).await.unwrap();
        enter(&ctx, pair.amara, &line(&which, 30, What::Lost(Reason::Staffing))).await.unwrap();
        let mut early = line(&which, 60, What::Taken(Kind::Tasks));
        early.line.on = date(2026, 10, 30);
        assert!(matches!(enter(&ctx, pair.amara, &early).await, Err(Failure::Refused(EnterRefusal::Outside))));
        let other = enter(&ctx, pair.rhys, &line(&which, 60, What::Taken(Kind::Tasks))).await;
        assert!(matches!(other, Err(Failure::NotFound)), "another's account");
        let whole = own(&ctx, pair.amara).await.remove(0).ledger(ctx.today(), ctx.today()).whole;
        assert_eq!((whole.taken, whole.lost), (60, 30));
    }

    async fn req_H1_a_supporter_has_one_account_over_all_whom_they_support(ctx: Context) {
        let pair = pair(&ctx).await;
        let programme = world::programme();
        let other = world::person(&ctx, "Zofia", "Nowak").await;
        let post = world::Post::of(other, pair.organisation, date(2026, 11, 2)).insert(&ctx).await;
        let journey = world::journey(&ctx, post, programme, date(2026, 11, 2)).await;
        world::pairing(&ctx, journey, pair.rhys, &programme.supporter, date(2026, 11, 2)).await;
        let mine = own(&ctx, pair.rhys).await;
        assert_eq!(mine.len(), 1);
        assert_eq!(mine[0].account.walks.len(), 2);
        let year = mine[0].ledger(date(2026, 11, 2), date(2027, 11, 1)).whole;
        assert_eq!(year.entitled / 60, 32, "an hour a month for each, and eight a year");
        let none = own(&ctx, pair.manager).await;
        assert!(none.is_empty());
    }

    async fn req_H2_planned_hours_hold_until_they_are_ended(ctx: Context) {
        let pair = pair(&ctx).await;
        let which = own(&ctx, pair.amara).await.remove(0).account.which;
        let new = NewPlan { which, minutes: 120, every: Every::Month, from: date(2026, 11, 2), note: String::new() };
        let id = plan(&ctx, pair.amara, &new).await.unwrap();
        let planned = |mine: &Promised| mine.ledger(date(2026, 11, 2), date(2026, 12, 31)).whole.planned;
        assert_eq!(planned(&own(&ctx, pair.amara).await[0]), 116 + 120, "all but a day of November, and December");
        assert!(matches!(end_plan(&ctx, pair.rhys, id).await, Err(Failure::NotFound)));
        ctx.clock.move_to("2026-12-01T09:00:00Z".parse().unwrap());
        end_plan(&ctx, pair.amara, id).await.unwrap();
        assert_eq!(planned(&own(&ctx, pair.amara).await[0]), 116);
    }

    async fn req_H3_an_organisation_sees_sums_of_enough_people_and_nothing_of_few(ctx: Context) {
        let pair = pair(&ctx).await;
        let programme = world::programme();
        let here = || async { kept_here(&ctx, ctx.db.reader(), pair.organisation, programme).await.unwrap() };
        let supported = here().await.into_iter().find(|one| one.promise.party == Party::Supportee).unwrap();
        assert!(supported.whole.is_none() && supported.groups.is_empty() && supported.lost.is_empty());
        for number in 0..5 {
            let person = world::person(&ctx, &format!("Nina{number}"), "Novak").await;
            let post = world::Post::of(person, pair.organisation, date(2026, 11, 2)).insert(&ctx).await;
            world::journey(&ctx, post, programme, date(2026, 11, 2)).await;
            let which = own(&ctx, person).await.remove(0).account.which;
            enter(&ctx, person, &line(&which, 60, What::Taken(Kind::Tasks))).await.unwrap();
            enter(&ctx, person, &line(&which, 45, What::Lost(Reason::Workload))).await.unwrap();
        }
        let supported = here().await.into_iter().find(|one| one.promise.party == Party::Supportee).unwrap();
        let whole = supported.whole.unwrap();
        assert_eq!((whole.people, whole.known, whole.kept, whole.sum.taken), (6, 5, 5, 300));
        assert_eq!(supported.lost, [(Reason::Workload, 225)]);
    }
}

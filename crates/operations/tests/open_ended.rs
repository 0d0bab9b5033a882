//! Journeys without a fixed end (B4): the next year is laid out once it comes near, and then nothing differs.

#![allow(clippy::unwrap_used, reason = "in a test, a panic is the message")]

use domain::calendar::{instant, plus_months};
use domain::programmes::Programme;
use jiff::civil::{date, time};
use operations::Context;
use operations::journeys::{Then, lay_out, recompute, refresh};
use testkit::{both_engines, world};

/// A shipped programme that goes on until somebody ends it.
fn endless() -> &'static Programme {
    let programmes = domain::programmes::shipped().all();
    programmes.into_iter().find(|programme| programme.length.months.is_none()).expect("one ships")
}

both_engines! {
    async fn req_B4_the_next_year_of_a_journey_without_an_end_is_laid_out_when_it_comes_near(ctx: Context) {
        let start = date(2026, 1, 12);
        ctx.clock.move_to(instant(start, time(9, 0, 0, 0)));
        let organisation = world::organisation(&ctx, "Rotherfield University Hospitals NHS Trust").await;
        world::adopt(&ctx, organisation, endless()).await;
        let person = world::person(&ctx, "Amara", "Okafor").await;
        let post = world::Post::of(person, organisation, start).insert(&ctx).await;
        let journey = world::journey(&ctx, post, endless(), start).await;
        let done: Result<(), store::Fault> =
            store::write!(ctx.db, |tx| { refresh(tx, &ctx, journey).await });
        done.unwrap();
        let rows = || async { store::occurrences::of_journey(ctx.db.reader(), journey).await.unwrap().len() };
        let first_year = rows().await;
        assert_eq!(lay_out(&ctx).await.unwrap(), 0, "it is laid out already");
        ctx.clock.move_to(instant(plus_months(start, 10).tomorrow().unwrap(), time(9, 0, 0, 0)));
        assert_eq!(lay_out(&ctx).await.unwrap(), 1);
        assert!(rows().await > first_year);
        assert_eq!(recompute(&ctx, Then::Report).await.unwrap(), []);
    }
}

//! The benchmark of an organisation's standards: the whole wall of twenty, worked out for five hundred journeys. Prints a
//! line of JSON for each database; `cargo xtask bench standards` reads them.
//!
//! Baseline: the first page of the same organisation's list of journeys, with its total, as the desk asks for it.

#![allow(clippy::unwrap_used, reason = "in a test, a panic is the message")]
#![expect(clippy::print_stdout, reason = "a benchmark prints its figures")]

use std::time::Instant;

use operations::Context;
use operations::standards::wall;
use store::overview::{Filter, list};
use testkit::{FromDatabase, TestDatabase, TestEngine, crowd, world};

const JOURNEYS: usize = 500;
const ROUNDS: u32 = 40;

#[tokio::main]
async fn main() {
    for engine in TestEngine::BOTH {
        let database =
            if engine == TestEngine::Sqlite { TestDatabase::on_disk() } else { TestDatabase::make(engine).await };
        measure(&Context::on(&database).await, engine).await;
    }
}

async fn measure(ctx: &Context, engine: TestEngine) {
    let crowd = crowd::gather_at_one_place(ctx, JOURNEYS).await;
    world::execute(ctx, "ANALYZE", Vec::new()).await;
    let reader = ctx.db.reader();
    let set = domain::standards::set(&"nhse-ahp".parse().unwrap()).unwrap();
    let programmes = operations::programmes::run_here(ctx, reader, crowd.organisation).await.unwrap();
    let filter = Filter::running(crowd.organisation, world::programme().key.clone(), ctx.today());
    let (mut ours, mut baseline) = (f64::MAX, f64::MAX);
    for _ in 0..ROUNDS {
        let started = Instant::now();
        let page = list(reader, &filter, 1).await.unwrap();
        baseline = baseline.min(started.elapsed().as_secs_f64());
        assert_eq!(page.total, i64::try_from(JOURNEYS).unwrap());
        let started = Instant::now();
        let tiles = wall(ctx, reader, crowd.organisation, &programmes, set, ctx.today()).await.unwrap();
        ours = ours.min(started.elapsed().as_secs_f64());
        assert_eq!(tiles.len(), 20);
    }
    let name = format!("the twenty standards of {JOURNEYS} journeys against a page of their list, {}", engine.name());
    let (ours, baseline) = (ours * 1e3, baseline * 1e3);
    println!("{{\"name\": \"{name}\", \"ours\": {ours:.2}, \"baseline\": {baseline:.2}, \"unit\": \"ms\"}}");
}

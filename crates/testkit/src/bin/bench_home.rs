//! The benchmark of the signed-in home page. Prints a line of JSON for each figure; `cargo xtask bench home` reads them.
//!
//! Baseline: a bare page of exactly as many bytes that makes one indexed query, on the same database by the library's own
//! pool, served by the same web framework without any of our layers. Then the same home page among ten times as many
//! journeys.

#![allow(clippy::unwrap_used, reason = "in a test, a panic is the message")]
#![expect(clippy::print_stdout, reason = "a benchmark prints its figures")]

use std::net::SocketAddr;
use std::time::Duration;

use axum::Router;
use axum::extract::State;
use axum::response::Html;
use axum::routing::get;
use domain::ids::{Id, PersonId};
use operations::Context;
use sea_orm::{ConnectionTrait, Database, DatabaseConnection, Statement};
use testkit::{FromDatabase, TestDatabase, TestEngine, crowd, http};
use tokio::net::TcpListener;
use web::state::{AppState, Settings};

/// How many journeys there are at first, and how many more come.
const FEW: usize = 10_000;
const MORE: usize = 90_000;
const CONNECTIONS: usize = 16;
const LASTING: Duration = Duration::from_secs(4);

/// As in the product.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

#[tokio::main]
async fn main() {
    for engine in TestEngine::BOTH {
        measure(engine).await;
    }
}

async fn measure(engine: TestEngine) {
    let database =
        if engine == TestEngine::Sqlite { TestDatabase::on_disk() } else { TestDatabase::make(engine).await };
    let ctx = Context::on(&database).await;
    let among = crowd::gather(&ctx, FEW).await;
    learn(&ctx).await;
    let begun = operations::sessions::begin(&ctx, among.supporter, "bench").await.expect("a person who exists");
    let cookie = format!("alongside={}", begun.secret);
    let home = serve(web::router::router(AppState::new(ctx.clone(), Settings::default()))).await;
    let mut connection = http::Connection::open(home, &cookie).await.expect("our server listens");
    let page = connection.get("/").await.expect("our server answers");
    assert_eq!(page.status, 200, "the home page of somebody signed in: {:?}", page.location);
    let plain = plain_pool(database.address(), engine).await;
    let bare = serve(bare_page(plain, among.supporter, page.body.len())).await;
    let (ours, theirs) = both(home, bare, &cookie).await;
    let name = engine.name();
    print(&format!("home page ({} bytes) against a bare page, {name}", page.body.len()), theirs, ours);
    if ours > 0.0 {
        crowd::gather(&ctx, MORE * testkit::exam_factor()).await;
        learn(&ctx).await;
        let many = http::answers_a_second(home, "/", &cookie, CONNECTIONS, LASTING).await;
        let journeys = FEW + MORE * testkit::exam_factor();
        print(&format!("home page among {journeys} journeys against {FEW}, {name}"), ours, many);
    }
}

/// Answers a second of ours and of the bare page, each measured twice in turn, the better of both kept.
async fn both(home: SocketAddr, bare: SocketAddr, cookie: &str) -> (f64, f64) {
    let (mut ours, mut theirs) = (0.0_f64, 0.0_f64);
    for _ in 0..2 {
        theirs = theirs.max(http::answers_a_second(bare, "/", cookie, CONNECTIONS, LASTING).await);
        ours = ours.max(http::answers_a_second(home, "/", cookie, CONNECTIONS, LASTING).await);
    }
    (ours, theirs)
}

/// Prints the time of a page in microseconds at full load, so that a ratio above one is dearer.
fn print(name: &str, baseline_a_second: f64, ours_a_second: f64) {
    let (ours, baseline) = (1e6 / ours_a_second, 1e6 / baseline_a_second);
    println!("{{\"name\": \"{name}\", \"ours\": {ours:.1}, \"baseline\": {baseline:.1}, \"unit\": \"µs a page\"}}");
}

async fn serve(router: Router) -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let address = listener.local_addr().expect("it has one");
    tokio::spawn(async move { axum::serve(listener, router.into_make_service()).await });
    address
}

/// Tells the database what is in its tables, as it finds out by itself where it runs for longer.
async fn learn(ctx: &Context) {
    testkit::world::execute(ctx, "ANALYZE", Vec::new()).await;
}

/// The library's own pool.
async fn plain_pool(address: &str, engine: TestEngine) -> DatabaseConnection {
    let address = match address.strip_prefix("sqlite:") {
        Some(path) => format!("sqlite://{path}"),
        None => address.to_owned(),
    };
    let mut options = sea_orm::ConnectOptions::new(address);
    let connections = if engine == TestEngine::Sqlite { 8 } else { 16 };
    options.max_connections(connections).sqlx_logging(false).test_before_acquire(false);
    Database::connect(options).await.expect("the database opens")
}

/// The bare page: one query by a primary key, its answer among so many bytes of text.
fn bare_page(plain: DatabaseConnection, person: PersonId, bytes: usize) -> Router {
    let state = (plain, person, ".".repeat(bytes.saturating_sub(140)));
    async fn page(State((plain, person, filling)): State<(DatabaseConnection, PersonId, String)>) -> Html<String> {
        let text = "SELECT given_name, family_name FROM people WHERE id = $1";
        let question = Statement::from_sql_and_values(plain.get_database_backend(), text, [person.uuid().into()]);
        let row = plain.query_one_raw(question).await.expect("the database answers").expect("the person");
        let name: String = row.try_get("", "given_name").expect("a name");
        Html(format!("<!doctype html><html lang=en><title>Bare</title><h1>{name}</h1><p>{filling}</p></html>"))
    }
    Router::new().route("/", get(page)).with_state(state)
}

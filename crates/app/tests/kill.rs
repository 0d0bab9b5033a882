//! A killed process loses nothing that it acknowledged and doubles nothing: the real program is killed at random moments
//! while several people write, and started again on what is left.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::process::Stdio;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use domain::ids::OrganisationId;
use operations::Context;
use store::Db;
use testkit::http::Connection;
use testkit::{Address, both_engines, exam_factor, world};
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::process::{Child, Command};

/// How many people write at once.
const WRITERS: usize = 4;
/// How often the process is killed in a test; an exam multiplies it.
const KILLS: usize = 4;
/// How many writes each has to do at most, in all its lives.
const WRITES: usize = 150;

both_engines! {
    async fn exam_a_killed_process_loses_nothing_acknowledged_and_doubles_nothing(address: Address) {
        for round in 0..exam_factor() {
            killed_again_and_again(&address.0, round).await;
        }
    }
}

/// What one person knows of their writes.
struct Writer {
    organisation: OrganisationId,
    code: String,
    cookie: String,
    /// Addresses not written yet, the next one last.
    open: Vec<String>,
    /// Answered, so they must be there.
    acknowledged: Vec<String>,
    /// Cut off before the answer came: there or not, but not twice.
    unknown: Vec<String>,
}

async fn killed_again_and_again(address: &str, round: usize) {
    let ctx = Context::new(Db::open(address).await.expect("the test's database opens"));
    let mut writers = Vec::new();
    for number in 0..WRITERS {
        writers.push(writer(&ctx, round, number).await);
    }
    let mut chance = 0x9e37_79b9_u64.wrapping_mul(round as u64 + 1);
    for _ in 0..KILLS {
        chance = chance.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        writers = one_life(address, writers, Duration::from_millis(80 + (chance >> 33) % 320)).await;
    }
    // Once more, so that whatever a start repairs has been repaired.
    let (mut server, _) = start(address).await;
    server.kill().await.expect("it can be killed");
    let acknowledged: usize = writers.iter().map(|writer| writer.acknowledged.len()).sum();
    assert!(acknowledged > WRITERS, "too little was written to prove anything: {acknowledged}");
    for writer in &writers {
        check(&ctx, writer).await;
    }
}

/// Somebody who appoints people, one after another.
async fn writer(ctx: &Context, round: usize, number: usize) -> Writer {
    let organisation = world::organisation(ctx, &format!("Trust {round} {number}")).await;
    let person = world::person(ctx, "Writer", &format!("R{round}N{number}")).await;
    world::appoint(ctx, person, organisation, "administrator").await;
    let mut open = Vec::new();
    for write in 0..WRITES {
        let family = format!("R{round}N{number}W{write}");
        world::person(ctx, "Person", &family).await;
        open.push(format!("person.{family}@example.test").to_lowercase());
    }
    let begun = operations::sessions::begin(ctx, person, "test").await.expect("a person who exists");
    Writer {
        organisation,
        code: world::code(ctx, organisation).await,
        cookie: format!("alongside={}", begun.secret),
        open,
        acknowledged: Vec::new(),
        unknown: Vec::new(),
    }
}

/// Starts the program, lets everybody write, and kills it after a while.
async fn one_life(address: &str, writers: Vec<Writer>, lasting: Duration) -> Vec<Writer> {
    let (mut server, at) = start(address).await;
    let alive = Arc::new(AtomicBool::new(true));
    let tasks: Vec<_> = writers.into_iter().map(|writer| tokio::spawn(write(writer, at, alive.clone()))).collect();
    tokio::time::sleep(lasting).await;
    // Said before it is done: what breaks from now on is no surprise.
    alive.store(false, Ordering::SeqCst);
    server.kill().await.expect("it can be killed");
    let mut writers = Vec::new();
    for task in tasks {
        writers.push(task.await.expect("a writer ends"));
    }
    writers
}

async fn write(mut writer: Writer, at: SocketAddr, alive: Arc<AtomicBool>) -> Writer {
    let path = format!("/organisations/{}/offices", writer.code);
    let opened = async {
        let mut connection = Connection::open(at, &writer.cookie).await?;
        let page = connection.get(&path).await?;
        Ok::<_, std::io::Error>((connection, page))
    };
    let Ok((mut connection, page)) = opened.await else { return writer };
    let token = page.hidden("csrf").unwrap_or_else(|| panic!("a form with its token: {} {}", page.status, page.text()));
    while let Some(email) = writer.open.pop() {
        match connection.post(&path, &[("csrf", &token), ("office", "administrator"), ("email", &email)]).await {
            Ok(answer) if answer.status == 303 => writer.acknowledged.push(email),
            Ok(answer) => panic!("{} {}", answer.status, answer.text()),
            Err(error) => {
                assert!(!alive.load(Ordering::SeqCst), "the server broke by itself: {error}");
                writer.unknown.push(email);
                break;
            }
        }
    }
    writer
}

async fn start(address: &str) -> (Child, SocketAddr) {
    let mut server = Command::new(env!("CARGO_BIN_EXE_alongside"))
        .args(["serve", "--listen", "127.0.0.1:0", "--database", address])
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .kill_on_drop(true)
        .spawn()
        .expect("the program starts");
    let mut lines = BufReader::new(server.stdout.take().expect("piped")).lines();
    while let Some(line) = lines.next_line().await.expect("it speaks text") {
        let port = line.rsplit_once(':').and_then(|(_, port)| port.trim_end_matches('/').parse::<u16>().ok());
        if let Some(port) = port {
            return (server, SocketAddr::from(([127, 0, 0, 1], port)));
        }
    }
    panic!("the program ended before it listened");
}

/// Everything acknowledged is there once, nothing is there twice, and each write has its event.
async fn check(ctx: &Context, writer: &Writer) {
    let mut written: BTreeMap<String, usize> = BTreeMap::new();
    let today = ctx.today();
    let holders = store::access::all_holders(ctx.db.reader(), writer.organisation, today).await.expect("read");
    for holder in holders {
        *written.entry(format!("{}@example.test", holder.name.to_lowercase().replace(' ', "."))).or_default() += 1;
    }
    for email in &writer.acknowledged {
        assert_eq!(written.get(email), Some(&1), "acknowledged: {email}");
    }
    for email in &writer.unknown {
        assert!(written.get(email).is_none_or(|times| *times == 1), "cut off: {email}");
    }
    // The writer's own office has no event: it was put there by hand.
    let known = writer.acknowledged.len() + writer.unknown.len() + 1;
    let total: usize = written.values().sum();
    assert!(total <= known, "more was written than was ever sent: {total} of {known}");
    let events = world::count_with(
        ctx,
        "SELECT count(*) AS n FROM events WHERE organisation_id = $1 AND kind = 'appointments.appoint'",
        writer.organisation,
    )
    .await;
    assert_eq!(events, i64::try_from(total - 1).expect("few"), "each write has its event, and no event is alone");
}

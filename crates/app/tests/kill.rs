//! A killed process loses nothing that it acknowledged and doubles nothing: the real program is killed at random moments
//! while several people write, and started again on what is left.

#![allow(clippy::unwrap_used, reason = "in a test, a panic is the message")]

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::process::Stdio;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use domain::ids::{MeetingId, OrganisationId, PersonId};
use jiff::civil::date;
use operations::{Clock, Context};
use store::Db;
use testkit::http::Connection;
use testkit::{Address, TestApp, both_engines, exam_factor, world};
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::process::{Child, Command};

/// How many people write at once.
const WRITERS: usize = 4;
/// How often the process is killed in a test; an exam multiplies it.
const KILLS: usize = 4;
/// How many writes each has to do at most, in all its lives.
const WRITES: usize = 100;

both_engines! {
    async fn appointments_survive_being_killed(address: Address) {
        for round in 0..exam_factor() {
            let ctx = Context::new(Db::open(&address.0).await.expect("the test's database opens"));
            let mut writers = Vec::new();
            for number in 0..WRITERS {
                writers.push(appointing(&ctx, round, number).await);
            }
            killed_again_and_again(&ctx, &address.0, round, writers).await;
        }
    }

    async fn answers_survive_being_killed(address: Address) {
        for round in 0..exam_factor() {
            let ctx = Context::new(Db::open(&address.0).await.expect("the test's database opens"));
            let mut writers = Vec::new();
            for number in 0..WRITERS {
                writers.push(answering(&ctx, round, number).await);
            }
            killed_again_and_again(&ctx, &address.0, round, writers).await;
        }
    }
}

/// What one person writes, and what they know of it.
struct Writer {
    cookie: String,
    /// The page with the form.
    page: String,
    /// Where it is sent.
    action: String,
    /// What is sent each time.
    fields: Vec<(&'static str, &'static str)>,
    /// The field that differs, and what it was and will be, the next one last.
    field: &'static str,
    open: Vec<String>,
    /// Answered, so they must be there.
    acknowledged: Vec<String>,
    /// Cut off before the answer came: there or not, but not twice.
    unknown: Vec<String>,
    written: Written,
}

/// Where to look for what was written.
enum Written {
    Appointments(OrganisationId),
    Answers(MeetingId),
}

/// Somebody who appoints people, one after another.
async fn appointing(ctx: &Context, round: usize, number: usize) -> Writer {
    let organisation = world::organisation(ctx, &format!("Trust {round} {number}")).await;
    let person = world::person(ctx, "Writer", &format!("R{round}N{number}")).await;
    world::appoint(ctx, person, organisation, "administrator").await;
    let mut open = Vec::new();
    for write in 0..WRITES {
        let family = format!("R{round}N{number}W{write}");
        world::person(ctx, "Person", &family).await;
        open.push(format!("person.{family}@example.test").to_lowercase());
    }
    let path = format!("/organisations/{}/offices", world::code(ctx, organisation).await);
    Writer {
        cookie: cookie(ctx, person).await,
        page: path.clone(),
        action: path,
        fields: vec![("office", "administrator")],
        field: "email",
        open,
        acknowledged: Vec::new(),
        unknown: Vec::new(),
        written: Written::Appointments(organisation),
    }
}

/// Somebody who writes a meeting's record, saved as they type.
async fn answering(ctx: &Context, round: usize, number: usize) -> Writer {
    let programme = world::programme();
    let organisation = world::organisation(ctx, &format!("Trust {round} {number}")).await;
    world::adopt(ctx, organisation, programme).await;
    let person = world::person(ctx, "Writer", &format!("R{round}N{number}")).await;
    let supporter = world::person(ctx, "Supporter", &format!("R{round}N{number}")).await;
    let starts_on = date(2026, 10, 26);
    let post = world::Post::of(person, organisation, starts_on).insert(ctx).await;
    let journey = world::journey(ctx, post, programme, starts_on).await;
    world::pairing(ctx, journey, supporter, &programme.supporter, starts_on).await;
    let mut held = Context::new(ctx.db.clone()).with_programmes(domain::programmes::shipped().clone());
    held.clock = Clock::held_at(testkit::now());
    let visitor = TestApp::with_context(held).sign_in(person).await;
    let form = visitor.open(&format!("/journeys/{journey}/meetings/held")).await.form("Continue to the record");
    let form = form.fill_date("Which day did you meet?", date(2026, 11, 2)).fill("Started at", "7am");
    let record = form.fill("Ended at", "8:15am").submit().await;
    let meeting = record.path.split(['/', '?']).nth(2).and_then(|id| id.parse().ok()).expect("the record of a meeting");
    Writer {
        cookie: cookie(ctx, person).await,
        page: format!("/meetings/{meeting}/record"),
        action: format!("/meetings/{meeting}/record/answers"),
        fields: vec![("page", "one"), ("field", "strengths"), ("base", "0")],
        field: "a-strengths",
        open: (0..WRITES).map(|write| format!("R{round}N{number}W{write}.")).collect(),
        acknowledged: Vec::new(),
        unknown: Vec::new(),
        written: Written::Answers(meeting),
    }
}

async fn cookie(ctx: &Context, person: PersonId) -> String {
    let begun = operations::sessions::begin(ctx, person, "test").await.expect("a person who exists");
    format!("alongside={}", begun.secret)
}

fn acknowledged(writers: &[Writer]) -> usize {
    writers.iter().map(|writer| writer.acknowledged.len()).sum()
}

async fn killed_again_and_again(ctx: &Context, address: &str, round: usize, mut writers: Vec<Writer>) {
    let mut chance = 0x9e37_79b9_u64.wrapping_mul(round as u64 + 1);
    for life in 0..4 * KILLS {
        // On a busy machine a short life may be over before it has begun: some more, then, so that something is proved.
        if life >= KILLS && acknowledged(&writers) > WRITERS {
            break;
        }
        chance = chance.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        writers = one_life(address, writers, Duration::from_millis(80 + (chance >> 33) % 320)).await;
    }
    // Once more, so that whatever a start repairs has been repaired.
    let (mut server, _) = start(address).await;
    server.kill().await.expect("it can be killed");
    let acknowledged = acknowledged(&writers);
    assert!(acknowledged > WRITERS, "too little was written to prove anything: {acknowledged}");
    for writer in &writers {
        check(ctx, writer).await;
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
    let opened = async {
        let mut connection = Connection::open(at, &writer.cookie).await?;
        let page = connection.get(&writer.page).await?;
        Ok::<_, std::io::Error>((connection, page))
    };
    let Ok((mut connection, page)) = opened.await else { return writer };
    let token = page.hidden("csrf").unwrap_or_else(|| panic!("a form with its token: {} {}", page.status, page.text()));
    while let Some(value) = writer.open.pop() {
        let mut fields = vec![("csrf", token.as_str()), (writer.field, &value)];
        fields.extend(&writer.fields);
        match connection.post(&writer.action, &fields).await {
            Ok(answer) if matches!(answer.status, 200 | 303) => writer.acknowledged.push(value),
            Ok(answer) => panic!("{} {}", answer.status, answer.text()),
            Err(error) => {
                assert!(!alive.load(Ordering::SeqCst), "the server broke by itself: {error}");
                writer.unknown.push(value);
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

/// Everything acknowledged is there once, and nothing is there twice or that was never sent.
async fn check(ctx: &Context, writer: &Writer) {
    let mut written: BTreeMap<String, usize> = BTreeMap::new();
    for value in found(ctx, &writer.written).await {
        *written.entry(value).or_default() += 1;
    }
    for value in &writer.acknowledged {
        assert_eq!(written.remove(value), Some(1), "acknowledged: {value}");
    }
    for value in &writer.unknown {
        assert!(written.remove(value).is_none_or(|times| times == 1), "cut off: {value}");
    }
    assert!(written.is_empty(), "never sent: {written:?}");
}

async fn found(ctx: &Context, written: &Written) -> Vec<String> {
    match written {
        Written::Appointments(organisation) => {
            let holders = store::access::all_holders(ctx.db.reader(), *organisation, ctx.today()).await.expect("read");
            let events = "SELECT kind AS text FROM events WHERE organisation_id = $1 AND kind = 'appointments.appoint'";
            let events = world::texts(ctx, events, *organisation).await;
            let others = holders.into_iter().filter(|holder| !holder.name.starts_with("Writer"));
            let found: Vec<String> =
                others.map(|holder| format!("{}@example.test", holder.name.to_lowercase().replace(' ', "."))).collect();
            assert_eq!(events.len(), found.len(), "each write has its event, and no event is alone");
            found
        }
        Written::Answers(meeting) => {
            let answers = "SELECT CAST(answers.value AS text) AS text FROM answers
                JOIN records ON records.id = answers.record_id WHERE records.meeting_id = $1";
            let texts = world::texts(ctx, answers, *meeting).await;
            // Whatever an answer's value looks like as JSON, the words that were written end with a full stop in it.
            texts
                .iter()
                .map(|json| json.chars().filter(|c| c.is_alphanumeric() || *c == '.').collect())
                .map(words)
                .collect()
        }
    }
}

/// `R0N1W2.` out of the letters of its JSON.
fn words(json: String) -> String {
    let from = json.find('R').unwrap_or(0);
    json[from..].to_owned()
}

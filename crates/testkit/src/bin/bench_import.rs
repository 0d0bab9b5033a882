//! The benchmark of the staff import: 100,000 generated rows, checked and imported, into an empty database and then a
//! second time, when nothing changes. Prints a line of JSON for each figure; `cargo xtask bench import` reads them.
//!
//! The baseline reads the same file and puts its cells as text into one table, with statements over as many rows and in
//! one transaction: what any import must at least do. Ours writes people, employments, addresses, registrations and
//! posts with their indexes, and looks for doubts and candidates. The last figure is the peak of the process's memory
//! in megabytes, beside what it was before the import began.

#![allow(clippy::unwrap_used, reason = "in a test, a panic is the message")]
#![expect(clippy::print_stdout, reason = "a benchmark prints its figures")]

use std::fmt::Write as _;
use std::path::Path;
use std::time::Instant;

use operations::files::HandedIn;
use operations::staff::{self, Listener, Request, Summary};
use operations::{Actor, Context, organisations};
use sea_orm::{ConnectionTrait, Database, DatabaseBackend, DatabaseConnection, Statement, TransactionTrait, Value};
use testkit::{TestDatabase, TestEngine};

const CELLS: usize = 16;
/// How many rows one statement of the baseline takes.
const ROWS: usize = 500;

#[tokio::main]
async fn main() {
    let rows: usize = std::env::args().nth(1).and_then(|count| count.parse().ok()).unwrap_or(100_000);
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let path = folder.path().join("staff.csv");
    std::fs::write(&path, generated(rows)).expect("the file can be written");
    for engine in TestEngine::BOTH {
        measure(engine, &path, rows).await;
    }
}

async fn measure(engine: TestEngine, path: &Path, rows: usize) {
    let name = engine.name();
    let make = async || match engine {
        TestEngine::Sqlite => TestDatabase::on_disk(),
        TestEngine::Postgres => TestDatabase::make(engine).await,
    };
    let plain = make().await;
    let started = Instant::now();
    baseline(&plain, path).await;
    let baseline = started.elapsed().as_secs_f64();
    let database = make().await;
    let ctx = Context::new(database.open().await);
    let etr = format!("\"X4H7K\",\"BENCH TRUST\",\"Y60\",\"X1B3C\"{}", ",\"\"".repeat(23));
    organisations::import(&ctx, Actor::System, HandedIn::held("etr.csv", etr.into_bytes()))
        .await
        .expect("the organisation is right");
    let memory_before = peak_megabytes();
    let (first, summary) = import(&ctx, path).await;
    assert_eq!((summary.rows, summary.posts_created), (rows as u64, rows as u64));
    print(&format!("import of {rows} rows, {name}, against plain text rows"), first, baseline, "s");
    let (second, summary) = import(&ctx, path).await;
    assert_eq!((summary.people_created, summary.posts_updated), (0, 0), "a second time changes nothing");
    print(&format!("import of the same {rows} rows again, {name}, against plain text rows"), second, baseline, "s");
    print(&format!("peak memory with the import, {name}, against before"), peak_megabytes(), memory_before, "MB");
}

async fn import(ctx: &Context, path: &Path) -> (f64, Summary) {
    let started = Instant::now();
    let outcome = staff::import(ctx, &Request::of(HandedIn::at(path)), Listener::Nobody).await;
    (started.elapsed().as_secs_f64(), outcome.expect("the generated file is right"))
}

fn print(name: &str, ours: f64, baseline: f64, unit: &str) {
    println!("{{\"name\": \"{name}\", \"ours\": {ours:.3}, \"baseline\": {baseline:.3}, \"unit\": \"{unit}\"}}");
}

/// Reads the file and keeps its cells as they are.
async fn baseline(database: &TestDatabase, path: &Path) {
    database.open().await.close().await.expect("the database is made");
    let connection = connect(database.address()).await;
    let columns: Vec<String> = (0..CELLS).map(|at| format!("c{at} text")).collect();
    connection
        .execute_unprepared(&format!("CREATE TABLE plain_rows ({})", columns.join(", ")))
        .await
        .expect("a table can be made");
    let text = std::fs::read_to_string(path).expect("the file was written");
    let tx = connection.begin().await.expect("a transaction begins");
    let is_numbered = tx.get_database_backend() == DatabaseBackend::Postgres;
    let lines: Vec<&str> = text.lines().skip(1).collect();
    for chunk in lines.chunks(ROWS) {
        let mut statement = String::from("INSERT INTO plain_rows VALUES ");
        let mut values: Vec<Value> = Vec::with_capacity(chunk.len() * CELLS);
        for (at, line) in chunk.iter().enumerate() {
            statement.push_str(if at == 0 { "(" } else { ", (" });
            for (place, cell) in line.split(',').enumerate() {
                let comma = if place == 0 { "" } else { ", " };
                let number = values.len() + 1;
                // To SQLite a numbered placeholder is a name to look for among all others; a bare one is the next.
                if is_numbered { write!(statement, "{comma}${number}") } else { write!(statement, "{comma}?") }
                    .expect("text grows");
                values.push(cell.to_owned().into());
            }
            statement.push(')');
        }
        let statement = Statement::from_sql_and_values(tx.get_database_backend(), statement, values);
        tx.execute_raw(statement).await.expect("rows go in");
    }
    tx.commit().await.expect("the transaction ends");
    connection.close().await.expect("the connection closes");
}

async fn connect(address: &str) -> DatabaseConnection {
    let address = match address.strip_prefix("sqlite:") {
        Some(path) => format!("sqlite://{path}"),
        None => address.to_owned(),
    };
    let mut options = sea_orm::ConnectOptions::new(address);
    options.max_connections(1).sqlx_logging(false);
    Database::connect(options).await.expect("the database opens")
}

/// A staff file of so many people, each with a number, an address, a registration and a manager.
fn generated(rows: usize) -> String {
    const GIVEN: [&str; 20] = [
        "Amina", "Ben", "Chidi", "Dilys", "Efosa", "Farah", "Gareth", "Hannah", "Ifan", "Jasmine", "Kasia", "Liam",
        "Megan", "Nikhil", "Olivia", "Priya", "Rhys", "Seren", "Thandiwe", "Zoë",
    ];
    let mut text = String::from(
        "Employee Number,Assignment Number,First Name,Last Name,Work Email,Org Code,Department,Location,Role,Grade,FTE,\
         Latest Start Date,Recruitment Source,Supervisor Employee Number,Registration Body,Registration Number\n",
    );
    for row in 0..rows {
        let (given, family) = (GIVEN[row % GIVEN.len()], format!("Family{}", row / GIVEN.len()));
        let manager = if row % 20 == 0 { String::new() } else { (10_000_000 + row - row % 20).to_string() };
        writeln!(
            text,
            "{number},{number}-1,{given},{family},{row}@bench.example,X4H7K,Ward {ward},Site {site},Physiotherapist,\
             NHS|XR05|Review Body Band 5,0.8,{day:02}/{month:02}/{year},NQ - First Qualification,{manager},HCPC,PH{row}",
            number = 10_000_000 + row,
            ward = row % 40,
            site = row % 9,
            day = row % 28 + 1,
            month = row % 12 + 1,
            year = 2000 + row % 24,
        )
        .expect("text grows");
    }
    text
}

/// The most memory that the process has had, in megabytes; nothing where the system does not tell.
fn peak_megabytes() -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kilobytes = peak.and_then(|rest| rest.split_whitespace().next()).and_then(|number| number.parse::<f64>().ok());
    kilobytes.unwrap_or_default() / 1024.0
}

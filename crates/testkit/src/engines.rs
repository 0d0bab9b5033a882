//! A database for each test: an SQLite file in memory-backed storage where there is some, or a PostgreSQL database
//! copied from a template that the first test migrated.

use std::future::Future;
use std::path::Path;
use std::sync::atomic::{AtomicU32, Ordering};

use operations::Context;
use sea_orm::{ConnectOptions, ConnectionTrait, Database, DatabaseBackend, DatabaseConnection, Statement};
use store::Db;
use tempfile::TempDir;

/// Where the throw-away server is named.
const VARIABLE: &str = "ALONGSIDE_TEST_POSTGRES";

/// The engine that a test runs on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TestEngine {
    Sqlite,
    Postgres,
}

impl TestEngine {
    /// Both, for programs that compare them.
    pub const BOTH: [Self; 2] = [Self::Sqlite, Self::Postgres];

    /// Its name in figures.
    pub fn name(self) -> &'static str {
        match self {
            Self::Sqlite => "sqlite",
            Self::Postgres => "postgres",
        }
    }
}

/// A database of one test's own; dropping it removes it.
#[derive(Debug)]
pub struct TestDatabase {
    address: String,
    kept: Kept,
}

#[derive(Debug)]
enum Kept {
    Folder { _removed_with_us: TempDir },
    OnServer { name: String },
}

impl TestDatabase {
    /// A fresh, migrated database.
    ///
    /// # Panics
    /// There is no PostgreSQL to make it on, or it cannot be made.
    pub async fn make(engine: TestEngine) -> Self {
        match engine {
            TestEngine::Sqlite => {
                let shared_memory = Path::new("/dev/shm");
                let folder = if shared_memory.is_dir() { TempDir::new_in(shared_memory) } else { TempDir::new() };
                Self::in_folder(folder.expect("a temporary folder can be made"))
            }
            TestEngine::Postgres => Self::on_server().await,
        }
    }

    /// An SQLite database on the disk that temporary files are on: for benchmarks and for tests of power cuts.
    ///
    /// # Panics
    /// There is no room for temporary files.
    pub fn on_disk() -> Self {
        Self::in_folder(TempDir::new().expect("a temporary folder can be made"))
    }

    fn in_folder(folder: TempDir) -> Self {
        let address = format!("sqlite:{}", folder.path().join("test.sqlite").display());
        Self { address, kept: Kept::Folder { _removed_with_us: folder } }
    }

    async fn on_server() -> Self {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let server = connect(&server()).await;
        let template = need_template(&server).await;
        let name = format!("test_{}_{}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed));
        run_statement(&server, &format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)")).await;
        run_statement(&server, &format!("CREATE DATABASE {name} TEMPLATE {template} STRATEGY FILE_COPY")).await;
        close(server).await;
        Self { address: on_same_server(&name), kept: Kept::OnServer { name } }
    }

    /// Its address, as `ALONGSIDE_DATABASE_URL` takes it.
    pub fn address(&self) -> &str {
        &self.address
    }

    /// Opens it.
    ///
    /// # Panics
    /// It cannot be opened.
    pub async fn open(&self) -> Db {
        Db::open(&self.address).await.expect("the test's database opens")
    }
}

impl Drop for TestDatabase {
    fn drop(&mut self) {
        let Kept::OnServer { name } = &self.kept else { return };
        let drop_it = format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)");
        // A thread of its own, because a test may drop this inside its runtime.
        let dropping = std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
            runtime.block_on(async {
                let server = connect(&server()).await;
                // The server is thrown away anyway: a database left behind only takes room until then.
                let _ = server.execute_unprepared(&drop_it).await;
                close(server).await;
            });
            std::io::Result::Ok(())
        });
        let _ = dropping.join();
    }
}

/// The migrated template for this version of the schema, made by whichever test comes first.
async fn need_template(server: &DatabaseConnection) -> String {
    let name = format!("template_{:016x}", store::schema_fingerprint());
    if exists(server, &name).await {
        return name;
    }
    run_statement(server, "SELECT pg_advisory_lock(4127002)").await;
    if !exists(server, &name).await {
        let making = format!("{name}_making");
        run_statement(server, &format!("DROP DATABASE IF EXISTS {making} WITH (FORCE)")).await;
        run_statement(server, &format!("CREATE DATABASE {making}")).await;
        let db = Db::open(&on_same_server(&making)).await.expect("the schema can be made on PostgreSQL");
        db.close().await.expect("the template's connections close");
        // The server may still be ending the connections that were just closed.
        run_statement(server, &format!("ALTER DATABASE {making} ALLOW_CONNECTIONS false")).await;
        run_statement(
            server,
            &format!("SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = '{making}'"),
        )
        .await;
        run_statement(server, &format!("ALTER DATABASE {making} RENAME TO {name}")).await;
    }
    run_statement(server, "SELECT pg_advisory_unlock(4127002)").await;
    name
}

async fn exists(server: &DatabaseConnection, name: &str) -> bool {
    let question = format!("SELECT 1 AS one FROM pg_database WHERE datname = '{name}'");
    let question = Statement::from_string(DatabaseBackend::Postgres, question);
    server.query_one_raw(question).await.expect("the server answers").is_some()
}

/// The address of the server's maintenance database.
fn server() -> String {
    #[expect(clippy::disallowed_methods, reason = "the test command names the throw-away server in the environment")]
    let address = std::env::var(VARIABLE);
    address.unwrap_or_else(|_| {
        panic!(
            "This test needs PostgreSQL. Run it as `cargo xtask test -p THIS_CRATE NAME`, which starts one, or name a \
             server that tests may fill with databases in {VARIABLE}."
        )
    })
}

fn on_same_server(database: &str) -> String {
    let server = server();
    let (server, options) =
        server.split_once('?').map_or((server.as_str(), ""), |(address, options)| (address, options));
    let (server, _) = server.rsplit_once('/').expect("the server's address ends with a database");
    let question = if options.is_empty() { "" } else { "?" };
    format!("{server}/{database}{question}{options}")
}

async fn connect(address: &str) -> DatabaseConnection {
    let mut options = ConnectOptions::new(address);
    options.max_connections(1).sqlx_logging(false);
    Database::connect(options).await.unwrap_or_else(|error| panic!("no PostgreSQL at {VARIABLE}: {error}"))
}

async fn run_statement(server: &DatabaseConnection, statement: &str) {
    server.execute_unprepared(statement).await.unwrap_or_else(|error| panic!("{statement}: {error}"));
}

async fn close(server: DatabaseConnection) {
    server.close().await.expect("a connection closes");
}

/// What a test can ask for as its argument.
pub trait FromDatabase: Sized {
    /// Makes it on a fresh database.
    fn on(database: &TestDatabase) -> impl Future<Output = Self>;
}

impl FromDatabase for Db {
    async fn on(database: &TestDatabase) -> Self {
        database.open().await
    }
}

impl FromDatabase for Context {
    async fn on(database: &TestDatabase) -> Self {
        Context::held(database.open().await, crate::now())
    }
}

/// The address of the test's database, for tests that open it themselves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Address(pub String);

impl FromDatabase for Address {
    async fn on(database: &TestDatabase) -> Self {
        Self(database.address().to_owned())
    }
}

/// Runs one test on one engine; used by [`both_engines!`](crate::both_engines).
#[doc(hidden)]
pub fn run<A: FromDatabase, F: Future<Output = ()>>(engine: TestEngine, test: impl FnOnce(A) -> F) {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .expect("a runtime can be made");
    let database = runtime.block_on(TestDatabase::make(engine));
    runtime.block_on(async { test(A::on(&database).await).await });
}

/// Writes a test once and runs it on both databases, as `name::sqlite` and `name::postgres`.
///
/// The argument's type is anything that is [`FromDatabase`].
#[macro_export]
macro_rules! both_engines {
    ($($(#[$about:meta])* async fn $name:ident($($argument:ident)+ : $type:ty $(,)?) $body:block)+) => {$(
        $(#[$about])*
        #[allow(non_snake_case)]
        mod $name {
            #[allow(unused_imports)]
            use super::*;

            async fn test($($argument)+: $type) $body

            #[test]
            fn sqlite() {
                $crate::engines::run($crate::TestEngine::Sqlite, test);
            }

            #[test]
            fn postgres() {
                $crate::engines::run($crate::TestEngine::Postgres, test);
            }
        }
    )+};
}

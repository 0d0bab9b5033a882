//! Settings, from the command line and the environment. Each is documented where it is defined.

use clap::Args;
use tracing_subscriber::EnvFilter;

/// Which database.
#[derive(Debug, Clone, Args)]
pub struct DatabaseSettings {
    /// The database: `sqlite:PATH` or `postgres://…`; without one, `sqlite:data/alongside.db` (the demo: `data/demo.db`)
    #[arg(long = "database", env = "ALONGSIDE_DATABASE_URL", global = true)]
    pub url: Option<String>,
}

impl DatabaseSettings {
    /// The address given, or the file in the data folder.
    pub fn url(&self) -> &str {
        self.url.as_deref().unwrap_or("sqlite:data/alongside.db")
    }
}

/// How it is reached.
#[derive(Debug, Clone, Args)]
pub struct ServeSettings {
    /// The address and port to listen on
    #[arg(long, env = "ALONGSIDE_LISTEN", default_value = "127.0.0.1:8080")]
    pub listen: String,
    /// Where people reach this installation: used in letters, and decides whether cookies are marked secure
    #[arg(long, env = "ALONGSIDE_ADDRESS")]
    pub address: Option<String>,
    /// What the service is called here
    #[arg(long, env = "ALONGSIDE_SERVICE_NAME", default_value = "Alongside")]
    pub service: String,
    /// The mail server: `smtps://user:password@host:465` or `smtp://host:587?tls=required`; without one, letters wait
    #[arg(long, env = "ALONGSIDE_SMTP")]
    pub smtp: Option<String>,
    /// Whom letters are from
    #[arg(long, env = "ALONGSIDE_MAIL_FROM", default_value = "Alongside <alongside@localhost.localdomain>")]
    pub mail_from: String,
    /// The folder for files that people add; without one they lie in the database
    #[arg(long, env = "ALONGSIDE_FILES")]
    pub files: Option<std::path::PathBuf>,
    /// The largest file that people may add to what they gather, in megabytes
    #[arg(long, env = "ALONGSIDE_FILE_MOST_MB", default_value_t = 10)]
    pub file_most_mb: u64,
}

impl ServeSettings {
    /// How files are kept.
    pub fn keeping(&self) -> operations::kept::Keeping {
        let unsaid = operations::kept::Keeping::default();
        operations::kept::Keeping {
            folder: self.files.clone(),
            most_bytes: self.file_most_mb.clamp(1, 60) * 1_000_000,
            ..unsaid
        }
    }
}

/// Starts the log: to standard error, as lines a person reads or, with `ALONGSIDE_LOG_FORMAT=json`, as objects.
/// `ALONGSIDE_LOG` chooses how much, as in `info,store=debug`.
pub fn start_log() {
    #[expect(clippy::disallowed_methods, reason = "only this crate reads the environment")]
    let json = std::env::var("ALONGSIDE_LOG_FORMAT").is_ok_and(|format| format == "json");
    let filter = EnvFilter::try_from_env("ALONGSIDE_LOG").unwrap_or_else(|_| EnvFilter::new("warn"));
    let log = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    if json { log.json().init() } else { log.with_target(false).init() }
}

//! A throw-away PostgreSQL cluster that never outlives us.
//!
//! A small shell script watches a pipe that we hold open: when we end, however that happens (done, panic, Ctrl-C,
//! kill), the pipe closes and the script stops the server and removes its folder. So nothing here needs signals.

use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::time::{Duration, Instant};

use crate::tools::{self, Trouble};

/// The oldest version that the product supports.
const OLDEST: u32 = 15;

/// Where the tests find their PostgreSQL.
pub const VARIABLE: &str = "ALONGSIDE_TEST_POSTGRES";

/// A running cluster; dropping it stops it and removes its folder.
pub struct Cluster {
    url: String,
    watcher: Option<(Child, ChildStdin)>,
}

impl Cluster {
    /// Its maintenance database as an address.
    pub fn url(&self) -> &str {
        &self.url
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        if let Some((mut child, pipe)) = self.watcher.take() {
            drop(pipe);
            let _ = child.wait();
        }
    }
}

/// Runs a command beside a cluster.
///
/// # Errors
/// There is no PostgreSQL, or the command fails.
pub fn with(words: &[String]) -> Result<(), Trouble> {
    let Some((program, arguments)) = words.split_first() else {
        return Err(Trouble::new("Say which command to run: cargo xtask with-postgres cargo nextest run -p store"));
    };
    let cluster = start()?;
    let status = Command::new(program).args(arguments).env(VARIABLE, cluster.url()).status()?;
    if status.success() { Ok(()) } else { Err(Trouble::new(format!("{program} ended with {status}"))) }
}

/// Starts a cluster, or uses the one that the environment names.
///
/// # Errors
/// PostgreSQL is missing and cannot be installed, or does not start.
pub fn start() -> Result<Cluster, Trouble> {
    if let Ok(url) = std::env::var(VARIABLE) {
        return Ok(Cluster { url, watcher: None });
    }
    let programs = need_postgres()?;
    let owner = if tools::is_root() { Some(unprivileged()?) } else { None };
    let folder = new_folder(owner)?;
    let data = folder.join("data");
    let mut initdb = as_owner(&programs.join("initdb"), owner);
    initdb
        .args(["--username=alongside", "--auth=trust", "--encoding=UTF8", "--locale=C", "--no-sync", "--pgdata"])
        .arg(&data)
        .current_dir(&folder)
        .stdin(Stdio::null());
    let made = initdb.output()?;
    if !made.status.success() {
        let _ = std::fs::remove_dir_all(&folder);
        return Err(Trouble::new(format!("initdb failed:\n{}", String::from_utf8_lossy(&made.stderr))));
    }
    let port = free_port()?;
    let watcher = watch(&programs, &folder, port, owner)?;
    let cluster = Cluster { url: format!("postgres://alongside@127.0.0.1:{port}/postgres"), watcher: Some(watcher) };
    wait_until_ready(&folder)?;
    Ok(cluster)
}

const WATCH: &str = r#"
trap '' INT HUP TERM
"$1/postgres" -D "$2/data" -k "$2" -p "$3" -c listen_addresses=127.0.0.1 -c fsync=off -c synchronous_commit=off \
    -c full_page_writes=off -c wal_level=minimal -c max_wal_senders=0 -c max_connections=400 -c shared_buffers=256MB \
    -c max_pred_locks_per_transaction=256 -c autovacuum=off -c timezone=UTC >"$2/log" 2>&1 </dev/null &
server=$!
cat >/dev/null
kill -QUIT $server 2>/dev/null
wait $server
cd / && rm -rf "$2"
"#;

fn watch(programs: &Path, folder: &Path, port: u16, owner: Option<(u32, u32)>) -> Result<(Child, ChildStdin), Trouble> {
    let mut command = as_owner(Path::new("sh"), owner);
    command.args(["-c", WATCH, "watch"]).arg(programs).arg(folder).arg(port.to_string());
    command.current_dir(folder).stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null());
    #[cfg(unix)]
    {
        // A group of its own: Ctrl-C reaches us, and the pipe tells the watcher.
        std::os::unix::process::CommandExt::process_group(&mut command, 0);
    }
    let mut child = command.spawn()?;
    let pipe = child.stdin.take().expect("its standard input was piped");
    Ok((child, pipe))
}

fn wait_until_ready(folder: &Path) -> Result<(), Trouble> {
    let patience = Instant::now() + Duration::from_secs(60);
    let log = || std::fs::read_to_string(folder.join("log")).unwrap_or_default();
    while Instant::now() < patience {
        if log().contains("ready to accept connections") {
            return Ok(());
        }
        std::thread::sleep(Duration::from_millis(50));
    }
    Err(Trouble::new(format!("PostgreSQL did not start within a minute:\n{}", log())))
}

/// The folder with `postgres` and `initdb`, installed if need be.
fn need_postgres() -> Result<PathBuf, Trouble> {
    if let Some(found) = find_postgres() {
        return Ok(found);
    }
    tools::install("postgresql", "PostgreSQL 15 or later, which half of the tests run on,")?;
    find_postgres().ok_or_else(|| {
        Trouble::new(format!(
            "PostgreSQL {OLDEST} or later is needed and this system's package is older. Install a newer one, or name \
             a server that the tests may fill with databases in {VARIABLE}."
        ))
    })
}

fn find_postgres() -> Option<PathBuf> {
    let mut folders: Vec<PathBuf> = tools::output("pg_config", &["--bindir"]).map(PathBuf::from).into_iter().collect();
    for (parent, inner) in [("/usr/lib/postgresql", "bin"), ("/opt/homebrew/opt", "bin"), ("/usr/local/opt", "bin")] {
        let entries = std::fs::read_dir(parent).into_iter().flatten().flatten();
        folders.extend(entries.map(|entry| entry.path().join(inner)));
    }
    folders.extend(["/usr/bin".into(), "/usr/local/bin".into(), "/usr/local/pgsql/bin".into()]);
    let versions = folders.into_iter().filter_map(|folder| {
        // Through links, to the folder that has all its programs.
        let folder = folder.join("initdb").canonicalize().ok()?.parent()?.to_path_buf();
        let text = tools::output(folder.join("postgres"), &["--version"])?;
        let digits: String =
            text.chars().skip_while(|c| !c.is_ascii_digit()).take_while(char::is_ascii_digit).collect();
        let major: u32 = digits.parse().ok()?;
        (major >= OLDEST).then_some((major, folder))
    });
    versions.max_by_key(|(major, _)| *major).map(|(_, folder)| folder)
}

/// PostgreSQL refuses to run as root: the ids of the user it runs as instead.
fn unprivileged() -> Result<(u32, u32), Trouble> {
    let users = std::fs::read_to_string("/etc/passwd")?;
    let find = |name: &str| {
        let line = users.lines().find(|line| line.split(':').next() == Some(name))?;
        let mut fields = line.split(':').skip(2);
        Some((fields.next()?.parse().ok()?, fields.next()?.parse().ok()?))
    };
    find("postgres")
        .or_else(|| find("nobody"))
        .ok_or_else(|| Trouble::new("PostgreSQL does not run as root, and there is no other user to run it as."))
}

#[cfg(unix)]
fn as_owner(program: &Path, owner: Option<(u32, u32)>) -> Command {
    use std::os::unix::process::CommandExt;
    let mut command = Command::new(program);
    if let Some((user, group)) = owner {
        command.uid(user).gid(group);
    }
    command
}

#[cfg(not(unix))]
fn as_owner(program: &Path, _owner: Option<(u32, u32)>) -> Command {
    Command::new(program)
}

fn new_folder(owner: Option<(u32, u32)>) -> Result<PathBuf, Trouble> {
    let folder =
        roomy_memory().unwrap_or_else(std::env::temp_dir).join(format!("alongside-postgres-{}", std::process::id()));
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder)?;
    #[cfg(unix)]
    if let Some((user, group)) = owner {
        std::os::unix::fs::chown(&folder, Some(user), Some(group))?;
    }
    #[cfg(not(unix))]
    let _ = owner;
    Ok(folder)
}

/// Memory-backed storage, in which a test's database is made ten times as fast; containers often have too little of it.
fn roomy_memory() -> Option<PathBuf> {
    const ENOUGH_KIB: u64 = 2 * 1024 * 1024;
    let table = tools::output("df", &["-Pk", "/dev/shm"])?;
    let available: u64 = table.lines().last()?.split_whitespace().nth(3)?.parse().ok()?;
    (available >= ENOUGH_KIB).then(|| PathBuf::from("/dev/shm"))
}

fn free_port() -> Result<u16, Trouble> {
    Ok(std::net::TcpListener::bind(("127.0.0.1", 0))?.local_addr()?.port())
}

//! Finding, installing and running the programs that the commands stand on.

use std::ffi::OsStr;
use std::fmt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

/// Why a command cannot go on: a sentence that says what to do.
#[derive(Debug)]
pub struct Trouble(String);

impl Trouble {
    /// Trouble in words.
    pub fn new(sentence: impl Into<String>) -> Self {
        Self(sentence.into())
    }
}

impl fmt::Display for Trouble {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl From<String> for Trouble {
    fn from(sentence: String) -> Self {
        Self(sentence)
    }
}

impl From<std::io::Error> for Trouble {
    fn from(error: std::io::Error) -> Self {
        Self(error.to_string())
    }
}

/// The folder of the workspace.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("xtask lies in the workspace").to_path_buf()
}

/// Where cargo puts what it builds.
pub fn target() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from)
}

/// The cargo that runs us.
pub fn cargo() -> Command {
    Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
}

/// Says what comes now.
pub fn heading(words: &str) {
    println!("\n\u{1b}[1m── {words}\u{1b}[0m");
}

/// Runs a command to its end and tells how long it took.
///
/// # Errors
/// It cannot be started, or ends with another status than 0.
pub fn step(words: &str, command: &mut Command) -> Result<(), Trouble> {
    heading(words);
    let started = Instant::now();
    let status = command.stdin(Stdio::null()).status().map_err(|error| cannot_start(command, &error))?;
    if status.success() {
        println!("   {words}: {:.1} s", started.elapsed().as_secs_f32());
        return Ok(());
    }
    Err(Trouble::new(format!("{words}: failed ({status})\n   {}", shown(command))))
}

/// What a command prints, or `None` when it cannot be run or fails.
pub fn output(program: impl AsRef<OsStr>, arguments: &[&str]) -> Option<String> {
    let output = Command::new(program).args(arguments).stdin(Stdio::null()).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// A program on the search path.
pub fn on_path(name: &str) -> Option<PathBuf> {
    std::env::split_paths(&std::env::var_os("PATH")?).map(|folder| folder.join(name)).find(|file| file.is_file())
}

/// May we install packages of the distribution?
pub fn is_root() -> bool {
    output("id", &["-u"]).as_deref() == Some("0")
}

/// Installs a package of the distribution, or says how somebody may.
///
/// # Errors
/// We may not, the distribution is not one of Debian's family, or it has no such package.
pub fn install(package: &str, what_for: &str) -> Result<(), Trouble> {
    let by_hand = format!("sudo apt-get install {package}");
    if on_path("apt-get").is_none() {
        return Err(Trouble::new(format!(
            "{what_for} is missing. Install it with your system's package manager (Debian's name for it: {package})."
        )));
    }
    if !is_root() {
        return Err(Trouble::new(format!("{what_for} is missing. Install it and run this again:\n   {by_hand}")));
    }
    heading(&format!("Installing {what_for} (package {package})"));
    let quiet = |arguments: &[&str]| {
        Command::new("apt-get")
            .args(arguments)
            .env("DEBIAN_FRONTEND", "noninteractive")
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .status()
            .is_ok_and(|status| status.success())
    };
    let install = ["install", "-y", "-qq", "--no-install-recommends", package];
    if quiet(&install) || (quiet(&["update", "-qq"]) && quiet(&install)) {
        return Ok(());
    }
    Err(Trouble::new(format!("{what_for} could not be installed. Try by hand:\n   {by_hand}")))
}

/// Node.js and npm, which build the style sheet and run the browser's tests.
///
/// # Errors
/// They are missing or older than version 20.
pub fn need_node() -> Result<(), Trouble> {
    let version = output("node", &["--version"]).unwrap_or_default();
    let major: u32 = version.trim_start_matches('v').split('.').next().and_then(|n| n.parse().ok()).unwrap_or(0);
    if major >= 20 && on_path("npm").is_some() {
        return Ok(());
    }
    let found = if version.is_empty() { "is missing".to_owned() } else { format!("is {version}") };
    Err(Trouble::new(format!("Node.js 20 or later with npm is needed and {found}. Install it and run this again.")))
}

/// The browser of the distribution, for the tests.
///
/// # Errors
/// There is none and it cannot be installed.
pub fn need_chromium() -> Result<PathBuf, Trouble> {
    if let Some(named) = std::env::var_os("ALONGSIDE_CHROMIUM") {
        return Ok(PathBuf::from(named));
    }
    let find = || {
        ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome"].into_iter().find_map(on_path).or_else(
            || {
                let mac = PathBuf::from("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome");
                mac.is_file().then_some(mac)
            },
        )
    };
    if let Some(found) = find() {
        return Ok(found);
    }
    install("chromium", "Chromium, in which the pages are tested,")?;
    find().ok_or_else(|| Trouble::new("Chromium was installed but is not on the search path."))
}

/// A Java runtime, for the HTML validator.
///
/// # Errors
/// There is none and it cannot be installed.
pub fn need_java() -> Result<PathBuf, Trouble> {
    let works = || on_path("java").filter(|java| output(java, &["-version"]).is_some());
    if let Some(found) = works() {
        return Ok(found);
    }
    install("default-jre-headless", "Java, for the HTML validator,")?;
    works().ok_or_else(|| Trouble::new("Java was installed but does not run."))
}

/// Installs the packages that a folder's lock file names, unless that was done since it changed.
///
/// # Errors
/// npm fails.
pub fn npm_install(folder: &Path) -> Result<(), Trouble> {
    let stamp = folder.join("node_modules/.installed-lock");
    let lock = std::fs::read(folder.join("package-lock.json")).unwrap_or_default();
    if !lock.is_empty() && std::fs::read(&stamp).is_ok_and(|seen| seen == lock) {
        return Ok(());
    }
    let install = if lock.is_empty() { "install" } else { "ci" };
    let mut npm = Command::new("npm");
    npm.args([install, "--no-audit", "--no-fund", "--loglevel=error"]).current_dir(folder);
    step(&format!("Packages of {}", folder.strip_prefix(root()).unwrap_or(folder).display()), &mut npm)?;
    std::fs::write(stamp, std::fs::read(folder.join("package-lock.json"))?)?;
    Ok(())
}

fn cannot_start(command: &Command, error: &std::io::Error) -> Trouble {
    Trouble::new(format!("{} cannot be started: {error}", command.get_program().to_string_lossy()))
}

fn shown(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    words.map(OsStr::to_string_lossy).collect::<Vec<_>>().join(" ")
}

//! `cargo xtask test`: everything that must hold before a change lands.

use std::path::Path;
use std::process::Command;

use crate::postgres::{self, Cluster};
use crate::tools::{self, Trouble};

/// Runs everything; with arguments only the Rust tests that the runner picks by them.
///
/// # Errors
/// Something is missing, or does not hold.
pub fn run(arguments: &[String]) -> Result<(), Trouble> {
    crate::assets::build()?;
    tools::need_node()?;
    if !arguments.is_empty() {
        let cluster = postgres::start()?;
        return rust_tests(&cluster, arguments);
    }
    let chromium = tools::need_chromium()?;
    tools::need_java()?;
    let cluster = postgres::start()?;
    let mut troubles = Vec::new();
    let mut note = |outcome: Result<(), Trouble>| troubles.extend(outcome.err());
    // Builds the program too, which the browser's tests start.
    tools::step("Build", tools::cargo().args(["test", "--quiet", "--workspace", "--no-run"]))?;
    note(tools::step("Format", tools::cargo().args(["fmt", "--all", "--check"])));
    note(tools::step(
        "Lints",
        tools::cargo().args(["clippy", "--quiet", "--workspace", "--all-targets", "--", "-D", "warnings"]),
    ));
    note(rust_tests(&cluster, &["--workspace".to_owned()]));
    note(crate::pdf::check());
    note(browser_tests(&chromium));
    drop(cluster);
    if troubles.is_empty() {
        println!("\nEverything holds.");
        return Ok(());
    }
    let list: Vec<String> = troubles.iter().map(|trouble| format!("✗ {trouble}")).collect();
    Err(Trouble::new(list.join("\n")))
}

/// Only the browser's tests.
///
/// # Errors
/// Something is missing, or does not hold.
pub fn browser_alone() -> Result<(), Trouble> {
    crate::assets::build()?;
    tools::need_node()?;
    tools::need_java()?;
    let chromium = tools::need_chromium()?;
    crate::assets::build()?;
    tools::step("Alongside", tools::cargo().args(["build", "--package", "app"]))?;
    browser_tests(&chromium)
}

fn rust_tests(cluster: &Cluster, arguments: &[String]) -> Result<(), Trouble> {
    tools::step("Rust tests, on both databases", runner(arguments).env(postgres::VARIABLE, cluster.url()))
}

/// The runner of Rust tests: nextest where it is installed, which runs them side by side, else cargo's own.
pub fn runner(arguments: &[String]) -> Command {
    let mut tests = tools::cargo();
    if tools::on_path("cargo-nextest").is_some() {
        tests.args(["nextest", "run", "--no-fail-fast", "--status-level=fail"]).args(arguments);
    } else {
        tests.args(["test", "--no-fail-fast"]).args(arguments);
    }
    tests
}

fn browser_tests(chromium: &Path) -> Result<(), Trouble> {
    let folder = tools::root().join("tests/browser");
    tools::npm_install(&folder)?;
    let mut node = Command::new("node");
    node.arg("run.mjs").current_dir(&folder).env("ALONGSIDE_CHROMIUM", chromium);
    node.env("ALONGSIDE_PROGRAM", tools::target().join("debug").join(crate::demo::program()));
    tools::step("Browser tests", &mut node)
}

//! `cargo xtask …`: the commands people type while developing.
//!
//! Only the standard library, so that the first command starts building the product after two seconds. Every command
//! finds what it needs, installs it where it may, or says exactly what is missing.

#![allow(clippy::disallowed_methods, reason = "a developer's tool talks to the developer's environment")]
#![allow(clippy::print_stdout, reason = "a developer's tool talks to the developer")]

mod assets;
mod bench;
mod demo;
mod exam;
mod pdf;
mod postgres;
mod test;
mod tools;

use std::process::ExitCode;

use tools::Trouble;

const HELP: &str = "\
cargo xtask COMMAND

  demo [--port N] [--database URL]   build everything and serve a demo with a year of life in it
  test [ARGUMENTS OF THE RUNNER]     everything that must hold before a change lands; with arguments
                                     (`test -p store pairings`) only those Rust tests
  browser                            only the browser's tests
  exam [TIMES]                       the long versions of races, kills and generated worlds (20 times by default)
  bench [--json] [NAME…]             figures against their baselines, release build
  assets                             build the style sheet, scripts and icons, when missing or older than their sources
  fixtures                           compare our components with the examples of the NHS design system
  with-postgres COMMAND…             run a command beside a throw-away PostgreSQL (ALONGSIDE_TEST_POSTGRES)
";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match run(&arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(trouble) => {
            eprintln!("\n{trouble}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: &[String]) -> Result<(), Trouble> {
    let Some((command, rest)) = arguments.split_first() else {
        println!("{HELP}");
        return Ok(());
    };
    std::env::set_current_dir(tools::root())?;
    match command.as_str() {
        "test" => test::run(rest),
        "browser" => test::browser_alone(),
        "demo" => demo::run(rest),
        "exam" => exam::run(rest),
        "bench" => bench::run(rest),
        "assets" => assets::build(),
        "fixtures" => assets::fixtures(),
        "with-postgres" => postgres::with(rest),
        "help" | "--help" | "-h" => {
            println!("{HELP}");
            Ok(())
        }
        other => Err(Trouble::new(format!("There is no command “{other}”.\n\n{HELP}"))),
    }
}

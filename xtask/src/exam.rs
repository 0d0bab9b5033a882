//! `cargo xtask exam`: the long versions of what the tests do briefly: races, kills, generated worlds.

use crate::postgres;
use crate::tools::{self, Trouble};

/// Runs the tests with that factor, which those of races, kills and generated worlds multiply their length by;
/// `testkit::exam_factor` reads it.
///
/// # Errors
/// A test fails.
pub fn run(arguments: &[String]) -> Result<(), Trouble> {
    let times: u32 = match arguments {
        [] => 20,
        [times] => times.parse().map_err(|_| Trouble::new(format!("“{times}” is not a number of times.")))?,
        _ => return Err(Trouble::new("cargo xtask exam [TIMES]")),
    };
    crate::assets::build()?;
    let cluster = postgres::start()?;
    let mut tests = crate::test::runner(&["--workspace".to_owned()]);
    tests
        .env(postgres::VARIABLE, cluster.url())
        .env("ALONGSIDE_EXAM", times.to_string())
        .env("PROPTEST_CASES", (256 * times).to_string());
    tools::step(&format!("Exam, {times} times as long as the tests"), &mut tests)
}

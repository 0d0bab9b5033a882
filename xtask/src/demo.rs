//! `cargo xtask demo`: builds everything and serves the demo.

use std::process::Stdio;

use crate::tools::{self, Trouble};

/// Builds and serves; arguments go to `alongside demo` as they are.
///
/// # Errors
/// Something that the build needs is missing, or the server ends with an error.
pub fn run(arguments: &[String]) -> Result<(), Trouble> {
    crate::assets::build()?;
    tools::step("Alongside", tools::cargo().args(["build", "--package", "app"]))?;
    let status = std::process::Command::new(tools::target().join("debug").join(program()))
        .arg("demo")
        .args(arguments)
        .stdin(Stdio::null())
        .status()?;
    if status.success() { Ok(()) } else { Err(Trouble::new(format!("The demo ended with {status}."))) }
}

/// The product's program, as this system names programs.
pub fn program() -> String {
    format!("alongside{}", std::env::consts::EXE_SUFFIX)
}

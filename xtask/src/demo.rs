//! `cargo xtask demo`: builds everything and serves the demo.

use std::process::Stdio;

use crate::tools::{self, Trouble};

/// Builds and serves; `--port N` chooses where, other arguments go to `alongside demo` as they are.
///
/// # Errors
/// Something that the build needs is missing, or the server ends with an error.
pub fn run(arguments: &[String]) -> Result<(), Trouble> {
    let arguments = with_port(arguments)?;
    crate::assets::build()?;
    tools::step("Alongside", tools::cargo().args(["build", "--package", "app"]))?;
    let status = std::process::Command::new(tools::target().join("debug").join(program()))
        .arg("demo")
        .args(arguments)
        .stdin(Stdio::null())
        .status()?;
    if status.success() { Ok(()) } else { Err(Trouble::new(format!("The demo ended with {status}."))) }
}

fn with_port(arguments: &[String]) -> Result<Vec<String>, Trouble> {
    let Some(at) = arguments.iter().position(|argument| argument == "--port") else { return Ok(arguments.to_vec()) };
    let port = arguments.get(at + 1).and_then(|port| port.parse::<u16>().ok());
    let port = port.ok_or_else(|| Trouble::new("--port wants a number, as in --port 8081"))?;
    let mut rest = arguments.to_vec();
    rest.splice(at..=at + 1, ["--listen".to_owned(), format!("127.0.0.1:{port}")]);
    Ok(rest)
}

/// The product's program, as this system names programs.
pub fn program() -> String {
    format!("alongside{}", std::env::consts::EXE_SUFFIX)
}

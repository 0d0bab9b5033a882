//! The binary `alongside`: configuration, wiring, commands. The only crate that reads the environment.

mod commands;
mod print;
mod settings;

use clap::Parser;

use crate::print::say_aside;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

#[tokio::main]
async fn main() -> std::process::ExitCode {
    let arguments = commands::Arguments::parse();
    settings::start_log();
    match commands::run(arguments).await {
        Ok(code) => code,
        Err(problem) => {
            say_aside!("alongside: {problem}");
            std::process::ExitCode::from(2)
        }
    }
}

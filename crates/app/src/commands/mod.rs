//! The commands, a file each.

mod adopt;
mod appoint;
mod check;
mod demo;
mod import;
mod key;
mod recompute;
mod serve;

use std::process::ExitCode;

use clap::{Parser, Subcommand};
use operations::Context;
use store::Db;

use crate::settings::{DatabaseSettings, ServeSettings};

/// What a command can fail with: a sentence for the person at the keyboard.
pub type Problem = Box<dyn std::error::Error + Send + Sync>;

/// Structured support between people at work in health and care
#[derive(Debug, Parser)]
#[command(name = "alongside", version)]
pub struct Arguments {
    #[command(flatten)]
    database: DatabaseSettings,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Let an organisation run a programme
    Adopt(adopt::AdoptArguments),
    /// Put somebody into an office, before anybody can do it on a page
    Appoint(appoint::AppointArguments),
    /// Say whether a programme's folder is right, and what to write instead where it is not
    Check(check::CheckArguments),
    /// Serve a made-up system of eight organisations with a year of life in it, to try everything out
    Demo(demo::DemoArguments),
    /// Read organisations or staff from a file
    #[command(subcommand)]
    Import(import::ImportCommand),
    /// Print the key that seals what people take along, or let another installation's be known
    Key(key::KeyArguments),
    /// Work out anew what is expected of every journey, and say where stored rows differ
    Recompute(recompute::RecomputeArguments),
    /// Serve the pages
    Serve(ServeSettings),
}

/// Carries out a command; the code says whether it did what was asked.
///
/// # Errors
/// The database or the network could not be opened, or a file could not be read.
pub async fn run(arguments: Arguments) -> Result<ExitCode, Problem> {
    let database = arguments.database;
    let url = database.url();
    match arguments.command {
        Command::Adopt(arguments) => adopt::run(url, &arguments).await,
        Command::Appoint(arguments) => appoint::run(url, &arguments).await,
        Command::Check(arguments) => check::run(&arguments),
        Command::Demo(arguments) => demo::run(database.url.as_deref(), &arguments).await,
        Command::Import(command) => import::run(url, command).await,
        Command::Key(arguments) => key::run(url, &arguments).await,
        Command::Recompute(arguments) => recompute::run(url, &arguments).await,
        Command::Serve(settings) => serve::run(url, &settings).await,
    }
}

/// The context of a command on its database.
pub(crate) async fn open(url: &str) -> Result<Context, Problem> {
    let db = Db::open(url).await?;
    let programmes = operations::programmes::at_hand(&db).await?;
    Ok(Context::new(db).with_programmes(programmes))
}

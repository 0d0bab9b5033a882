//! `alongside appoint`: puts the first people into office, before anybody can do it on a page.

use std::process::ExitCode;

use clap::Args;
use domain::keys::OfficeKey;
use operations::{Actor, Failure, offices};

use super::{Problem, open};

/// Whom to appoint to what.
#[derive(Debug, Args)]
pub struct AppointArguments {
    /// The person's work e-mail address, as in the staff file
    email: String,
    /// The office: `administrator`, or one that a programme names
    office: OfficeKey,
    /// The organisation's ODS code
    organisation: String,
}

/// Appoints; says in words when it cannot.
///
/// # Errors
/// The database could not be opened.
#[expect(clippy::print_stdout, clippy::print_stderr, reason = "the answer of a command")]
pub async fn run(url: &str, arguments: &AppointArguments) -> Result<ExitCode, Problem> {
    let ctx = open(url).await?;
    let code = arguments.organisation.to_uppercase();
    let Some((organisation, name)) = store::access::organisation_by_code(ctx.db.reader(), &code).await? else {
        eprintln!("No organisation has the code {code}. Import organisations first.");
        return Ok(ExitCode::FAILURE);
    };
    let appointed = offices::appoint(&ctx, Actor::System, organisation, &arguments.office, &arguments.email).await;
    ctx.db.clone().close().await?;
    match appointed {
        Ok(_) => {
            println!("{} is now {} at {name}.", arguments.email, arguments.office);
            Ok(ExitCode::SUCCESS)
        }
        Err(Failure::Refused(refusal)) => {
            eprintln!("Nobody was appointed: {refusal}.");
            Ok(ExitCode::FAILURE)
        }
        Err(failure) => Err(failure.into()),
    }
}

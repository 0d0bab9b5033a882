//! `alongside adopt`: lets an organisation run a programme.

use std::process::ExitCode;

use clap::Args;
use domain::keys::ProgrammeKey;
use operations::{Actor, Failure, programmes};

use super::{Problem, open};
use crate::print::{say, say_aside};

/// Who takes up what.
#[derive(Debug, Args)]
pub struct AdoptArguments {
    /// The programme's key, such as `ahp-preceptorship-england`
    programme: ProgrammeKey,
    /// The organisation's ODS code
    organisation: String,
}

/// Takes it up; says in words when it cannot.
///
/// # Errors
/// The database could not be opened.
pub async fn run(url: &str, arguments: &AdoptArguments) -> Result<ExitCode, Problem> {
    let ctx = open(url).await?;
    let code = arguments.organisation.to_uppercase();
    let Some((organisation, name)) = store::access::organisation_by_code(ctx.db.reader(), &code).await? else {
        say_aside!("No organisation has the code {code}. Import organisations first.");
        return Ok(ExitCode::FAILURE);
    };
    let adopted = programmes::adopt(&ctx, Actor::System, organisation, &arguments.programme).await;
    ctx.db.clone().close().await?;
    match adopted {
        Ok(()) => {
            say!("{name} now runs {}.", arguments.programme);
            Ok(ExitCode::SUCCESS)
        }
        Err(Failure::Refused(refusal)) => {
            let known: Vec<_> = ctx.programmes.all().map(|programme| programme.key.to_string()).collect();
            say_aside!("Not taken up: {refusal}. There are: {}.", known.join(", "));
            Ok(ExitCode::FAILURE)
        }
        Err(failure) => Err(failure.into()),
    }
}

//! `alongside appoint`: puts the first people into office, before anybody can do it on a page.

use std::process::ExitCode;

use clap::Args;
use domain::ids::OrganisationId;
use domain::keys::OfficeRef;
use operations::{Actor, Context, Failure, offices};

use super::{Problem, open};
use crate::print::{say, say_aside};

/// Whom to appoint to what.
#[derive(Debug, Args)]
pub struct AppointArguments {
    /// The person's work e-mail address, as in the staff file
    email: String,
    /// The office: `administrator`, or one of a programme that is run there, as `lead` or `PROGRAMME/lead`
    office: OfficeRef,
    /// The organisation's ODS code
    organisation: String,
}

/// Appoints; says in words when it cannot.
///
/// # Errors
/// The database could not be opened.
pub async fn run(url: &str, arguments: &AppointArguments) -> Result<ExitCode, Problem> {
    let ctx = open(url).await?;
    let code = arguments.organisation.to_uppercase();
    let Some((organisation, name)) = store::access::organisation_by_code(ctx.db.reader(), &code).await? else {
        say_aside!("No organisation has the code {code}. Import organisations first.");
        return Ok(ExitCode::FAILURE);
    };
    let office = match meant(&ctx, organisation, &arguments.office).await? {
        Ok(office) => office,
        Err(possible) => {
            say_aside!("More than one programme has this office here. Write one of {}.", possible.join(", "));
            return Ok(ExitCode::FAILURE);
        }
    };
    let appointed = offices::appoint(&ctx, Actor::System, organisation, &office, &arguments.email).await;
    ctx.db.clone().close().await?;
    match appointed {
        Ok(_) => {
            say!("{} is now {} at {name}.", arguments.email, office.office);
            Ok(ExitCode::SUCCESS)
        }
        Err(Failure::Refused(refusal)) => {
            say_aside!("Nobody was appointed: {refusal}.");
            Ok(ExitCode::FAILURE)
        }
        Err(failure) => Err(failure.into()),
    }
}

/// The office that a word alone means at the organisation; several programmes may have one of the same name.
async fn meant(
    ctx: &Context,
    at: OrganisationId,
    written: &OfficeRef,
) -> Result<Result<OfficeRef, Vec<String>>, Problem> {
    if written.programme.is_some() {
        return Ok(Ok(written.clone()));
    }
    let all = offices::to_be_held(ctx, ctx.db.reader(), at).await?;
    let mut fitting: Vec<OfficeRef> =
        all.into_iter().map(|office| office.reference).filter(|known| known.office == written.office).collect();
    match fitting.len() {
        0 => Ok(Ok(written.clone())),
        1 => Ok(Ok(fitting.remove(0))),
        _ => Ok(Err(fitting.iter().map(ToString::to_string).collect())),
    }
}

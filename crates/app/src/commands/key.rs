//! `alongside key`: the key by which this installation seals what people take along, and those of others it knows (G5).

use std::process::ExitCode;

use clap::Args;
use operations::takeaway;

use super::{Problem, open};
use crate::print::say;

/// Print the public key that seals portfolios, or let another installation's be known by a name.
#[derive(Debug, Args)]
pub struct KeyArguments {
    /// The public key of another installation, 64 hexadecimal digits
    #[arg(long, value_name = "KEY", requires = "name")]
    know: Option<String>,
    /// The name under which it is to be known
    #[arg(long = "as", value_name = "NAME")]
    name: Option<String>,
}

/// Prints or keeps a key.
///
/// # Errors
/// The database could not be opened, or failed.
pub async fn run(url: &str, arguments: &KeyArguments) -> Result<ExitCode, Problem> {
    let ctx = open(url).await?;
    let known = match (&arguments.know, &arguments.name) {
        (Some(key), Some(name)) => {
            let known = takeaway::know_key(&ctx, key, name).await?;
            if known {
                say!("The key is known as {name}");
            } else {
                say!("This is no key: it has 64 hexadecimal digits, as `alongside key` prints it there");
            }
            known
        }
        _ => {
            say!("{}", takeaway::own_key(&ctx).await?);
            true
        }
    };
    ctx.db.close().await?;
    Ok(if known { ExitCode::SUCCESS } else { ExitCode::from(1) })
}

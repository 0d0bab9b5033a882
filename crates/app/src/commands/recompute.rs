//! `alongside recompute`: works out every journey anew and says where the stored rows differ. They never should.

use std::process::ExitCode;

use clap::Args;
use operations::journeys::{Then, recompute};

use super::{Problem, open};
use crate::print::say;

/// What to do about a difference.
#[derive(Debug, Args)]
pub struct RecomputeArguments {
    /// Put right what differs
    #[arg(long)]
    mend: bool,
}

/// Recomputes; fails when something differed and was not mended.
///
/// # Errors
/// The database could not be opened or read.
pub async fn run(url: &str, arguments: &RecomputeArguments) -> Result<ExitCode, Problem> {
    let ctx = open(url).await?;
    let then = if arguments.mend { Then::Mend } else { Then::Report };
    let differences = recompute(&ctx, then).await?;
    ctx.db.clone().close().await?;
    for difference in &differences {
        say!("{}: {}", difference.journey, difference.what);
    }
    match (differences.len(), then) {
        (0, _) => say!("Every journey stands as its facts say."),
        (count, Then::Mend) => say!("{count} differed and were put right."),
        (count, Then::Report) => say!("{count} differ. Run `alongside recompute --mend` to put them right."),
    }
    Ok(if differences.is_empty() || then == Then::Mend { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

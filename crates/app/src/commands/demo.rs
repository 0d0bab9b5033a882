//! `alongside demo`: makes the demo's world and serves it.

use std::path::Path;
use std::process::ExitCode;
use std::time::Instant;

use clap::Args;
use domain::calendar;
use operations::Context;
use store::Db;
use web::state::Demo;

use super::{Problem, serve};
use crate::print::say;
use crate::settings::ServeSettings;

/// How the demo is served.
#[derive(Debug, Args)]
pub struct DemoArguments {
    #[command(flatten)]
    serve: ServeSettings,
    /// Go on with what the demo was left as, where there is one, in place of making it anew
    #[arg(long)]
    keep: bool,
}

/// The demo's own file, made anew each time.
const FILE: &str = "data/demo.db";

/// Makes the world where there is none yet, and serves it.
///
/// # Errors
/// The database or the port could not be opened, or the database holds something else.
pub async fn run(url: Option<&str>, arguments: &DemoArguments) -> Result<ExitCode, Problem> {
    if url.is_none() && !arguments.keep {
        remove(Path::new(FILE))?;
    }
    let own = format!("sqlite:{FILE}");
    let url = url.unwrap_or(&own);
    let db = Db::open_to_make(url).await?;
    let (people, _) = store::demo::counts(db.reader()).await?;
    match (people, arguments.keep) {
        (0, _) => {
            let begun = Instant::now();
            let today = Context::new(db.clone()).today();
            say!("Making eight organisations and a year of their life, up to {} …", calendar::long_date(today));
            let world = demo::make(&db, today).await?;
            say!("{world}, in {:.1} seconds", begun.elapsed().as_secs_f32());
        }
        (_, true) => say!("Going on with the demo as it was left"),
        (_, false) => {
            db.close().await?;
            return Err("this database has people in it: name an empty one, or go on with --keep".into());
        }
    }
    db.close().await?;
    let db = Db::open(url).await?;
    let programmes = operations::programmes::at_hand(&db).await?;
    let ctx = Context::new(db).with_programmes(programmes);
    serve::serve(ctx, &arguments.serve, Demo::Yes).await
}

/// Removes a database's files, if they are there.
fn remove(file: &Path) -> std::io::Result<()> {
    for end in ["", "-wal", "-shm"] {
        let path = format!("{}{end}", file.display());
        match std::fs::remove_file(path) {
            Err(problem) if problem.kind() != std::io::ErrorKind::NotFound => return Err(problem),
            _ => {}
        }
    }
    Ok(())
}

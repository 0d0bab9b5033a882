//! Making a person's portfolio: long work that can be left and come back to.

use std::sync::LazyLock;

use domain::ids::{Id, JobId, PersonId, TakeawayId};
use serde_json::json;
use store::Fault;
use store::events::Event;
use store::jobs::Job;
use store::takeaway::Takeaway;
use tokio::sync::Semaphore;

use super::{NOUN, archive, book, seal};
use crate::Context;
use crate::jobs::{self, Ending, Kind};

/// How many portfolios are laid out at once on one node: each takes a processor and tens of megabytes.
static AT_ONCE: LazyLock<Semaphore> = LazyLock::new(|| Semaphore::new(1));

/// Asks for a person's own portfolio to be made.
///
/// # Errors
/// The database failed.
pub async fn ask(ctx: &Context, person: PersonId) -> Result<JobId, Fault> {
    store::write!(ctx.db, |tx| { jobs::queue(ctx, tx, Kind::Portfolio, None, Some(person), &json!({})).await })
}

/// Makes a portfolio that somebody asked for.
///
/// # Errors
/// The database failed, or another node has taken the job over.
pub async fn work(ctx: &Context, job: &Job) -> Result<Ending, Fault> {
    let person = job.requested_by.ok_or_else(|| Fault::Corrupt("a portfolio that nobody asked for".to_owned()))?;
    jobs::report(ctx, job, 0, 3, "Gathering what is in it").await?;
    let (book, files) = book(ctx, ctx.db.reader(), person).await?;
    jobs::report(ctx, job, 1, 3, "Laying out the pages").await?;
    let laid_out = {
        let _turn = AT_ONCE.acquire().await.map_err(|_| Fault::Corrupt("the turns are closed".to_owned()))?;
        let book = book.clone();
        tokio::task::spawn_blocking(move || documents::portfolio::pdf(&book)).await
    };
    let pdf = laid_out
        .map_err(|error| Fault::Corrupt(error.to_string()))?
        .map_err(|error| Fault::Corrupt(error.to_string()))?;
    jobs::report(ctx, job, 2, 3, "Packing and sealing the data").await?;
    let id: TakeawayId = Id::from_uuid(job.id.uuid());
    store::write!(ctx.db, |tx| {
        let key = seal::pair(ctx, tx).await?;
        let archive = archive::pack(&book, &files, &key).map_err(Fault::Corrupt)?;
        let takeaway = Takeaway { id, made_at: book.made_at, pdf: pdf.clone(), archive };
        store::takeaway::keep(tx, person, &takeaway).await?;
        let event = Event::new(ctx.new_id(), ctx.now(), Some(person), &format!("{NOUN}.make"), person);
        store::events::record(tx, &event.saying("Made a copy of their portfolio to take along")).await?;
        Ok(Ending::Done(json!({ "takeaway": id })))
    })
}

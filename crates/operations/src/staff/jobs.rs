//! Staff files through the pages: handed in, then previewed and imported as long work that can be left and come back to.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::ControlFlow;

use domain::ids::{JobId, OrganisationId, PersonId, UploadId};
use domain::organisations::OrganisationCode;
use domain::programmes::Power;
use domain::staff_file::{Mapping, Problem};
use serde::{Deserialize, Serialize};
use store::Fault;
use store::imports::Upload;
use store::jobs::Job;

use super::open::open;
use super::{BadRows, Completeness, Listener, Refused, Request, Summary, import, keep_mapping_of, preview};
use crate::access;
use crate::context::{Actor, Context};
use crate::error::{Failure, Outcome};
use crate::files::{HandedIn, Table};
use crate::jobs::{self, Ending, Kind};

/// What is to be done with a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Step {
    Preview,
    Import,
}

/// What a person asks for on a page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ask {
    pub step: Step,
    pub upload: UploadId,
    pub mapping: Mapping,
    pub bad_rows: BadRows,
    pub completeness: Completeness,
    /// Keep the mapping under this name once the file is in.
    pub keep_as: Option<String>,
}

/// Keeps a file that somebody handed in, if it is a table.
///
/// # Errors
/// It is none.
pub async fn hand_in(
    ctx: &Context,
    person: PersonId,
    organisation: OrganisationId,
    file_name: &str,
    content: Vec<u8>,
) -> Outcome<UploadId, Refused> {
    let upload = Upload { id: ctx.new_id(), file_name: file_name.to_owned(), content };
    open(HandedIn::held(file_name, upload.content.clone()), &Mapping::default()).map_err(Failure::Refused)?;
    store::write!(ctx.db, |tx| {
        store::imports::keep_upload(tx, &upload, organisation, person, ctx.now()).await?;
        Ok(upload.id)
    })
}

/// Puts a preview or an import into the queue.
///
/// # Errors
/// The database failed.
pub async fn ask(ctx: &Context, person: PersonId, organisation: OrganisationId, ask: &Ask) -> Result<JobId, Fault> {
    let request = serde_json::to_value(ask).map_err(|error| Fault::Corrupt(error.to_string()))?;
    store::write!(ctx.db, |tx| {
        jobs::queue(ctx, tx, Kind::StaffImport, Some(organisation), Some(person), &request).await
    })
}

/// Does a job. What the person may import for is looked up again now, not remembered from when they asked.
///
/// # Errors
/// The job is not one of ours, its file is gone, or the database failed.
pub async fn work(ctx: &Context, job: &Job) -> Result<Ending, Fault> {
    let ask: Ask = serde_json::from_value(job.request.clone()).map_err(|error| Fault::Corrupt(error.to_string()))?;
    let (Some(person), Some(organisation)) = (job.requested_by, job.organisation) else {
        return Err(Fault::Corrupt("a staff import has a person and an organisation".to_owned()));
    };
    let reader = ctx.db.reader();
    let Some(upload) = store::imports::upload(reader, organisation, person, ask.upload).await? else {
        return Err(Fault::Corrupt("the file is no longer kept".to_owned()));
    };
    let desks = access::desks(ctx, reader, person).await?;
    let may: BTreeSet<OrganisationCode> =
        desks.iter().filter(|desk| desk.may(Power::ImportStaff)).filter_map(|desk| desk.code.parse().ok()).collect();
    let here = desks.iter().find(|desk| desk.organisation == organisation);
    let lines = upload.content.iter().filter(|byte| **byte == b'\n').count() as i64;
    let request = Request {
        actor: Actor::Person(person),
        mapping: ask.mapping.clone(),
        bad_rows: ask.bad_rows,
        completeness: ask.completeness,
        organisation: here.and_then(|desk| desk.code.parse().ok()),
        may: Some(may),
        ..Request::of(HandedIn::held(upload.file_name, upload.content))
    };
    let listener = Listener::Job { ctx, job, lines };
    let outcome = match ask.step {
        Step::Preview => preview(ctx, &request, listener).await,
        Step::Import => import(ctx, &request, listener).await,
    };
    let ended = |summary: &Summary| serde_json::to_value(summary).map_err(|error| Fault::Corrupt(error.to_string()));
    match outcome {
        Ok(summary) => {
            if let (Step::Import, Some(name)) = (ask.step, &ask.keep_as) {
                keep_quietly(ctx, &request, name).await?;
            }
            Ok(Ending::Done(ended(&summary)?))
        }
        Err(Failure::Refused(Refused::Problems(summary))) => Ok(Ending::Refused(ended(&summary)?)),
        Err(Failure::Refused(Refused::Unreadable(unreadable))) => Err(Fault::Corrupt(unreadable.to_string())),
        Err(Failure::Fault(fault)) => Err(fault),
        Err(Failure::NotFound) => Err(Fault::Corrupt("what the import needs is gone".to_owned())),
    }
}

async fn keep_quietly(ctx: &Context, request: &Request, name: &str) -> Result<(), Fault> {
    match keep_mapping_of(ctx, request, name).await {
        Err(Failure::Fault(fault)) => Err(fault),
        // The file has just been imported by this mapping, so nothing else can be wrong with it.
        _ => Ok(()),
    }
}

/// The rows of a file that are wrong, with their headings first and what is wrong behind their own cells: to be taken
/// away, corrected and handed in again.
///
/// # Errors
/// The file cannot be read any more.
pub fn bad_rows(upload: &Upload, problems: &[Problem]) -> Result<Vec<Vec<String>>, Refused> {
    let mut of_line: BTreeMap<u64, Vec<&Problem>> = BTreeMap::new();
    for problem in problems {
        of_line.entry(problem.line).or_default().push(problem);
    }
    let file = HandedIn::held(upload.file_name.clone(), upload.content.clone());
    let opened = open(file.clone(), &Mapping::default())?;
    let width = opened.headings.len();
    let extra = ["Line in the file", "What is wrong", "What to do"].map(str::to_owned);
    let mut rows = vec![opened.headings.iter().cloned().chain(extra).collect::<Vec<String>>()];
    Table::recognise(file)?.for_each(|line, cells| {
        let Some(found) = of_line.get(&line) else { return ControlFlow::Continue(()) };
        let mut row: Vec<String> = cells.iter().take(width).map(|cell| (*cell).to_owned()).collect();
        row.resize(width, String::new());
        let said = |what: fn(&Problem) -> String| found.iter().map(|it| what(it)).collect::<Vec<_>>().join("; ");
        row.push(line.to_string());
        row.push(said(|it| format!("{}: {}", it.column, it.problem)));
        row.push(said(|it| it.remedy.clone()));
        rows.push(row);
        ControlFlow::Continue(())
    })?;
    Ok(rows)
}

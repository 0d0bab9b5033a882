//! `alongside import organisations FILE` and `alongside import staff FILE`. Nothing is imported unless everything is;
//! the exit status says which: 0 imported (or, with `--dry-run`, would be), 1 refused.

use std::io::IsTerminal as _;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, Subcommand};
use domain::staff_file::{Field, Mapping, Problem as BadRow, about};
use operations::files::HandedIn;
use operations::staff::{self, BadRows, Completeness, Listener, Progress, Refused, Request, Summary};
use operations::takeaway::Taken;
use operations::{Actor, Context, Failure, organisations, takeaway};
use serde::Serialize;

use super::{Problem, open};
use crate::print::{self, say, say_aside};

/// What to import.
#[derive(Debug, Subcommand)]
pub enum ImportCommand {
    /// Read organisations from the ODS 27-field format, or systems from the list of integrated care boards
    Organisations(OrganisationsArguments),
    /// Read a staff file (CSV or XLSX) as exported from a workforce system
    Staff(StaffArguments),
    /// Take in the portfolio of a person from elsewhere, whole or not at all
    Portfolio(PortfolioArguments),
}

/// A file of organisations.
#[derive(Debug, Args)]
pub struct OrganisationsArguments {
    /// The file, such as etr.csv
    file: PathBuf,
    /// Print one JSON object
    #[arg(long)]
    json: bool,
}

/// A staff file and how to read it.
#[derive(Debug, Args)]
pub struct StaffArguments {
    /// The file
    #[arg(required_unless_present = "fields")]
    file: Option<PathBuf>,
    /// Read the columns by the mapping kept under this name; with --map, keep the mapping under it
    #[arg(long, value_name = "NAME")]
    mapping: Option<String>,
    /// Read a column as a field (see --fields); an empty field leaves the column unread
    #[arg(long = "map", value_name = "HEADING=FIELD", value_parser = one_column)]
    columns: Vec<(String, Option<Field>)>,
    /// The file names everybody of its organisations: list who is missing, for a person to confirm
    #[arg(long)]
    complete: bool,
    /// Leave out exactly the rows that are wrong
    #[arg(long)]
    skip_bad_rows: bool,
    /// Say what would change, and change nothing
    #[arg(long)]
    dry_run: bool,
    /// Print one JSON object
    #[arg(long)]
    json: bool,
    /// List the fields of a staff file and the headings that tell them
    #[arg(long)]
    fields: bool,
}

/// A portfolio as open data, and whose it is.
#[derive(Debug, Args)]
pub struct PortfolioArguments {
    /// The archive, as it was made
    file: PathBuf,
    /// An address by which the person is known here
    #[arg(long = "for", value_name = "EMAIL")]
    person: String,
}

fn one_column(text: &str) -> Result<(String, Option<Field>), String> {
    let (heading, field) = text.rsplit_once('=').ok_or("write HEADING=FIELD, such as “Base=site”")?;
    let field = match field.trim() {
        "" => None,
        field => Some(field.parse::<Field>().map_err(|wrong| format!("{wrong}; see --fields"))?),
    };
    Ok((heading.trim().to_owned(), field))
}

/// Imports.
///
/// # Errors
/// The database could not be opened, or failed.
pub async fn run(url: &str, command: ImportCommand) -> Result<ExitCode, Problem> {
    match command {
        ImportCommand::Organisations(arguments) => import_organisations(url, arguments).await,
        ImportCommand::Staff(arguments) if arguments.fields => {
            list_fields();
            Ok(ExitCode::SUCCESS)
        }
        ImportCommand::Staff(arguments) => import_staff(url, arguments).await,
        ImportCommand::Portfolio(arguments) => import_portfolio(url, &arguments).await,
    }
}

async fn import_organisations(url: &str, arguments: OrganisationsArguments) -> Result<ExitCode, Problem> {
    let ctx = open(url).await?;
    let outcome = organisations::import(&ctx, Actor::System, HandedIn::at(&arguments.file)).await;
    ctx.db.clone().close().await?;
    match outcome {
        Ok(done) if arguments.json => say!("{}", serde_json::to_string(&done)?),
        Ok(done) => say!(
            "Read {} rows. Organisations: {} new, {} changed. Systems and regions: {} new, {} changed.",
            done.rows,
            done.organisations_created,
            done.organisations_updated,
            done.systems_created,
            done.systems_updated
        ),
        Err(Failure::Refused(organisations::Refused::Problems(found))) => {
            if arguments.json {
                say!("{}", serde_json::to_string(&found)?);
            } else {
                list_bad_rows(&found.errors);
                say_aside!("Nothing was imported: {}.", counted(found.errors.len() as u64, "problem"));
            }
            return Ok(ExitCode::FAILURE);
        }
        Err(Failure::Refused(refused)) => {
            unreadable(&refused.to_string(), arguments.json)?;
            return Ok(ExitCode::FAILURE);
        }
        Err(failure) => return Err(failure.into()),
    }
    Ok(ExitCode::SUCCESS)
}

async fn import_portfolio(url: &str, arguments: &PortfolioArguments) -> Result<ExitCode, Problem> {
    let archive = tokio::fs::read(&arguments.file).await?;
    let ctx = open(url).await?;
    let known = store::sessions::people_at(ctx.db.reader(), &arguments.person.trim().to_lowercase()).await?;
    let outcome = match known[..] {
        [person] => Some(takeaway::take_in(&ctx, person, &archive).await),
        _ => None,
    };
    ctx.db.clone().close().await?;
    match outcome {
        Some(Ok(Taken::In(_))) => say!("The portfolio was taken in."),
        Some(Ok(Taken::Already)) => say!("Exactly this portfolio was taken in before."),
        Some(Err(Failure::Refused(refused))) => {
            say_aside!("Nothing was taken in: {refused}.");
            return Ok(ExitCode::FAILURE);
        }
        Some(Err(failure)) => return Err(failure.into()),
        None => {
            say_aside!("Nothing was taken in: the address is that of nobody here, or of more than one person.");
            return Ok(ExitCode::FAILURE);
        }
    }
    Ok(ExitCode::SUCCESS)
}

async fn import_staff(url: &str, arguments: StaffArguments) -> Result<ExitCode, Problem> {
    let ctx = open(url).await?;
    let outcome = staff_outcome(&ctx, &arguments).await;
    ctx.db.clone().close().await?;
    match outcome? {
        Ok(summary) => {
            tell(&summary, &arguments)?;
            Ok(ExitCode::SUCCESS)
        }
        Err(Refused::Problems(summary)) => {
            tell_refusal(&summary, arguments.json)?;
            Ok(ExitCode::FAILURE)
        }
        Err(refused @ Refused::Unreadable(_)) => {
            unreadable(&refused.to_string(), arguments.json)?;
            Ok(ExitCode::FAILURE)
        }
    }
}

async fn staff_outcome(ctx: &Context, arguments: &StaffArguments) -> Result<Result<Summary, Refused>, Problem> {
    let chosen = Mapping(arguments.columns.iter().cloned().collect());
    let kept = match &arguments.mapping {
        None => None,
        Some(name) => match staff::mapping_named(ctx.db.reader(), name).await? {
            None if chosen.0.is_empty() => {
                return Err(format!("no mapping is kept under the name “{name}”; give its columns with --map").into());
            }
            kept => kept,
        },
    };
    let file = arguments.file.as_deref().unwrap_or_else(|| std::path::Path::new(""));
    let request = Request {
        mapping: kept.unwrap_or_default().with(chosen.clone()),
        bad_rows: if arguments.skip_bad_rows { BadRows::LeaveOut } else { BadRows::Refuse },
        completeness: if arguments.complete { Completeness::Whole } else { Completeness::Part },
        ..Request::of(HandedIn::at(file))
    };
    let watch = Watch::new();
    let hears = |progress| watch.show(progress);
    let outcome = if arguments.dry_run {
        staff::preview(ctx, &request, Listener::Hears(&hears)).await
    } else {
        staff::import(ctx, &request, Listener::Hears(&hears)).await
    };
    watch.clear();
    let outcome = match outcome {
        Ok(summary) => Ok(summary),
        Err(Failure::Refused(refused)) => return Ok(Err(refused)),
        Err(failure) => return Err(failure.into()),
    };
    if let (Some(name), false, false) = (&arguments.mapping, chosen.0.is_empty(), arguments.dry_run) {
        staff::keep_mapping_of(ctx, &request, name).await?;
    }
    Ok(outcome)
}

/// How far a long import is, beside the answer: on a terminal a line that changes, elsewhere a line now and then.
struct Watch {
    on_terminal: bool,
}

/// Elsewhere than on a terminal a line is worth so many rows.
const ROWS_OF_A_LINE: u64 = 20_000;

impl Watch {
    fn new() -> Self {
        Self { on_terminal: std::io::stderr().is_terminal() }
    }

    fn show(&self, progress: Progress) {
        if self.on_terminal {
            print::in_place(&progress.sentence());
        } else if is_worth_a_line(progress.rows) {
            say_aside!("{}", progress.sentence());
        }
    }

    /// Leaves the terminal as it was.
    fn clear(&self) {
        if self.on_terminal {
            print::in_place("");
        }
    }
}

/// Rows come in batches, which do not end on round numbers: the first past each is worth a line.
fn is_worth_a_line(rows: u64) -> bool {
    rows / ROWS_OF_A_LINE > rows.saturating_sub(store::imports::BATCH as u64) / ROWS_OF_A_LINE
}

/// What `--json` prints.
#[derive(Serialize)]
struct Report<'a> {
    rows: u64,
    people_created: u64,
    people_updated: u64,
    posts_created: u64,
    posts_updated: u64,
    candidates: u64,
    errors: &'a [BadRow],
}

impl<'a> Report<'a> {
    fn of(summary: &'a Summary) -> Self {
        Self {
            rows: summary.rows,
            people_created: summary.people_created,
            people_updated: summary.people_updated,
            posts_created: summary.posts_created,
            posts_updated: summary.posts_updated,
            candidates: summary.candidates,
            errors: &summary.errors,
        }
    }
}

fn tell(summary: &Summary, arguments: &StaffArguments) -> Result<(), Problem> {
    if arguments.json {
        say!("{}", serde_json::to_string(&Report::of(summary))?);
        return Ok(());
    }
    list_bad_rows(&summary.errors);
    let would = if arguments.dry_run { "This would happen; nothing was changed." } else { "Imported." };
    say!("{would}");
    say!("  rows             {:>7}", summary.rows);
    if summary.left_out > 0 {
        say!("  left out         {:>7}", summary.left_out);
    }
    say!("  people           {:>7} new, {} changed", summary.people_created, summary.people_updated);
    say!("  posts            {:>7} new, {} changed", summary.posts_created, summary.posts_updated);
    say!("  may be eligible  {:>7} new", summary.candidates);
    if summary.doubts > 0 {
        say!("  maybe one person {:>7} new pairs to look at", summary.doubts);
    }
    if arguments.complete {
        say!("  may have left    {:>7} posts to confirm", summary.possible_leavers);
    }
    Ok(())
}

fn tell_refusal(summary: &Summary, json: bool) -> Result<(), Problem> {
    if json {
        say!("{}", serde_json::to_string(&Report::of(summary))?);
        return Ok(());
    }
    list_bad_rows(&summary.errors);
    say_aside!(
        "Nothing was imported: {} in {}.",
        counted(summary.errors.len() as u64, "problem"),
        counted(summary.rows, "row")
    );
    if summary.rows == 0 {
        say_aside!("Say what a column tells with --map HEADING=FIELD; --fields lists the fields.");
    } else {
        say_aside!("Correct them and import the file again, or leave exactly these rows out with --skip-bad-rows.");
    }
    Ok(())
}

fn unreadable(problem: &str, json: bool) -> Result<(), Problem> {
    if json {
        let (problem, remedy) = problem.split_once(". ").unwrap_or((problem, ""));
        let error = BadRow { line: 0, column: String::new(), problem: problem.to_owned(), remedy: remedy.to_owned() };
        let summary = Summary { errors: vec![error], ..Summary::default() };
        say!("{}", serde_json::to_string(&Report::of(&summary))?);
    } else {
        say_aside!("{problem}");
    }
    Ok(())
}

fn list_bad_rows(errors: &[BadRow]) {
    for error in errors {
        let column = if error.column.is_empty() { String::new() } else { format!(", {}", error.column) };
        say_aside!("line {}{column}: {}. {}.", error.line, error.problem, error.remedy);
    }
}

fn list_fields() {
    for field in Field::ALL {
        let about = about(*field);
        let needed = if about.needed { " (needed)" } else { "" };
        say!("{}{needed}\n    {}\n    headings: {}", about.key, about.about, about.aliases.join(", "));
    }
}

fn counted(count: u64, noun: &str) -> String {
    if count == 1 { format!("1 {noun}") } else { format!("{count} {noun}s") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn req_Q7_a_long_import_says_now_and_then_how_far_it_is() {
        let batch = store::imports::BATCH;
        let lines = (batch..=100_000).step_by(batch).filter(|rows| is_worth_a_line(*rows as u64)).count();
        assert_eq!(lines, 5);
        assert!(!is_worth_a_line(2_220), "a short one says nothing");
    }
}

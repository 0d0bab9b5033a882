//! `alongside check`: is a programme's folder right? All mistakes at once, each with file, line and remedy.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;
use domain::expectations::simulate;
use domain::programmes::tailoring::FILE as TAILORING_FILE;
use domain::programmes::{Programme, SourceFile, compile};
use jiff::civil::Date;

use super::Problem;
use crate::print::say;

/// What to check.
#[derive(Debug, Args)]
pub struct CheckArguments {
    /// The programme's folder, or its `programme.toml`
    path: PathBuf,
    /// Print a made-up journey in which everything is done on the day it is due
    #[arg(long)]
    timeline: bool,
    /// The first day of that journey, as 2026-11-02
    #[arg(long, default_value = "2026-11-02", requires = "timeline")]
    from: Date,
    /// Print what was found as JSON, for other programs
    #[arg(long, conflicts_with = "timeline")]
    json: bool,
}

/// What was found, for other programs.
#[derive(serde::Serialize)]
struct Found<'f> {
    programme: Option<&'f str>,
    version: Option<&'f str>,
    hash: Option<&'f str>,
    problems: &'f [domain::programmes::Problem],
}

/// Checks it and says what it found.
///
/// # Errors
/// A file could not be read.
pub fn run(arguments: &CheckArguments) -> Result<ExitCode, Problem> {
    let folder = match arguments.path.is_file() {
        true => arguments.path.parent().unwrap_or(Path::new(".")).to_owned(),
        false => arguments.path.clone(),
    };
    let checked = compile(&files(&folder)?);
    let code = if checked.is_ok() { ExitCode::SUCCESS } else { ExitCode::FAILURE };
    if arguments.json {
        say!("{}", as_json(&checked)?);
        return Ok(code);
    }
    match &checked {
        Ok(programme) if arguments.timeline => say!("{}", simulate::printed(programme, arguments.from).trim_end()),
        Ok(programme) => {
            say!("{} {} is right.", programme.key, programme.version);
            say!("Version {}", programme.hash);
            say!(
                "{} roles, {} kinds of meeting, {} forms, {} expectations.",
                programme.roles.len(),
                programme.meeting_kinds.len(),
                programme.forms.len(),
                programme.expectations.len()
            );
        }
        Err(problems) => {
            for problem in problems {
                say!("{}", problem.shown());
            }
            let (count, noun) = (problems.len(), if problems.len() == 1 { "mistake" } else { "mistakes" });
            say!("{count} {noun} in {}.", folder.display());
        }
    }
    Ok(code)
}

fn as_json(checked: &Result<Programme, Vec<domain::programmes::Problem>>) -> Result<String, Problem> {
    let programme = checked.as_ref().ok();
    let found = Found {
        programme: programme.map(|programme| programme.key.as_str()),
        version: programme.map(|programme| programme.version.as_str()),
        hash: programme.map(|programme| programme.hash.as_str()),
        problems: checked.as_ref().err().map_or(&[], Vec::as_slice),
    };
    Ok(serde_json::to_string_pretty(&found)?)
}

/// `programme.toml`, an organisation's changes beside it, and the forms.
fn files(folder: &Path) -> Result<Vec<SourceFile>, Problem> {
    let mut files = Vec::new();
    let main = folder.join("programme.toml");
    if main.is_file() {
        files.push(SourceFile { name: "programme.toml".to_owned(), text: read(&main)? });
    }
    let changes = folder.join(TAILORING_FILE);
    if changes.is_file() {
        files.push(SourceFile { name: TAILORING_FILE.to_owned(), text: read(&changes)? });
    }
    let forms = folder.join("forms");
    if forms.is_dir() {
        let mut paths: Vec<PathBuf> =
            std::fs::read_dir(&forms)?.map(|entry| entry.map(|entry| entry.path())).collect::<Result<_, _>>()?;
        paths.retain(|path| path.extension().is_some_and(|extension| extension == "toml"));
        paths.sort();
        for path in paths {
            let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
            files.push(SourceFile { name: format!("forms/{name}"), text: read(&path)? });
        }
    }
    Ok(files)
}

fn read(path: &Path) -> Result<String, Problem> {
    std::fs::read_to_string(path).map_err(|error| format!("{} cannot be read: {error}", path.display()).into())
}

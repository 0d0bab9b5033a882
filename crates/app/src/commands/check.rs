//! `alongside check`: is a programme's folder right? All mistakes at once, each with file, line and remedy.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;
use domain::programmes::{SourceFile, compile};

use super::Problem;

/// What to check.
#[derive(Debug, Args)]
pub struct CheckArguments {
    /// The programme's folder, or its `programme.toml`
    path: PathBuf,
}

/// Checks it and says what it found.
///
/// # Errors
/// A file could not be read.
#[expect(clippy::print_stdout, reason = "the answer of a command")]
pub fn run(arguments: &CheckArguments) -> Result<ExitCode, Problem> {
    let folder = match arguments.path.is_file() {
        true => arguments.path.parent().unwrap_or(Path::new(".")).to_owned(),
        false => arguments.path.clone(),
    };
    match compile(&files(&folder)?) {
        Ok(programme) => {
            println!("{} {} is right.", programme.key, programme.version);
            println!("Version {}", programme.hash);
            println!(
                "{} roles, {} kinds of meeting, {} forms, {} expectations.",
                programme.roles.len(),
                programme.meeting_kinds.len(),
                programme.forms.len(),
                programme.expectations.len()
            );
            Ok(ExitCode::SUCCESS)
        }
        Err(problems) => {
            for problem in &problems {
                println!("{}", problem.shown());
            }
            let (count, noun) = (problems.len(), if problems.len() == 1 { "mistake" } else { "mistakes" });
            println!("{count} {noun}.");
            Ok(ExitCode::FAILURE)
        }
    }
}

/// `programme.toml` and the forms.
fn files(folder: &Path) -> Result<Vec<SourceFile>, Problem> {
    let mut files = Vec::new();
    let main = folder.join("programme.toml");
    if main.is_file() {
        files.push(SourceFile { name: "programme.toml".to_owned(), text: read(&main)? });
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

//! Prints the tables of `docs/programmes.md` anew from the descriptions of the keys.

use std::path::Path;
use std::process::ExitCode;

fn main() -> ExitCode {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/programmes.md");
    let page = std::fs::read_to_string(&path).unwrap_or_default();
    let Some(printed) = domain::programmes::manual::printed(&page) else {
        eprintln!("{} has lost the marks between which it is printed.", path.display());
        return ExitCode::FAILURE;
    };
    match std::fs::write(&path, printed) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{}: {error}", path.display());
            ExitCode::FAILURE
        }
    }
}

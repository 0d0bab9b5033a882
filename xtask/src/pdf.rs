//! Whether the PDF that leaves the house is PDF/UA-1, by a validator that is not ours.

use std::process::Command;

use crate::tools::{self, Trouble};

/// The validator, in the version whose verdict we know.
const VALIDATOR: &str = "page-validation==0.11.*";

/// Asks it about a file; says what is wrong.
const QUESTION: &str = "import sys, page
report = page.validate_pdf(sys.argv[1], profile=page.ValidationProfile.PDF_UA_1)
for failure in report.failures: print(failure)
sys.exit(0 if report.is_compliant else 1)";

fn has_validator(python: &std::path::Path) -> bool {
    Command::new(python).args(["-c", "import page"]).output().is_ok_and(|output| output.status.success())
}

/// Lays out a made-up portfolio and has it checked.
///
/// # Errors
/// The validator cannot be installed, or finds something.
pub fn check() -> Result<(), Trouble> {
    let home = tools::target().join("tools").join("pdf");
    let python = home.join("bin").join("python");
    if !python.is_file() {
        if tools::output("python3", &["-c", "import ensurepip"]).is_none() {
            tools::install("python3-venv", "Python's virtual environments")?;
        }
        tools::step("A place for the PDF validator", Command::new("python3").args(["-m", "venv"]).arg(&home))?;
    }
    if !has_validator(&python) {
        let mut install = Command::new(&python);
        let installed = tools::step("The PDF validator", install.args(["-m", "pip", "install", "--quiet", VALIDATOR]));
        if installed.is_err() {
            // Then only the exporter has looked, which refuses by itself what is plainly not PDF/UA.
            println!("The PDF validator could not be installed: the portfolio was NOT checked by it.");
            return Ok(());
        }
    }
    let file = tools::target().join("portfolio.pdf");
    let mut lay_out = tools::cargo();
    lay_out.args(["run", "--quiet", "--package", "documents", "--example", "portfolio"]);
    lay_out.stdout(std::fs::File::create(&file)?);
    tools::step("A portfolio as PDF", &mut lay_out)?;
    tools::step("The portfolio is PDF/UA-1", Command::new(&python).args(["-c", QUESTION]).arg(&file))
}

//! Writes the PDF of a made-up portfolio to a file, for a validator: `cargo run -p documents --example portfolio FILE`.

use std::process::ExitCode;

fn main() -> ExitCode {
    let Some(file) = std::env::args().nth(1) else { return ExitCode::from(2) };
    let pdf = documents::portfolio::pdf(&documents::portfolio::sample(7));
    match pdf.map(|pdf| std::fs::write(file, pdf)) {
        Ok(Ok(())) => ExitCode::SUCCESS,
        _ => ExitCode::FAILURE,
    }
}

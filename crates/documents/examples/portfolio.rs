//! Writes the PDF of a made-up portfolio, for a validator: `cargo run -p documents --example portfolio > FILE`.

use std::io::Write;
use std::process::ExitCode;

fn main() -> ExitCode {
    let pdf = documents::portfolio::pdf(&documents::portfolio::sample(7));
    match pdf.map(|pdf| std::io::stdout().write_all(&pdf)) {
        Ok(Ok(())) => ExitCode::SUCCESS,
        _ => ExitCode::FAILURE,
    }
}

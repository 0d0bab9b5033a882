//! The benchmark of the compiler of programmes: each shipped programme from its text to a checked programme. Prints
//! lines of JSON; `cargo xtask bench compile` reads them.
//!
//! Baseline: reading the same files as TOML and no more, about the least that looking at them costs.

#![allow(clippy::unwrap_used, reason = "in a test, a panic is the message")]
#![expect(clippy::print_stdout, reason = "a benchmark prints its figures")]

use std::hint::black_box;
use std::time::Instant;

use domain::programmes::{compile, sources};

/// How often each is compiled.
const ROUNDS: u32 = 200;

fn main() {
    for files in sources() {
        let key = compile(&files).unwrap().key;
        let ours = timed(|| black_box(compile(&files)).is_ok());
        let baseline = timed(|| files.iter().all(|file| black_box(file.text.parse::<toml::Table>()).is_ok()));
        let name = format!("compiling {key} ({} files), against reading its TOML", files.len());
        println!("{{\"name\": \"{name}\", \"ours\": {ours:.3}, \"baseline\": {baseline:.3}, \"unit\": \"ms\"}}");
    }
}

/// The mean time of a round, in milliseconds.
fn timed(work: impl Fn() -> bool) -> f64 {
    let started = Instant::now();
    for _ in 0..ROUNDS {
        assert!(work());
    }
    started.elapsed().as_secs_f64() * 1000.0 / f64::from(ROUNDS)
}

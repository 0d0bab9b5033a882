//! The benchmark of portfolios: a made-up one of some ten pages from its book to a tagged PDF/UA-1. Prints lines of JSON;
//! `cargo xtask bench portfolio` reads them.
//!
//! Baseline: a portfolio with nothing but its first pages, about the least that any PDF costs.

#![allow(clippy::unwrap_used, reason = "in a test, a panic is the message")]
#![expect(clippy::print_stdout, reason = "a benchmark prints its figures")]

use std::hint::black_box;
use std::time::Instant;

use documents::portfolio::{pdf, sample};
use domain::takeaway::Book;

/// How often each is laid out.
const ROUNDS: u32 = 20;

fn main() {
    let (long, short) = (sample(7), Book { sections: Vec::new(), ..sample(0) });
    let bytes = pdf(&long).unwrap().len();
    let ours = timed(&long);
    let baseline = timed(&short);
    let name = format!("a portfolio as PDF/UA-1, warm ({} KB), against its first page alone", bytes / 1024);
    println!("{{\"name\": \"{name}\", \"ours\": {ours:.3}, \"baseline\": {baseline:.3}, \"unit\": \"ms\"}}");
}

/// The mean time of a round, in milliseconds.
fn timed(book: &Book) -> f64 {
    pdf(book).unwrap();
    let started = Instant::now();
    for _ in 0..ROUNDS {
        assert!(!black_box(pdf(book).unwrap()).is_empty());
    }
    started.elapsed().as_secs_f64() * 1000.0 / f64::from(ROUNDS)
}

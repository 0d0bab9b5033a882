//! The assignment of rows to the places of columns that makes as many pairs as possible and, among those, the cheapest.
//!
//! Successive shortest augmenting paths on the sparse graph, with dual prices (the method of Jonker and Volgenant,
//! extended to columns with several places of rising cost, and to rows that may stay alone at a price). The prices are
//! returned beside the answer: [`verify`] uses them to prove that no answer is better, without trusting this file.
//! Nothing is random; of equal answers the same one is always given.

mod certificate;
mod problem;
mod search;

pub use certificate::{CertificateError, Proven, verify};
pub use problem::{Column, Draft, MOST, Pair, Problem, ProblemError, Row};

use search::Search;

/// An answer, with the prices that prove it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Solution {
    /// The column of each row, fixed ones included.
    pub choices: Vec<Option<Column>>,
    /// What each row pays for its choice: the least that any of its choices would cost it at these prices.
    pub row_values: Vec<i64>,
    /// The price of a place of each column: what the others would lose if one place fewer were there.
    pub column_prices: Vec<i64>,
}

impl Solution {
    /// How many rows have a place.
    pub fn matched(&self) -> usize {
        self.choices.iter().flatten().count()
    }
}

/// Solves, and proves the answer before handing it out.
///
/// # Errors
/// The answer could not be proven: a fault of this module, never of the question.
pub fn solve(problem: &Problem) -> Result<Solution, CertificateError> {
    let solution = Search::new(problem).run();
    verify(problem, &solution)?;
    Ok(solution)
}

#[cfg(test)]
mod tests;

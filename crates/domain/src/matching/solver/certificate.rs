//! The proof that an answer is the best: weak duality, checked from the question alone.
//!
//! Any prices under which no row pays more than any of its choices costs give a floor that no answer can be under. When
//! an answer costs exactly that floor, nothing is better. Rows left alone cost so much that this holds for the number
//! of pairs before it holds for their cost. Nothing here depends on how the answer was found.

use super::Solution;
use super::problem::{Column, Problem, Row};

/// Proof that a solution is the best there is; only [`verify`] makes one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Proven {
    matched: usize,
    cost: u64,
}

impl Proven {
    /// How many rows have a place: no answer has more.
    pub fn matched(self) -> usize {
        self.matched
    }

    /// What the answer costs (pairs, places, rows left alone): no answer with as many pairs costs less.
    pub fn cost(self) -> u64 {
        self.cost
    }
}

/// What is wrong with an answer or its prices.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CertificateError {
    #[error("the answer has other rows or columns than the question")]
    OtherShape,
    #[error("row {row} was given column {column}, which it may not have")]
    NotAllowed { row: Row, column: Column },
    #[error("row {row} is fixed to another column")]
    FixedElsewhere { row: Row },
    #[error("column {column} has more rows than places")]
    Overfull { column: Column },
    #[error("the price of column {column} is negative")]
    NegativePrice { column: Column },
    #[error("row {row} values its place higher than staying alone costs")]
    ValuedAboveAlone { row: Row },
    #[error("row {row} values its place higher than column {column} would cost it")]
    ValuedAbovePair { row: Row, column: Column },
    #[error("the answer costs {cost}, the prices prove no more than {floor}")]
    Gap { cost: i128, floor: i128 },
}

/// Proves that a solution has as many pairs as any and costs as little as any with so many.
///
/// # Errors
/// The solution breaks the question's rules, or its prices do not prove it best.
pub fn verify(problem: &Problem, solution: &Solution) -> Result<Proven, CertificateError> {
    let shape = (solution.choices.len(), solution.row_values.len(), solution.column_prices.len());
    if shape != (problem.row_count(), problem.row_count(), problem.column_count()) {
        return Err(CertificateError::OtherShape);
    }
    let cost = cost_of_answer(problem, &solution.choices)?;
    let floor = floor_of_prices(problem, solution)?;
    if cost.free != floor {
        return Err(CertificateError::Gap { cost: cost.free, floor });
    }
    let matched = solution.matched();
    let alone = (problem.row_count() - matched) as i128 * i128::from(problem.left_alone());
    let real = cost.free + cost.fixed - alone;
    Ok(Proven { matched, cost: u64::try_from(real).expect("costs are not negative") })
}

struct Cost {
    /// Of the rows that were free to choose.
    free: i128,
    /// Of the fixed pairs, which nothing can change.
    fixed: i128,
}

fn cost_of_answer(problem: &Problem, choices: &[Option<Column>]) -> Result<Cost, CertificateError> {
    let mut taken = vec![0_usize; problem.column_count()];
    let mut cost = Cost { free: 0, fixed: 0 };
    for (row, &choice) in choices.iter().enumerate() {
        let row = row as Row;
        if let Some(fixed) = problem.fixed(row) {
            if choice != Some(fixed) {
                return Err(CertificateError::FixedElsewhere { row });
            }
            cost.fixed += i128::from(problem.cost(row, fixed).unwrap_or(0));
            continue;
        }
        match choice {
            None => cost.free += i128::from(problem.leaving[row as usize]),
            Some(column) => {
                let known = if (column as usize) < taken.len() { problem.cost(row, column) } else { None };
                let pair = known.ok_or(CertificateError::NotAllowed { row, column })?;
                taken[column as usize] += 1;
                cost.free += i128::from(pair);
            }
        }
    }
    for (column, &count) in taken.iter().enumerate() {
        let column = column as Column;
        let (all, free) = (problem.places(column), problem.free_places(column));
        let places = free.get(..count).ok_or(CertificateError::Overfull { column })?;
        cost.free += places.iter().map(|&place| i128::from(place)).sum::<i128>();
        cost.fixed += all[..all.len() - free.len()].iter().map(|&place| i128::from(place)).sum::<i128>();
    }
    Ok(cost)
}

/// What the prices prove that every answer costs at least: what the rows pay, less what the places earn.
fn floor_of_prices(problem: &Problem, solution: &Solution) -> Result<i128, CertificateError> {
    let prices = &solution.column_prices;
    let mut floor = 0_i128;
    for (row, &value) in solution.row_values.iter().enumerate() {
        let row = row as Row;
        if problem.fixed(row).is_some() {
            continue;
        }
        if value > problem.leaving[row as usize] {
            return Err(CertificateError::ValuedAboveAlone { row });
        }
        let dearer = problem
            .pairs_of(row)
            .find(|&(column, cost)| i128::from(value) > i128::from(cost) + i128::from(prices[column as usize]));
        if let Some((column, _)) = dearer {
            return Err(CertificateError::ValuedAbovePair { row, column });
        }
        floor += i128::from(value);
    }
    for (column, &price) in prices.iter().enumerate() {
        let column = column as Column;
        if price < 0 {
            return Err(CertificateError::NegativePrice { column });
        }
        let earned = problem.free_places(column).iter().map(|&place| (price - i64::from(place)).max(0));
        floor -= earned.map(i128::from).sum::<i128>();
    }
    Ok(floor)
}

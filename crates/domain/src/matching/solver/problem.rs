//! The question put to the solver: rows that each want one place, columns that have a few, and what each pair costs.

use std::collections::HashSet;

/// A row (somebody who wants a place), by its position.
pub type Row = u32;
/// A column (somebody who has places), by its position.
pub type Column = u32;

/// At most so many rows or columns, so that no sum of costs can overflow.
pub const MOST: usize = 1 << 24;

/// A pair that may be made, and its cost.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Pair {
    pub row: Row,
    pub column: Column,
    pub cost: u32,
}

/// A question before it was checked.
#[derive(Debug, Clone, Default)]
pub struct Draft {
    /// What it costs to leave each row without a place, when not all can have one. Whatever it says, more pairs always
    /// come before cheaper ones.
    pub leaving: Vec<u32>,
    /// For each column what its first, second, … place costs on top of the pair; no entry, no place. Never falling.
    pub places: Vec<Vec<u32>>,
    /// Every pair that may be made; of two entries for the same pair the cheaper counts.
    pub pairs: Vec<Pair>,
    /// Pairs that must stand. They need not be among `pairs`, and take the first places of their column.
    pub fixed: Vec<(Row, Column)>,
    /// Pairs that must not be made.
    pub forbidden: Vec<(Row, Column)>,
}

/// Why a draft is not a question that has an answer.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ProblemError {
    #[error("more than {MOST} rows or columns")]
    TooLarge,
    #[error("pair ({row}, {column}) names a row or column that is not there")]
    OutOfRange { row: Row, column: Column },
    #[error("the places of column {column} become cheaper")]
    FallingPlaces { column: Column },
    #[error("row {row} is fixed twice")]
    FixedTwice { row: Row },
    #[error("pair ({row}, {column}) is fixed and forbidden")]
    FixedAndForbidden { row: Row, column: Column },
    #[error("more pairs are fixed on column {column} than it has places")]
    FixedBeyondPlaces { column: Column },
}

/// A checked question. Pairs lie row by row, in order of their column.
#[derive(Debug, Clone)]
pub struct Problem {
    pub(super) leaving: Vec<i64>,
    pub(super) fixed: Vec<Option<Column>>,
    starts: Vec<usize>,
    columns: Vec<Column>,
    costs: Vec<u32>,
    place_starts: Vec<usize>,
    place_costs: Vec<u32>,
    fixed_on: Vec<u32>,
    left_alone: i64,
}

impl Problem {
    /// Checks and orders a draft.
    ///
    /// # Errors
    /// The draft contradicts itself; see [`ProblemError`].
    pub fn new(mut draft: Draft) -> Result<Self, ProblemError> {
        let (rows, columns) = (draft.leaving.len(), draft.places.len());
        check_sizes(&draft, rows, columns)?;
        let (fixed, fixed_on) = fixed_pairs(&draft, rows, columns)?;
        let forbidden: HashSet<(Row, Column)> = draft.forbidden.iter().copied().collect();
        draft.pairs.retain(|pair| {
            fixed[pair.row as usize].is_none_or(|column| column == pair.column)
                && (forbidden.is_empty() || !forbidden.contains(&(pair.row, pair.column)))
        });
        draft.pairs.sort_unstable();
        draft.pairs.dedup_by_key(|pair| (pair.row, pair.column));

        let mut starts = vec![0; rows + 1];
        for pair in &draft.pairs {
            starts[pair.row as usize + 1] += 1;
        }
        let mut place_starts = vec![0; columns + 1];
        for (column, places) in draft.places.iter().enumerate() {
            place_starts[column + 1] = place_starts[column] + places.len();
        }
        for row in 0..rows {
            starts[row + 1] += starts[row];
        }
        let dearest = draft.pairs.iter().map(|pair| i64::from(pair.cost)).max().unwrap_or(0)
            + draft.places.iter().flatten().map(|&cost| i64::from(cost)).max().unwrap_or(0);
        let dearest = dearest.max(draft.leaving.iter().map(|&cost| i64::from(cost)).max().unwrap_or(0));
        // More than all rows together can cost otherwise: one pair more is always worth it.
        let left_alone = 1 + dearest * i64::try_from(rows).expect("at most MOST rows");
        Ok(Self {
            leaving: draft.leaving.iter().map(|&cost| i64::from(cost) + left_alone).collect(),
            fixed,
            starts,
            columns: draft.pairs.iter().map(|pair| pair.column).collect(),
            costs: draft.pairs.iter().map(|pair| pair.cost).collect(),
            place_starts,
            place_costs: draft.places.into_iter().flatten().collect(),
            fixed_on,
            left_alone,
        })
    }

    /// How many rows there are.
    pub fn row_count(&self) -> usize {
        self.leaving.len()
    }

    /// How many columns there are.
    pub fn column_count(&self) -> usize {
        self.fixed_on.len()
    }

    /// The columns that a row may have, in order, each with its cost.
    pub fn pairs_of(&self, row: Row) -> impl Iterator<Item = (Column, u32)> + '_ {
        let range = self.starts[row as usize]..self.starts[row as usize + 1];
        self.columns[range.clone()].iter().copied().zip(self.costs[range].iter().copied())
    }

    /// What a pair costs, if it may be made.
    pub fn cost(&self, row: Row, column: Column) -> Option<u32> {
        let range = self.starts[row as usize]..self.starts[row as usize + 1];
        let at = self.columns[range.clone()].binary_search(&column).ok()?;
        Some(self.costs[range.start + at])
    }

    /// What the places of a column cost, first to last, those of fixed pairs included.
    pub fn places(&self, column: Column) -> &[u32] {
        &self.place_costs[self.place_starts[column as usize]..self.place_starts[column as usize + 1]]
    }

    /// What the places of a column cost that no fixed pair takes.
    pub fn free_places(&self, column: Column) -> &[u32] {
        &self.places(column)[self.fixed_on[column as usize] as usize..]
    }

    /// The column a row was fixed to.
    pub fn fixed(&self, row: Row) -> Option<Column> {
        self.fixed[row as usize]
    }

    /// What a row without a place costs in the sum that is made least: so much that one pair more is always cheaper.
    pub fn left_alone(&self) -> i64 {
        self.left_alone
    }
}

fn check_sizes(draft: &Draft, rows: usize, columns: usize) -> Result<(), ProblemError> {
    if rows > MOST || columns > MOST {
        return Err(ProblemError::TooLarge);
    }
    let named = draft.pairs.iter().map(|pair| (pair.row, pair.column));
    for (row, column) in named.chain(draft.fixed.iter().copied()).chain(draft.forbidden.iter().copied()) {
        if row as usize >= rows || column as usize >= columns {
            return Err(ProblemError::OutOfRange { row, column });
        }
    }
    match draft.places.iter().position(|places| !places.is_sorted()) {
        Some(column) => Err(ProblemError::FallingPlaces { column: column as Column }),
        None => Ok(()),
    }
}

type Fixed = (Vec<Option<Column>>, Vec<u32>);

fn fixed_pairs(draft: &Draft, rows: usize, columns: usize) -> Result<Fixed, ProblemError> {
    let mut fixed = vec![None; rows];
    let mut fixed_on = vec![0_u32; columns];
    for &(row, column) in &draft.fixed {
        if fixed[row as usize].replace(column).is_some() {
            return Err(ProblemError::FixedTwice { row });
        }
        fixed_on[column as usize] += 1;
        if fixed_on[column as usize] as usize > draft.places[column as usize].len() {
            return Err(ProblemError::FixedBeyondPlaces { column });
        }
    }
    match draft.forbidden.iter().find(|&&(row, column)| fixed[row as usize] == Some(column)) {
        Some(&(row, column)) => Err(ProblemError::FixedAndForbidden { row, column }),
        None => Ok((fixed, fixed_on)),
    }
}

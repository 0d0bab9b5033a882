//! Generated cohorts for the matching solver: the same ones every time.

use domain::matching::solver::{Column, Draft, Pair, Row};

/// A generator of numbers that look random and are the same every time (SplitMix64).
#[derive(Debug, Clone)]
pub struct Numbers(u64);

impl Numbers {
    /// Starts the series of a seed.
    pub fn from_seed(seed: u64) -> Self {
        Self(seed)
    }

    /// The next number below a limit.
    pub fn below(&mut self, limit: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (mixed ^ (mixed >> 31)) % limit
    }
}

/// A cohort of so many people and supporters with two places each; every person may have so many supporters, chosen at
/// random, at costs up to a thousand.
pub fn random_draft(rows: usize, columns: usize, per_row: usize, seed: u64) -> Draft {
    let mut numbers = Numbers::from_seed(seed);
    let mut draft = Draft { leaving: vec![0; rows], places: vec![vec![0, 0]; columns], ..Draft::default() };
    for row in 0..rows {
        for _ in 0..per_row {
            draft.pairs.push(Pair {
                row: row as Row,
                column: numbers.below(columns as u64) as Column,
                cost: numbers.below(1000) as u32,
            });
        }
    }
    draft
}

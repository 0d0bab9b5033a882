//! The search itself: one row after another finds the cheapest way to a place, moving others along where that is
//! cheaper for all, and the prices rise to where no move pays any more.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::Solution;
use super::problem::{Column, Problem, Row};

const FAR: i64 = i64::MAX;

/// Where a path can end.
#[derive(Debug, Clone, Copy)]
enum End {
    /// At a column with a free place.
    Place(Column),
    /// With a row (the first or one that is moved out) that stays alone.
    Alone(Row),
}

pub(super) struct Search<'a> {
    problem: &'a Problem,
    choices: Vec<Option<Column>>,
    values: Vec<i64>,
    prices: Vec<i64>,
    /// The rows that hold the free places of each column, in one piece: `held[starts[c]..starts[c] + taken[c]]`.
    held: Vec<Row>,
    starts: Vec<usize>,
    taken: Vec<usize>,
    /// Of the search under way: how far each column is, and from which row it was reached.
    distances: Vec<i64>,
    reached_from: Vec<Row>,
    touched: Vec<Column>,
    scanned: Vec<Column>,
    queue: BinaryHeap<Reverse<(i64, Column)>>,
    best: (i64, End),
}

impl<'a> Search<'a> {
    pub(super) fn new(problem: &'a Problem) -> Self {
        let columns = problem.column_count();
        let mut starts = vec![0; columns + 1];
        for column in 0..columns {
            starts[column + 1] = starts[column] + problem.free_places(column as Column).len();
        }
        Self {
            problem,
            choices: problem.fixed.clone(),
            values: vec![0; problem.row_count()],
            prices: (0..columns)
                .map(|column| problem.free_places(column as Column).first().map_or(0, |&cost| i64::from(cost)))
                .collect(),
            held: vec![0; starts[columns]],
            starts,
            taken: vec![0; columns],
            distances: vec![FAR; columns],
            reached_from: vec![0; columns],
            touched: Vec::new(),
            scanned: Vec::new(),
            queue: BinaryHeap::new(),
            best: (FAR, End::Alone(0)),
        }
    }

    pub(super) fn run(mut self) -> Solution {
        let rows = self.problem.row_count() as Row;
        let waiting: Vec<Row> = (0..rows)
            .filter(|&row| self.problem.fixed(row).is_none())
            .filter(|&row| !self.takes_its_cheapest(row))
            .collect();
        for row in waiting {
            self.find_path(row);
            self.raise_prices(row);
            self.move_along(row);
        }
        Solution { choices: self.choices, row_values: self.values, column_prices: self.prices }
    }

    /// What the next free place of a column costs, if it has one.
    fn next_place(&self, column: Column) -> Option<i64> {
        self.problem.free_places(column).get(self.taken[column as usize]).map(|&cost| i64::from(cost))
    }

    /// Gives a row its cheapest column outright when that has a place at its present price: the bulk of the work.
    fn takes_its_cheapest(&mut self, row: Row) -> bool {
        let mut least = FAR;
        let mut open: Option<(i64, Column)> = None;
        for (column, cost) in self.problem.pairs_of(row) {
            let price = self.prices[column as usize];
            let cost = i64::from(cost) + price;
            least = least.min(cost);
            if open.is_none_or(|(cheapest, _)| cost < cheapest) && self.next_place(column) == Some(price) {
                open = Some((cost, column));
            }
        }
        let Some((cost, column)) = open.filter(|&(cost, _)| cost == least) else { return false };
        let at = column as usize;
        self.values[row as usize] = cost;
        self.choices[row as usize] = Some(column);
        self.held[self.starts[at] + self.taken[at]] = row;
        self.taken[at] += 1;
        true
    }

    /// Finds the cheapest path from a row to an end, by Dijkstra's method over the columns with the prices as
    /// potentials.
    fn find_path(&mut self, row: Row) {
        self.best = (FAR, End::Alone(row));
        self.scan(row, 0);
        while let Some(Reverse((distance, column))) = self.queue.pop() {
            if distance >= self.best.0 {
                break;
            }
            if distance > self.distances[column as usize] {
                continue;
            }
            self.scanned.push(column);
            let start = self.starts[column as usize];
            for at in start..start + self.taken[column as usize] {
                self.scan(self.held[at], distance);
            }
        }
        self.queue.clear();
    }

    /// Looks at every way on from a row that was reached at a distance.
    fn scan(&mut self, row: Row, distance: i64) {
        let base = distance - self.values[row as usize];
        let alone = base + self.problem.leaving[row as usize];
        if alone < self.best.0 {
            self.best = (alone, End::Alone(row));
        }
        for (column, cost) in self.problem.pairs_of(row) {
            let at = column as usize;
            let reached = base + i64::from(cost) + self.prices[at];
            if reached >= self.distances[at] || reached >= self.best.0 {
                continue;
            }
            if self.distances[at] == FAR {
                self.touched.push(column);
            }
            self.distances[at] = reached;
            self.reached_from[at] = row;
            self.queue.push(Reverse((reached, column)));
            if let Some(place) = self.next_place(column) {
                let end = reached + place - self.prices[at];
                if end < self.best.0 {
                    self.best = (end, End::Place(column));
                }
            }
        }
    }

    /// Raises the prices of what was nearer than the end by the difference, so that the path costs nothing more than
    /// standing still and no other move pays.
    fn raise_prices(&mut self, row: Row) {
        let end = self.best.0;
        self.values[row as usize] = end;
        for column in self.scanned.drain(..) {
            let at = column as usize;
            let rise = end - self.distances[at];
            self.prices[at] += rise;
            for held in self.starts[at]..self.starts[at] + self.taken[at] {
                self.values[self.held[held] as usize] += rise;
            }
        }
        for column in self.touched.drain(..) {
            self.distances[column as usize] = FAR;
        }
    }

    /// Moves every row on the path one column on, from the end back to the row that started.
    fn move_along(&mut self, first: Row) {
        let (mut column, mut at) = match self.best.1 {
            End::Place(column) => {
                let at = self.starts[column as usize] + self.taken[column as usize];
                self.taken[column as usize] += 1;
                (column, at)
            }
            End::Alone(row) => match self.choices[row as usize].take() {
                Some(column) => (column, self.position(row, column)),
                None => return,
            },
        };
        loop {
            let row = self.reached_from[column as usize];
            self.held[at] = row;
            let left = self.choices[row as usize].replace(column);
            match left {
                Some(left) if row != first => {
                    at = self.position(row, left);
                    column = left;
                }
                _ => break,
            }
        }
    }

    fn position(&self, row: Row, column: Column) -> usize {
        let start = self.starts[column as usize];
        let held = &self.held[start..start + self.taken[column as usize]];
        start + held.iter().position(|&other| other == row).expect("a row holds a place of its choice")
    }
}

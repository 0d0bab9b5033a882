//! The benchmark of matching. Prints a line of JSON for each figure; `cargo xtask bench matching` reads them.
//!
//! Baselines: *dense* is the Hungarian method on the full matrix, each place a column of its own; it finds the same
//! optimum and the two are compared. *greedy* lets one person after another take the cheapest free place, on the same
//! graph: not optimal, and about the least that any method does. Our times include the check of the proof.

#![allow(clippy::unwrap_used, reason = "in a test, a panic is the message")]
#![expect(clippy::print_stdout, reason = "a benchmark prints its figures")]

use std::time::Instant;

use domain::matching::solver::{self, Draft, Problem, Row};
use testkit::cohorts::random_draft;

fn main() {
    let small = Problem::new(random_draft(1_000, 600, 20, 1)).expect("a generated cohort is well formed");
    let (ours, cost) = best_of(5, || optimum(&small));
    let (dense, dense_cost) = best_of(2, || hungarian(&small));
    assert_eq!(cost, dense_cost, "two methods, one optimum");
    print("matching 1,000 x 600 (20,000 pairs), against the dense method", ours, dense);

    for (name, columns) in [("enough places", 6_000), ("too few places", 4_800)] {
        let draft = random_draft(10_000, columns, 20, 2);
        let problem = Problem::new(draft.clone()).expect("a generated cohort is well formed");
        let (ours, cost) = best_of(5, || optimum(&problem));
        let (greedy, greedy_cost) = best_of(5, || greedy(&problem));
        assert!(cost.0 >= greedy_cost.0, "nothing matches more people than the optimum");
        print(&format!("matching 10,000 x {columns} (200,000 pairs), {name}, against greedy"), ours, greedy);
    }

    let balanced = Problem::new(with_balance(random_draft(10_000, 6_000, 20, 2))).expect("well formed");
    let (ours, _) = best_of(5, || optimum(&balanced));
    let (greedy, _) = best_of(5, || greedy(&balanced));
    print("matching 10,000 x 6000 (200,000 pairs), work balanced, against greedy", ours, greedy);
}

/// Second places cost more than first ones.
fn with_balance(draft: Draft) -> Draft {
    Draft { places: vec![vec![0, 100]; draft.places.len()], ..draft }
}

fn print(name: &str, ours: f64, baseline: f64) {
    println!("{{\"name\": \"{name}\", \"ours\": {ours:.3}, \"baseline\": {baseline:.3}, \"unit\": \"ms\"}}");
}

/// The least time of so many runs in milliseconds, and what the last one gave.
fn best_of<T>(runs: usize, mut work: impl FnMut() -> T) -> (f64, T) {
    let mut least = f64::INFINITY;
    let mut result = None;
    for _ in 0..runs {
        let started = Instant::now();
        result = Some(work());
        least = least.min(started.elapsed().as_secs_f64() * 1000.0);
    }
    (least, result.expect("at least one run"))
}

/// Pairs and cost of the optimum, proven.
fn optimum(problem: &Problem) -> (usize, u64) {
    let solution = solver::solve(problem).expect("the solver proves its answers");
    let proven = solver::verify(problem, &solution).expect("proven a moment ago");
    (proven.matched(), proven.cost())
}

/// Pairs and cost when one after another takes the cheapest free place.
fn greedy(problem: &Problem) -> (usize, u64) {
    let mut taken = vec![0_usize; problem.column_count()];
    let (mut matched, mut sum) = (0, 0);
    for row in 0..problem.row_count() as Row {
        let open = problem.pairs_of(row).filter_map(|(column, cost)| {
            let place = problem.places(column).get(taken[column as usize])?;
            Some((u64::from(cost) + u64::from(*place), column))
        });
        if let Some((cost, column)) = open.min() {
            taken[column as usize] += 1;
            matched += 1;
            sum += cost;
        }
    }
    (matched, sum)
}

/// The dense matrix of rows and single places; a pair that may not be costs more than everything else together.
struct Matrix {
    rows: usize,
    width: usize,
    costs: Vec<i64>,
    never: i64,
}

fn matrix(problem: &Problem) -> Matrix {
    let rows = problem.row_count();
    let places: Vec<(u32, u32)> = (0..problem.column_count() as u32)
        .flat_map(|column| problem.places(column).iter().map(move |&cost| (column, cost)))
        .collect();
    let width = places.len().max(rows);
    let never = problem.left_alone();
    let mut costs = vec![never; rows * width];
    for row in 0..rows {
        for (at, &(column, place)) in places.iter().enumerate() {
            if let Some(cost) = problem.cost(row as Row, column) {
                costs[row * width + at] = i64::from(cost) + i64::from(place);
            }
        }
    }
    Matrix { rows, width, costs, never }
}

/// The Hungarian method (Jonker and Volgenant's form) on the dense matrix.
fn hungarian(problem: &Problem) -> (usize, u64) {
    let Matrix { rows, width, costs, never } = matrix(problem);
    let mut of_place = vec![rows; width + 1];
    let (mut row_values, mut prices) = (vec![0_i64; rows + 1], vec![0_i64; width + 1]);
    for row in 0..rows {
        let mut distances = vec![i64::MAX; width + 1];
        let mut before = vec![width; width + 1];
        let mut done = vec![false; width + 1];
        let mut place = width;
        of_place[width] = row;
        loop {
            done[place] = true;
            let (current, mut delta, mut next) = (of_place[place], i64::MAX, width);
            for at in 0..width {
                if done[at] {
                    continue;
                }
                let reduced = costs[current * width + at] - row_values[current] - prices[at];
                if reduced < distances[at] {
                    (distances[at], before[at]) = (reduced, place);
                }
                if distances[at] < delta {
                    (delta, next) = (distances[at], at);
                }
            }
            for at in 0..=width {
                if done[at] {
                    row_values[of_place[at]] += delta;
                    prices[at] -= delta;
                } else if distances[at] < i64::MAX {
                    distances[at] -= delta;
                }
            }
            place = next;
            if of_place[place] == rows {
                break;
            }
        }
        while place != width {
            of_place[place] = of_place[before[place]];
            place = before[place];
        }
        of_place[width] = rows;
    }
    let chosen = (0..width).filter(|&at| of_place[at] < rows).map(|at| costs[of_place[at] * width + at]);
    let real: Vec<i64> = chosen.filter(|&cost| cost < never).collect();
    (real.len(), real.iter().sum::<i64>().unsigned_abs())
}

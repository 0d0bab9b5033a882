//! The solver against brute force on small questions, and the proof against tampered answers.

#![expect(non_snake_case, reason = "tests name the requirement they prove")]

use proptest::prelude::*;

use super::*;

/// The best (pairs, cost) by trying everything.
fn brute_force(draft: &Draft) -> (usize, u64) {
    fn place(
        draft: &Draft,
        row: usize,
        taken: &mut Vec<usize>,
        pairs: usize,
        cost: u64,
        best: &mut Option<(usize, u64)>,
    ) {
        if row == draft.leaving.len() {
            if best.is_none_or(|(most, least)| pairs > most || (pairs == most && cost < least)) {
                *best = Some((pairs, cost));
            }
            return;
        }
        let fixed = draft.fixed.iter().find(|&&(fixed, _)| fixed as usize == row);
        if fixed.is_none() {
            place(draft, row + 1, taken, pairs, cost + u64::from(draft.leaving[row]), best);
        }
        for column in 0..draft.places.len() {
            let pair = (row as Row, column as Column);
            let listed = draft.pairs.iter().filter(|p| (p.row, p.column) == pair).map(|p| p.cost).min();
            let listed = match fixed {
                Some(&fixed) if fixed == pair => Some(listed.unwrap_or(0)),
                Some(_) => None,
                None if draft.forbidden.contains(&pair) => None,
                None => listed,
            };
            let (Some(listed), Some(&surcharge)) = (listed, draft.places[column].get(taken[column])) else { continue };
            taken[column] += 1;
            place(draft, row + 1, taken, pairs + 1, cost + u64::from(listed) + u64::from(surcharge), best);
            taken[column] -= 1;
        }
    }
    let mut best = None;
    place(draft, 0, &mut vec![0; draft.places.len()], 0, 0, &mut best);
    best.expect("leaving every free row alone is an answer")
}

/// Small questions with ties, rows without candidates, columns without places, fixed and forbidden pairs.
fn drafts() -> impl Strategy<Value = Draft> {
    let places = prop::collection::vec(prop::collection::vec(0_u32..4, 0..=3), 0..=5);
    (prop::collection::vec(0_u32..5, 0..=6), places).prop_flat_map(|(leaving, mut places)| {
        places.iter_mut().for_each(|places| places.sort_unstable());
        let (rows, columns) = (leaving.len() as Row, places.len() as Column);
        let grid: Vec<(Row, Column)> =
            (0..rows).flat_map(|row| (0..columns).map(move |column| (row, column))).collect();
        let costs = prop::collection::vec(prop::option::weighted(0.6, 0_u32..6), grid.len());
        let marks = prop::collection::vec(0_u8..20, grid.len());
        (costs, marks).prop_map(move |(costs, marks)| {
            let mut draft = Draft { leaving: leaving.clone(), places: places.clone(), ..Draft::default() };
            for ((&(row, column), cost), mark) in grid.iter().zip(costs).zip(marks) {
                draft.pairs.extend(cost.map(|cost| Pair { row, column, cost }));
                let on_column = draft.fixed.iter().filter(|&&(_, fixed)| fixed == column).count();
                let free =
                    draft.fixed.iter().all(|&(fixed, _)| fixed != row) && on_column < places[column as usize].len();
                match mark {
                    0 if free => draft.fixed.push((row, column)),
                    1 | 2 => draft.forbidden.push((row, column)),
                    _ => {}
                }
            }
            draft
        })
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn req_D3_the_answer_is_as_good_as_any_by_brute_force(draft in drafts()) {
        let best = brute_force(&draft);
        let problem = Problem::new(draft).unwrap();
        let solution = solve(&problem).unwrap();
        let proven = verify(&problem, &solution).unwrap();
        prop_assert_eq!((proven.matched(), proven.cost()), best);
        prop_assert_eq!(&solve(&problem).unwrap(), &solution, "the same every time");
    }

    /// A proof is only worth something if it cannot be given for a worse answer.
    #[test]
    fn req_D3_a_tampered_answer_or_price_is_refused(draft in drafts(), at in any::<prop::sample::Index>(), by in 1_i64..4) {
        let problem = Problem::new(draft.clone()).unwrap();
        let solution = solve(&problem).unwrap();
        let proven = verify(&problem, &solution).unwrap();
        if problem.row_count() == 0 {
            return Ok(());
        }
        let row = at.index(problem.row_count());

        let mut dearer = solution.clone();
        dearer.row_values[row] += by;
        prop_assert_eq!(verify(&problem, &dearer).is_err(), problem.fixed(row as Row).is_none());
        let mut cheaper = solution.clone();
        cheaper.row_values[row] -= by;
        prop_assert_eq!(verify(&problem, &cheaper).is_err(), problem.fixed(row as Row).is_none());

        let mut moved = solution.clone();
        moved.choices[row] = match moved.choices[row] {
            Some(_) => None,
            None => Some(0),
        };
        prop_assert!(verify(&problem, &moved).is_err());
        for column in 0..problem.column_count() {
            let mut moved = solution.clone();
            moved.choices[row] = Some(column as Column);
            // Another answer may be just as good; then the same prices prove it with the same figures.
            if let Ok(same) = verify(&problem, &moved) {
                prop_assert_eq!(same, proven);
            }
        }
    }

    /// Weak duality itself: no prices whatever make a worse answer pass.
    #[test]
    fn req_D3_no_prices_prove_a_worse_answer(
        draft in drafts(),
        values in prop::collection::vec(-3_i64..40, 6),
        prices in prop::collection::vec(-1_i64..8, 5),
        choices in prop::collection::vec(prop::option::of(0_u32..5), 6),
    ) {
        let best = brute_force(&draft);
        let problem = Problem::new(draft).unwrap();
        let (rows, columns) = (problem.row_count(), problem.column_count());
        let candidate = Solution {
            choices: choices[..rows].to_vec(),
            row_values: values[..rows].to_vec(),
            column_prices: prices[..columns].to_vec(),
        };
        if let Ok(proven) = verify(&problem, &candidate) {
            prop_assert_eq!((proven.matched(), proven.cost()), best);
        }
    }
}

fn pairs(list: &[(Row, Column, u32)]) -> Vec<Pair> {
    list.iter().map(|&(row, column, cost)| Pair { row, column, cost }).collect()
}

#[test]
fn more_pairs_come_before_cheaper_ones() {
    // Row 0 would rather have column 0, but then row 1 would go without.
    let draft = Draft {
        leaving: vec![0, 0],
        places: vec![vec![0], vec![0]],
        pairs: pairs(&[(0, 0, 0), (0, 1, 1_000_000), (1, 0, 0)]),
        ..Draft::default()
    };
    let solution = solve(&Problem::new(draft).unwrap()).unwrap();
    assert_eq!(solution.choices, [Some(1), Some(0)]);
}

#[test]
fn when_places_are_short_the_row_that_costs_least_to_leave_stays_alone() {
    let draft = Draft {
        leaving: vec![1, 9, 5],
        places: vec![vec![0, 0]],
        pairs: pairs(&[(0, 0, 0), (1, 0, 3), (2, 0, 3)]),
        ..Draft::default()
    };
    let solution = solve(&Problem::new(draft).unwrap()).unwrap();
    assert_eq!(solution.choices, [None, Some(0), Some(0)]);
}

#[test]
fn second_places_that_cost_more_spread_the_work() {
    let draft = Draft {
        leaving: vec![0; 2],
        places: vec![vec![0, 5], vec![0, 5]],
        pairs: pairs(&[(0, 0, 0), (0, 1, 3), (1, 0, 0), (1, 1, 4)]),
        ..Draft::default()
    };
    let solution = solve(&Problem::new(draft).unwrap()).unwrap();
    assert_eq!(solution.choices, [Some(1), Some(0)]);
}

#[test]
fn a_draft_that_contradicts_itself_is_refused() {
    let draft = || Draft { leaving: vec![0; 2], places: vec![vec![0]], ..Draft::default() };
    let refused = |change: fn(&mut Draft)| {
        let mut draft = draft();
        change(&mut draft);
        Problem::new(draft).unwrap_err()
    };
    assert_eq!(refused(|d| d.fixed = vec![(0, 0), (1, 0)]), ProblemError::FixedBeyondPlaces { column: 0 });
    assert_eq!(refused(|d| d.fixed = vec![(0, 0), (0, 0)]), ProblemError::FixedTwice { row: 0 });
    assert_eq!(refused(|d| d.forbidden = vec![(2, 0)]), ProblemError::OutOfRange { row: 2, column: 0 });
    assert_eq!(refused(|d| d.places = vec![vec![1, 0]]), ProblemError::FallingPlaces { column: 0 });
    assert_eq!(
        refused(|d| (d.fixed, d.forbidden) = (vec![(0, 0)], vec![(0, 0)])),
        ProblemError::FixedAndForbidden { row: 0, column: 0 }
    );
}

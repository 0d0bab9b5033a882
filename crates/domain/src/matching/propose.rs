//! A proposal for a whole cohort: whom each person gets, and why.

use std::collections::{BTreeMap, HashMap, HashSet};

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::cohort::{Seeker, SupporterOffer};
use super::explain::{self, Obstacles, Reasons};
use super::judge::{self, Barrier, Preference};
use super::rules::MatchingRules;
use super::solver::{self, CertificateError, Column, Draft, Pair, Problem, Proven, Row};
use crate::ids::{CandidacyId, PersonId};
use crate::keys::ProfessionKey;

/// What the lead decided before the run.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Wanted {
    /// Pairs that stay as they are.
    pub fixed: Vec<(CandidacyId, PersonId)>,
    /// Pairs that are not to be made.
    pub ruled_out: Vec<(CandidacyId, PersonId)>,
    /// People who are not matched this time.
    pub excluded: Vec<CandidacyId>,
    /// Supporters who get nobody this time.
    pub left_out: Vec<PersonId>,
}

/// What became of one person of the cohort.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "outcome", rename_all = "kebab-case")]
pub enum Outcome {
    Matched(Reasons),
    Unmatched(Obstacles),
    /// Left out of the run by the lead.
    Excluded,
}

/// One person of the cohort, and what became of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    pub candidacy: CandidacyId,
    /// Of the pair alone, in the weights of the programme; `None` when there is no pair.
    pub cost: Option<u32>,
    pub fixed: bool,
    pub outcome: Outcome,
    /// A pair that the lead had fixed and that a hard rule now forbids: it was let go.
    pub let_go: Option<(PersonId, Barrier)>,
}

impl Line {
    /// The supporter proposed.
    pub fn supporter(&self) -> Option<PersonId> {
        match &self.outcome {
            Outcome::Matched(reasons) => Some(reasons.supporter),
            Outcome::Unmatched(_) | Outcome::Excluded => None,
        }
    }
}

/// Places that supporters still have, for one profession.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Capacity {
    /// Supporters who could take somebody on today.
    pub supporters: u32,
    /// Their free places before the proposal.
    pub places: u32,
    /// Their free places after it.
    pub left: u32,
}

/// A proposal, proven to match as many people as can be and as well as can be.
#[derive(Debug, Clone)]
pub struct Proposal {
    /// In the order of the seekers.
    pub lines: Vec<Line>,
    pub capacity: BTreeMap<Option<ProfessionKey>, Capacity>,
    pub proven: Proven,
}

/// Everything a run looks at.
pub struct Cohort<'a> {
    pub rules: &'a MatchingRules,
    pub seekers: &'a [Seeker],
    pub offers: &'a [SupporterOffer],
    pub wanted: &'a Wanted,
    pub today: Date,
}

/// A cohort with its pairs judged: what the solver answered and the explanation reads.
pub(super) struct Judged<'a> {
    pub(super) cohort: &'a Cohort<'a>,
    pub(super) ruled_out: HashSet<(CandidacyId, PersonId)>,
    pub(super) left_out: HashSet<PersonId>,
}

impl Judged<'_> {
    /// The first hard rule or decision of the lead against a pair.
    pub(super) fn barrier(&self, seeker: &Seeker, offer: &SupporterOffer) -> Option<Barrier> {
        if self.ruled_out.contains(&(seeker.candidacy, offer.person)) {
            return Some(Barrier::RuledOut);
        }
        let barrier = judge::barrier(self.cohort.rules, seeker, offer, self.cohort.today);
        barrier.or_else(|| self.left_out.contains(&offer.person).then_some(Barrier::LeftOut))
    }
}

/// Proposes a supporter for everybody in the cohort for whom there is one.
///
/// # Errors
/// The answer could not be proven best: a fault of the solver.
pub fn propose(cohort: &Cohort<'_>) -> Result<Proposal, CertificateError> {
    let judged = Judged {
        cohort,
        ruled_out: cohort.wanted.ruled_out.iter().copied().collect(),
        left_out: cohort.wanted.left_out.iter().copied().collect(),
    };
    let pins = sort_pins(&judged);
    let problem = question(&judged, &pins);
    let solution = solver::solve(&problem)?;
    let proven = solver::verify(&problem, &solution)?;

    let mut chosen_for: Vec<Vec<Row>> = vec![Vec::new(); cohort.offers.len()];
    for (row, choice) in solution.choices.iter().enumerate() {
        if let Some(column) = choice {
            chosen_for[*column as usize].push(row as Row);
        }
    }
    let excluded: HashSet<CandidacyId> = cohort.wanted.excluded.iter().copied().collect();
    let lines = cohort.seekers.iter().enumerate().map(|(row, seeker)| {
        let pin = pins.get(&(row as Row));
        let outcome = match solution.choices[row] {
            Some(column) => Outcome::Matched(explain::why(&judged, row as Row, column, &chosen_for)),
            None if excluded.contains(&seeker.candidacy) => Outcome::Excluded,
            None => Outcome::Unmatched(explain::what_stands_in_the_way(&judged, row as Row, &chosen_for)),
        };
        let weights = &cohort.rules.weights;
        Line {
            candidacy: seeker.candidacy,
            cost: solution.choices[row].map(|column| judge::cost(weights, seeker, &cohort.offers[column as usize])),
            fixed: matches!(pin, Some(Pin::Holds(_))),
            outcome,
            let_go: pin.and_then(|pin| match *pin {
                Pin::Holds(_) => None,
                Pin::LetGo(person, barrier) => Some((person, barrier)),
            }),
        }
    });
    Ok(Proposal { lines: lines.collect(), capacity: capacity(&judged, &chosen_for), proven })
}

enum Pin {
    Holds(Column),
    LetGo(PersonId, Barrier),
}

/// Fixed pairs that still may be; the others are let go, with what stands against them.
fn sort_pins(judged: &Judged<'_>) -> HashMap<Row, Pin> {
    let cohort = judged.cohort;
    let rows: HashMap<CandidacyId, Row> = (0..).zip(cohort.seekers).map(|(row, s)| (s.candidacy, row)).collect();
    let columns: HashMap<PersonId, Column> = (0..).zip(cohort.offers).map(|(column, o)| (o.person, column)).collect();
    let excluded: HashSet<CandidacyId> = cohort.wanted.excluded.iter().copied().collect();
    let mut taken = vec![0; cohort.offers.len()];
    let mut pins = HashMap::new();
    for &(candidacy, person) in &cohort.wanted.fixed {
        let Some(&row) = rows.get(&candidacy) else { continue };
        if excluded.contains(&candidacy) {
            continue;
        }
        let Some(&column) = columns.get(&person) else {
            pins.insert(row, Pin::LetGo(person, Barrier::LeftOut));
            continue;
        };
        let offer = &cohort.offers[column as usize];
        let barrier = judged.barrier(&cohort.seekers[row as usize], offer);
        let full = taken[column as usize] >= offer.places_left();
        let full = full.then_some(Barrier::Full { supports: offer.supports + taken[column as usize] });
        pins.insert(
            row,
            match barrier.or(full) {
                Some(barrier) => Pin::LetGo(person, barrier),
                None => {
                    taken[column as usize] += 1;
                    Pin::Holds(column)
                }
            },
        );
    }
    pins
}

/// Weeks beyond which starting sooner counts no further.
const WEEKS: i32 = 52;

/// The question for the solver. Where places are short, a week's earlier start weighs more than any preference.
fn question(judged: &Judged<'_>, pins: &HashMap<Row, Pin>) -> Problem {
    let cohort = judged.cohort;
    let weights = &cohort.rules.weights;
    let excluded: HashSet<CandidacyId> = cohort.wanted.excluded.iter().copied().collect();
    let everything: u32 = Preference::ALL.into_iter().map(|preference| preference.weight(weights)).sum();
    let latest = cohort.seekers.iter().map(|seeker| seeker.starts_on).max().unwrap_or(cohort.today);
    let mut draft = Draft::default();
    for (row, seeker) in (0..).zip(cohort.seekers) {
        let weeks = (crate::calendar::days_between(seeker.starts_on, latest) / 7).clamp(0, WEEKS).unsigned_abs();
        draft.leaving.push(weeks * (everything + 1));
        if excluded.contains(&seeker.candidacy) {
            continue;
        }
        if let Some(Pin::Holds(column)) = pins.get(&row) {
            draft.fixed.push((row, *column));
            continue;
        }
        for (column, offer) in (0..).zip(cohort.offers) {
            if judged.barrier(seeker, offer).is_none() {
                draft.pairs.push(Pair { row, column, cost: judge::cost(weights, seeker, offer) });
            }
        }
    }
    draft.places = cohort
        .offers
        .iter()
        .map(|offer| (offer.supports..offer.limit).map(|held| held * u32::from(weights.balance)).collect())
        .collect();
    Problem::new(draft).expect("pairs name seekers and offers, and pins that contradict each other were let go")
}

fn capacity(judged: &Judged<'_>, chosen_for: &[Vec<Row>]) -> BTreeMap<Option<ProfessionKey>, Capacity> {
    let mut capacity: BTreeMap<Option<ProfessionKey>, Capacity> = BTreeMap::new();
    for (offer, chosen) in judged.cohort.offers.iter().zip(chosen_for) {
        let barrier = judge::supporters_barrier(judged.cohort.rules, offer, judged.cohort.today);
        if judged.left_out.contains(&offer.person) || (barrier.is_some() && chosen.is_empty()) {
            continue;
        }
        let of = capacity.entry(offer.profession.clone()).or_default();
        of.supporters += 1;
        of.places += offer.places_left();
        of.left += offer.places_left() - u32::try_from(chosen.len()).expect("no more than the places");
    }
    capacity
}

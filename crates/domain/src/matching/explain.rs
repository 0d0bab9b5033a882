//! Reasons: why a pair was chosen and what stopped better ones, and what stands in the way of somebody who got nobody.
//!
//! Kept as data, told as sentences by [`words`](super::words).

use serde::{Deserialize, Serialize};

use super::cohort::{Seeker, SupporterOffer};
use super::judge::{self, Barrier, Preference};
use super::propose::Judged;
use super::solver::{Column, Row};
use crate::ids::PersonId;
use crate::keys::ProfessionKey;

/// How many better pairs that could not be are told of.
const BETTER: usize = 3;

/// Why somebody got the supporter they got.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reasons {
    pub supporter: PersonId,
    /// What speaks for the pair.
    pub preferences: Vec<Preference>,
    /// How many the supporter had before, and how many at once at most.
    pub supports: u32,
    pub limit: u32,
    /// How many in this proposal get the same supporter, this one included.
    pub shares: u32,
    /// Pairs that would have suited this person better, best first, and what stopped each.
    pub better: Vec<Better>,
}

/// A pair that would have suited one person better.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Better {
    pub supporter: PersonId,
    /// What would have spoken for it that does not speak for the pair that was chosen.
    pub gains: Vec<Preference>,
    pub stopped_by: StoppedBy,
}

/// What stopped a better pair.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "stopped-by", rename_all = "kebab-case")]
pub enum StoppedBy {
    Rule {
        rule: Barrier,
    },
    /// The places go to others, who would lose more.
    Taken {
        by: Vec<PersonId>,
    },
    /// It would have put more work on one while another had less.
    Balance,
}

/// What stands in the way of somebody who got nobody.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Obstacles {
    /// The person's profession, when known.
    pub profession: Option<ProfessionKey>,
    /// Supporters of the same profession, by what stops each.
    pub same_profession: Circle,
    /// All the others.
    pub others: Circle,
    /// What one could do, most promising first.
    pub remedies: Vec<Remedy>,
}

/// A number of supporters, by what stops each.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Circle {
    pub supporters: u32,
    /// Have as many as they can already.
    pub full: u32,
    /// Of those: how many the one with fewest has, and the one with most.
    pub held: Option<(u32, u32)>,
    /// Their last places go to others in this proposal.
    pub taken: u32,
    pub untrained: u32,
    pub lapsed: u32,
    pub unavailable: u32,
    /// Manage the person.
    pub line_managers: u32,
    /// Ruled out or left out by the lead, or by a wish of one of the two.
    pub ruled_out: u32,
}

/// What one could do for somebody who got nobody.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "remedy", rename_all = "kebab-case")]
pub enum Remedy {
    /// Let the pair be after all.
    Allow { supporters: Vec<PersonId> },
    /// Ask them to renew their training; nothing else is in the way.
    RenewTraining { supporters: Vec<PersonId> },
    /// Ask them to train; nothing else is in the way.
    Train { supporters: Vec<PersonId> },
    /// Ask whether they could start sooner or go on.
    AskWhen { supporters: Vec<PersonId> },
    /// Let one of them take on one more, with a reason.
    OneMore { supporters: Vec<PersonId> },
    /// Find and train new supporters.
    FindMore,
}

/// Why a row got its column.
pub(super) fn why(judged: &Judged<'_>, row: Row, column: Column, chosen_for: &[Vec<Row>]) -> Reasons {
    let cohort = judged.cohort;
    let seeker = &cohort.seekers[row as usize];
    let offer = &cohort.offers[column as usize];
    let weights = &cohort.rules.weights;
    let preferences = judge::preferences(weights, seeker, offer);
    let cost = judge::cost(weights, seeker, offer);
    let mut better: Vec<(u32, usize)> = cohort
        .offers
        .iter()
        .enumerate()
        .map(|(other, offer)| (judge::cost(weights, seeker, offer), other))
        .filter(|&(other_cost, other)| other_cost < cost && is_worth_telling(judged, seeker, &cohort.offers[other]))
        .collect();
    better.sort_unstable();
    let better = better.into_iter().take(BETTER).map(|(_, other)| {
        let offer = &cohort.offers[other];
        let others = judge::preferences(weights, seeker, offer);
        Better {
            supporter: offer.person,
            gains: others.into_iter().filter(|preference| !preferences.contains(preference)).collect(),
            stopped_by: stopped_by(judged, seeker, offer, &chosen_for[other]),
        }
    });
    Reasons {
        supporter: offer.person,
        supports: offer.supports,
        limit: offer.limit,
        shares: u32::try_from(chosen_for[column as usize].len()).expect("no more than the places"),
        better: better.collect(),
        preferences,
    }
}

/// Nobody needs to be told that they were not paired with themselves, with a stranger elsewhere, or with somebody whom
/// the lead has just ruled out; and a wish not to be paired is nobody else's business.
fn is_worth_telling(judged: &Judged<'_>, seeker: &Seeker, offer: &SupporterOffer) -> bool {
    !matches!(
        judged.barrier(seeker, offer),
        Some(
            Barrier::Oneself
                | Barrier::OtherOrganisation
                | Barrier::RuledOut
                | Barrier::LeftOut
                | Barrier::AskedNot
                | Barrier::Untrained
        )
    )
}

fn stopped_by(judged: &Judged<'_>, seeker: &Seeker, offer: &SupporterOffer, chosen: &[Row]) -> StoppedBy {
    if let Some(rule) = judged.barrier(seeker, offer) {
        return StoppedBy::Rule { rule };
    }
    if chosen.len() < offer.places_left() as usize {
        return StoppedBy::Balance;
    }
    StoppedBy::Taken { by: chosen.iter().map(|&row| judged.cohort.seekers[row as usize].person).collect() }
}

/// What stands in the way of a row that got nothing.
pub(super) fn what_stands_in_the_way(judged: &Judged<'_>, row: Row, chosen_for: &[Vec<Row>]) -> Obstacles {
    let seeker = &judged.cohort.seekers[row as usize];
    let mut same_profession = Circle::default();
    let mut others = Circle::default();
    let mut near: Vec<(u32, PersonId, Option<Barrier>)> = Vec::new();
    for (offer, chosen) in judged.cohort.offers.iter().zip(chosen_for) {
        let barrier = judged.barrier(seeker, offer);
        if matches!(barrier, Some(Barrier::Oneself | Barrier::OtherOrganisation)) {
            continue;
        }
        let same = Preference::SameProfession.holds(seeker, offer);
        let circle = if same { &mut same_profession } else { &mut others };
        circle.count(barrier);
        debug_assert!(barrier.is_some() || chosen.len() >= offer.places_left() as usize, "a free place was overlooked");
        near.push((judge::cost(&judged.cohort.rules.weights, seeker, offer), offer.person, barrier));
    }
    near.sort_unstable();
    Obstacles { profession: seeker.profession.clone(), same_profession, others, remedies: remedies(&near) }
}

impl Circle {
    fn count(&mut self, barrier: Option<Barrier>) {
        self.supporters += 1;
        if let Some(Barrier::Full { supports }) = barrier {
            let (fewest, most) = self.held.unwrap_or((supports, supports));
            self.held = Some((fewest.min(supports), most.max(supports)));
        }
        *match barrier {
            None => &mut self.taken,
            Some(Barrier::Full { .. }) => &mut self.full,
            Some(Barrier::Untrained) => &mut self.untrained,
            Some(Barrier::Lapsed { .. }) => &mut self.lapsed,
            Some(Barrier::NotYetAvailable { .. } | Barrier::NoLongerAvailable { .. }) => &mut self.unavailable,
            Some(Barrier::LineManager) => &mut self.line_managers,
            Some(
                Barrier::RuledOut
                | Barrier::LeftOut
                | Barrier::AskedNot
                | Barrier::Oneself
                | Barrier::OtherOrganisation,
            ) => &mut self.ruled_out,
        } += 1;
    }

    /// Are there none at all?
    pub fn is_empty(&self) -> bool {
        self.supporters == 0
    }
}

/// The remedy that these people would be.
type ByWhom = fn(Vec<PersonId>) -> Remedy;

/// How many people one remedy names.
const NAMED: usize = 3;

/// What one could do, from the supporters who would suit, best first.
fn remedies(near: &[(u32, PersonId, Option<Barrier>)]) -> Vec<Remedy> {
    let those = |fits: fn(&Option<Barrier>) -> bool| -> Vec<PersonId> {
        near.iter().filter(|(_, _, barrier)| fits(barrier)).map(|&(_, person, _)| person).take(NAMED).collect()
    };
    let allow = those(|barrier| matches!(barrier, Some(Barrier::RuledOut | Barrier::LeftOut)));
    let lapsed = those(|barrier| matches!(barrier, Some(Barrier::Lapsed { .. })));
    let untrained = those(|barrier| matches!(barrier, Some(Barrier::Untrained)));
    let when =
        those(|barrier| matches!(barrier, Some(Barrier::NotYetAvailable { .. } | Barrier::NoLongerAvailable { .. })));
    let full = those(|barrier| matches!(barrier, None | Some(Barrier::Full { .. })));
    let mut remedies: Vec<Remedy> = Vec::new();
    let named: [(Vec<PersonId>, ByWhom); 5] = [
        (allow, |supporters| Remedy::Allow { supporters }),
        (lapsed, |supporters| Remedy::RenewTraining { supporters }),
        (when, |supporters| Remedy::AskWhen { supporters }),
        (full, |supporters| Remedy::OneMore { supporters }),
        (untrained, |supporters| Remedy::Train { supporters }),
    ];
    for (supporters, remedy) in named {
        if !supporters.is_empty() {
            remedies.push(remedy(supporters));
        }
    }
    remedies.push(Remedy::FindMore);
    remedies
}

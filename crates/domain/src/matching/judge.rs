//! The judgement of one pair: what stands in its way, and what speaks for it.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::cohort::{Seeker, SupporterOffer};
use super::rules::{MatchingRules, Never, TrainingRule, Weights};
use super::words::number;
use crate::calendar::{long_date, plus_months};

/// A hard rule that stands against a pair.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(tag = "barrier", rename_all = "kebab-case")]
pub enum Barrier {
    OtherOrganisation,
    Oneself,
    LineManager,
    /// One of the two asked not to be paired.
    AskedNot,
    /// The lead ruled the pair out in this run.
    RuledOut,
    /// The lead left the supporter out of this run.
    LeftOut,
    Untrained,
    /// The training is out of date from this day.
    Lapsed {
        on: Date,
    },
    NotYetAvailable {
        from: Date,
    },
    NoLongerAvailable {
        until: Date,
    },
    /// Supports as many people already as they can.
    Full {
        supports: u32,
    },
}

impl Barrier {
    /// Does it hold for everybody who would be paired with this supporter now, rather than for this pair alone?
    pub fn is_the_supporters(self) -> bool {
        !matches!(self, Self::OtherOrganisation | Self::Oneself | Self::LineManager | Self::AskedNot | Self::RuledOut)
    }

    /// What stands in the way, as half a sentence about the supporter: “is the line manager”.
    pub fn words(self) -> String {
        match self {
            Self::OtherOrganisation => "works in another organisation".to_owned(),
            Self::Oneself => "is the same person".to_owned(),
            Self::LineManager => "is the line manager".to_owned(),
            Self::AskedNot => "was asked not to be paired with, by one of the two".to_owned(),
            Self::RuledOut => "was ruled out for this pair".to_owned(),
            Self::LeftOut => "was left out of this matching".to_owned(),
            Self::Untrained => "has not done the training for this".to_owned(),
            Self::Lapsed { on } => format!("has training that is out of date from {}", long_date(on)),
            Self::NotYetAvailable { from } => format!("is available only from {}", long_date(from)),
            Self::NoLongerAvailable { until } => format!("is available only until {}", long_date(until)),
            Self::Full { supports: 0 } => "takes nobody on at present".to_owned(),
            Self::Full { supports: 1 } => "already supports one person".to_owned(),
            Self::Full { supports } => format!("already supports {} people", number(supports)),
        }
    }
}

/// The day on which a seeker needs the supporter in place: the first working day, or today if that has passed.
pub fn needed_on(seeker: &Seeker, today: Date) -> Date {
    seeker.starts_on.max(today)
}

/// The first hard rule that stands against a pair, if any does. The cap is among them; who is left out or ruled out in
/// one run is for the [proposal](super::propose) to know.
pub fn barrier(rules: &MatchingRules, seeker: &Seeker, offer: &SupporterOffer, today: Date) -> Option<Barrier> {
    if seeker.organisation != offer.organisation {
        return Some(Barrier::OtherOrganisation);
    }
    if rules.never.contains(&Never::Oneself) && seeker.person == offer.person {
        return Some(Barrier::Oneself);
    }
    if rules.never.contains(&Never::LineManager) && seeker.line_manager == Some(offer.person) {
        return Some(Barrier::LineManager);
    }
    if seeker.wishes.without.contains(&offer.person) || offer.wishes.without.contains(&seeker.person) {
        return Some(Barrier::AskedNot);
    }
    supporters_barrier(rules, offer, needed_on(seeker, today))
}

/// The first hard rule that stands against a supporter taking on anybody who starts on a day.
pub fn supporters_barrier(rules: &MatchingRules, offer: &SupporterOffer, on: Date) -> Option<Barrier> {
    if let Some(barrier) = rules.training.as_ref().and_then(|training| untrained(training, offer.trained_on, on)) {
        return Some(barrier);
    }
    if let Some(from) = offer.available_from.filter(|&from| from > on) {
        return Some(Barrier::NotYetAvailable { from });
    }
    if let Some(until) = offer.available_until.filter(|&until| until < on) {
        return Some(Barrier::NoLongerAvailable { until });
    }
    (offer.places_left() == 0).then_some(Barrier::Full { supports: offer.supports })
}

/// What a training that was last taken on a day leaves in the way on another.
pub fn untrained(training: &TrainingRule, trained_on: Option<Date>, on: Date) -> Option<Barrier> {
    let Some(trained_on) = trained_on else { return Some(Barrier::Untrained) };
    let lapses_on = training.refresh_months.map(|months| plus_months(trained_on, months.cast_signed()));
    lapses_on.filter(|&lapses_on| lapses_on <= on).map(|on| Barrier::Lapsed { on })
}

/// Something that speaks for a pair.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Preference {
    SameProfession,
    SameTransition,
    SameSite,
    SameDepartment,
    BandAtOrAbove,
    /// The person to be supported asked for it.
    SeekerWished,
    /// The supporter asked for it, or likes to support with this transition.
    SupporterWished,
}

impl Preference {
    /// All of them, in the order in which they are told.
    pub const ALL: [Self; 7] = [
        Self::SameProfession,
        Self::SameTransition,
        Self::SameDepartment,
        Self::SameSite,
        Self::SeekerWished,
        Self::SupporterWished,
        Self::BandAtOrAbove,
    ];

    /// What it weighs.
    pub fn weight(self, weights: &Weights) -> u32 {
        let half = u32::from(weights.wishes) / 2;
        match self {
            Self::SameProfession => weights.same_profession.into(),
            Self::SameTransition => weights.same_transition.into(),
            Self::SameSite => weights.same_site.into(),
            Self::SameDepartment => weights.same_department.into(),
            Self::BandAtOrAbove => weights.band_at_or_above.into(),
            Self::SeekerWished => u32::from(weights.wishes) - half,
            Self::SupporterWished => half,
        }
    }

    /// Does it hold for the pair?
    pub fn holds(self, seeker: &Seeker, offer: &SupporterOffer) -> bool {
        match self {
            Self::SameProfession => seeker.profession.is_some() && seeker.profession == offer.profession,
            Self::SameTransition => seeker.transition.as_ref().is_some_and(|lived| offer.transitions.contains(lived)),
            Self::SameSite => seeker.site.as_ref().is_some_and(|site| offer.sites.contains(site)),
            Self::SameDepartment => {
                seeker.department.as_ref().is_some_and(|department| offer.departments.contains(department))
            }
            Self::BandAtOrAbove => seeker.band.zip(offer.band).is_some_and(|(seeker, offer)| offer >= seeker),
            Self::SeekerWished => seeker.wishes.with.contains(&offer.person),
            Self::SupporterWished => {
                offer.wishes.with.contains(&seeker.person)
                    || seeker.transition.as_ref().is_some_and(|transition| offer.likes.contains(transition))
            }
        }
    }
}

/// What speaks for a pair and weighs something, in the order in which it is told.
pub fn preferences(weights: &Weights, seeker: &Seeker, offer: &SupporterOffer) -> Vec<Preference> {
    Preference::ALL
        .into_iter()
        .filter(|preference| preference.weight(weights) > 0 && preference.holds(seeker, offer))
        .collect()
}

/// What a pair costs: the weight of everything that does not hold. Nothing is free of cost but the perfect pair.
pub fn cost(weights: &Weights, seeker: &Seeker, offer: &SupporterOffer) -> u32 {
    Preference::ALL
        .into_iter()
        .filter(|preference| !preference.holds(seeker, offer))
        .map(|preference| preference.weight(weights))
        .sum()
}

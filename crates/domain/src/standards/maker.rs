//! What a figure is made from: a fixed vocabulary that the files of sets choose from (L9).

use crate::keys::StandardRef;

/// What feeds the figure of a standard.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Maker {
    /// Occurrences of the expectations that count for it.
    Occurrences(CountedBy),
    /// People who became eligible, and whether they were offered the programme in time.
    Offers,
    /// Groups of profession and transition among eligible people, and whether all of a group were offered it.
    OfferGroups,
    /// Accountable offices, and whether somebody holds them.
    Offices,
    /// Documents of the governance file, and whether they are in force.
    Governance,
    /// Journeys, and whether they keep the programme's length.
    Lengths,
    /// Supporters, and whether their training is in date.
    Trainings,
    /// People who are promised protected time, and whether the hours they took reach the least of it.
    Hours(HoursOf),
    /// Themes of the content, and whether something is mapped to each.
    Content,
    /// Another standard whose figure answers this one.
    Linked(StandardRef),
    /// No figure: the organisation judges it, with evidence.
    Judgement,
    /// Records that come later: until then there is no data.
    Later,
}

impl Maker {
    /// Whether a number can come of it at all.
    pub fn makes_a_figure(&self) -> bool {
        !matches!(self, Self::Judgement | Self::Later)
    }
}

/// What is one when occurrences are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CountedBy {
    /// Each occurrence.
    Occurrence,
    /// Each journey: met when all that was due of it was met.
    Journey,
}

/// Whose protected time is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum HoursOf {
    /// Of those supported: each journey.
    Supportee,
    /// Of those who are *the* supporter: each person.
    Supporter,
}

/// A number that a figure is measured against.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Threshold {
    pub key: ThresholdKey,
    pub value: u32,
    pub set_by: SetBy,
}

/// Who set a threshold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SetBy {
    /// It stands in the source.
    Source,
    /// The source is silent: it is ours.
    Ours,
    /// An overlay changed it.
    Overlay,
}

/// The thresholds that figures know. A fixed list: sets choose from it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ThresholdKey {
    /// Days after the start by which somebody eligible is offered the programme.
    OfferedWithinDays,
    /// Working days within which a request is answered.
    AnsweredWithinWorkingDays,
    /// From so many people on a group counts as large.
    LargeGroup,
    /// Of a large group, so many in a hundred are enough.
    LargeGroupPercent,
    /// Months within which something is reviewed.
    ReviewedWithinMonths,
    /// Months within which a training is refreshed.
    TrainedWithinMonths,
    /// Protected time is counted of those who have been at it so many months.
    HoursFromMonths,
}

impl ThresholdKey {
    pub const ALL: [Self; 7] = [
        Self::OfferedWithinDays,
        Self::AnsweredWithinWorkingDays,
        Self::LargeGroup,
        Self::LargeGroupPercent,
        Self::ReviewedWithinMonths,
        Self::TrainedWithinMonths,
        Self::HoursFromMonths,
    ];

    /// How files and words write it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::OfferedWithinDays => "offered_within_days",
            Self::AnsweredWithinWorkingDays => "answered_within_working_days",
            Self::LargeGroup => "large_group",
            Self::LargeGroupPercent => "large_group_percent",
            Self::ReviewedWithinMonths => "reviewed_within_months",
            Self::TrainedWithinMonths => "trained_within_months",
            Self::HoursFromMonths => "hours_from_months",
        }
    }

    /// What holds when a set does not say.
    pub fn unsaid(self) -> u32 {
        match self {
            Self::OfferedWithinDays => 14,
            Self::AnsweredWithinWorkingDays | Self::LargeGroup => 10,
            Self::LargeGroupPercent => 90,
            Self::ReviewedWithinMonths => 12,
            Self::TrainedWithinMonths => 24,
            Self::HoursFromMonths => 3,
        }
    }
}

/// What an organisation itself thinks of a standard, beside the figure (L1).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Judgement {
    InPlace,
    Partly,
    NotInPlace,
    /// A comment without a judgement.
    Open,
}

impl Judgement {
    pub const ALL: [Self; 4] = [Self::InPlace, Self::Partly, Self::NotInPlace, Self::Open];

    /// Its name in forms, words and the database.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::InPlace => "in-place",
            Self::Partly => "partly",
            Self::NotInPlace => "not-in-place",
            Self::Open => "open",
        }
    }

    /// The judgement of a word.
    pub fn of(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|judgement| judgement.as_str() == word)
    }
}

//! How protected time is spent, and what gets in its way: fixed lists whose names stand in the words.

/// How an hour was spent (H2).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// Meeting somebody of the journey.
    Meeting,
    /// What the programme asks beside the meetings: reflecting, planning, reading.
    Tasks,
    /// Working alongside experienced colleagues.
    Alongside,
    /// Learning of one's own.
    Learning,
    /// One's own development in the role of a supporter.
    Development,
    /// Training that everybody has to do: named so that it can be refused with its reason (C4).
    Mandatory,
}

impl Kind {
    pub const ALL: [Self; 6] =
        [Self::Meeting, Self::Tasks, Self::Alongside, Self::Learning, Self::Development, Self::Mandatory];

    /// How forms, words and the database write it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Meeting => "meeting",
            Self::Tasks => "tasks",
            Self::Alongside => "alongside",
            Self::Learning => "learning",
            Self::Development => "development",
            Self::Mandatory => "mandatory",
        }
    }

    /// The kind of a word.
    pub fn of(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == word)
    }
}

/// What got in the way of an hour that was promised (H2).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reason {
    Staffing,
    Workload,
    CalledAway,
    RotaChanged,
    OtherAway,
    NoPlace,
    Other,
}

impl Reason {
    pub const ALL: [Self; 7] = [
        Self::Staffing,
        Self::Workload,
        Self::CalledAway,
        Self::RotaChanged,
        Self::OtherAway,
        Self::NoPlace,
        Self::Other,
    ];

    /// How forms, words and the database write it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Staffing => "staffing",
            Self::Workload => "workload",
            Self::CalledAway => "called-away",
            Self::RotaChanged => "rota-changed",
            Self::OtherAway => "other-away",
            Self::NoPlace => "no-place",
            Self::Other => "other",
        }
    }

    /// The reason of a word.
    pub fn of(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|reason| reason.as_str() == word)
    }
}

//! Finding a supporter oneself: asking somebody who is open to it, and their answer (O4).

/// How it stands with a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum State {
    /// Waits for an answer.
    Asked,
    Accepted,
    Declined,
    /// Taken back before it was answered.
    Withdrawn,
}

impl State {
    const ALL: [Self; 4] = [Self::Asked, Self::Accepted, Self::Declined, Self::Withdrawn];

    /// As the database writes it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Asked => "asked",
            Self::Accepted => "accepted",
            Self::Declined => "declined",
            Self::Withdrawn => "withdrawn",
        }
    }

    /// The state of a name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == name)
    }
}

/// By whom somebody who is open to supporting others may be found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FoundBy {
    /// By nobody just now.
    Nobody,
    /// By people of the same organisation.
    Organisation,
    /// By people of every organisation that runs the programme.
    Everybody,
}

impl FoundBy {
    pub const ALL: [Self; 3] = [Self::Nobody, Self::Organisation, Self::Everybody];

    /// As forms and the database write it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Nobody => "nobody",
            Self::Organisation => "organisation",
            Self::Everybody => "everybody",
        }
    }

    /// The reach of a name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|found| found.as_str() == name)
    }
}

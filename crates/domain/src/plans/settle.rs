//! Finishing something, letting it go, taking it up again.

use super::item::{ItemKind, ItemState};

/// Why something cannot be settled so.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Settled {
    #[error("say why it is let go")]
    WhyMissing,
    #[error("say it in fewer words")]
    TooLong,
    #[error("it stands so already")]
    Already,
}

impl Settled {
    /// The key of the message that a page shows.
    pub fn key(self) -> &'static str {
        match self {
            Self::WhyMissing => "plan-why-missing",
            Self::TooLong => "plan-wrong-long",
            Self::Already => "plan-already",
        }
    }
}

/// How long what is said of an outcome may be.
const MOST_LETTERS: usize = 2000;

/// May something be settled so? What two people set out to reach is let go with why; anything else may simply go.
///
/// # Errors
/// The reason is missing, too much is said, or nothing would change.
pub fn may_settle(kind: ItemKind, now: ItemState, then: ItemState, outcome: &str) -> Result<(), Settled> {
    if now == then {
        Err(Settled::Already)
    } else if outcome.chars().count() > MOST_LETTERS {
        Err(Settled::TooLong)
    } else if then == ItemState::Dropped && kind == ItemKind::Objective && outcome.trim().is_empty() {
        Err(Settled::WhyMissing)
    } else {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn req_E3_an_objective_is_let_go_with_why() {
        let drop = |kind, why| may_settle(kind, ItemState::Open, ItemState::Dropped, why);
        assert_eq!(drop(ItemKind::Objective, " "), Err(Settled::WhyMissing));
        assert_eq!(drop(ItemKind::Objective, "The clinic closed"), Ok(()));
        assert_eq!(drop(ItemKind::Activity, ""), Ok(()));
        assert_eq!(may_settle(ItemKind::Need, ItemState::Open, ItemState::Open, ""), Err(Settled::Already));
    }
}

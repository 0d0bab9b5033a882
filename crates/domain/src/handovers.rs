//! One supporter goes and another comes (requirement D6): the day, and the note that the one leaves for the other, which
//! the one supported sees first and may hold back.

use jiff::civil::Date;

use crate::calendar::plus_days;

/// Where the note stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum NoteState {
    /// The one who goes may write it; nobody else sees it.
    Asked,
    /// The one supported sees it, and decides.
    Shown,
    /// The one who comes reads it.
    PassedOn,
    HeldBack,
}

impl NoteState {
    pub const ALL: [Self; 4] = [Self::Asked, Self::Shown, Self::PassedOn, Self::HeldBack];

    /// How the database writes it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Asked => "asked",
            Self::Shown => "shown",
            Self::PassedOn => "passed-on",
            Self::HeldBack => "held-back",
        }
    }

    /// The state of a name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == name)
    }

    /// The state after a step, if it is possible. What was passed on has been read; what was held back can still be
    /// passed on.
    pub fn after(self, step: NoteStep) -> Option<Self> {
        match (self, step) {
            (Self::Asked, NoteStep::Keep) => Some(Self::Asked),
            (Self::Asked, NoteStep::Show) => Some(Self::Shown),
            (Self::Shown | Self::HeldBack, NoteStep::PassOn) => Some(Self::PassedOn),
            (Self::Shown, NoteStep::HoldBack) => Some(Self::HeldBack),
            _ => None,
        }
    }
}

/// What somebody does with the note.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoteStep {
    /// Writes on, for now.
    Keep,
    /// Shows it to the one supported.
    Show,
    PassOn,
    HoldBack,
}

/// Who looks at a change of hands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Looks {
    Supportee,
    /// The one who goes.
    Going,
    /// The one who comes.
    Coming,
    /// Whoever matches people: sees that there is a note, never what it says.
    Lead,
}

impl Looks {
    /// May they read the note in this state?
    pub fn reads(self, state: NoteState) -> bool {
        match self {
            Self::Going => true,
            Self::Supportee => state != NoteState::Asked,
            Self::Coming => state == NoteState::PassedOn,
            Self::Lead => false,
        }
    }

    /// May they take this step?
    pub fn may(self, step: NoteStep) -> bool {
        match step {
            NoteStep::Keep | NoteStep::Show => self == Self::Going,
            NoteStep::PassOn | NoteStep::HoldBack => self == Self::Supportee,
        }
    }
}

/// How long a note or a wish may be, in characters.
pub const LONGEST: usize = 4000;
/// The one who goes can still write for so many days after they have gone.
pub const NOTE_DAYS: i32 = 21;
/// A change is named at most so many days ahead.
const AHEAD_DAYS: i32 = 366;

/// May the one who goes still write on a day?
pub fn can_write(changes_on: Date, today: Date) -> bool {
    today <= plus_days(changes_on, NOTE_DAYS)
}

/// May the change be on a day?
pub fn fits(changes_on: Date, today: Date) -> bool {
    changes_on >= today && changes_on <= plus_days(today, AHEAD_DAYS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn req_d6_the_one_supported_sees_the_note_first_and_may_hold_it_back() {
        let shown = NoteState::Asked.after(NoteStep::Keep).unwrap().after(NoteStep::Show).unwrap();
        assert!(Looks::Supportee.reads(shown) && !Looks::Coming.reads(shown));
        let held = shown.after(NoteStep::HoldBack).unwrap();
        assert!(!Looks::Coming.reads(held));
        assert!(Looks::Coming.reads(held.after(NoteStep::PassOn).unwrap()));
        assert_eq!(NoteState::PassedOn.after(NoteStep::HoldBack), None, "what was read stays read");
        assert_eq!(NoteState::Asked.after(NoteStep::PassOn), None, "nobody passes on what they have not seen");
        assert_eq!(shown.after(NoteStep::Keep), None, "what was shown is not changed underneath");
    }

    #[test]
    fn req_d6_nobody_takes_anothers_step_and_no_lead_reads() {
        for state in NoteState::ALL {
            assert!(!Looks::Lead.reads(state));
        }
        for step in [NoteStep::Keep, NoteStep::Show, NoteStep::PassOn, NoteStep::HoldBack] {
            assert!(!Looks::Lead.may(step) && !Looks::Coming.may(step));
        }
        assert!(!Looks::Going.may(NoteStep::PassOn) && !Looks::Supportee.may(NoteStep::Show));
        assert!(!Looks::Supportee.reads(NoteState::Asked));
    }
}

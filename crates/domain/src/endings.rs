//! How a journey stands still and how it ends (requirement K2): why it pauses, who may end it, and how long an end that was
//! wrong can be taken back.

use jiff::Timestamp;
use jiff::civil::Date;

use crate::calendar::{Period, date_of, plus_days};
use crate::keys::MeetingKey;
use crate::programmes::{Anchor, Programme, Requirement, When};

/// Why a journey stands still. Sickness is this one word and never more: nobody asks why.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum PauseKind {
    Leave,
    Sickness,
    Other,
}

impl PauseKind {
    pub const ALL: [Self; 3] = [Self::Leave, Self::Sickness, Self::Other];

    /// How addresses and the database write it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Leave => "leave",
            Self::Sickness => "sickness",
            Self::Other => "other",
        }
    }

    /// The kind of a name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == name)
    }
}

/// Why a journey ends before its time: enough to count, and to know what to offer next.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum EarlyKind {
    /// Another post, where it might go on.
    NewPost,
    /// Left the organisation.
    Left,
    /// What it was for has been reached.
    Reached,
    /// It does not fit, or did not work.
    NotWorking,
    Other,
}

impl EarlyKind {
    pub const ALL: [Self; 5] = [Self::NewPost, Self::Left, Self::Reached, Self::NotWorking, Self::Other];

    /// How addresses and the database write it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::NewPost => "new-post",
            Self::Left => "left",
            Self::Reached => "reached",
            Self::NotWorking => "not-working",
            Self::Other => "other",
        }
    }

    /// The kind of a name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == name)
    }
}

/// How a journey ends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum How {
    /// It went its way.
    Completed,
    /// It stops before its time, for a reason in somebody's words.
    Early { kind: EarlyKind, reason: String },
}

impl How {
    /// How the database writes it.
    pub fn as_str(&self) -> &'static str {
        match self {
            Self::Completed => "completed",
            Self::Early { .. } => "ended-early",
        }
    }

    /// Why it ends early, if it does.
    pub fn kind(&self) -> Option<EarlyKind> {
        match self {
            Self::Completed => None,
            Self::Early { kind, .. } => Some(*kind),
        }
    }

    /// The words; none where it was completed.
    pub fn reason(&self) -> &str {
        match self {
            Self::Completed => "",
            Self::Early { reason, .. } => reason,
        }
    }
}

/// Who asks for a pause or an end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum By {
    Supportee,
    Supporter,
    /// Looks after the programme at the organisation.
    Lead,
}

impl By {
    pub const ALL: [Self; 3] = [Self::Supportee, Self::Supporter, Self::Lead];

    /// How the database writes it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Supportee => "supportee",
            Self::Supporter => "supporter",
            Self::Lead => "lead",
        }
    }

    /// The one of a name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|by| by.as_str() == name)
    }
}

/// Why something cannot be kept so; each names what to put right.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Wrong {
    #[error("the day lies before the first day")]
    BeforeStart,
    #[error("the day lies more than a year ahead")]
    TooFarAhead,
    #[error("the day back has to come after the first day away")]
    BackBeforeAway,
    #[error("it stands still in these days already")]
    Overlaps,
    #[error("the day has not come yet")]
    NotYet,
    #[error("say why, in a sentence or two")]
    ReasonMissing,
    #[error("the reason is too long")]
    ReasonTooLong,
}

impl Wrong {
    /// The key of its sentence in the translation layer.
    pub fn key(self) -> &'static str {
        match self {
            Self::BeforeStart => "ending-wrong-before-start",
            Self::TooFarAhead => "ending-wrong-too-far",
            Self::BackBeforeAway => "ending-wrong-back",
            Self::Overlaps => "ending-wrong-overlaps",
            Self::NotYet => "ending-wrong-not-yet",
            Self::ReasonMissing => "ending-wrong-reason",
            Self::ReasonTooLong => "ending-wrong-reason-long",
        }
    }
}

/// How long a reason may be, in characters.
pub const LONGEST_REASON: usize = 1000;
/// For so many days after it was entered, an end can be taken back.
pub const UNDO_DAYS: i32 = 14;
/// A pause is entered at most so many days ahead.
const AHEAD_DAYS: i32 = 366;

/// May a journey that began on a day, and stood still in these periods, stand still from another day?
///
/// # Errors
/// What is wrong with it.
pub fn check_pause(
    starts_on: Date,
    known: &[Period],
    from: Date,
    expected_back_on: Option<Date>,
    today: Date,
) -> Result<(), Wrong> {
    if from < starts_on {
        return Err(Wrong::BeforeStart);
    }
    if from > plus_days(today, AHEAD_DAYS) {
        return Err(Wrong::TooFarAhead);
    }
    if expected_back_on.is_some_and(|back| back <= from) {
        return Err(Wrong::BackBeforeAway);
    }
    let pause = Period { started_on: from, finished_on: expected_back_on.map(|back| plus_days(back, -1)) };
    if known.iter().any(|other| other.overlaps(&pause)) {
        return Err(Wrong::Overlaps);
    }
    Ok(())
}

/// The last day of a pause from the day on which somebody is back.
///
/// # Errors
/// The day is no later than the first one away, or has not come.
pub fn last_day_away(from: Date, back_on: Date, today: Date) -> Result<Date, Wrong> {
    if back_on <= from {
        return Err(Wrong::BackBeforeAway);
    }
    if back_on > today {
        return Err(Wrong::NotYet);
    }
    Ok(plus_days(back_on, -1))
}

/// May a journey end so, on a day?
///
/// # Errors
/// What is wrong with it.
pub fn check_end(starts_on: Date, how: &How, on: Date, today: Date) -> Result<(), Wrong> {
    if on > today {
        return Err(Wrong::NotYet);
    }
    if on < starts_on {
        return Err(Wrong::BeforeStart);
    }
    match how {
        How::Early { reason, .. } if reason.trim().is_empty() => Err(Wrong::ReasonMissing),
        How::Early { reason, .. } if reason.chars().count() > LONGEST_REASON => Err(Wrong::ReasonTooLong),
        _ => Ok(()),
    }
}

/// The last day on which an end entered at a moment can be taken back.
pub fn undo_until(entered_at: Timestamp) -> Date {
    plus_days(date_of(entered_at), UNDO_DAYS)
}

/// May somebody take the end back that was entered so? What a lead has ended only a lead takes back; what the two agreed
/// on needs both to hold, so that the one supported may take it back too.
pub fn may_undo(entered_by: By, by: By) -> bool {
    by == By::Lead || (by == By::Supportee && entered_by != By::Lead)
}

/// The kinds of meeting with which a journey of the programme closes: those that are due at its end.
pub fn closing_meetings(programme: &Programme) -> Vec<MeetingKey> {
    let at_the_end = programme.expectations.iter().filter_map(|one| match (&one.when, &one.met_by) {
        (When::Once { due, .. }, Requirement::MeetingHeld { kinds, .. }) if due.from == Anchor::End => Some(kinds),
        _ => None,
    });
    at_the_end.flatten().map(|counted| counted.kind.clone()).collect()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::programmes::shipped;

    #[test]
    fn req_k2_a_pause_has_its_days_and_never_two_at_once() {
        let (start, today) = (date(2026, 9, 1), date(2026, 11, 20));
        let known = [Period { started_on: date(2026, 10, 1), finished_on: Some(date(2026, 10, 14)) }];
        let check = |from, back| check_pause(start, &known, from, back, today);
        assert_eq!(check(date(2026, 11, 1), None), Ok(()));
        assert_eq!(check(date(2026, 10, 15), Some(date(2026, 10, 20))), Ok(()), "the day after the last");
        assert_eq!(check(date(2026, 10, 14), None), Err(Wrong::Overlaps));
        assert_eq!(check(date(2026, 9, 20), None), Err(Wrong::Overlaps), "open, it would run into the next");
        assert_eq!(check(date(2026, 9, 20), Some(date(2026, 10, 1))), Ok(()));
        assert_eq!(check(date(2026, 8, 31), None), Err(Wrong::BeforeStart));
        assert_eq!(check(date(2028, 8, 31), None), Err(Wrong::TooFarAhead));
        assert_eq!(check(date(2026, 11, 5), Some(date(2026, 11, 5))), Err(Wrong::BackBeforeAway));
        assert_eq!(last_day_away(date(2026, 11, 5), date(2026, 11, 19), today), Ok(date(2026, 11, 18)));
        assert_eq!(last_day_away(date(2026, 11, 5), date(2026, 11, 5), today), Err(Wrong::BackBeforeAway));
        assert_eq!(last_day_away(date(2026, 11, 5), date(2026, 11, 21), today), Err(Wrong::NotYet));
    }

    #[test]
    fn req_k2_an_early_end_says_why_and_no_end_lies_ahead() {
        let (start, today) = (date(2026, 9, 1), date(2026, 11, 20));
        let early = |reason: &str| How::Early { kind: EarlyKind::Left, reason: reason.to_owned() };
        assert_eq!(check_end(start, &How::Completed, today, today), Ok(()));
        assert_eq!(check_end(start, &early("Moves away."), date(2026, 11, 1), today), Ok(()));
        assert_eq!(check_end(start, &early("  "), today, today), Err(Wrong::ReasonMissing));
        assert_eq!(check_end(start, &early(&"x".repeat(1001)), today, today), Err(Wrong::ReasonTooLong));
        assert_eq!(check_end(start, &How::Completed, date(2026, 11, 21), today), Err(Wrong::NotYet));
        assert_eq!(check_end(start, &How::Completed, date(2026, 8, 31), today), Err(Wrong::BeforeStart));
    }

    #[test]
    fn req_k2_a_wrong_end_is_taken_back_by_whoever_may() {
        assert!(may_undo(By::Lead, By::Lead) && may_undo(By::Supporter, By::Lead));
        assert!(may_undo(By::Supportee, By::Supportee) && may_undo(By::Supporter, By::Supportee));
        assert!(!may_undo(By::Lead, By::Supportee));
        assert!(!may_undo(By::Supporter, By::Supporter), "their time is over with the journey");
    }

    #[test]
    fn req_k1_a_programme_closes_with_the_meeting_that_is_due_at_its_end() {
        let of = |key: &str| {
            let programme = shipped().newest(&key.parse().unwrap()).unwrap();
            closing_meetings(programme).iter().map(ToString::to_string).collect::<Vec<_>>()
        };
        assert_eq!(of("ahp-preceptorship-england"), ["final"]);
        assert!(of("clinical-supervision").is_empty(), "it goes on");
    }
}

//! Works out every journey anew and says where stored rows differ: they never should.

use domain::ids::JourneyId;
use store::occurrences::{self, StoredOccurrence};

use super::refresh::{refresh_many, worked_out};
use crate::{Context, Outcome};

/// How many journeys are looked at in one go.
const AT_ONCE: u32 = 200;

/// A journey whose stored rows were not what its facts say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    pub journey: JourneyId,
    /// In words: “first-meeting 1 is stored as …, should be …”.
    pub what: String,
}

/// Goes through all journeys and returns those that differ. [`Then::Mend`] puts them right.
///
/// # Errors
/// The database failed, or a version of a programme is not at hand.
pub async fn recompute(ctx: &Context, then: Then) -> Outcome<Vec<Difference>> {
    let mut differences = Vec::new();
    let mut after = None;
    loop {
        let subjects = occurrences::subjects_after(ctx.db.reader(), after, AT_ONCE).await?;
        let Some(last) = subjects.last() else { break };
        after = Some(last.journey);
        let journeys: Vec<JourneyId> = subjects.iter().map(|subject| subject.journey).collect();
        let stored = occurrences::of_journeys(ctx.db.reader(), &journeys).await?;
        let mut wrong = Vec::new();
        for subject in &subjects {
            let (mut rows, counters) = worked_out(ctx, subject)?;
            rows.sort_by(|a, b| (a.due_on, &a.expectation, a.number).cmp(&(b.due_on, &b.expectation, b.number)));
            let kept: Vec<&StoredOccurrence> = stored.iter().filter(|row| row.journey == subject.journey).collect();
            let kept_counters = subject.counters;
            let what = difference(&rows, &kept).or_else(|| {
                (kept_counters != counters).then(|| format!("counters are {kept_counters:?}, should be {counters:?}"))
            });
            if let Some(what) = what {
                wrong.push(subject.journey);
                differences.push(Difference { journey: subject.journey, what });
            }
        }
        if then == Then::Mend && !wrong.is_empty() {
            store::write!(ctx.db, |tx| {
                refresh_many(tx, ctx, &wrong).await?;
                Ok::<(), store::Fault>(())
            })?;
        }
    }
    Ok(differences)
}

/// What to do about a difference.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Then {
    Report,
    Mend,
}

fn difference(rows: &[StoredOccurrence], kept: &[&StoredOccurrence]) -> Option<String> {
    for row in rows {
        match kept.iter().find(|other| other.expectation == row.expectation && other.number == row.number) {
            None => return Some(format!("{} {} is not stored", row.expectation, row.number)),
            Some(other) if **other != *row => {
                return Some(format!("{} {} is stored as {other:?}, should be {row:?}", row.expectation, row.number));
            }
            Some(_) => {}
        }
    }
    let extra = kept
        .iter()
        .find(|other| !rows.iter().any(|row| row.expectation == other.expectation && row.number == other.number))?;
    Some(format!("{} {} is stored and should not be", extra.expectation, extra.number))
}

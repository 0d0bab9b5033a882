//! Works out anew what is expected of a journey, in the transaction of whatever changed its facts.

use std::collections::BTreeMap;

use domain::expectations::{JourneyFacts, MeetingState, Occurrence, Outcome, evaluate};
use domain::ids::JourneyId;
use domain::keys::ExpectationKey;
use store::occurrences::{self, Counters, StoredOccurrence, Subject};
use store::{Fault, Tx};

use crate::Context;

/// How many journeys are worked out at once.
const AT_ONCE: usize = 100;

/// Works out the occurrences and counters of a journey and puts them in place of those that stand.
///
/// # Errors
/// The database failed, or the journey's version of its programme is not at hand.
pub async fn refresh(tx: &Tx, ctx: &Context, journey: JourneyId) -> Result<(), Fault> {
    refresh_many(tx, ctx, &[journey]).await
}

/// The same in a transaction of its own, for what was told out of its order.
///
/// # Errors
/// The database failed, or a version of a programme is not at hand.
pub async fn refresh_all(ctx: &Context, journeys: &[JourneyId]) -> Result<(), Fault> {
    store::write!(ctx.db, |tx| { refresh_many(tx, ctx, journeys).await })
}

/// The same for many journeys, in a few statements for each hundred.
///
/// # Errors
/// The database failed, or a version of a programme is not at hand.
pub async fn refresh_many(tx: &Tx, ctx: &Context, journeys: &[JourneyId]) -> Result<(), Fault> {
    for chunk in journeys.chunks(AT_ONCE) {
        let mut rows = Vec::new();
        let mut counters = Vec::with_capacity(chunk.len());
        for subject in occurrences::subjects(tx, chunk).await? {
            let (own, counted) = worked_out(ctx, &subject)?;
            rows.extend(own);
            counters.push((subject.journey, counted));
        }
        occurrences::replace(tx, chunk, &rows).await?;
        for (journey, counted) in counters {
            occurrences::keep_counters(tx, journey, &counted).await?;
        }
    }
    Ok(())
}

/// What the facts of a journey amount to today.
pub(super) fn worked_out(ctx: &Context, subject: &Subject) -> Result<(Vec<StoredOccurrence>, Counters), Fault> {
    let programme = ctx
        .programmes
        .version(&subject.version)
        .ok_or_else(|| Fault::Corrupt(format!("programme version {} is not at hand", subject.version)))?;
    let occurrences = evaluate(programme, &subject.facts, ctx.today());
    let rows = occurrences.iter().map(|occurrence| StoredOccurrence::of(programme, subject, occurrence)).collect();
    let mut counters = counted(&subject.facts, &occurrences);
    counters.next_meeting_at = subject.next_meeting_at.filter(|_| subject.facts.finished_on.is_none());
    Ok((rows, counters))
}

/// Nothing here depends on today: a date that has passed by itself makes a journey late, without anybody touching it.
fn counted(facts: &JourneyFacts, occurrences: &[Occurrence<'_>]) -> Counters {
    let held = facts.meetings.iter().filter_map(|meeting| match meeting.state {
        MeetingState::Held { on, .. } => Some(on),
        _ => None,
    });
    let over = facts.finished_on.is_some() || facts.withdrawn_on.is_some();
    let waiting: Vec<&Occurrence<'_>> = if over { Vec::new() } else { waiting(occurrences) };
    let counts = |occurrence: &&&Occurrence<'_>| !occurrence.expectation.counts_for.is_empty();
    Counters {
        next_due_on: waiting.iter().map(|occurrence| occurrence.due_on).min(),
        late_since: waiting.iter().filter(counts).map(|occurrence| occurrence.due_on).min(),
        meetings_held: i32::try_from(held.clone().count()).unwrap_or(i32::MAX),
        last_met_on: held.max(),
        next_meeting_at: None,
    }
}

/// What is open, asked of somebody and can still be done. A period that passed is made good by the next one in which it
/// happened.
fn waiting<'o, 'p>(occurrences: &'o [Occurrence<'p>]) -> Vec<&'o Occurrence<'p>> {
    let mut last_met: BTreeMap<&ExpectationKey, u32> = BTreeMap::new();
    for occurrence in occurrences.iter().filter(|o| matches!(o.outcome, Outcome::Met { .. })) {
        let number = last_met.entry(&occurrence.expectation.key).or_default();
        *number = occurrence.number.max(*number);
    }
    let made_good = |occurrence: &Occurrence<'_>| {
        occurrence.expectation.lapses()
            && last_met.get(&occurrence.expectation.key).is_some_and(|number| occurrence.number < *number)
    };
    let open = occurrences.iter().filter(|occurrence| {
        occurrence.outcome == Outcome::Open && occurrence.can_be_done && !occurrence.expectation.asks.is_empty()
    });
    open.filter(|occurrence| !made_good(occurrence)).collect()
}

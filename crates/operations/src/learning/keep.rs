//! Noting something learnt, or changing what was noted.

use domain::ids::{JourneyId, LearningId, PersonId};
use domain::learning::{self, Counts, Line, Wrong};
use domain::patient_details::{NhsNumber, unsettled};
use domain::text::searchable;
use domain::time::What;
use store::events::Event;
use store::learning::Learning;
use store::time::{TimeLine, Which};
use store::{Fault, Tx};

use super::NOUN;
use crate::error::{Failure, refuse};
use crate::{Context, Outcome};

/// A line as somebody writes it.
#[derive(Debug, Clone)]
pub struct New {
    /// The line to change, and the version that was on the page; nothing: a new one.
    pub of: Option<(LearningId, i32)>,
    pub journey: Option<JourneyId>,
    pub line: Line,
    /// The account of protected time in which its hours count.
    pub counts_in: Option<Which>,
    /// Digits of numbers that are no NHS numbers, as the writer says.
    pub said: Vec<String>,
}

/// Why a line is not kept.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum KeepRefusal {
    #[error(transparent)]
    Wrong(#[from] Wrong),
    #[error("a number looks like an NHS number")]
    NhsNumbers(Vec<NhsNumber>),
    #[error("it was changed in another window meanwhile")]
    ChangedMeanwhile,
    #[error("that day lies outside the time that is promised")]
    Outside,
}

/// Keeps a line, new or changed.
///
/// # Errors
/// It is not the person's own; or the refusal says why it is not kept.
pub async fn keep(ctx: &Context, by: PersonId, new: &New) -> Outcome<LearningId, KeepRefusal> {
    let counts = if new.counts_in.is_some() { Counts::AsProtectedTime } else { Counts::AsLearningAlone };
    if let Err(wrong) = learning::check(&new.line, counts, ctx.today()) {
        return refuse(wrong.into());
    }
    store::write!(ctx.db, |tx| {
        let before = before(tx, by, new).await?;
        if new.of.is_some() && before.is_none() {
            return Err(Failure::NotFound);
        }
        let text = |line: &Line| format!("{}\n{}", line.title, line.taken);
        let known = before.as_ref().map_or_else(String::new, |before| text(&before.line));
        let numbers = unsettled(&text(&new.line), &known, &new.said);
        if !numbers.is_empty() {
            return refuse(KeepRefusal::NhsNumbers(numbers));
        }
        let learning = Learning {
            id: before.as_ref().map_or_else(|| ctx.new_id(), |before| before.id),
            owner: by,
            owner_name: String::new(),
            journey: new.journey,
            line: new.line.clone(),
            version: new.of.map_or(1, |(_, version)| version),
            entered_at: before.as_ref().map_or(ctx.now(), |before| before.entered_at),
            changed_at: ctx.now(),
            counts: new.counts_in.is_some(),
        };
        let search = searchable(&text(&new.line));
        if before.is_none() {
            store::learning::insert(tx, &learning, &search).await?;
        } else if !store::learning::update(tx, &learning, &search).await? {
            return refuse(KeepRefusal::ChangedMeanwhile);
        }
        store::time::remove_of_learning(tx, by, learning.id).await?;
        if let Some(which) = &new.counts_in {
            count(ctx, tx, by, which, &learning).await?;
        }
        let verb = if before.is_some() { "change" } else { "note" };
        let event = Event::new(ctx.new_id(), ctx.now(), Some(by), &format!("{NOUN}.{verb}"), learning.id);
        store::events::record(tx, &event.saying("Something learnt was noted.")).await?;
        Ok(learning.id)
    })
}

async fn before(tx: &Tx, by: PersonId, new: &New) -> Result<Option<Learning>, Fault> {
    let Some((id, _)) = new.of else { return Ok(None) };
    Ok(store::learning::find(tx, id).await?.filter(|one| one.owner == by))
}

async fn count(ctx: &Context, tx: &Tx, by: PersonId, which: &Which, learning: &Learning) -> Outcome<(), KeepRefusal> {
    let accounts = store::time::accounts_of(tx, by).await?;
    let account = accounts.into_iter().find(|account| account.which == *which).ok_or(Failure::NotFound)?;
    let on = learning.line.on;
    if !account.walks.iter().any(|walk| walk.walk.period.contains(on)) {
        return refuse(KeepRefusal::Outside);
    }
    let kind = learning.line.kind.as_time();
    let line = TimeLine {
        id: ctx.new_id(),
        person: by,
        programme: which.programme().clone(),
        party: which.party(),
        journey: which.journey(),
        line: domain::time::Line { on, minutes: learning.line.minutes, what: What::Taken(kind) },
        note: String::new(),
        meeting: None,
        learning: Some(learning.id),
        entered_at: ctx.now(),
    };
    store::time::insert_line(tx, &line).await?;
    Ok(())
}

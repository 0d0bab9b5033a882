//! Assessments that somebody else examines: when each is due, and what it came to, entered by whom the programme names
//! (P3, P5). A fail calls what the programme says follows from it; no mark and no judgement is kept (C4).

use std::sync::Arc;

use domain::access::{Decision, decide};
use domain::calendar::{long_date, plus_days, plus_months};
use domain::ids::{JourneyId, OrganisationId, PersonId};
use domain::keys::{AssessmentKey, OutcomeKey};
use domain::programmes::{Assessment, Kind, Offset, Onlooker, Programme};
use jiff::civil::Date;
use store::assessments::Entered;
use store::events::Event;
use store::{Connection, Fault, Tx, assessments, events, facts, overview};

use crate::Context;
use crate::error::{Failure, Outcome, refuse};
use crate::journeys::refresh;

/// The noun under which events speak of them.
pub const NOUN: &str = "assessments";

/// The assessments of a journey, as somebody sees them.
#[derive(Debug, Clone)]
pub struct View {
    pub journey: JourneyId,
    pub organisation: OrganisationId,
    pub programme: Arc<Programme>,
    pub supportee: PersonId,
    pub supportee_name: String,
    pub starts_on: Date,
    pub ended_on: Option<Date>,
    pub viewer: PersonId,
    pub standing: Vec<Onlooker>,
}

impl View {
    /// In which way the viewer may enter when an assessment is due.
    pub fn dates(&self, assessment: &Assessment) -> Option<&Onlooker> {
        self.among(&assessment.dated_by)
    }

    /// In which way the viewer may enter what an assessment came to.
    pub fn enters(&self, assessment: &Assessment) -> Option<&Onlooker> {
        self.among(&assessment.entered_by)
    }

    fn among(&self, those: &[Onlooker]) -> Option<&Onlooker> {
        self.standing.iter().find(|onlooker| self.ended_on.is_none() && those.contains(onlooker))
    }

    /// When the programme says that it is usually due, from the journey's start.
    pub fn usually_due(&self, assessment: &Assessment) -> Option<Date> {
        let count = |offset: Offset| match offset {
            Offset::Months(months) => plus_months(self.starts_on, months),
            Offset::Days(days) | Offset::WorkingDays(days) | Offset::WorkedDays(days) => {
                plus_days(self.starts_on, days)
            }
        };
        assessment.due.map(count)
    }
}

/// The assessments of a journey, for somebody who may read them; to anybody else there are none.
///
/// # Errors
/// The database failed, or the journey's version of its programme is not at hand.
pub async fn view(
    ctx: &Context,
    connection: &impl Connection,
    viewer: PersonId,
    journey: JourneyId,
) -> Result<Option<View>, Fault> {
    let today = ctx.today();
    let standing = store::access::standing(connection, viewer, journey, today).await?;
    let Some(head) = overview::head(connection, &ctx.programmes, journey, today).await? else { return Ok(None) };
    let sees = decide(&head.programme.sharing, &standing, &Kind::Assessment.item());
    if head.programme.assessments.is_empty() || !matches!(sees, Decision::Allow { .. }) {
        return Ok(None);
    }
    Ok(Some(View {
        journey,
        organisation: head.organisation,
        programme: head.programme,
        supportee: head.supportee,
        supportee_name: head.supportee_name,
        starts_on: head.starts_on,
        ended_on: head.ended_on.filter(|on| *on < today),
        viewer,
        standing,
    }))
}

/// Of each attempt the outcome that stands, the first attempt first.
pub fn standing_outcomes<'e>(entered: &'e [Entered], assessment: &AssessmentKey) -> Vec<&'e Entered> {
    let mut found: Vec<&Entered> = Vec::new();
    for one in entered.iter().filter(|one| one.assessment == *assessment) {
        match found.iter_mut().find(|known| known.attempt == one.attempt) {
            Some(known) if known.number < one.number => *known = one,
            Some(_) => {}
            None => found.push(one),
        }
    }
    found.sort_by_key(|one| one.attempt);
    found
}

/// Why it is not kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum AssessmentRefusal {
    #[error("the day lies before the beginning, or too far ahead")]
    OutOfRange,
    #[error("that day has not come yet")]
    NotYet,
    #[error("there is no such outcome")]
    NoSuchOutcome,
    #[error("that attempt was not made")]
    NoSuchAttempt,
}

/// Enters when an assessment is due, or another day for it.
///
/// # Errors
/// It is not this person's to enter, or the day cannot be.
pub async fn set_date(
    ctx: &Context,
    by: PersonId,
    journey: JourneyId,
    key: &AssessmentKey,
    due_on: Date,
) -> Outcome<(), AssessmentRefusal> {
    store::write!(ctx.db, |tx| {
        let view = view(ctx, tx, by, journey).await?.ok_or(Failure::NotFound)?;
        let assessment = view.programme.assessment(key).ok_or(Failure::NotFound)?;
        view.dates(assessment).ok_or(Failure::NotFound)?;
        if due_on < view.starts_on || due_on > plus_months(view.starts_on, 120) {
            return refuse(AssessmentRefusal::OutOfRange);
        }
        assessments::date(tx, (journey, key), due_on, (by, ctx.now())).await?;
        let sentence = format!("{}: due on {}.", assessment.name, long_date(due_on));
        note(ctx, tx, &view, "date", &sentence).await?;
        Ok(())
    })
}

/// Enters what an assessment came to; for an attempt that has an outcome already this corrects it, and the old one stays
/// readable. What a fail calls is called, and no longer when no outcome of that day is a fail.
///
/// # Errors
/// It is not this person's to enter; there is no such outcome or attempt; or the day has not come.
pub async fn enter(
    ctx: &Context,
    by: PersonId,
    journey: JourneyId,
    key: &AssessmentKey,
    attempt: i32,
    (outcome, happened_on): (&OutcomeKey, Date),
) -> Outcome<(), AssessmentRefusal> {
    let now = ctx.now();
    store::write!(ctx.db, |tx| {
        let view = view(ctx, tx, by, journey).await?.ok_or(Failure::NotFound)?;
        let assessment = view.programme.assessment(key).ok_or(Failure::NotFound)?;
        let capacity = view.enters(assessment).ok_or(Failure::NotFound)?.clone();
        if assessment.outcome(outcome).is_none() {
            return refuse(AssessmentRefusal::NoSuchOutcome);
        }
        if happened_on > ctx.today() {
            return refuse(AssessmentRefusal::NotYet);
        }
        if happened_on < view.starts_on {
            return refuse(AssessmentRefusal::OutOfRange);
        }
        let before = assessments::outcomes(tx, journey).await?;
        let made = standing_outcomes(&before, key).len();
        if attempt < 1 || usize::try_from(attempt).unwrap_or(usize::MAX) > made + 1 {
            return refuse(AssessmentRefusal::NoSuchAttempt);
        }
        let same = before.iter().filter(|one| one.assessment == *key && one.attempt == attempt);
        let number = same.map(|one| one.number).max().unwrap_or(0) + 1;
        assessments::enter(tx, (journey, key), (attempt, number), (outcome, happened_on), (by, &capacity), now).await?;
        let after = assessments::outcomes(tx, journey).await?;
        follow(ctx, tx, &view, &capacity, (&before, &after)).await?;
        // What it came to is not for those who read what happens in an organisation.
        note(ctx, tx, &view, "enter", &format!("{}: an outcome was entered.", assessment.name)).await?;
        refresh(tx, ctx, journey).await?;
        Ok(())
    })
}

/// Brings the facts that fails call in line with the outcomes that stand.
async fn follow(
    ctx: &Context,
    tx: &Tx,
    view: &View,
    capacity: &Onlooker,
    (before, after): (&[Entered], &[Entered]),
) -> Result<(), Fault> {
    let (then, now) = (called(view, before), called(view, after));
    for (fact, on) in then.iter().filter(|one| !now.contains(one)) {
        assessments::uncall(tx, view.journey, fact, *on).await?;
    }
    for (fact, on) in now.iter().filter(|one| !then.contains(one)) {
        facts::confirm(tx, view.journey, fact, *on, (view.viewer, capacity), ctx.now()).await?;
    }
    Ok(())
}

/// The facts that standing outcomes call, each with its day.
fn called(view: &View, entered: &[Entered]) -> Vec<(domain::keys::FactKey, Date)> {
    let mut found = Vec::new();
    for assessment in &view.programme.assessments {
        for one in standing_outcomes(entered, &assessment.key) {
            let fact = assessment.outcome(&one.outcome).and_then(|outcome| assessment.called_by(outcome));
            found.extend(fact.map(|fact| (fact.clone(), one.happened_on)));
        }
    }
    found
}

async fn note(ctx: &Context, tx: &Tx, view: &View, verb: &str, sentence: &str) -> Result<(), Fault> {
    let event = Event::new(ctx.new_id(), ctx.now(), Some(view.viewer), &format!("{NOUN}.{verb}"), view.journey);
    events::record(tx, &event.at(view.organisation).within(view.journey).saying(sentence)).await
}

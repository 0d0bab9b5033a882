//! Asking for leave.

use domain::ids::{JourneyId, LeaveId, PersonId};
use domain::keys::LeaveKey;
use domain::leave::{Span, SpanProblem, State};
use domain::programmes::{AnswerRule, Party};
use domain::working_time::answer_due;
use store::leave::Leave;
use store::{Connection, Fault};

use super::letters::{Told, tell};
use super::{View, note, view};
use crate::Context;
use crate::error::{Failure, Outcome, refuse};

/// What is asked for.
#[derive(Debug, Clone)]
pub struct Request {
    pub kind: LeaveKey,
    pub span: Span,
}

/// Why it is not asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum AskRefusal {
    #[error("there is no such kind of leave")]
    NoSuchKind,
    #[error("{0}")]
    Span(SpanProblem),
    #[error("some of these days are asked for already")]
    Overlaps,
    #[error("no working day lies between")]
    NoWorkingDay,
    #[error("there is nobody at present who decides on leave")]
    NobodyDecides,
}

/// Asks for leave, of those to whom the decision is delegated. It says when and which kind; there is nowhere to say why.
///
/// # Errors
/// It is not the person's own journey; or what is asked for cannot be.
pub async fn ask(ctx: &Context, by: PersonId, journey: JourneyId, request: &Request) -> Outcome<LeaveId, AskRefusal> {
    let today = ctx.today();
    store::write!(ctx.db, |tx| {
        let view = view(ctx, tx, by, journey).await?.filter(|view| view.is_own() && view.runs());
        let view = view.ok_or(Failure::NotFound)?;
        let Some(kind) = view.programme.leave_kind(&request.kind) else { return refuse(AskRefusal::NoSuchKind) };
        let span = match request.span.check(kind) {
            Ok(span) => span,
            Err(problem) => return refuse(AskRefusal::Span(problem)),
        };
        if view.deciders.is_empty() {
            return refuse(AskRefusal::NobodyDecides);
        }
        let known = store::leave::list(tx, journey).await?;
        if known.iter().any(|one| one.state.stands() && one.span.period().overlaps(&span.period())) {
            return refuse(AskRefusal::Overlaps);
        }
        let time = store::working_time::of(tx, by, view.organisation, today).await?;
        let half_days = span.half_days(&time);
        if half_days == 0 {
            return refuse(AskRefusal::NoWorkingDay);
        }
        let leave = Leave {
            id: ctx.new_id(),
            journey,
            person: by,
            kind: request.kind.clone(),
            span,
            half_days,
            state: State::Asked,
            asked_at: ctx.now(),
            due_on: due_on(ctx, tx, &view).await?,
            settled: None,
            word: String::new(),
        };
        store::leave::ask(tx, &leave).await?;
        note(ctx, tx, &view, "ask", "Asked for leave").await?;
        tell(ctx, tx, &view, &leave, Told::Asked).await?;
        Ok(leave.id)
    })
}

/// By when the first of those who decide answers, in their own working time.
async fn due_on(ctx: &Context, connection: &impl Connection, view: &View) -> Result<Option<jiff::civil::Date>, Fault> {
    let Some((person, _, role)) = view.deciders.first() else { return Ok(None) };
    let Some(AnswerRule { within, .. }) = view.programme.responding.rule(&Party::Role(role.clone())) else {
        return Ok(None);
    };
    let time = store::working_time::of(connection, *person, view.organisation, ctx.today()).await?;
    Ok(Some(answer_due(*within, ctx.today(), &time)))
}

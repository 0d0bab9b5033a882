//! What the organisation itself thinks of a standard, and which sets it looks at.

use domain::ids::OrganisationId;
use domain::keys::{StandardRef, StandardSetKey};
use domain::standards::{self, Judgement};
use store::events::Event;
use store::governance::Judged;

use crate::error::refuse;
use crate::{Actor, Context, Outcome};

/// The longest comment or evidence, in characters.
const LONGEST: usize = 4000;

/// A judgement as somebody writes it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Judging<'a> {
    pub judgement: Judgement,
    pub comment: &'a str,
    pub evidence: &'a str,
}

/// Why a judgement is not kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum JudgeRefusal {
    #[error("choose a judgement, or write a comment")]
    NothingSaid,
    #[error("the text is too long")]
    TooLong,
}

/// Keeps what an organisation thinks of a standard, with its evidence. The figure stays what it is.
///
/// # Errors
/// There is no such standard; nothing is said; or a text is too long.
pub async fn judge(
    ctx: &Context,
    actor: Actor,
    organisation: OrganisationId,
    standard: &StandardRef,
    judging: Judging<'_>,
) -> Outcome<(), JudgeRefusal> {
    if standards::standard(standard).is_none() {
        return Err(crate::Failure::NotFound);
    }
    let (comment, evidence) = (judging.comment.trim(), judging.evidence.trim());
    if judging.judgement == Judgement::Open && comment.is_empty() && evidence.is_empty() {
        return refuse(JudgeRefusal::NothingSaid);
    }
    if [comment, evidence].iter().any(|text| text.chars().count() > LONGEST) {
        return refuse(JudgeRefusal::TooLong);
    }
    store::write!(ctx.db, |tx| {
        let judged = Judged {
            id: ctx.new_id(),
            set: standard.set.clone(),
            number: standard.number.clone(),
            judgement: judging.judgement,
            comment: comment.to_owned(),
            evidence: evidence.to_owned(),
            judged_at: ctx.now(),
            judged_by: actor.person(),
            judged_by_name: String::new(),
        };
        store::governance::judge(tx, organisation, &judged).await?;
        let event = Event::new(ctx.new_id(), ctx.now(), actor.person(), "judgements.write", judged.id);
        let sentence = format!("Wrote how the organisation itself sees standard {standard}");
        store::events::record(tx, &event.at(organisation).saying(sentence)).await?;
        Ok(())
    })
}

/// Chooses the sets that an organisation looks at beside those of its programmes: exactly these.
///
/// # Errors
/// The database failed, or a set does not ship.
pub async fn choose(ctx: &Context, actor: Actor, organisation: OrganisationId, sets: &[StandardSetKey]) -> Outcome<()> {
    if sets.iter().any(|key| standards::set(key).is_none()) {
        return Err(crate::Failure::NotFound);
    }
    store::write!(ctx.db, |tx| {
        store::governance::choose(tx, organisation, sets, actor.person(), ctx.now()).await?;
        let event = Event::new(ctx.new_id(), ctx.now(), actor.person(), "standards.choose", organisation);
        let sentence = "Chose the sets of standards to look at";
        store::events::record(tx, &event.at(organisation).saying(sentence)).await?;
        Ok(())
    })
}

//! The plan as its document says it: every change is said there too, so that what people sign is what stands in the plan,
//! and a signature under what has changed since is taken off.

use std::collections::BTreeMap;

use domain::forms::{Field, FieldKind};
use domain::ids::RecordId;
use domain::keys::FieldKey;
use domain::plans::{Item, ItemKind};
use domain::programmes::{Kept, PlanShape};
use domain::records::AnswerValue;
use store::records::{Answer, AnswerState, Record, RecordState};
use store::{Fault, Tx};

use super::Plan;
use crate::Context;
use crate::error::Failure;
use crate::records::{Which, figures_of, load, note_change};

/// The page from which what stands in the plan comes.
const PAGE: &str = "plan";

/// Everything of a kind as a document says it, in the order in which it was added.
pub fn lines_of(shape: &PlanShape, items: &[Item], kind: ItemKind) -> Option<AnswerValue> {
    let of_kind = items.iter().filter(|item| item.kind == kind);
    let lines: Vec<String> = of_kind.map(|item| item.lines(shape, items)).collect();
    (!lines.is_empty()).then_some(AnswerValue::Plan(lines))
}

/// Says the plan anew in its document. One that is signed by all stays as it is, and the next is begun where it may be.
pub(super) async fn mirror(ctx: &Context, tx: &Tx, plan: &Plan) -> Result<(), Fault> {
    let circle = &plan.circle;
    let items: Vec<Item> =
        store::plans::items_of(tx, circle.journey).await?.into_iter().map(|kept| kept.item).collect();
    let records = store::records::documents_of(tx, circle.journey).await?;
    let of_this = records.iter().filter(|record| record.of.document().is_some_and(|place| place.key == plan.kind.key));
    let last = of_this.max_by_key(|record| record.of.document().map(|place| place.number));
    let Some(form) = circle.programme.form(&plan.kind.form) else { return Ok(()) };
    let said: Vec<(&Field, Option<AnswerValue>)> = form
        .fields()
        .filter_map(|field| match field.kind {
            FieldKind::Plan { shows } => Some((field, lines_of(&plan.shape, &items, shows))),
            _ => None,
        })
        .collect();
    if let Some(last) = last
        && says(tx, last, &said).await?
    {
        return Ok(());
    }
    if last.is_none() && said.iter().all(|(_, value)| value.is_none()) {
        return Ok(());
    }
    let is_over = last.is_some_and(|last| last.state != RecordState::Draft);
    if is_over && plan.kind.kept == Kept::Once {
        return Ok(());
    }
    let id = crate::documents::open_one(ctx, tx, circle, &plan.kind, None).await?;
    write(ctx, tx, plan, id, said).await
}

/// Does a document say just this?
async fn says(tx: &Tx, record: &Record, said: &[(&Field, Option<AnswerValue>)]) -> Result<bool, Fault> {
    let answers = store::records::answers_of(tx, record.id).await?;
    Ok(said.iter().all(|(field, value)| {
        let standing = answers.iter().find(|answer| answer.field == field.key && answer.state == AnswerState::Standing);
        let is = standing.and_then(|answer| AnswerValue::from_json(field, &answer.value));
        is == *value
    }))
}

async fn write(
    ctx: &Context,
    tx: &Tx,
    plan: &Plan,
    id: RecordId,
    said: Vec<(&Field, Option<AnswerValue>)>,
) -> Result<(), Fault> {
    let circle = &plan.circle;
    let answers = store::records::answers_of(tx, id).await?;
    for (field, value) in &said {
        let highest = answers.iter().filter(|answer| answer.field == field.key).map(|answer| answer.revision).max();
        if let Some(revision) = highest {
            store::records::retire(tx, id, &field.key, revision).await?;
        }
        if highest.is_none() && value.is_none() {
            continue;
        }
        let answer = Answer {
            field: field.key.clone(),
            revision: highest.unwrap_or(0) + 1,
            value: AnswerValue::to_json(value.as_ref()),
            state: AnswerState::Standing,
            page: PAGE.to_owned(),
            author: circle.viewer,
            saved_at: ctx.now(),
        };
        store::records::insert_answer(tx, id, &answer).await?;
    }
    let sheet = match load::<std::convert::Infallible>(ctx, tx, circle.viewer, Which::Document(id)).await {
        Ok(sheet) => sheet,
        Err(Failure::Fault(fault)) => return Err(fault),
        Err(_) => return Ok(()),
    };
    let mut record = sheet.paper.record.clone();
    note_change(ctx, tx, circle, (sheet.which, &sheet.subject), &mut record).await?;
    let mut values: BTreeMap<FieldKey, AnswerValue> = sheet.paper.values.clone();
    for (field, value) in said {
        match value {
            Some(value) => values.insert(field.key.clone(), value),
            None => values.remove(&field.key),
        };
    }
    store::records::keep_figures(tx, id, &figures_of(&sheet.paper.form, &values)).await
}

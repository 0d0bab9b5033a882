//! Beginning a reflection with a model of prompts.

use domain::ids::{PersonId, ReflectionId};
use domain::reflections::model;
use store::events::Event;

use super::NOUN;
use crate::error::Failure;
use crate::{Context, Outcome};

/// Begins a reflection. One that was begun with the same prompts and has not a word in it is gone on with.
///
/// # Errors
/// There is no such model.
pub async fn begin(ctx: &Context, by: PersonId, key: &str) -> Outcome<ReflectionId> {
    let model = model(key).ok_or(Failure::NotFound)?;
    store::write!(ctx.db, |tx| {
        let mine = store::reflections::all_of(tx, by).await?;
        if let Some(empty) = mine.iter().find(|one| one.model == model.key && one.is_empty()) {
            return Ok(empty.id);
        }
        let id: ReflectionId = ctx.new_id();
        store::reflections::insert(tx, id, by, &model.key, ctx.now()).await?;
        let event = Event::new(ctx.new_id(), ctx.now(), Some(by), &format!("{NOUN}.begin"), id);
        store::events::record(tx, &event.saying("A reflection was begun.")).await?;
        Ok(id)
    })
}

//! An organisation changes what a programme leaves open (B3): a version of its own, in which new journeys begin from
//! today. Earlier versions are kept, and running journeys stay in theirs.

use std::sync::Arc;

use domain::ids::OrganisationId;
use domain::keys::ProgrammeKey;
use domain::programmes::tailoring::{Draft, DraftChange, FILE, Written};
use domain::programmes::{ContentHash, Problem, Programme, SourceFile, compile};
use store::events::Event;

use super::adopt::{as_json, files_of};
use crate::error::{Failure, refuse};
use crate::{Actor, Context, Outcome};

/// What an organisation wants to change, as typed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Wanted {
    pub why: String,
    pub consulted: String,
    pub changes: Vec<DraftChange>,
}

/// Why a version was not made.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TailorRefusal {
    /// What the checker says, and the field of the page that caused each.
    #[error("{} of the changes cannot stand", .0.len())]
    Wrong(Vec<(String, Problem)>),
}

/// Makes a version of the organisation's own from the newest of the source, and begins new journeys in it.
///
/// # Errors
/// The organisation does not run the programme, or the checker refuses the changes: all of them, and all at once.
pub async fn tailor(
    ctx: &Context,
    actor: Actor,
    organisation: OrganisationId,
    key: &ProgrammeKey,
    wanted: &Wanted,
) -> Outcome<ContentHash, TailorRefusal> {
    let source = ctx.programmes.newest(key).ok_or(Failure::NotFound)?;
    let made = store::write!(ctx.db, |tx| {
        if store::journeys::adopted_version(tx, organisation, key, ctx.today()).await?.is_none() {
            return Err(Failure::NotFound);
        }
        let before = store::programmes::of_organisation(tx, organisation, key).await?;
        let number = before.first().map_or(1, |newest| newest.number + 1);
        let mut files = files_of(tx, &source.hash).await?;
        let (written, made) = compiled(source, &mut files, number, wanted);
        let made = match made {
            Ok(made) => made,
            Err(problems) => return refuse(TailorRefusal::Wrong(beside(&written, problems))),
        };
        let (now, today) = (ctx.now(), ctx.today());
        store::programmes::keep_version(tx, &made, &as_json(files), now).await?;
        store::programmes::insert_tailored(tx, organisation, key, number, &made.hash, (actor.person(), now)).await?;
        store::programmes::adopt(tx, organisation, &made, today, domain::calendar::plus_days(today, -1)).await?;
        let event = Event::new(ctx.new_id(), now, actor.person(), "programmes.tailor", organisation)
            .at(organisation)
            .saying(format!("Made version {} of {}", made.version, made.words.say("programme")));
        store::events::record(tx, &event).await?;
        Ok(made)
    })?;
    let hash = made.hash.clone();
    ctx.programmes.add(made);
    Ok(hash)
}

/// What would come of the changes, without keeping anything: the programme, or what is wrong beside each field.
///
/// # Errors
/// The database failed.
pub async fn try_out(
    ctx: &Context,
    source: &Arc<Programme>,
    wanted: &Wanted,
) -> Outcome<Result<Programme, Vec<(String, Problem)>>> {
    let mut files = files_of(ctx.db.reader(), &source.hash).await?;
    let (written, made) = compiled(source, &mut files, 1, wanted);
    Ok(made.map_err(|problems| beside(&written, problems)))
}

fn compiled(
    source: &Programme,
    files: &mut Vec<SourceFile>,
    number: u32,
    wanted: &Wanted,
) -> (Written, Result<Programme, Vec<Problem>>) {
    let Wanted { why, consulted, changes } = wanted.clone();
    let written = Draft { of: source.hash.clone(), number, why, consulted, changes }.write();
    files.push(SourceFile { name: FILE.to_owned(), text: written.text.clone() });
    let made = compile(files);
    (written, made)
}

fn beside(written: &Written, problems: Vec<Problem>) -> Vec<(String, Problem)> {
    problems.into_iter().map(|problem| (written.field_of(&problem).to_owned(), problem)).collect()
}

//! The governance file of an organisation (L7) and the content of its programmes (B5): entered by those who may keep it,
//! accepted by those it is about, reminded of before it lapses.

mod content;
mod keep;
mod remind;
pub(crate) mod vacancies;

use domain::governance::Kept;
use domain::ids::{OrganisationId, PersonId};
use domain::keys::{GovernanceKey, ProgrammeKey};
use domain::programmes::{GovernanceDocument, Programme};
use store::events::Event;
use store::governance::{Acceptance, Entry};
use store::{Connection, Fault};

use crate::programmes::{here, run_here};
use crate::standards::{NeedOf, in_words, is_about};
use crate::{Context, Outcome};

pub use content::{ContentRefusal, NewResource, add_resource, remove_resource, review_content};
pub use keep::{Entering, KeepRefusal, Text, keep};
pub(crate) use remind::{NOUN, climb, is_still_right};

/// A document as the governance file shows it.
#[derive(Debug, Clone)]
pub struct Line {
    pub document: GovernanceDocument,
    pub entry: Option<Entry>,
    pub needs: Vec<(NeedOf, domain::standards::Part)>,
    /// Of how many it is about, how many have accepted the edition of today.
    pub accepted: Option<(usize, usize)>,
}

impl Line {
    /// The document as it is kept, if it was ever entered.
    pub fn kept(&self) -> Option<&Kept> {
        self.entry.as_ref().map(|entry| &entry.kept)
    }
}

/// The documents of a programme at an organisation, in the programme's order.
///
/// # Errors
/// The database failed.
pub async fn lines(
    ctx: &Context,
    connection: &impl Connection,
    organisation: OrganisationId,
    programme: &Programme,
) -> Result<Vec<Line>, Fault> {
    let today = ctx.today();
    let entries = store::governance::current(connection, organisation, &programme.key, today).await?;
    let accepted = crate::standards::accepted(connection, organisation, programme, &entries, today).await?;
    let terms = store::standards::makers::terms(connection, organisation).await?;
    let held = crate::standards::held(&terms, &programme.key, today);
    let lines = programme.governance.iter().map(|document| {
        let entry = entries.iter().find(|entry| entry.document == document.key).cloned();
        let kept = entry.as_ref().map(|entry| &entry.kept);
        let needs = domain::governance::needs(document, kept, &held, document.review_months, today);
        let accepted = accepted.iter().find(|(name, ..)| *name == document.name);
        Line {
            document: document.clone(),
            needs: needs.into_iter().map(|(need, part)| (in_words(programme, document, need), part)).collect(),
            accepted: accepted.map(|(_, accepted, of)| (*accepted, *of)),
            entry,
        }
    });
    Ok(lines.collect())
}

/// A descriptor that is about somebody, and whether they have accepted the edition of today.
#[derive(Debug, Clone)]
pub struct Mine {
    pub organisation: OrganisationId,
    pub programme: ProgrammeKey,
    pub document: GovernanceDocument,
    pub entry: Entry,
    pub accepted: Option<Acceptance>,
}

/// The descriptors that are about a person, wherever they belong to a programme; those without any text are left out.
///
/// # Errors
/// The database failed.
pub async fn about(ctx: &Context, connection: &impl Connection, person: PersonId) -> Result<Vec<Mine>, Fault> {
    let today = ctx.today();
    let mut mine = Vec::new();
    // A person belongs to one or two programmes: a handful of questions each.
    for (organisation, key) in store::governance::places_of(connection, person, today).await? {
        let Some(programme) = here(ctx, connection, organisation, &key).await? else { continue };
        let belonging = store::governance::belonging(connection, organisation, &key, Some(person), today).await?;
        let entries = store::governance::current(connection, organisation, &key, today).await?;
        let accepted = store::governance::acceptances(connection, organisation, &key, Some(person)).await?;
        for document in &programme.governance {
            let Some(entry) = entries.iter().find(|entry| entry.document == document.key) else { continue };
            if entry.kept.approved_on.is_none() || !belonging.iter().any(|(way, _)| is_about(document, way)) {
                continue;
            }
            let this = |one: &&Acceptance| one.document == document.key && one.edition == entry.edition;
            mine.push(Mine {
                organisation,
                programme: key.clone(),
                document: document.clone(),
                accepted: accepted.iter().find(this).cloned(),
                entry: entry.clone(),
            });
        }
    }
    Ok(mine)
}

/// Accepts the edition of a descriptor that the person has read.
///
/// # Errors
/// It is not about the person, or there is another edition by now.
pub async fn accept(
    ctx: &Context,
    person: PersonId,
    organisation: OrganisationId,
    programme: &ProgrammeKey,
    document: &GovernanceKey,
    edition: i32,
) -> Outcome<()> {
    store::write!(ctx.db, |tx| {
        let mine = about(ctx, tx, person).await?;
        let found = mine.into_iter().find(|one| {
            one.organisation == organisation
                && one.programme == *programme
                && one.document.key == *document
                && one.entry.edition == edition
        });
        let Some(found) = found else { return Err(crate::Failure::NotFound) };
        let acceptance = Acceptance { document: document.clone(), edition, person, accepted_at: ctx.now() };
        if store::governance::accept(tx, organisation, programme, &acceptance).await? {
            let event = Event::new(ctx.new_id(), ctx.now(), Some(person), "governance.accept", found.entry.id);
            let sentence = format!("Accepted “{}”", found.document.name);
            store::events::record(tx, &event.at(organisation).saying(sentence)).await?;
        }
        Ok(())
    })
}

/// The programme of a key, if the organisation runs it.
///
/// # Errors
/// The organisation does not run it, or the database failed.
async fn programme_here<R>(
    ctx: &Context,
    connection: &impl Connection,
    organisation: OrganisationId,
    key: &ProgrammeKey,
) -> Outcome<std::sync::Arc<Programme>, R> {
    let all = run_here(ctx, connection, organisation).await?;
    all.into_iter().find(|programme| programme.key == *key).ok_or(crate::Failure::NotFound)
}

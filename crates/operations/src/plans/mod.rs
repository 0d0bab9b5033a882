//! The plan of a journey (E3): added to in a line, changed by either without losing the other's words, finished, let go,
//! agreed. Its document says it anew with every change, so that what is signed is what stands in the plan.

mod add;
mod agree;
mod change;
mod mirror;
mod note;
mod settle;

use std::collections::BTreeMap;

use domain::access::Viewer;
use domain::ids::{JourneyId, PersonId, PlanItemId};
use domain::plans::{Item, ItemKind, ItemState};
use domain::programmes::{DocumentKind, Party, PlanShape};
use domain::records::{Shown, Stage, item_of, rights};
use store::events::Event;
use store::meetings::{About, Circle, circle_at};
use store::plans::{Agreement, Kept, Note};
use store::{Connection, Fault, Tx};

use crate::Context;

pub use add::add;
pub use agree::{AgreeRefusal, agree};
pub use change::{ChangeRefusal, change};
pub use mirror::lines_of;
pub use note::{MOST_NOTE_LETTERS, NoteRefusal, note, withdraw_note};
pub use settle::settle;

/// The noun under which events speak of plans.
pub const NOUN: &str = "plans";

/// A plan as somebody who may read it sees it.
#[derive(Debug, Clone)]
pub struct Plan {
    pub circle: Circle,
    pub shape: PlanShape,
    /// The document under whose name it is shared.
    pub kind: DocumentKind,
    pub may_write: bool,
    /// Why the viewer reads it, in the programme's words.
    pub because: String,
    /// In the order in which they were added.
    pub items: Vec<Kept>,
    /// The latest first.
    pub notes: Vec<Note>,
    pub agreements: Vec<Agreement>,
    /// Everybody who did something in it.
    pub names: BTreeMap<PersonId, String>,
}

impl Plan {
    /// Everything of a kind.
    pub fn of_kind(&self, kind: ItemKind) -> impl Iterator<Item = &Kept> {
        self.items.iter().filter(move |kept| kept.item.kind == kind)
    }

    /// What is for something else: the activities of an objective.
    pub fn under(&self, id: PlanItemId) -> impl Iterator<Item = &Kept> {
        self.items.iter().filter(move |kept| kept.item.details.under == Some(id))
    }

    pub fn item(&self, id: PlanItemId) -> Option<&Kept> {
        self.items.iter().find(|kept| kept.item.id == id)
    }

    /// The notes on something, the latest first.
    pub fn notes_on(&self, id: PlanItemId) -> impl Iterator<Item = &Note> {
        self.notes.iter().filter(move |note| note.item == id)
    }

    /// The sides that agree on what is set out to be reached.
    pub fn sides(&self) -> Vec<&Party> {
        let named = if self.kind.signed_by.is_empty() { &self.kind.written_by } else { &self.kind.signed_by };
        let there = |party: &&Party| self.circle.participants.iter().any(|one| one.party == **party);
        named.iter().filter(there).collect()
    }

    /// Those who have not agreed to what it says now.
    pub fn yet_to_agree(&self, item: &Item) -> Vec<&Party> {
        if !item.kind.is_agreed() || item.state != ItemState::Open {
            return Vec::new();
        }
        let has = |party: &Party| {
            let same = |one: &&Agreement| one.item == item.id && one.party == *party && one.substance == item.substance;
            self.agreements.iter().find(same).is_some()
        };
        self.sides().into_iter().filter(|party| !has(party)).collect()
    }

    /// The sides the viewer takes.
    pub fn my_sides(&self) -> Vec<Party> {
        let capacities = self.circle.capacities();
        self.sides().into_iter().filter(|party| capacities.contains(party)).cloned().collect()
    }

    /// The name of somebody who did something in it.
    pub fn name_of(&self, person: PersonId) -> &str {
        self.names.get(&person).map_or("", String::as_str)
    }
}

/// The plan of a journey, for somebody who may read it; to anybody else, and where the programme has none, there is none.
///
/// # Errors
/// The database failed.
pub async fn load(
    ctx: &Context,
    connection: &impl Connection,
    by: PersonId,
    journey: JourneyId,
) -> Result<Option<Plan>, Fault> {
    let viewer = Viewer { person: by, today: ctx.today() };
    let standing = store::access::standing(connection, by, journey, viewer.today).await?;
    if standing.is_empty() {
        return Ok(None);
    }
    let Some(circle) = circle_at(connection, &ctx.programmes, viewer, journey, About::Any).await? else {
        return Ok(None);
    };
    let Some(shape) = circle.programme.plan.clone() else { return Ok(None) };
    let item = item_of(&shape.document);
    let Some(circle) = circle_at(connection, &ctx.programmes, viewer, journey, About::Item(&item)).await? else {
        return Ok(None);
    };
    let Some(kind) = circle.programme.document(&shape.document).cloned() else { return Ok(None) };
    // The plan lives on whatever becomes of the document: whoever reads that when it is closed reads this.
    let read = rights(&kind, &circle.programme.sharing, &standing, false, Stage::Closed, Shown::NotToThem);
    let Some(because) = read.and_then(|rights| match rights.reads {
        domain::records::Reads::All { because } => Some(because),
        domain::records::Reads::Outline { .. } => None,
    }) else {
        return Ok(None);
    };
    let write = rights(&kind, &circle.programme.sharing, &standing, false, Stage::Draft, Shown::NotToThem);
    let may_write = circle.ended_on.is_none() && write.is_some_and(|rights| rights.writes);
    let items = store::plans::items_of(connection, journey).await?;
    let notes = store::plans::notes_of(connection, journey).await?;
    let agreements = store::plans::agreements_of(connection, journey).await?;
    let people = items.iter().map(|kept| kept.added_by).chain(notes.iter().map(|note| note.written_by));
    let people: Vec<PersonId> = people.chain(agreements.iter().map(|one| one.person)).collect();
    let names = names(connection, &circle, people).await?;
    Ok(Some(Plan { circle, shape, kind, may_write, because, items, notes, agreements, names }))
}

/// The names of people, also of those who take part no longer.
///
/// # Errors
/// The database failed.
pub async fn names(
    connection: &impl Connection,
    circle: &Circle,
    people: impl IntoIterator<Item = PersonId>,
) -> Result<BTreeMap<PersonId, String>, Fault> {
    let mut names: BTreeMap<PersonId, String> =
        circle.everyone.iter().map(|one| (one.person, one.name.clone())).collect();
    let mut gone: Vec<PersonId> = people.into_iter().filter(|person| !names.contains_key(person)).collect();
    gone.sort_unstable();
    gone.dedup();
    for person in gone {
        if let Some(name) = store::people::name_of(connection, person).await? {
            names.insert(person, name);
        }
    }
    Ok(names)
}

/// The plan that something belongs to, for somebody who may write in it.
async fn load_to_write(
    ctx: &Context,
    connection: &impl Connection,
    by: PersonId,
    id: PlanItemId,
) -> Result<Option<(Plan, Kept)>, Fault> {
    let Some(kept) = store::plans::find(connection, id).await? else { return Ok(None) };
    let plan = load(ctx, connection, by, kept.journey).await?;
    Ok(plan.filter(|plan| plan.may_write).map(|plan| (plan, kept)))
}

/// Notes an event, says the plan anew in its document, and refreshes what is expected. Never tells what was written.
async fn after(ctx: &Context, tx: &Tx, plan: &Plan, id: PlanItemId, verb: &str, done: &str) -> Result<(), Fault> {
    let circle = &plan.circle;
    let who = circle.anyones_name(circle.viewer).unwrap_or("Somebody");
    let what = circle.programme.words.document(&plan.kind.key);
    let event = Event::new(ctx.new_id(), ctx.now(), Some(circle.viewer), &format!("{NOUN}.{verb}"), id)
        .at(circle.organisation)
        .within(circle.journey)
        .saying(format!("{who} {done} in the {what}."));
    store::events::record(tx, &event).await?;
    mirror::mirror(ctx, tx, plan).await?;
    crate::meetings::refresh(ctx, tx, circle).await
}

/// How sentences call an item.
fn called(kind: ItemKind) -> &'static str {
    match kind {
        ItemKind::Strength => "a strength",
        ItemKind::Need => "a need",
        ItemKind::Objective => "an objective",
        ItemKind::Activity => "something to do",
        ItemKind::Learning => "a programme of learning",
    }
}

//! Everything that is next for a person, over all relationships and whatever else asks something of them (Q1, J8).

use domain::programmes::capitalised;
use store::messages::{self, News};
use store::overview::{self, Open, Relationship};

use super::cards;
use super::managed;
use super::next::{self, Next, Waiting, Walk};
use crate::candidacies::at_home;
use crate::error::Error;
use crate::session::SignedIn;
use crate::state::AppState;
use crate::words::Words;

/// What is next, what waits for others, and the relationships it comes from.
pub(super) struct Gathered {
    /// The most pressing first.
    pub things: Vec<Thing>,
    pub waiting: Vec<Waiting>,
    pub relationships: Vec<Relationship>,
}

/// One thing to do, and which relationship it is of.
pub(super) struct Thing {
    pub next: Next,
    /// A journey's id and the party one is in it; empty: of no relationship.
    pub of: String,
}

/// The name under which a relationship is filtered by.
pub(super) fn key(relationship: &Relationship) -> String {
    format!("{}.{}", relationship.journey, relationship.mine)
}

/// “Amira Osei, preceptorship”.
pub(super) fn name(relationship: &Relationship) -> String {
    let word = relationship.programme.words.say("programme");
    match relationship.other_name() {
        Some(other) => format!("{other}, {word}"),
        None => capitalised(word),
    }
}

/// Gathers it; each room adds its own line here.
pub(super) async fn everything(state: &AppState, who: &SignedIn) -> Result<Gathered, Error> {
    let w = Words::english();
    let reader = state.ctx.db.reader();
    let today = state.ctx.today();
    let programmes = &state.ctx.programmes;
    // One after the other: asked at once, they would wake several threads of the database for a question each.
    let relationships = overview::relationships(reader, programmes, who.viewer).await?;
    let open = overview::open_for(reader, who.viewer, next::horizon(today)).await?;
    let managed = if who.session.manages {
        overview::managers_part(reader, programmes, who.person(), next::horizon(today)).await?
    } else {
        Vec::new()
    };
    let news = if relationships.is_empty() { News::default() } else { messages::home(reader, who.viewer).await? };
    let askings = store::choosing::askings(reader, who.person()).await?;
    let turns = crate::endings::turns(state, who).await?;
    let Open { occurrences, meetings, candidacies } = open;
    let several = cards::group_name(&relationships).is_none() && relationships.len() > 1;
    let mut things: Vec<Thing> = Vec::new();
    let mut waiting = Vec::new();
    for relationship in relationships.iter().filter(|relationship| relationship.ended_on.is_none()) {
        let walk = Walk::of_relationship(relationship);
        let mine = &relationship.mine;
        let mut found = next::things(w, &walk, mine, who.person(), &occurrences, &meetings, today);
        if several {
            found.iter_mut().for_each(|next| next.about = relationship.programme.words.capital("journey"));
        }
        things.extend(found.into_iter().map(|next| Thing { next, of: key(relationship) }));
        waiting.append(&mut next::waiting(w, &walk, mine, who.person(), &meetings));
    }
    let mut of_none: Vec<Next> = managed::next(w, &managed, today);
    of_none.append(&mut crate::endings::next(w, &relationships, &turns, who, today));
    of_none.append(&mut crate::messages::at_home::next(w, &news, &relationships, today));
    of_none.append(&mut crate::leave::at_home::next(w, state, who.person(), &relationships, today).await?);
    of_none.append(&mut crate::choosing::at_home::next(w, &askings, who.person(), today));
    waiting.append(&mut crate::messages::at_home::waiting(w, &news, &relationships, today));
    waiting.append(&mut crate::choosing::at_home::waiting(w, &askings, who.person()));
    of_none.append(&mut at_home::next(w, programmes, &candidacies));
    things.extend(of_none.into_iter().map(|next| Thing { next, of: String::new() }));
    waiting.append(&mut at_home::waiting(w, programmes, &candidacies));
    things.sort_by_key(|thing| (thing.next.urgency, thing.next.on));
    Ok(Gathered { things, waiting, relationships })
}

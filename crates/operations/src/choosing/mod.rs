//! Finding a supporter oneself (O4): saying that one is open to being asked, asking somebody with a few words, their answer,
//! and the journey that begins with a yes. Nobody stands in between, and nobody else learns of a question.

mod letters;

use std::sync::Arc;

use domain::access::Viewer;
use domain::calendar::date_of;
use domain::choosing::{FoundBy, State};
use domain::ids::{AskingId, JourneyId, OrganisationId, PersonId};
use domain::keys::ContextKey;
use domain::programmes::Programme;
use domain::working_time::answer_due;
use store::choosing::{Asking, Found, Opening};
use store::events::{self, Event};
use store::{Connection, Fault};

use crate::Context;
use crate::error::{Failure, Outcome, refuse};
use crate::journeys::{ByHandRefusal, begin_between};

/// The noun under which events and letters speak of it.
pub const NOUN: &str = "choosing";

/// The longest text, in characters.
const MOST: usize = 1500;

/// A place where somebody works and a programme that lets them choose.
#[derive(Debug, Clone)]
pub struct Place {
    pub organisation: OrganisationId,
    pub organisation_name: String,
    pub programme: Arc<Programme>,
}

/// Where a person can choose, and be chosen: where they work, in the programmes that leave the choice to them.
///
/// # Errors
/// The database failed.
pub async fn places(ctx: &Context, connection: &impl Connection, person: PersonId) -> Result<Vec<Place>, Fault> {
    let today = ctx.today();
    let mut found: Vec<Place> = Vec::new();
    for post in store::candidacies::own_posts(connection, person, today).await? {
        if found.iter().any(|place| place.organisation == post.organisation) {
            continue;
        }
        for key in store::access::adopted(connection, post.organisation, today).await? {
            let version = store::journeys::adopted_version(connection, post.organisation, &key, today).await?;
            let programme = version.and_then(|hash| ctx.programmes.version(&hash));
            let Some(programme) = programme.filter(|programme| programme.choosing.is_some()) else { continue };
            found.push(Place {
                organisation: post.organisation,
                organisation_name: post.organisation_name.clone(),
                programme: Arc::clone(programme),
            });
        }
    }
    Ok(found)
}

/// Those whom somebody can ask at a place, with room for one more.
///
/// # Errors
/// The database failed.
pub async fn to_ask(
    ctx: &Context,
    connection: &impl Connection,
    person: PersonId,
    place: &Place,
) -> Result<Vec<Found>, Fault> {
    let viewer = Viewer { person, today: ctx.today() };
    let family = &place.programme.family;
    let mut found = store::choosing::found(connection, viewer, family, place.organisation).await?;
    let role = place.programme.supporter_role();
    let most = role.at_once.map_or(i64::MAX, i64::from);
    found.retain(|one| one.supports < most && (role.may_be_outside || one.organisation == place.organisation));
    Ok(found)
}

/// Why it is not kept, asked or answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ChoosingRefusal {
    #[error("it says too much")]
    TooLong,
    #[error("a few words are missing")]
    WordsMissing,
    #[error("another question waits for its answer")]
    Waits,
    #[error("it was settled meanwhile")]
    Settled,
    #[error("{0}")]
    NotPossible(ByHandRefusal),
}

/// Keeps that somebody is open to being asked, by whom they may be found, and what they like to be asked for.
///
/// # Errors
/// They do not work at a place where people choose; or it says too much.
pub async fn open(ctx: &Context, person: PersonId, place: &Place, opening: &Opening) -> Outcome<(), ChoosingRefusal> {
    store::write!(ctx.db, |tx| {
        let known = places(ctx, tx, person).await?;
        if !known.iter().any(|one| one.programme.family == place.programme.family) {
            return Err(Failure::NotFound);
        }
        if opening.about.chars().count() > MOST {
            return refuse(ChoosingRefusal::TooLong);
        }
        store::choosing::keep_opening(tx, person, &place.programme.family, opening, ctx.now()).await?;
        let sentence = match opening.found_by {
            FoundBy::Nobody => "Is not to be found at present",
            FoundBy::Organisation | FoundBy::Everybody => "Is open to being asked",
        };
        let event = Event::new(ctx.new_id(), ctx.now(), Some(person), &format!("{NOUN}.open"), person);
        events::record(tx, &event.saying(sentence)).await?;
        Ok(())
    })
}

/// Asks somebody. One question waits at a time.
///
/// # Errors
/// The person asked cannot be found by the one who asks; words are missing; or another question waits.
pub async fn ask(
    ctx: &Context,
    asker: PersonId,
    place: &Place,
    asked: PersonId,
    (context, words): (Option<&ContextKey>, &str),
) -> Outcome<AskingId, ChoosingRefusal> {
    let words = words.trim();
    store::write!(ctx.db, |tx| {
        let known = places(ctx, tx, asker).await?;
        let is_here = |one: &&Place| one.organisation == place.organisation && one.programme.key == place.programme.key;
        let place = known.iter().find(is_here).ok_or(Failure::NotFound)?;
        let found = to_ask(ctx, tx, asker, place).await?;
        let found = found.into_iter().find(|one| one.person == asked).ok_or(Failure::NotFound)?;
        if words.is_empty() {
            return refuse(ChoosingRefusal::WordsMissing);
        }
        if words.chars().count() > MOST {
            return refuse(ChoosingRefusal::TooLong);
        }
        let mine = store::choosing::askings(tx, asker).await?;
        let waits =
            |one: &Asking| one.asker == asker && one.family == place.programme.family && one.state == State::Asked;
        if mine.iter().any(waits) {
            return refuse(ChoosingRefusal::Waits);
        }
        let choosing = place.programme.choosing.as_ref().ok_or(Failure::NotFound)?;
        let time = store::working_time::of(tx, asked, found.organisation, ctx.today()).await?;
        let context = context.and_then(|key| place.programme.context(key)).map(|context| context.key.clone());
        let asking = Asking {
            id: ctx.new_id(),
            family: place.programme.family.clone(),
            programme: place.programme.key.clone(),
            organisation: place.organisation,
            asker,
            asker_name: String::new(),
            asked,
            asked_name: found.name,
            context,
            words: words.to_owned(),
            state: State::Asked,
            asked_at: ctx.now(),
            due_on: answer_due(choosing.within, date_of(ctx.now()), &time),
            settled_at: None,
            answer: String::new(),
            journey: None,
        };
        store::choosing::ask(tx, &asking).await?;
        letters::asked(ctx, tx, &asking).await?;
        // Whom somebody asks is nobody else's to know: the event is at no organisation.
        let event = Event::new(ctx.new_id(), ctx.now(), Some(asker), &format!("{NOUN}.ask"), asking.id);
        events::record(tx, &event.saying("Asked somebody for their support")).await?;
        Ok(asking.id)
    })
}

/// What becomes of a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    Accept,
    Decline,
    /// By the one who asked.
    Withdraw,
}

/// Accepts, declines or takes back a question. A yes begins the journey at once.
///
/// # Errors
/// It is not this person's to answer; it was settled meanwhile; or a rule of the programme stands against it.
pub async fn answer(
    ctx: &Context,
    by: PersonId,
    id: AskingId,
    answer: Answer,
    words: &str,
) -> Outcome<Option<JourneyId>, ChoosingRefusal> {
    let words = words.trim();
    store::write!(ctx.db, |tx| {
        let known = store::choosing::askings(tx, by).await?;
        let asking = known.into_iter().find(|one| one.id == id).ok_or(Failure::NotFound)?;
        let may = match answer {
            Answer::Accept | Answer::Decline => asking.asked == by,
            Answer::Withdraw => asking.asker == by,
        };
        if !may {
            return Err(Failure::NotFound);
        }
        if asking.state != State::Asked {
            return refuse(ChoosingRefusal::Settled);
        }
        if words.chars().count() > MOST {
            return refuse(ChoosingRefusal::TooLong);
        }
        let (state, journey) = match answer {
            Answer::Accept => (State::Accepted, Some(begin(ctx, tx, &asking).await?)),
            Answer::Decline => (State::Declined, None),
            Answer::Withdraw => (State::Withdrawn, None),
        };
        if !store::choosing::settle(tx, id, state, (words, journey), ctx.now()).await? {
            return refuse(ChoosingRefusal::Settled);
        }
        letters::answered(ctx, tx, &asking, state).await?;
        let event = Event::new(ctx.new_id(), ctx.now(), Some(by), &format!("{NOUN}.answer"), id);
        events::record(tx, &event.saying("A question for support was answered or taken back")).await?;
        Ok(journey)
    })
}

/// Begins the journey that a yes leads to, today, with what it is for.
async fn begin(ctx: &Context, tx: &store::Tx, asking: &Asking) -> Outcome<JourneyId, ChoosingRefusal> {
    let between = (asking.asker, asking.asked);
    let begun =
        begin_between(ctx, tx, asking.asker, (asking.organisation, &asking.programme), between, ctx.today()).await;
    let journey = begun.map_err(|failure| match failure {
        Failure::Refused(refusal) => Failure::Refused(ChoosingRefusal::NotPossible(refusal)),
        Failure::NotFound => Failure::NotFound,
        Failure::Fault(fault) => Failure::Fault(fault),
    })?;
    if let Some(context) = &asking.context {
        store::journeys::set_context(tx, journey, Some(context)).await?;
        crate::journeys::refresh(tx, ctx, journey).await?;
    }
    Ok(journey)
}

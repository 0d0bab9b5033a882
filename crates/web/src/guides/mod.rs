//! Guides through a conversation: movements one after another, questions to choose from, back and forth (O1, O5).

mod movement;
mod overview;

use domain::access::{Decision, decide};
use domain::ids::JourneyId;
use domain::keys::GuideKey;
use domain::programmes::Guide;
use store::overview::Head;

use crate::components::Link;
use crate::error::Error;
use crate::routes::{Audience, Routes};
use crate::session::SignedIn;
use crate::state::AppState;
use crate::words::Words;

/// The routes of this room.
pub fn routes(routes: Routes) -> Routes {
    let participants = Audience::Participants;
    routes
        .get("/journeys/{id}/guides/{guide}", participants, overview::get)
        .get("/journeys/{id}/guides/{guide}/{movement}", participants, movement::get)
        .post("/journeys/{id}/guides/{guide}/{movement}", participants, movement::post)
}

/// Where a guide is found.
pub fn path(journey: JourneyId, guide: &GuideKey) -> String {
    format!("/journeys/{journey}/guides/{guide}")
}

/// The guides of a journey's programme, as ways to them.
pub fn links(w: Words, head: &Head) -> Vec<Link> {
    let guides = head.programme.guides.iter();
    guides
        .map(|guide| {
            let text = w.with("guide-open", [("guide", guide.name.as_str())]);
            Link::new(text, path(head.journey, &guide.key))
        })
        .collect()
}

/// A guide for somebody who sees the journey at all.
async fn found(state: &AppState, who: &SignedIn, (journey, guide): (&str, &str)) -> Result<(Head, Guide), Error> {
    let journey: JourneyId = journey.parse().map_err(|_| Error::NotFound)?;
    let guide: GuideKey = guide.parse().map_err(|_| Error::NotFound)?;
    let reader = state.ctx.db.reader();
    let today = state.ctx.today();
    let standing = store::access::standing(reader, who.person(), journey, today).await?;
    let head = store::overview::head(reader, &state.ctx.programmes, journey, today).await?.ok_or(Error::NotFound)?;
    let progress = "progress".parse().expect("written here, and a key");
    if standing.is_empty() || decide(&head.programme.sharing, &standing, &progress) == Decision::Hide {
        return Err(Error::NotFound);
    }
    let guide = head.programme.guide(&guide).cloned().ok_or(Error::NotFound)?;
    Ok((head, guide))
}

/// Where the conversation stands, for its two.
pub(super) struct Standing {
    /// “See where you stand, since 3 March 2027, noted by Mair Bowen”.
    now: String,
    word: String,
    href: String,
    earlier: Vec<String>,
}

/// Where the conversation of a journey along a guide stands, if the viewer is one of its two and they have noted it.
async fn standing(state: &AppState, who: &SignedIn, head: &Head, guide: &Guide) -> Result<Option<Standing>, Error> {
    let reader = state.ctx.db.reader();
    if operations::guides::of_two(&state.ctx, reader, who.person(), head.journey).await?.is_none() {
        return Ok(None);
    }
    let w = Words::english();
    let stands = store::guides::stands(reader, head.journey, &guide.key).await?;
    let said = |stand: &store::guides::Stand| {
        let name = guide.at(&stand.movement).map_or("", |at| at.movement.name.as_str());
        let date = domain::calendar::long_date(stand.since_on);
        w.with("guide-stand", [("movement", name), ("date", date.as_str()), ("name", stand.by.as_str())])
    };
    let Some((now, earlier)) = stands.split_first() else { return Ok(None) };
    Ok(Some(Standing {
        now: said(now),
        word: now.word.clone(),
        href: format!("{}/{}", path(head.journey, &guide.key), now.movement),
        earlier: earlier.iter().map(said).collect(),
    }))
}

/// The movements as a list of ways; the one that is shown is marked.
struct Step {
    name: String,
    what: String,
    href: String,
    here: bool,
}

fn steps(head: &Head, guide: &Guide, here: Option<usize>) -> Vec<Step> {
    let base = path(head.journey, &guide.key);
    let all = guide.movements.iter().enumerate();
    all.map(|(index, movement)| Step {
        name: movement.name.clone(),
        what: movement.what.clone(),
        href: format!("{base}/{}", movement.key),
        here: here == Some(index + 1),
    })
    .collect()
}

//! The rooms of a journey beside its meetings and documents, as ways to them: those that its programme has, and opens to whoever
//! looks.

use domain::access::{Decision, decide};
use domain::programmes::{Delegation, Kind, Onlooker};
use store::overview::Head;

use crate::components::Link;
use crate::error::Error;
use crate::session::SignedIn;
use crate::state::AppState;
use crate::words::Words;

/// The ways to the rooms that are open to somebody who stands to the journey in these ways.
pub(super) async fn rooms(
    state: &AppState,
    who: &SignedIn,
    head: &Head,
    standing: &[Onlooker],
) -> Result<Vec<Link>, Error> {
    let w = Words::english();
    let programme = &head.programme;
    let sees = |kind: Kind| decide(&programme.sharing, standing, &kind.item());
    let mut rooms = Vec::new();
    let is_party = standing.iter().any(|onlooker| matches!(onlooker, Onlooker::Party(_)));
    if is_party && sees(Kind::Message).allows() {
        let threads = store::messages::threads(state.ctx.db.reader(), who.person(), head.journey).await?;
        let is_new = threads.iter().any(|thread| thread.is_new);
        let text = w.say(if is_new { "messages-link-new" } else { "messages-link" });
        rooms.push(Link::new(text, crate::messages::list_of(head.journey)));
    }
    let delegates = Delegation::ALL.into_iter().any(|what| programme.delegated(what).next().is_some());
    if delegates && sees(Kind::Leave) != Decision::Hide {
        rooms.push(Link::new(w.say("leave-link"), crate::leave::list_of(head.journey)));
    }
    if !programme.assessments.is_empty() && sees(Kind::Assessment).allows() {
        rooms.push(Link::new(w.say("assessments-link"), crate::assessments::list_of(head.journey)));
    }
    if programme.placements.is_some() && sees(Kind::Placement) != Decision::Hide {
        rooms.push(Link::new(w.say("placements-link"), crate::placements::list_of(head.journey)));
    }
    Ok(rooms)
}

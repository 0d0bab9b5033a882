//! Messages between the people of a journey (P4): the list, writing with a draft that nothing loses, the page that shows
//! exactly who will receive it, and a thread with the answers it asks for.

pub mod at_home;
mod autosave;
mod check;
mod compose;
mod list;
mod new;
mod telling;
mod thread;

use domain::ids::{JourneyId, ThreadId};
use operations::messages::Writer;
use store::messages::{Draft, Thread};

use crate::error::Error;
use crate::routes::{Audience, Routes};
use crate::session::SignedIn;
use crate::state::AppState;

/// The routes of this room.
pub fn routes(routes: Routes) -> Routes {
    let participants = Audience::Participants;
    routes
        .get("/journeys/{id}/messages", participants, list::get)
        .get("/journeys/{id}/messages/new", participants, new::get)
        .post("/journeys/{id}/messages/new", participants, new::post)
        .post("/journeys/{id}/messages/draft", participants, autosave::new)
        .post("/journeys/{id}/messages/draft/throw-away", participants, new::throw_away)
        .get("/journeys/{id}/messages/check", participants, check::get_new)
        .post("/journeys/{id}/messages/check", participants, check::post_new)
        .get("/messages/{id}", participants, thread::get)
        .post("/messages/{id}", participants, thread::post)
        .post("/messages/{id}/draft", participants, autosave::reply)
        .post("/messages/{id}/draft/throw-away", participants, thread::throw_away)
        .get("/messages/{id}/check", participants, check::get_reply)
        .post("/messages/{id}/check", participants, check::post_reply)
        .post("/messages/{id}/read", participants, thread::read)
        .post("/messages/{id}/answers/{message}/{person}", participants, thread::close)
}

/// The address of a journey's messages.
pub fn list_of(journey: JourneyId) -> String {
    format!("/journeys/{journey}/messages")
}

/// The address of a thread.
pub fn path_of(thread: ThreadId) -> String {
    format!("/messages/{thread}")
}

/// Where a draft is written on, looked at before it is sent, and kept.
fn places(draft: Draft) -> (String, String, String) {
    match draft {
        Draft::New(journey) => {
            let list = list_of(journey);
            (format!("{list}/new"), format!("{list}/check"), format!("{list}/draft"))
        }
        Draft::Reply(thread) => {
            let path = path_of(thread);
            (path.clone(), format!("{path}/check"), format!("{path}/draft"))
        }
    }
}

/// The journey, for somebody who may read messages in it; to anybody else there is none.
async fn writer(state: &AppState, who: &SignedIn, journey: &str) -> Result<Writer, Error> {
    let journey: JourneyId = journey.parse().map_err(|_| Error::NotFound)?;
    let reader = state.ctx.db.reader();
    operations::messages::writer(&state.ctx, reader, who.person(), journey).await?.ok_or(Error::NotFound)
}

/// A thread, for somebody who wrote or received something in it.
async fn found(state: &AppState, who: &SignedIn, id: &str) -> Result<(Thread, Writer), Error> {
    let id: ThreadId = id.parse().map_err(|_| Error::NotFound)?;
    let reader = state.ctx.db.reader();
    operations::messages::thread(&state.ctx, reader, who.person(), id).await?.ok_or(Error::NotFound)
}

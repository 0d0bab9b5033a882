//! What happens now that one has signed.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use domain::meetings::StateName;
use domain::records::AnswerValue;
use operations::records::Paper;
use store::meetings::{Circle, Meeting};

use crate::components::Link;
use crate::error::Error;
use crate::layout::Layout;
use crate::meetings::{capital, others, paths};
use crate::page;
use crate::records::load;
use crate::session::SignedIn;
use crate::state::AppState;
use crate::words::Words;

#[derive(Template)]
#[template(path = "records/signed.html")]
struct SignedPage {
    layout: Layout,
    caption: String,
    what_happens: String,
    next: Option<Link>,
    next_what: String,
    read: String,
    journey: Link,
}

pub(in crate::records) async fn get(
    State(state): State<AppState>,
    who: SignedIn,
    Path(path): Path<String>,
) -> Result<Response, Error> {
    let (meeting, circle, paper) = load(&state, &who, &path).await?;
    if !paper.document.standing.iter().any(|signature| signature.person == circle.viewer) {
        return Ok(page::go_to(paths::signatures(meeting.id)));
    }
    let w = Words::english();
    let meetings = store::meetings::list_for_journey(state.ctx.db.reader(), circle.journey).await?;
    let planned = meetings.iter().find(|one| one.state.name().is_open());
    let key = if paper.is_closed() { "signed-closed" } else { "signed-waits" };
    let (next, next_what) = next(w, &circle, &paper, planned);
    let word = domain::programmes::capitalised(circle.programme.words.say("journey"));
    Ok(page::show(&SignedPage {
        layout: who.layout(&state, w.say(if paper.is_closed() { "signed-title-closed" } else { "signed-title" })),
        caption: capital(&circle, &meeting),
        what_happens: w.with(key, &[("others", others(w, &circle))]),
        next: Some(next),
        next_what,
        read: paths::signatures(meeting.id),
        journey: Link::new(word, format!("/journeys/{}", circle.journey)),
    }))
}

/// The next meeting: what stands in the calendar, or the day that was just noted, ready to be proposed.
fn next(w: Words, circle: &Circle, paper: &Paper, planned: Option<&Meeting>) -> (Link, String) {
    if let Some(planned) = planned {
        let when = crate::meetings::when(w, planned).unwrap_or_default();
        let key = if planned.state.name() == StateName::Agreed { "signed-next-agreed" } else { "signed-next-proposed" };
        return (Link::new(w.say("signed-next-see"), paths::show(planned.id)), w.with(key, &[("when", when)]));
    }
    let on = paper.values.values().find_map(|value| if let AnswerValue::On(on) = value { Some(*on) } else { None });
    let at = paper.values.values().find_map(|value| if let AnswerValue::At(at) = value { Some(*at) } else { None });
    let mut href = paths::propose(circle.journey, None);
    if let Some(on) = on {
        let at = at.map_or_else(String::new, |at| at.strftime("%H:%M").to_string());
        href = format!("{href}?on={on}&at={}", crate::routes::encoded(&at));
    }
    (Link::new(w.say("signed-next-propose"), href), w.say("signed-next-none"))
}

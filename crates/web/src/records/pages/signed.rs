//! What happens now that one has signed.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use domain::meetings::StateName;
use domain::programmes::capitalised;
use domain::records::{AnswerValue, Stage};
use operations::records::{Paper, Sheet};
use store::meetings::{Circle, Meeting};

use crate::components::Link;
use crate::error::Error;
use crate::layout::Layout;
use crate::meetings::paths;
use crate::page;
use crate::records::at::{At, capital, is_own_to_open, others};
use crate::records::{Noun, load};
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

pub(in crate::records) async fn get<N: Noun>(
    State(state): State<AppState>,
    who: SignedIn,
    Path(path): Path<String>,
) -> Result<Response, Error> {
    let sheet = load::<N>(&state, &who, &path).await?;
    let (circle, paper, at) = (&sheet.circle, &sheet.paper, At(sheet.which));
    let w = Words::english();
    let word = capitalised(circle.programme.words.say("journey"));
    let journey = Link::new(word, format!("/journeys/{}", circle.journey));
    if let Some(submitted) = submitted(w, &sheet) {
        let title = w.say("submitted-title");
        return Ok(page::show(&SignedPage {
            layout: who.layout(&state, title),
            caption: capital(&sheet),
            what_happens: submitted,
            next: None,
            next_what: String::new(),
            read: at.signatures(),
            journey,
        }));
    }
    if !paper.document.standing.iter().any(|signature| signature.person == circle.viewer) {
        return Ok(page::go_to(at.signatures()));
    }
    let meetings = store::meetings::list_for_journey(state.ctx.db.reader(), circle.journey).await?;
    let planned = meetings.iter().find(|one| one.state.name().is_open());
    let key = match (sheet.subject.meeting(), paper.is_closed()) {
        (_, false) => "signed-waits",
        (Some(_), true) => "signed-closed",
        (None, true) => "signed-closed-document",
    };
    let (next, next_what) = match sheet.subject.meeting() {
        Some(_) => next(w, circle, paper, planned),
        None => (None, String::new()),
    };
    Ok(page::show(&SignedPage {
        layout: who.layout(&state, w.say(if paper.is_closed() { "signed-title-closed" } else { "signed-title" })),
        caption: capital(&sheet),
        what_happens: w.with(key, &[("others", others(w, &sheet))]),
        next,
        next_what,
        read: at.signatures(),
        journey,
    }))
}

/// That it is handed in, to the one whose own copy it is or who hands in what nobody signs.
fn submitted(w: Words, sheet: &Sheet) -> Option<String> {
    let document = sheet.subject.document()?;
    let hands_in = document.kind.signed_by.is_empty() || sheet.rights.writes;
    (document.stage != Stage::Draft && hands_in && sheet.paper.document.standing.is_empty()).then(|| {
        if is_own_to_open(sheet) {
            return w.say("submitted-own");
        }
        let others = others(w, sheet);
        if others.is_empty() { w.say("submitted-kept") } else { w.with("submitted-what", &[("others", others)]) }
    })
}

/// The next meeting: what stands in the calendar, or the day that was just noted, ready to be proposed.
fn next(w: Words, circle: &Circle, paper: &Paper, planned: Option<&Meeting>) -> (Option<Link>, String) {
    if let Some(planned) = planned {
        let when = crate::meetings::when(w, planned).unwrap_or_default();
        let key = if planned.state.name() == StateName::Agreed { "signed-next-agreed" } else { "signed-next-proposed" };
        return (Some(Link::new(w.say("signed-next-see"), paths::show(planned.id))), w.with(key, &[("when", when)]));
    }
    let on = paper.values.values().find_map(|value| if let AnswerValue::On(on) = value { Some(*on) } else { None });
    let at = paper.values.values().find_map(|value| if let AnswerValue::At(at) = value { Some(*at) } else { None });
    let mut href = paths::propose(circle.journey, None);
    if let Some(on) = on {
        let at = at.map_or_else(String::new, |at| at.strftime("%H:%M").to_string());
        href = format!("{href}?on={on}&at={}", crate::routes::encoded(&at));
    }
    (Some(Link::new(w.say("signed-next-propose"), href)), w.say("signed-next-none"))
}

//! What the service is, how accessible it is, and what it keeps: for anybody.

use askama::Template;
use axum::extract::State;
use axum::response::Response;

use crate::layout::Layout;
use crate::page;
use crate::routes::{Audience, Routes};
use crate::session::MaybeSignedIn;
use crate::state::AppState;
use crate::words::Words;

/// The routes of this room.
pub fn routes(routes: Routes) -> Routes {
    routes.get("/about", Audience::Everyone, about).get("/accessibility", Audience::Everyone, accessibility).get(
        "/privacy",
        Audience::Everyone,
        privacy,
    )
}

/// A heading with its paragraphs.
struct Section {
    heading: String,
    paragraphs: Vec<String>,
}

#[derive(Template)]
#[template(path = "about/text.html")]
struct TextPage {
    layout: Layout,
    lead: String,
    sections: Vec<Section>,
}

async fn about(State(state): State<AppState>, who: MaybeSignedIn) -> Response {
    text(&state, &who, "about", &[("about-what", 2), ("about-rules", 3)])
}

async fn accessibility(State(state): State<AppState>, who: MaybeSignedIn) -> Response {
    text(
        &state,
        &who,
        "accessibility",
        &[("accessibility-how", 2), ("accessibility-known", 1), ("accessibility-help", 1)],
    )
}

async fn privacy(State(state): State<AppState>, who: MaybeSignedIn) -> Response {
    text(&state, &who, "privacy", &[("privacy-kept", 2), ("privacy-seen", 3), ("privacy-cookie", 1)])
}

/// A page of sections; the words have the heading under the section's key and each paragraph under a number after it.
fn text(state: &AppState, who: &MaybeSignedIn, key: &str, sections: &[(&str, usize)]) -> Response {
    let w = Words::english();
    let title = w.say(&format!("{key}-title"));
    let layout = match &who.0 {
        Some(who) => who.layout(state, title),
        None => Layout::public(title),
    };
    let sections = sections
        .iter()
        .map(|(section, count)| Section {
            heading: w.say(section),
            paragraphs: (1..=*count).map(|number| w.say(&format!("{section}-{number}"))).collect(),
        })
        .collect();
    page::show(&TextPage { layout, lead: w.say(&format!("{key}-lead")), sections })
}

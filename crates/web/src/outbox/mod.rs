//! A demo's outbox: every letter that would have gone out, with links that work and invitations to look at. In a demo
//! only; anywhere else letters are nobody's business but their recipients'.

use askama::Template;
use axum::extract::{Query, State};
use axum::response::Response;
use domain::calendar::long_instant;
use domain::ids::Id;
use serde::Deserialize;
use store::mail::Letter;

use crate::error::Error;
use crate::layout::Layout;
use crate::page;
use crate::routes::{Audience, Routes};
use crate::session::MaybeSignedIn;
use crate::state::AppState;

/// How many letters a page shows.
const MOST: i64 = 50;

/// The routes of this room.
pub fn routes(routes: Routes) -> Routes {
    routes.get("/demo/outbox", Audience::Demo, show)
}

/// A stretch of a letter: plain, or a link into this installation.
struct Stretch {
    text: String,
    href: String,
}

struct Shown {
    id: String,
    to: String,
    subject: String,
    at: String,
    paragraphs: Vec<Vec<Stretch>>,
    calendar: String,
}

#[derive(Template)]
#[template(path = "outbox/show.html")]
struct OutboxPage {
    layout: Layout,
    letters: Vec<Shown>,
    to: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Asked {
    to: String,
}

async fn show(
    State(state): State<AppState>,
    who: MaybeSignedIn,
    Query(asked): Query<Asked>,
) -> Result<Response, Error> {
    let letters = store::mail::newest_to(state.ctx.db.reader(), asked.to.trim(), MOST).await?;
    let mut layout = who.0.map_or_else(|| Layout::public(""), |who| who.layout(&state, ""));
    layout.title = layout.w.say("outbox-title");
    let letters = letters.iter().map(|letter| shown(letter, &state.ctx.address)).collect();
    Ok(page::show(&OutboxPage { layout, letters, to: asked.to }))
}

fn shown(letter: &Letter, address: &str) -> Shown {
    Shown {
        id: letter.id.uuid().simple().to_string(),
        to: letter.recipient.clone(),
        subject: letter.subject.clone(),
        at: long_instant(letter.created_at),
        paragraphs: letter.body.trim().split("\n\n").map(|paragraph| stretches(paragraph, address)).collect(),
        calendar: letter.calendar.clone().unwrap_or_default(),
    }
}

/// The text with the addresses of this installation as links.
fn stretches(text: &str, address: &str) -> Vec<Stretch> {
    let mut stretches = Vec::new();
    let mut rest = text;
    while let Some(start) = rest.find(address) {
        let end = rest[start..].find(char::is_whitespace).map_or(rest.len(), |length| start + length);
        stretches.push(Stretch { text: rest[..start].to_owned(), href: String::new() });
        let link = rest[start..end].trim_end_matches(['.', ',', ')']);
        let path = link[address.len()..].to_owned();
        let href = if path.is_empty() { "/".to_owned() } else { path };
        stretches.push(Stretch { text: link.to_owned(), href });
        rest = &rest[start + link.len()..];
    }
    stretches.push(Stretch { text: rest.to_owned(), href: String::new() });
    stretches.retain(|stretch| !stretch.text.is_empty());
    stretches
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_of_this_installation_become_links_and_others_do_not() {
        let found = stretches("See http://h/a/b?c=d. Or https://elsewhere.example/.", "http://h");
        let links: Vec<(&str, &str)> =
            found.iter().map(|stretch| (stretch.text.as_str(), stretch.href.as_str())).collect();
        assert_eq!(links, [("See ", ""), ("http://h/a/b?c=d", "/a/b?c=d"), (". Or https://elsewhere.example/.", "")]);
    }
}

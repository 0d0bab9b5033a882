//! The threads of a journey that somebody has a part in, and what they are writing.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use domain::calendar::{date_of, long_date};
use domain::programmes::capitalised;
use store::messages::{Draft, ThreadLine};

use super::{path_of, places, writer};
use crate::components::Link;
use crate::error::Error;
use crate::layout::Layout;
use crate::page;
use crate::session::SignedIn;
use crate::state::AppState;
use crate::words::Words;

#[derive(Template)]
#[template(path = "messages/list.html")]
struct ListPage {
    layout: Layout,
    back: String,
    over: String,
    /// Where one writes, while there is somebody to write to.
    write: String,
    urgent: String,
    drafts: Vec<Link>,
    lines: Vec<Line>,
    working_time: bool,
}

/// A thread, as a line.
struct Line {
    href: String,
    subject: String,
    about: String,
    /// A word about what waits, and its colour.
    tag: Option<(String, &'static str)>,
}

pub(super) async fn get(
    State(state): State<AppState>,
    who: SignedIn,
    Path(id): Path<String>,
) -> Result<Response, Error> {
    let w = Words::english();
    let reader = state.ctx.db.reader();
    let writer = writer(&state, &who, &id).await?;
    let threads = store::messages::threads(reader, who.person(), writer.journey).await?;
    let drafts = if writer.can_write() {
        store::messages::drafts_in(reader, who.person(), writer.journey).await?
    } else {
        Vec::new()
    };
    let drafts = drafts.into_iter().map(|(draft, at)| {
        let date = long_date(date_of(at));
        let subject = match draft {
            Draft::New(_) => None,
            Draft::Reply(thread) => threads.iter().find(|line| line.thread == thread).map(|line| line.subject.as_str()),
        };
        let text = match subject {
            Some(subject) => w.with("message-draft-reply", [("subject", subject), ("date", date.as_str())]),
            None => w.with("message-draft-new", [("date", date.as_str())]),
        };
        Link::new(text, places(draft).0)
    });
    Ok(page::show(&ListPage {
        layout: who.layout(&state, w.say("messages-title")),
        back: crate::journeys::journey(writer.journey),
        over: capitalised(writer.programme.words.say("journey")),
        write: if writer.can_write() { places(Draft::New(writer.journey)).0 } else { String::new() },
        urgent: writer.programme.responding.urgent.clone().filter(|_| writer.can_write()).unwrap_or_default(),
        drafts: drafts.collect(),
        lines: threads.iter().map(|line| shown(w, line, state.ctx.today())).collect(),
        working_time: writer.programme.responding.rule(&writer.party).is_some(),
    }))
}

fn shown(w: Words, line: &ThreadLine, today: jiff::civil::Date) -> Line {
    let date = long_date(date_of(line.last_at));
    let count = line.messages.to_string();
    let about = w.with(
        "message-line",
        [("count", count.as_str()), ("name", line.last_author.as_str()), ("date", date.as_str())],
    );
    let tag = match (line.mine_due, line.theirs_due) {
        (Some(due), _) if due < today => Some((w.say("message-tag-late"), "red")),
        (Some(due), _) => Some((w.with("message-tag-due", [("date", long_date(due).as_str())]), "yellow")),
        (None, _) if line.is_new => Some((w.say("message-tag-new"), "blue")),
        (None, Some(due)) if due < today => {
            Some((w.with("message-tag-waited-late", [("date", long_date(due).as_str())]), "orange"))
        }
        (None, Some(due)) => Some((w.with("message-tag-waited", [("date", long_date(due).as_str())]), "grey")),
        (None, None) => None,
    };
    Line { href: path_of(line.thread), subject: line.subject.clone(), about, tag }
}

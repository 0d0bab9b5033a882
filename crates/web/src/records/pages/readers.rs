//! Who can see a record, and by which rule of the programme.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use domain::calendar::long_instant;
use domain::programmes::{Gives, Onlooker, Programme, capitalised};
use domain::records::item_of;
use operations::records::{Sheet, Subject};
use store::outsiders::Outsider;

use crate::error::Error;
use crate::layout::Layout;
use crate::page;
use crate::records::at::{At, capital, is_private};
use crate::records::{Noun, load};
use crate::session::SignedIn;
use crate::state::AppState;
use crate::words::Words;

#[derive(Template)]
#[template(path = "records/readers.html")]
struct ReadersPage {
    layout: Layout,
    back: String,
    caption: String,
    everything: Vec<Reader>,
    outline: Vec<Reader>,
    /// What holds before all that.
    first: String,
}

/// Somebody, and why.
struct Reader {
    who: String,
    because: String,
}

pub(in crate::records) async fn get<N: Noun>(
    State(state): State<AppState>,
    who: SignedIn,
    Path(path): Path<String>,
) -> Result<Response, Error> {
    let sheet = load::<N>(&state, &who, &path).await?;
    let circle = &sheet.circle;
    let w = Words::english();
    let item = match &sheet.subject {
        Subject::Meeting(meeting) => circle.programme.meeting_kind(&meeting.kind).ok_or(Error::NotFound)?.item.clone(),
        Subject::Document(document) => item_of(&document.kind.key),
    };
    let rules = circle.programme.sharing.rules.iter().filter(|rule| rule.item == item);
    let (mut everything, mut outline) = (Vec::new(), Vec::new());
    // Of a group that has met, only those who were there.
    let among = if circle.is_group() { &circle.participants } else { &circle.everyone };
    for rule in rules {
        let names: Vec<String> = match &rule.who {
            Onlooker::Party(party) => among
                .iter()
                .filter(|participant| participant.party == *party)
                .map(|participant| participant.name.clone())
                .collect(),
            _ => Vec::new(),
        };
        let kind = onlooker(w, &circle.programme, &rule.who);
        let reader = Reader {
            who: if names.is_empty() {
                capitalised(&kind)
            } else {
                w.with("readers-named", &[("names", crate::meetings::and(w, &names)), ("kind", kind)])
            },
            because: rule.because.clone(),
        };
        match rule.gives {
            Gives::Read => everything.push(reader),
            Gives::Summary => outline.push(reader),
            Gives::Nothing => {}
        }
    }
    everything.extend(outsiders(w, &state, &sheet).await?);
    Ok(page::show(&ReadersPage {
        layout: who.layout(&state, w.say("readers-title")),
        back: At(sheet.which).record(),
        caption: capital(&sheet),
        everything,
        outline,
        first: if is_private(&sheet) { w.say("readers-after-submit") } else { String::new() },
    }))
}

/// People without an account whose link still opens, or has opened and still holds.
async fn outsiders(w: Words, state: &AppState, sheet: &Sheet) -> Result<Vec<Reader>, Error> {
    let now = state.ctx.now();
    let asked = store::outsiders::of_record(state.ctx.db.reader(), sheet.paper.record.id).await?;
    let until = |one: &Outsider| match (one.withdrawn_at, one.opened_at) {
        (Some(_), _) => None,
        (None, Some(_)) => one.session_expires_at.filter(|until| now < *until),
        (None, None) => Some(one.expires_at).filter(|until| now < *until),
    };
    let reader = |one: &Outsider| {
        let because = w.with("readers-outsider-because", &[("when", long_instant(until(one)?))]);
        Some(Reader { who: w.with("readers-outsider", &[("name", one.name.clone())]), because })
    };
    Ok(asked.iter().filter_map(reader).collect())
}

fn onlooker(w: Words, programme: &Programme, onlooker: &Onlooker) -> String {
    match onlooker {
        Onlooker::Party(party) => programme.party_word(party).to_owned(),
        Onlooker::Cover => w.say("readers-cover"),
        Onlooker::LineManager => w.say("readers-line-manager"),
        Onlooker::Office(office) => programme.words.office(office).to_owned(),
    }
}

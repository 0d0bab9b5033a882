//! One kind of document: what it is for, what there is of it, and the button that begins one.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use domain::access::Decision;
use domain::ids::{JourneyId, RecordId};
use domain::keys::{DocumentKey, ItemKey};
use domain::programmes::{DocumentKind, Kept, Own, Party, Programme, capitalised};
use domain::records::Stage;
use operations::Failure;
use operations::records::{Which, sheet};

use super::lines::{Copy, Shelf};
use super::paths;
use crate::error::Error;
use crate::form::Posted;
use crate::layout::Layout;
use crate::page;
use crate::records::At;
use crate::session::SignedIn;
use crate::state::AppState;
use crate::words::Words;

#[derive(Template)]
#[template(path = "documents/kind.html")]
struct KindPage {
    layout: Layout,
    back: String,
    back_text: String,
    caption: String,
    intro: String,
    /// Who writes it and who signs it, in sentences.
    about: Vec<String>,
    seen: String,
    copies: Vec<Copy>,
    action: String,
    /// Empty: the viewer begins none.
    begin: String,
}

pub(super) async fn get(
    State(state): State<AppState>,
    who: SignedIn,
    Path((journey, kind)): Path<(String, String)>,
) -> Result<Response, Error> {
    let (journey, key) = parsed(&journey, &kind)?;
    let reader = state.ctx.db.reader();
    let today = state.ctx.today();
    let standing = store::access::standing(reader, who.person(), journey, today).await?;
    if standing.is_empty() {
        return Err(Error::NotFound);
    }
    let head = store::overview::head(reader, &state.ctx.programmes, journey, today).await?.ok_or(Error::NotFound)?;
    let programme = &head.programme;
    let kind = programme.document(&key).ok_or(Error::NotFound)?;
    let records = store::records::documents_of(reader, journey).await?;
    let signed = store::records::signers_of(reader, journey).await?;
    let opened = store::confidence::opened_in(reader, journey).await?;
    let mut people = vec![(Party::Supportee, head.supportee, head.supportee_name.clone())];
    people.extend(head.supporters.iter().cloned());
    let w = Words::english();
    let shelf = Shelf {
        w,
        programme,
        journey,
        viewer: who.person(),
        standing: &standing,
        records: &records,
        people: &people,
        signed: &signed,
        opened: &opened,
    };
    if !shelf.knows(kind) {
        return Err(Error::NotFound);
    }
    let form = programme.form(&kind.form).ok_or(Error::NotFound)?;
    let has_some = records.iter().any(|record| record.of.document().is_some_and(|place| place.key == key));
    let begin = match (shelf.may_begin(kind), kind.kept) {
        (false, _) => String::new(),
        (true, Kept::Renewed) if has_some => w.say("documents-renew"),
        (true, Kept::EachTime) if has_some => w.say("documents-another"),
        (true, _) => w.say("documents-begin"),
    };
    Ok(page::show(&KindPage {
        layout: who.layout(&state, capitalised(programme.words.document(&key))),
        back: back(&head.programme, journey, &standing),
        back_text: capitalised(programme.words.say("journey")),
        caption: head.supportee_name.clone(),
        intro: programme.guidance(form.key.as_str()).unwrap_or(&form.intro).to_owned(),
        about: about(w, programme, kind),
        seen: shelf.seen(kind),
        copies: shelf.copies(kind),
        action: paths::kind(journey, &key),
        begin,
    }))
}

/// Begins one, or leads to the one that is being written.
pub(super) async fn post(
    State(state): State<AppState>,
    who: SignedIn,
    Path((journey, kind)): Path<(String, String)>,
    Posted(_): Posted,
) -> Result<Response, Error> {
    let (journey, key) = parsed(&journey, &kind)?;
    match operations::documents::begin(&state.ctx, who.person(), journey, &key).await {
        Ok(record) => Ok(page::go_to(At(Which::Document(record)).record())),
        Err(Failure::Refused(never)) => match never {},
        Err(Failure::NotFound) => Err(Error::NotFound),
        Err(Failure::Fault(fault)) => Err(fault.into()),
    }
}

/// A document: to be written by whoever writes it, else to be read.
pub(super) async fn open(
    State(state): State<AppState>,
    who: SignedIn,
    Path(path): Path<String>,
) -> Result<Response, Error> {
    let id: RecordId = path.parse().map_err(|_| Error::NotFound)?;
    let found = sheet(&state.ctx, state.ctx.db.reader(), who.person(), Which::Document(id)).await?;
    let sheet = found.ok_or(Error::NotFound)?;
    let is_draft = sheet.subject.document().is_some_and(|document| document.stage == Stage::Draft);
    let at = At(sheet.which);
    Ok(page::go_to(if is_draft && sheet.rights.writes { at.record() } else { at.signatures() }))
}

fn parsed(journey: &str, kind: &str) -> Result<(JourneyId, DocumentKey), Error> {
    let journey = journey.parse().map_err(|_| Error::NotFound)?;
    Ok((journey, kind.parse().map_err(|_| Error::NotFound)?))
}

/// The journey's page for whoever may see it, else home.
fn back(programme: &Programme, journey: JourneyId, standing: &[domain::programmes::Onlooker]) -> String {
    let progress: ItemKey = "progress".parse().expect("written here, and a key");
    match domain::access::decide(&programme.sharing, standing, &progress) {
        Decision::Hide => "/".to_owned(),
        _ => format!("/journeys/{journey}"),
    }
}

fn about(w: Words, programme: &Programme, kind: &DocumentKind) -> Vec<String> {
    let names = |parties: &[Party]| {
        let names: Vec<String> = parties.iter().map(|party| programme.party_word(party).to_owned()).collect();
        crate::meetings::and(w, &names)
    };
    let key = if kind.own == Own::EachTheirs { "documents-written-each" } else { "documents-written" };
    let mut about = vec![w.with(key, &[("who", names(&kind.written_by))])];
    if !kind.signed_by.is_empty() {
        about.push(w.with("documents-signed-by", &[("who", names(&kind.signed_by))]));
    }
    about
}

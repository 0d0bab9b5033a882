//! What one's own roles ask for: descriptors to read and accept, and who does what in a programme.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use domain::calendar::{date_of, long_date};
use domain::ids::OrganisationId;
use domain::keys::{GovernanceKey, ProgrammeKey};
use domain::programmes::{Programme, Responsible, capitalised};
use operations::governance;

use crate::components::Link;
use crate::error::Error;
use crate::form::Posted;
use crate::layout::Layout;
use crate::page;
use crate::session::SignedIn;
use crate::state::AppState;
use crate::words::Words;

/// A descriptor that is about the person.
struct Descriptor {
    name: String,
    programme: String,
    link: String,
    kept_at: String,
    accepted: String,
    action: String,
    edition: i32,
    label: String,
    who_does_what: String,
}

#[derive(Template)]
#[template(path = "governance/mine.html")]
struct MinePage {
    layout: Layout,
    descriptors: Vec<Descriptor>,
}

pub(super) async fn get(State(state): State<AppState>, who: SignedIn) -> Result<Response, Error> {
    let w = Words::english();
    let mine = governance::about(&state.ctx, state.ctx.db.reader(), who.person()).await?;
    let descriptor = |one: governance::Mine| {
        let programme = state.ctx.programmes.newest(&one.programme);
        let accepted = one.accepted.as_ref().map(|accepted| long_date(date_of(accepted.accepted_at)));
        Descriptor {
            programme: programme.map(|programme| programme.words.capital("programme")).unwrap_or_default(),
            accepted: accepted.map(|date| w.with("mine-accepted", [("date", date)])).unwrap_or_default(),
            action: format!("/my-roles/{}/{}/{}", one.organisation, one.programme, one.document.key),
            edition: one.entry.edition,
            label: w.with("mine-accept-of", [("name", &one.document.name)]),
            who_does_what: format!("/programmes/{}/who-does-what", one.programme),
            link: one.entry.link,
            kept_at: one.entry.kept_at,
            name: one.document.name,
        }
    };
    Ok(page::show(&MinePage {
        layout: who.layout(&state, w.say("mine-title")),
        descriptors: mine.into_iter().map(descriptor).collect(),
    }))
}

pub(super) async fn accept(
    State(state): State<AppState>,
    who: SignedIn,
    Path((organisation, programme, document)): Path<(String, String, String)>,
    Posted(form): Posted,
) -> Result<Response, Error> {
    let organisation: OrganisationId = organisation.parse().map_err(|_| Error::NotFound)?;
    let programme: ProgrammeKey = programme.parse().map_err(|_| Error::NotFound)?;
    let document: GovernanceKey = document.parse().map_err(|_| Error::NotFound)?;
    let edition: i32 = form.text("edition").parse().map_err(|_| Error::NotFound)?;
    governance::accept(&state.ctx, who.person(), organisation, &programme, &document, edition).await?;
    Ok(page::go_to("/my-roles"))
}

/// What somebody does, by who they are.
struct Part {
    who: String,
    does: Vec<String>,
}

#[derive(Template)]
#[template(path = "governance/who_does_what.html")]
struct WhoPage {
    layout: Layout,
    way: Vec<Link>,
    over: String,
    parts: Vec<Part>,
    source: String,
    link: String,
}

pub(super) async fn who_does_what(
    State(state): State<AppState>,
    who: SignedIn,
    Path(programme): Path<String>,
) -> Result<Response, Error> {
    let w = Words::english();
    let key: ProgrammeKey = programme.parse().map_err(|_| Error::NotFound)?;
    let programme = state.ctx.programmes.newest(&key).ok_or(Error::NotFound)?;
    let mut parts: Vec<Part> = Vec::new();
    for one in &programme.responsibilities {
        let name = word(w, programme, &one.of);
        match parts.iter_mut().find(|part| part.who == name) {
            Some(part) => part.does.push(one.what.clone()),
            None => parts.push(Part { who: name, does: vec![one.what.clone()] }),
        }
    }
    Ok(page::show(&WhoPage {
        layout: who.layout(&state, w.say("who-does-what-title")),
        way: vec![Link::new(w.say("nav-home"), "/")],
        over: programme.words.capital("programme"),
        parts,
        source: format!("{}, {}", programme.source.title, programme.source.body),
        link: programme.source.link.clone(),
    }))
}

fn word(w: Words, programme: &Programme, of: &Responsible) -> String {
    match of {
        Responsible::Party(party) => capitalised(programme.party_word(party)),
        Responsible::Office(office) => capitalised(programme.words.office(office)),
        Responsible::LineManager => w.say("who-line-manager"),
        Responsible::Organisation => w.say("who-organisation"),
    }
}

//! One document of the governance file: entering it anew, and what it was before.

use std::collections::BTreeSet;

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use domain::calendar::{date_of, long_date};
use domain::keys::GovernanceKey;
use domain::programmes::{GovernanceDocument, Programme};
use operations::access::Desk;
use operations::governance::{Entering, KeepRefusal, Text, keep as write};
use operations::{Actor, Failure};
use store::governance::Entry;

use super::{Typed, date_in, date_pairs, kept_programme, way};
use crate::components::{Choice, Link, Problem};
use crate::desk::layout;
use crate::error::Error;
use crate::form::{FormData, Posted};
use crate::layout::Layout;
use crate::page;
use crate::routes::AtDesk;
use crate::session::SignedIn;
use crate::state::AppState;
use crate::words::Words;

/// The address of a document.
pub(super) fn path(desk: &Desk, programme: &Programme, document: &GovernanceKey) -> String {
    format!("/organisations/{}/governance/{}/{document}", desk.code, programme.key)
}

/// What a document was at some time.
struct Past {
    on: String,
    by: String,
    approved: String,
    reviewed: String,
    note: String,
}

#[derive(Template)]
#[template(path = "governance/document.html")]
struct DocumentPage {
    layout: Layout,
    way: Vec<Link>,
    over: String,
    action: String,
    problems: Vec<Problem>,
    review_hint: String,
    approved: Typed,
    reviewed: Typed,
    due: Typed,
    owner: String,
    owner_problem: String,
    link: String,
    link_problem: String,
    kept_at: String,
    states: Vec<Choice>,
    /// For descriptors that were entered before: is it another text?
    text: Vec<Choice>,
    note: String,
    note_problem: String,
    history: Vec<Past>,
}

/// What was wrong, and with which field.
type Mistakes = Vec<(&'static str, String)>;

fn found<'p>(programme: &'p Programme, key: &str) -> Result<&'p GovernanceDocument, Error> {
    programme.governance_document(key).ok_or(Error::NotFound)
}

pub(super) async fn get(
    State(state): State<AppState>,
    who: SignedIn,
    AtDesk(desk): AtDesk,
    Path((_, programme, key)): Path<(String, String, String)>,
) -> Result<Response, Error> {
    let programme = kept_programme(&state, &desk, &programme).await?;
    let document = found(&programme, &key)?;
    Ok(page::show(&build(&state, &who, &desk, &programme, document, None, Vec::new()).await?))
}

/// The form as it stands: what was entered last.
async fn as_it_stands(state: &AppState, last: Option<&Entry>) -> Result<FormData, Error> {
    let Some(last) = last else { return Ok(FormData::default()) };
    let owner = match last.owner {
        Some(owner) => store::candidacies::recipients(state.ctx.db.reader(), &[owner]).await?.remove(&owner),
        None => None,
    };
    let email = owner.and_then(|owner| owner.work.or(owner.private)).unwrap_or_default();
    let mut pairs = date_pairs("approved", last.kept.approved_on);
    pairs.extend(date_pairs("reviewed", last.kept.reviewed_on));
    pairs.extend(date_pairs("due", last.kept.review_due_on));
    let texts = [("owner", &email), ("link", &last.link), ("kept_at", &last.kept_at)];
    pairs.extend(texts.map(|(name, text)| (name.to_owned(), text.clone())));
    pairs.extend(last.kept.states.iter().map(|key| ("states".to_owned(), key.to_string())));
    Ok(FormData::of(pairs))
}

async fn build(
    state: &AppState,
    who: &SignedIn,
    desk: &Desk,
    programme: &Programme,
    document: &GovernanceDocument,
    typed: Option<&FormData>,
    mistakes: Mistakes,
) -> Result<DocumentPage, Error> {
    let w = Words::english();
    let (reader, today) = (state.ctx.db.reader(), state.ctx.today());
    let entries = store::governance::entries(reader, desk.organisation, &programme.key, &document.key, today).await?;
    let stands = as_it_stands(state, entries.first()).await?;
    let form = typed.unwrap_or(&stands);
    let at = |field: &str| {
        let found = mistakes.iter().find(|(name, _)| *name == field);
        found.map_or_else(String::new, |(_, said)| said.clone())
    };
    let mut layout = layout(state, who, desk, document.name.clone());
    layout.has_errors = !mistakes.is_empty();
    let file = format!("/organisations/{}/governance?programme={}", desk.code, programme.key);
    let mut way = way(w, desk);
    way.push(Link::new(w.say("governance-title"), file));
    let states = document.states.iter();
    let text = if document.of.is_some() && !entries.is_empty() { ["same", "new"].as_slice() } else { &[] };
    let chosen = form.filled("text").unwrap_or_else(|| "same".to_owned());
    Ok(DocumentPage {
        layout,
        way,
        over: programme.words.capital("programme"),
        action: path(desk, programme, &document.key),
        problems: mistakes.iter().map(|(field, said)| Problem::at(field, said.clone())).collect(),
        review_hint: w.with("governance-due-hint", [("months", document.review_months)]),
        approved: Typed::of(form, "approved", at("approved-day")),
        reviewed: Typed::of(form, "reviewed", at("reviewed-day")),
        due: Typed::of(form, "due", at("due-day")),
        owner: form.text("owner"),
        owner_problem: at("owner"),
        link: form.text("link"),
        link_problem: at("link"),
        kept_at: form.text("kept_at"),
        states: states
            .map(|one| Choice::new(one.key.as_str(), one.name.clone()).chosen_among(form.all("states")))
            .collect(),
        text: text
            .iter()
            .map(|key| Choice::new(*key, w.say(&format!("governance-text-{key}"))).chosen_if(&chosen))
            .collect(),
        note: form.raw("note"),
        note_problem: at("note"),
        history: entries.iter().map(|entry| past(w, entry)).collect(),
    })
}

fn past(w: Words, entry: &Entry) -> Past {
    let dated = |key: &str, on: Option<jiff::civil::Date>| {
        on.map(|on| w.with(key, [("date", long_date(on))])).unwrap_or_default()
    };
    Past {
        on: long_date(date_of(entry.entered_at)),
        by: entry.entered_by_name.clone(),
        approved: dated("governance-approved-on", entry.kept.approved_on),
        reviewed: dated("governance-reviewed-on", entry.kept.reviewed_on),
        note: entry.note.clone(),
    }
}

pub(super) async fn keep(
    State(state): State<AppState>,
    who: SignedIn,
    AtDesk(desk): AtDesk,
    Path((_, programme, key)): Path<(String, String, String)>,
    Posted(form): Posted,
) -> Result<Response, Error> {
    let w = Words::english();
    let programme = kept_programme(&state, &desk, &programme).await?;
    let document = found(&programme, &key)?;
    let mut mistakes: Mistakes = Vec::new();
    let mut date = |name: &str, field: &'static str| {
        date_in(&form, name).unwrap_or_else(|_| {
            mistakes.push((field, w.say("governance-not-a-date")));
            None
        })
    };
    let (approved_on, reviewed_on) = (date("approved", "approved-day"), date("reviewed", "reviewed-day"));
    let review_due_on = date("due", "due-day");
    let states: BTreeSet<_> = form.all("states").iter().filter_map(|key| key.parse().ok()).collect();
    let (owner, link, kept_at, note) = (form.text("owner"), form.text("link"), form.text("kept_at"), form.raw("note"));
    if mistakes.is_empty() {
        let entering = Entering {
            approved_on,
            reviewed_on,
            review_due_on,
            owner_email: &owner,
            link: &link,
            kept_at: &kept_at,
            states,
            note: &note,
            text: if form.text("text") == "new" { Text::New } else { Text::Same },
        };
        let actor = Actor::Person(who.person());
        match write(&state.ctx, actor, desk.organisation, &programme.key, &document.key, &entering).await {
            Ok(()) => {
                let file = format!("/organisations/{}/governance?programme={}", desk.code, programme.key);
                return Ok(page::go_to(file));
            }
            Err(Failure::Refused(refusal)) => mistakes.push(refused(w, refusal)),
            Err(failure) => return Err(failure.into()),
        }
    }
    Ok(page::again(&build(&state, &who, &desk, &programme, document, Some(&form), mistakes).await?))
}

fn refused(w: Words, refusal: KeepRefusal) -> (&'static str, String) {
    let (field, key) = match refusal {
        KeepRefusal::UnknownOwner => ("owner", "offices-unknown"),
        KeepRefusal::AmbiguousOwner => ("owner", "offices-ambiguous"),
        KeepRefusal::NotALink => ("link", "governance-not-a-link"),
        KeepRefusal::ApprovedInFuture => ("approved-day", "governance-in-future"),
        KeepRefusal::ReviewedInFuture => ("reviewed-day", "governance-in-future"),
        KeepRefusal::DueBeforeReview => ("due-day", "governance-due-before"),
        KeepRefusal::TooLong => ("note", "governance-too-long"),
    };
    (field, w.say(key))
}

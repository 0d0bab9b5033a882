//! Inviting somebody without an account to a record: who, why, and exactly what they will see before it is sent.

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use domain::calendar::{date_of, long_instant, weekday_date};
use domain::ids::OutsiderId;
use operations::Failure;
use operations::outsiders::{Invitation, InviteRefusal, LINK_LIFE, invite, renew, shown_to_outsiders, withdraw};
use operations::records::Sheet;
use serde::Deserialize;
use store::outsiders::{Asked, Outsider};

use crate::components::{Choice, Problem};
use crate::error::Error;
use crate::form::{FormData, Posted};
use crate::layout::Layout;
use crate::page;
use crate::records::{At, Noun, SignedLine, back_word, lines};
use crate::session::SignedIn;
use crate::state::AppState;
use crate::words::Words;

/// What was just done, from the page before.
#[derive(Deserialize)]
pub(super) struct Done {
    #[serde(default)]
    done: String,
}

/// Somebody who was invited, as the list shows them.
struct Line {
    name: String,
    email: String,
    why: String,
    /// How it stands, in a sentence.
    standing: String,
    action: String,
    can_renew: bool,
    can_withdraw: bool,
}

#[derive(Template)]
#[template(path = "outsiders/invite.html")]
struct InvitePage {
    layout: Layout,
    back: String,
    action: String,
    caption: String,
    people: Vec<Line>,
    problems: Vec<Problem>,
    their_name: String,
    name_error: String,
    email: String,
    email_error: String,
    why: String,
    why_error: String,
    asked: Vec<Choice>,
    readers: String,
}

#[derive(Template)]
#[template(path = "outsiders/preview.html")]
struct PreviewPage {
    layout: Layout,
    action: String,
    caption: String,
    their_name: String,
    email: String,
    why: String,
    asked: String,
    what: String,
    text: Vec<SignedLine>,
    /// That some questions are not shown to them.
    hidden: String,
}

pub(super) async fn get<N: Noun>(
    State(state): State<AppState>,
    who: SignedIn,
    Path(path): Path<String>,
    Query(done): Query<Done>,
) -> Result<Response, Error> {
    let sheet = inviting::<N>(&state, &who, &path).await?;
    let mut page = invite_page(&state, &who, &sheet, &FormData::default(), None).await?;
    if ["sent", "renewed", "withdrawn"].contains(&done.done.as_str()) {
        page.layout.flash = Some(page.layout.w.say(&format!("outside-done-{}", done.done)));
    }
    Ok(page::show(&page))
}

/// Shows first what they would see; sends once that was looked at.
pub(super) async fn post<N: Noun>(
    State(state): State<AppState>,
    who: SignedIn,
    Path(path): Path<String>,
    Posted(form): Posted,
) -> Result<Response, Error> {
    let sheet = inviting::<N>(&state, &who, &path).await?;
    let asked = if form.text("asked") == "sign" { Asked::ContributeAndSign } else { Asked::Contribute };
    let typed = Invitation { name: form.text("name"), email: form.text("email"), why: form.text("why"), asked };
    let refusal = match (typed.checked(), form.text("then").as_str()) {
        (Err(refusal), _) => refusal,
        (Ok(checked), "send") => match invite(&state.ctx, who.person(), sheet.which, &checked).await {
            Ok(_) => return Ok(page::go_to(format!("{}?done=sent", super::path(sheet.which)))),
            Err(Failure::Refused(refusal)) => refusal,
            Err(other) => return Err(other.into()),
        },
        (Ok(_), "change") => return Ok(page::show(&invite_page(&state, &who, &sheet, &form, None).await?)),
        (Ok(checked), _) => return Ok(page::show(&preview(&state, &who, &sheet, &checked))),
    };
    Ok(page::again(&invite_page(&state, &who, &sheet, &form, Some(refusal)).await?))
}

/// Sends a fresh link, or takes the invitation back.
pub(super) async fn change<N: Noun>(
    State(state): State<AppState>,
    who: SignedIn,
    Path((path, outsider)): Path<(String, String)>,
    Posted(form): Posted,
) -> Result<Response, Error> {
    let sheet = inviting::<N>(&state, &who, &path).await?;
    let id: OutsiderId = outsider.parse().map_err(|_| Error::NotFound)?;
    let (done, outcome) = match form.text("then").as_str() {
        "withdraw" => ("withdrawn", withdraw(&state.ctx, who.person(), sheet.which, id).await),
        _ => ("renewed", renew(&state.ctx, who.person(), sheet.which, id).await),
    };
    match outcome {
        Ok(()) => Ok(page::go_to(format!("{}?done={done}", super::path(sheet.which)))),
        Err(Failure::Refused(refusal)) => {
            Ok(page::again(&invite_page(&state, &who, &sheet, &FormData::default(), Some(refusal)).await?))
        }
        Err(other) => Err(other.into()),
    }
}

/// The record as somebody without an account would see it, if the person may invite such.
async fn inviting<N: Noun>(state: &AppState, who: &SignedIn, path: &str) -> Result<Sheet, Error> {
    Ok(shown_to_outsiders(&state.ctx, who.person(), N::which(path)?).await?)
}

async fn invite_page(
    state: &AppState,
    who: &SignedIn,
    sheet: &Sheet,
    form: &FormData,
    refusal: Option<InviteRefusal>,
) -> Result<InvitePage, Error> {
    let w = Words::english();
    let mut layout = who.layout(state, w.say("outside-title"));
    layout.has_errors = refusal.is_some();
    let at = |field: &str, these: &[InviteRefusal]| match refusal {
        Some(refusal) if these.contains(&refusal) => {
            (w.say(refusal.key()), Some(Problem::at(field, w.say(refusal.key()))))
        }
        _ => (String::new(), None),
    };
    let (name_error, name) = at("name", &[InviteRefusal::Name, InviteRefusal::TooMany, InviteRefusal::Withdrawn]);
    let (email_error, email) = at("email", &[InviteRefusal::Email, InviteRefusal::TakesPart]);
    let (why_error, why) = at("why", &[InviteRefusal::Why]);
    let people = store::outsiders::of_record(state.ctx.db.reader(), sheet.paper.record.id).await?;
    let chosen = if form.text("asked").is_empty() { "contribute".to_owned() } else { form.text("asked") };
    let asked = ["contribute", "sign"];
    Ok(InvitePage {
        back: At(sheet.which).signatures(),
        action: super::path(sheet.which),
        caption: back_word(w, sheet),
        people: people.iter().map(|one| line(w, state, sheet, one)).collect(),
        problems: [name, email, why].into_iter().flatten().collect(),
        their_name: form.raw("name"),
        name_error,
        email: form.raw("email"),
        email_error,
        why: form.raw("why"),
        why_error,
        asked: asked.map(|key| Choice::new(key, w.say(&format!("outside-asked-{key}"))).chosen_if(&chosen)).to_vec(),
        readers: w.say("outside-why-readers"),
        layout,
    })
}

fn line(w: Words, state: &AppState, sheet: &Sheet, one: &Outsider) -> Line {
    let now = state.ctx.now();
    let open = one.session_expires_at.filter(|until| now < *until);
    let (key, at) = match (one.withdrawn_at, one.asked_again_at, one.opened_at, open) {
        (Some(at), ..) => ("withdrawn", at),
        (_, Some(at), ..) => ("asked-again", at),
        (_, _, _, Some(until)) => ("open", until),
        (_, _, Some(at), None) => ("used", at),
        (_, _, None, _) if one.expires_at <= now => ("expired", one.expires_at),
        (_, _, None, _) => ("waiting", one.expires_at),
    };
    Line {
        name: one.name.clone(),
        email: one.email.clone(),
        why: one.why.clone(),
        standing: w.with(&format!("outside-state-{key}"), &[("when", long_instant(at))]),
        action: format!("{}/{}", super::path(sheet.which), one.id),
        can_renew: one.withdrawn_at.is_none(),
        can_withdraw: one.withdrawn_at.is_none(),
    }
}

fn preview(state: &AppState, who: &SignedIn, sheet: &Sheet, typed: &Invitation) -> PreviewPage {
    let w = Words::english();
    let until = weekday_date(date_of(state.ctx.now() + LINK_LIFE));
    let what = match typed.asked {
        Asked::Contribute => "contribute",
        Asked::ContributeAndSign => "sign",
    };
    let hidden = sheet.paper.hidden;
    PreviewPage {
        layout: who.layout(state, w.say("outside-preview-title")),
        action: super::path(sheet.which),
        caption: back_word(w, sheet),
        their_name: typed.name.clone(),
        email: typed.email.clone(),
        why: typed.why.clone(),
        what: w.with(&format!("outside-preview-{what}"), &[("name", typed.name.clone()), ("date", until)]),
        asked: what.to_owned(),
        text: lines(&sheet.paper.text),
        hidden: if hidden > 0 { w.with("sign-hidden", [("count", hidden)]) } else { String::new() },
    }
}

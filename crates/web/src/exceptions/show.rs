//! The whole text, who has signed it, and what the viewer can do about it.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use domain::calendar::long_instant;
use domain::ids::ExceptionId;
use domain::signatures::TextHash;
use operations::exceptions::{self, SettleRefusal, Side, SignRefusal};
use operations::{Failure, Outcome, sessions};
use store::exceptions::{Exception, Standing};

use super::{list, list_of, path_of};
use crate::components::Problem;
use crate::error::Error;
use crate::form::Posted;
use crate::layout::Layout;
use crate::page;
use crate::session::SignedIn;
use crate::state::AppState;
use crate::words::Words;

#[derive(Template)]
#[template(path = "exceptions/show.html")]
struct ShowPage {
    layout: Layout,
    back: String,
    path: String,
    problems: Vec<Problem>,
    standing: String,
    text: String,
    hash: String,
    signatures: Vec<String>,
    can_sign: bool,
    /// Where one confirms who one is first, when that is due.
    confirm: String,
    button: String,
    can_decline: bool,
    can_withdraw: bool,
}

pub(super) async fn get(
    State(state): State<AppState>,
    who: SignedIn,
    Path(id): Path<String>,
) -> Result<Response, Error> {
    let (exception, side) = load(&state, &who, &id).await?;
    Ok(page::show(&build(&state, &who, &exception, &side, None)))
}

/// What the other side has not signed is theirs alone yet.
async fn load(state: &AppState, who: &SignedIn, id: &str) -> Result<(Exception, Side), Error> {
    let id: ExceptionId = id.parse().map_err(|_| Error::NotFound)?;
    let found = exceptions::find(&state.ctx, state.ctx.db.reader(), who.person(), id).await?;
    let shown = found.filter(|(one, _)| one.proposed_by == who.person() || !one.signatures.is_empty());
    shown.ok_or(Error::NotFound)
}

fn build(state: &AppState, who: &SignedIn, one: &Exception, side: &Side, problem: Option<String>) -> ShowPage {
    let w = Words::english();
    let path = path_of(one.id);
    let waits = one.standing == Standing::Proposed;
    let signed = one.signatures.iter().any(|signed| signed.party == side.party || signed.person == who.person());
    let is_own = one.proposed_by == who.person();
    let mut layout = who.layout(state, w.say("exception-title"));
    layout.has_errors = problem.is_some();
    let line = |name: &str, at| w.with("sign-signature", &[("name", name.to_owned()), ("when", long_instant(at))]);
    ShowPage {
        back: list_of(side.journey),
        problems: problem.into_iter().map(|text| Problem::at("text", text)).collect(),
        standing: list::standing(w, one),
        text: one.content.clone(),
        hash: one.hash.to_string(),
        signatures: one.signatures.iter().map(|signed| line(&signed.name, signed.signed_at)).collect(),
        can_sign: waits && !signed,
        confirm: if sessions::is_fresh(&state.ctx, &who.session) { String::new() } else { crate::confirm::path(&path) },
        button: w.with("sign-as", [("name", side.name_of(who.person()))]),
        can_decline: waits && !is_own,
        can_withdraw: waits && is_own,
        path,
        layout,
    }
}

pub(super) async fn sign(
    State(state): State<AppState>,
    who: SignedIn,
    Path(id): Path<String>,
    Posted(form): Posted,
) -> Result<Response, Error> {
    let (exception, side) = load(&state, &who, &id).await?;
    let shown = TextHash::from_stored(&form.text("text"));
    let confirmation = sessions::confirmation(&who.session);
    match exceptions::sign(&state.ctx, who.person(), exception.id, &shown, confirmation).await {
        Ok(_) => Ok(page::go_to(path_of(exception.id))),
        Err(Failure::Refused(SignRefusal::ConfirmFirst)) => {
            Ok(page::go_to(crate::confirm::path(&path_of(exception.id))))
        }
        Err(Failure::Refused(refusal)) => {
            let problem = Some(Words::english().say(refusal.key()));
            let (exception, _) = load(&state, &who, &id).await?;
            Ok(page::again(&build(&state, &who, &exception, &side, problem)))
        }
        Err(failure) => Err(failure.into()),
    }
}

pub(super) async fn decline(
    State(state): State<AppState>,
    who: SignedIn,
    Path(id): Path<String>,
    _form: Posted,
) -> Result<Response, Error> {
    let (exception, _) = load(&state, &who, &id).await?;
    let done = exceptions::decline(&state.ctx, who.person(), exception.id).await;
    settled(&state, &who, &exception, done).await
}

pub(super) async fn withdraw(
    State(state): State<AppState>,
    who: SignedIn,
    Path(id): Path<String>,
    _form: Posted,
) -> Result<Response, Error> {
    let (exception, _) = load(&state, &who, &id).await?;
    let done = exceptions::withdraw(&state.ctx, who.person(), exception.id).await;
    settled(&state, &who, &exception, done).await
}

async fn settled(
    state: &AppState,
    who: &SignedIn,
    exception: &Exception,
    done: Outcome<(), SettleRefusal>,
) -> Result<Response, Error> {
    match done {
        Ok(()) => Ok(page::go_to(list_of(exception.journey))),
        Err(Failure::Refused(SettleRefusal::Settled)) => {
            let (now, side) = load(state, who, &exception.id.to_string()).await?;
            let problem = Some(Words::english().say(SignRefusal::Settled.key()));
            Ok(page::again(&build(state, who, &now, &side, problem)))
        }
        Err(failure) => Err(failure.into()),
    }
}

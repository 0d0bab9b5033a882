//! Who holds which role of a journey, beside the two it is about.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use domain::calendar::long_date;
use domain::ids::{JourneyId, PairingId};
use domain::keys::RoleKey;
use domain::programmes::{Programme, Role, capitalised};
use operations::Failure;
use operations::journeys::{RoleRefusal, is_named_here, name_for_role, release_from_role, to_look_after};
use std::sync::Arc;
use store::journeys::{Held, Running};

use super::{people_of, said};
use crate::components::Problem;
use crate::error::Error;
use crate::form::Posted;
use crate::layout::Layout;
use crate::page;
use crate::session::SignedIn;
use crate::state::AppState;
use crate::words::Words;

#[derive(Template)]
#[template(path = "pairs/people.html")]
struct PeoplePage {
    layout: Layout,
    journey: String,
    back: String,
    over: String,
    roles: Vec<RolePart>,
    problems: Vec<Problem>,
}

/// A role, who holds it, and the way to name somebody while there is room.
struct RolePart {
    key: String,
    heading: String,
    what: String,
    holders: Vec<Holder>,
    asks: Option<Ask>,
}

struct Holder {
    pairing: PairingId,
    name: String,
    since: String,
    can_end: bool,
}

struct Ask {
    label: String,
    typed: String,
    error: String,
}

/// What was typed for a role, and what is wrong with it.
struct Mistake {
    role: RoleKey,
    typed: String,
    error: String,
}

pub(super) async fn get(
    State(state): State<AppState>,
    who: SignedIn,
    Path(id): Path<String>,
) -> Result<Response, Error> {
    let (running, programme) = looked_after(&state, &who, &id).await?;
    Ok(page::show(&build(&state, &who, &running, &programme, None).await?))
}

async fn looked_after(state: &AppState, who: &SignedIn, id: &str) -> Result<(Running, Arc<Programme>), Error> {
    let journey: JourneyId = id.parse().map_err(|_| Error::NotFound)?;
    to_look_after(&state.ctx, state.ctx.db.reader(), who.person(), journey).await?.ok_or(Error::NotFound)
}

async fn build(
    state: &AppState,
    who: &SignedIn,
    running: &Running,
    programme: &Programme,
    mistake: Option<Mistake>,
) -> Result<PeoplePage, Error> {
    let w = Words::english();
    let held = store::journeys::held(state.ctx.db.reader(), running.journey, state.ctx.today()).await?;
    let mut layout = who.layout(state, w.with("people-title", [("name", running.name.as_str())]));
    layout.has_errors = mistake.is_some();
    let roles = programme.roles.iter().map(|role| part(w, programme, role, &held, mistake.as_ref())).collect();
    let problems = mistake.iter().map(|it| Problem::at(&format!("email-{}", it.role), it.error.clone())).collect();
    Ok(PeoplePage {
        journey: running.journey.to_string(),
        back: crate::journeys::journey(running.journey),
        over: capitalised(programme.words.say("programme")),
        roles,
        problems,
        layout,
    })
}

fn part(w: Words, programme: &Programme, role: &Role, held: &[Held], mistake: Option<&Mistake>) -> RolePart {
    let word = programme.words.role(&role.key);
    let is_main = role.key == programme.supporter;
    let is_named_here = is_named_here(programme, role);
    let holders: Vec<Holder> = held
        .iter()
        .filter(|held| held.role == role.key)
        .map(|held| Holder {
            pairing: held.pairing,
            name: held.name.clone(),
            since: w.with("people-since", &[("date", long_date(held.started_on))]),
            can_end: !is_main,
        })
        .collect();
    let room = holders.len() < usize::try_from(role.most).unwrap_or(usize::MAX);
    let mistake = mistake.filter(|mistake| mistake.role == role.key);
    RolePart {
        key: role.key.to_string(),
        heading: capitalised(if role.most > 1 { programme.words.roles(&role.key) } else { word }),
        what: programme.guidance(role.key.as_str()).unwrap_or_default().to_owned(),
        asks: (is_named_here && room).then(|| Ask {
            label: w.with("people-name", [("role", word)]),
            typed: mistake.map_or_else(String::new, |mistake| mistake.typed.clone()),
            error: mistake.map_or_else(String::new, |mistake| mistake.error.clone()),
        }),
        holders,
    }
}

pub(super) async fn post(
    State(state): State<AppState>,
    who: SignedIn,
    Path(id): Path<String>,
    Posted(form): Posted,
) -> Result<Response, Error> {
    let w = Words::english();
    let (running, programme) = looked_after(&state, &who, &id).await?;
    let role: RoleKey = form.text("role").parse().map_err(|_| Error::NotFound)?;
    let typed = form.text(&format!("email-{role}"));
    let error = if typed.is_empty() {
        w.say("begin-address-missing")
    } else {
        match name_for_role(&state.ctx, who.person(), running.journey, &role, &typed).await {
            Ok(()) => return Ok(page::go_to(people_of(running.journey))),
            Err(Failure::Refused(refusal)) => {
                let barrier = match refusal {
                    RoleRefusal::Rule(barrier) => Some(barrier),
                    _ => None,
                };
                said(w, refusal.key(), barrier)
            }
            Err(failure) => return Err(failure.into()),
        }
    };
    let mistake = Some(Mistake { role, typed, error });
    Ok(page::again(&build(&state, &who, &running, &programme, mistake).await?))
}

pub(super) async fn end(
    State(state): State<AppState>,
    who: SignedIn,
    Path((id, pairing)): Path<(String, String)>,
    _form: Posted,
) -> Result<Response, Error> {
    let journey: JourneyId = id.parse().map_err(|_| Error::NotFound)?;
    let pairing: PairingId = pairing.parse().map_err(|_| Error::NotFound)?;
    match release_from_role(&state.ctx, who.person(), journey, pairing).await {
        Ok(()) => Ok(page::go_to(people_of(journey))),
        Err(Failure::Refused(never)) => match never {},
        Err(Failure::NotFound) => Err(Error::NotFound),
        Err(Failure::Fault(fault)) => Err(fault.into()),
    }
}

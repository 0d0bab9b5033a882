//! A contact of the same profession for somebody whose supporter is of another one (D5).

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use domain::ids::{JourneyId, PersonId};
use domain::people;
use domain::programmes::{Power, Programme};
use operations::Failure;
use operations::access::Desk;
use operations::journeys::{self, Need};
use std::sync::Arc;

use super::review_path;
use crate::components::{Choice, Problem};
use crate::error::Error;
use crate::form::{FormData, Posted};
use crate::layout::Layout;
use crate::page;
use crate::routes::AtDesk;
use crate::session::SignedIn;
use crate::state::AppState;

#[derive(Template)]
#[template(path = "matching/contact.html")]
struct ContactPage {
    layout: Layout,
    code: String,
    back: String,
    need: Need,
    what: String,
    label: String,
    hint: String,
    choices: Vec<Choice>,
    problem: String,
    problems: Vec<Problem>,
}

pub(super) async fn show(
    State(state): State<AppState>,
    who: SignedIn,
    AtDesk(desk): AtDesk,
    Path((_, journey)): Path<(String, String)>,
) -> Result<Response, Error> {
    let (programme, need) = need_of(&state, &desk, &journey).await?;
    Ok(page::show(&build(&state, &who, &desk, &programme, need, &FormData::default(), String::new()).await?))
}

async fn need_of(state: &AppState, desk: &Desk, journey: &str) -> Result<(Arc<Programme>, Need), Error> {
    let journey: JourneyId = journey.parse().map_err(|_| Error::NotFound)?;
    let reader = state.ctx.db.reader();
    for programme in crate::desk::programmes(state, desk, Some(Power::Match)).await? {
        let needs = journeys::needs_contact(reader, desk.organisation, &programme).await?;
        if let Some(need) = needs.into_iter().find(|need| need.journey == journey) {
            return Ok((programme, need));
        }
    }
    Err(Error::NotFound)
}

async fn build(
    state: &AppState,
    who: &SignedIn,
    desk: &Desk,
    programme: &Programme,
    need: Need,
    form: &FormData,
    problem: String,
) -> Result<ContactPage, Error> {
    let mut layout = who.layout(state, "");
    let w = layout.w;
    let role = programme.words.role(&need.role).to_owned();
    layout.title = w.with("contact-title", [("role", role.as_str()), ("name", need.name.as_str())]);
    layout.has_errors = !problem.is_empty();
    let professions: Vec<_> = need.profession.clone().into_iter().collect();
    let today = state.ctx.today();
    let people_there =
        store::journeys::of_professions(state.ctx.db.reader(), desk.organisation, &professions, today).await?;
    let chosen = form.text("contact");
    let mut choices = vec![Choice::new("", w.say("matching-choose"))];
    let others = people_there.into_iter().filter(|(_, person, _)| *person != need.person);
    choices.extend(others.map(|(_, person, name)| Choice::new(person.to_string(), name).chosen_if(&chosen)));
    let profession = need.profession.as_ref().and_then(people::profession);
    let profession = profession.map_or_else(|| w.say("matching-no-profession"), |known| known.one.clone());
    let supporter = programme.words.say("supporter");
    Ok(ContactPage {
        code: desk.code.clone(),
        back: review_path(desk, &programme.key),
        what: w.with(
            "contact-what",
            [
                ("supporter", supporter),
                ("supporter-name", need.supporter_name.as_str()),
                ("name", need.name.as_str()),
                ("profession", profession.as_str()),
            ],
        ),
        label: w.with("contact-label", &[("role", role)]),
        hint: w.with("contact-hint", &[("profession", profession)]),
        problems: if problem.is_empty() { Vec::new() } else { vec![Problem::at("contact", problem.clone())] },
        choices,
        problem,
        need,
        layout,
    })
}

pub(super) async fn name(
    State(state): State<AppState>,
    who: SignedIn,
    AtDesk(desk): AtDesk,
    Path((_, journey)): Path<(String, String)>,
    Posted(form): Posted,
) -> Result<Response, Error> {
    let (programme, need) = need_of(&state, &desk, &journey).await?;
    let w = crate::words::Words::english();
    let Ok(contact) = form.text("contact").parse::<PersonId>() else {
        let problem = w.say("contact-choose-one");
        return Ok(page::again(&build(&state, &who, &desk, &programme, need, &form, problem).await?));
    };
    let journey = need.journey;
    match journeys::name_contact(&state.ctx, who.person(), desk.organisation, &programme, journey, contact).await {
        Ok(()) => Ok(page::go_to(format!("{}&done=named", review_path(&desk, &programme.key)))),
        Err(Failure::Refused(refusal)) => {
            let problem = w.say(refusal.key());
            Ok(page::again(&build(&state, &who, &desk, &programme, need, &form, problem).await?))
        }
        Err(failure) => Err(failure.into()),
    }
}

//! Who holds which office at an organisation (requirement A5), kept by those who may appoint.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use domain::calendar::long_date;
use domain::ids::PersonId;
use domain::keys::OfficeKey;
use domain::programmes::{Power, capitalised};
use operations::{Actor, Failure, offices};

use crate::components::{Choice, Problem};
use crate::error::Error;
use crate::form::{FormData, Posted};
use crate::layout::Layout;
use crate::page;
use crate::routes::{AtDesk, Audience, Routes};
use crate::session::SignedIn;
use crate::state::AppState;

/// The routes of this room.
pub fn routes(routes: Routes) -> Routes {
    let audience = Audience::Office(Power::AppointOthers);
    routes
        .get("/organisations/{code}/offices", audience, list)
        .post("/organisations/{code}/offices", audience, appoint)
        .post("/organisations/{code}/offices/{office}/{person}/end", audience, stand_down)
}

/// A line of the list.
struct Line {
    office: String,
    key: OfficeKey,
    person: PersonId,
    name: String,
    since: String,
}

#[derive(Template)]
#[template(path = "offices/list.html")]
struct OfficesPage {
    layout: Layout,
    code: String,
    lines: Vec<Line>,
    choices: Vec<Choice>,
    email: String,
    email_problem: String,
    office_problem: String,
    problems: Vec<Problem>,
    few_administrators: bool,
}

async fn list(State(state): State<AppState>, who: SignedIn, AtDesk(desk): AtDesk) -> Result<Response, Error> {
    Ok(page::show(&build(&state, &who, &desk, &FormData::default(), None).await?))
}

/// What was wrong, and with which field.
type Mistake<'a> = Option<(&'a str, String)>;

async fn build(
    state: &AppState,
    who: &SignedIn,
    desk: &operations::access::Desk,
    form: &FormData,
    mistake: Mistake<'_>,
) -> Result<OfficesPage, Error> {
    let reader = state.ctx.db.reader();
    let offices = offices::to_be_held(&state.ctx, reader, desk.organisation).await?;
    let holders = store::access::all_holders(reader, desk.organisation, state.ctx.today()).await?;
    let word = |key: &OfficeKey| {
        let found = offices.iter().find(|(office, _)| office == key);
        capitalised(found.map_or(key.as_str(), |(_, word)| word))
    };
    let few_administrators = holders.iter().filter(|holder| holder.office == offices::administrator()).count() < 2;
    let lines = holders
        .into_iter()
        .map(|holder| Line {
            office: word(&holder.office),
            since: long_date(holder.started_on),
            key: holder.office,
            person: holder.person,
            name: holder.name,
        })
        .collect();
    let chosen = form.text("office");
    let choices =
        offices.iter().map(|(key, word)| Choice::new(key.as_str(), capitalised(word)).chosen_if(&chosen)).collect();
    let mut layout = who.layout(state, "");
    layout.title = layout.w.say("offices-title");
    layout.has_errors = mistake.is_some();
    let problem = |field: &str| mistake.as_ref().filter(|(at, _)| *at == field).map(|(_, text)| text.clone());
    Ok(OfficesPage {
        layout,
        code: desk.code.clone(),
        lines,
        choices,
        email: form.text("email"),
        email_problem: problem("email").unwrap_or_default(),
        office_problem: problem("office").unwrap_or_default(),
        problems: mistake.iter().map(|(field, text)| Problem::at(field, text.clone())).collect(),
        few_administrators,
    })
}

async fn appoint(
    State(state): State<AppState>,
    who: SignedIn,
    AtDesk(desk): AtDesk,
    Posted(form): Posted,
) -> Result<Response, Error> {
    let w = crate::words::Words::english();
    let Ok(office) = form.text("office").parse::<OfficeKey>() else {
        let mistake = Some(("office", w.say("offices-office-missing")));
        return Ok(page::again(&build(&state, &who, &desk, &form, mistake).await?));
    };
    let actor = Actor::Person(who.person());
    match offices::appoint(&state.ctx, actor, desk.organisation, &office, &form.text("email")).await {
        Ok(_) => Ok(page::go_to(format!("/organisations/{}/offices", desk.code))),
        Err(Failure::Refused(refusal)) => {
            let mistake = match refusal {
                offices::AppointRefusal::Unknown => ("email", w.say("offices-unknown")),
                offices::AppointRefusal::Ambiguous => ("email", w.say("offices-ambiguous")),
                offices::AppointRefusal::NoSuchOffice => ("office", w.say("offices-office-missing")),
            };
            Ok(page::again(&build(&state, &who, &desk, &form, Some(mistake)).await?))
        }
        Err(failure) => Err(failure.into()),
    }
}

async fn stand_down(
    State(state): State<AppState>,
    who: SignedIn,
    AtDesk(desk): AtDesk,
    Path((_, office, person)): Path<(String, String, String)>,
    _form: Posted,
) -> Result<Response, Error> {
    let office: OfficeKey = office.parse().map_err(|_| Error::NotFound)?;
    let person: PersonId = person.parse().map_err(|_| Error::NotFound)?;
    let actor = Actor::Person(who.person());
    match offices::stand_down(&state.ctx, actor, desk.organisation, &office, person).await {
        Ok(()) => Ok(page::go_to(format!("/organisations/{}/offices", desk.code))),
        Err(Failure::Refused(offices::StandDownRefusal::TooFewAdministrators)) => {
            let mistake = Some(("offices", crate::words::Words::english().say("offices-too-few")));
            Ok(page::again(&build(&state, &who, &desk, &FormData::default(), mistake).await?))
        }
        Err(failure) => Err(failure.into()),
    }
}

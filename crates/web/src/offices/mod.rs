//! Who holds which office at an organisation (requirement A5), kept by those who may appoint.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use domain::calendar::long_date;
use domain::ids::AppointmentId;
use domain::keys::OfficeRef;
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
        .post("/organisations/{code}/offices/{appointment}/end", audience, stand_down)
}

/// A line of the list.
struct Line {
    office: String,
    programme: String,
    appointment: AppointmentId,
    name: String,
    /// May this person end it?
    theirs: bool,
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
    let known = |office: &OfficeRef| offices.iter().find(|known| known.reference == *office);
    let few_administrators = holders.iter().filter(|holder| holder.office == offices::administrator()).count() < 2;
    let lines = holders
        .into_iter()
        .map(|holder| Line {
            office: capitalised(known(&holder.office).map_or(holder.office.office.as_str(), |office| &office.word)),
            programme: known(&holder.office).map_or_else(String::new, |office| capitalised(&office.programme_word)),
            theirs: desk.may_appoint(holder.office.programme.as_ref()),
            since: long_date(holder.started_on),
            appointment: holder.appointment,
            name: holder.name,
        })
        .collect();
    let chosen = form.text("office");
    let mine = offices.iter().filter(|office| desk.may_appoint(office.reference.programme.as_ref()));
    let choices = mine
        .map(|office| {
            let choice = Choice::new(office.reference.to_string(), capitalised(&office.word)).chosen_if(&chosen);
            if office.programme_word.is_empty() { choice } else { choice.hint(capitalised(&office.programme_word)) }
        })
        .collect();
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
    let Ok(office) = form.text("office").parse::<OfficeRef>() else {
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
    Path((_, appointment)): Path<(String, String)>,
    _form: Posted,
) -> Result<Response, Error> {
    let appointment: AppointmentId = appointment.parse().map_err(|_| Error::NotFound)?;
    let actor = Actor::Person(who.person());
    match offices::stand_down(&state.ctx, actor, desk.organisation, appointment).await {
        Ok(()) => Ok(page::go_to(format!("/organisations/{}/offices", desk.code))),
        Err(Failure::Refused(offices::StandDownRefusal::TooFewAdministrators)) => {
            let mistake = Some(("offices", crate::words::Words::english().say("offices-too-few")));
            Ok(page::again(&build(&state, &who, &desk, &FormData::default(), mistake).await?))
        }
        Err(failure) => Err(failure.into()),
    }
}

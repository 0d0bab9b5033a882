//! `/journeys/{id}/facts/{fact}`: saying that something is done which only people can know.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use domain::access::decide;
use domain::calendar::long_date;
use domain::ids::JourneyId;
use domain::keys::FactKey;
use jiff::civil::Date;
use operations::Failure;
use operations::journeys::{ConfirmRefusal, asked, confirm};
use store::overview;

use crate::components::Problem;
use crate::error::Error;
use crate::form::{FormData, Posted};
use crate::layout::Layout;
use crate::page;
use crate::session::SignedIn;
use crate::state::AppState;
use crate::words::Words;

#[derive(Template)]
#[template(path = "journeys/confirm.html")]
struct ConfirmPage {
    layout: Layout,
    back: String,
    action: String,
    heading: String,
    names: String,
    day: String,
    month: String,
    year: String,
    problems: Vec<Problem>,
    problem: String,
}

pub(super) async fn get(
    State(state): State<AppState>,
    who: SignedIn,
    Path(path): Path<(String, String)>,
) -> Result<Response, Error> {
    Ok(page::show(&form_page(&state, &who, path, None, String::new()).await?.0))
}

pub(super) async fn post(
    State(state): State<AppState>,
    who: SignedIn,
    Path(path): Path<(String, String)>,
    Posted(form): Posted,
) -> Result<Response, Error> {
    let w = Words::english();
    let Some(on) = read(&form) else {
        let (page, ..) = form_page(&state, &who, path, Some(&form), w.say("fact-which-day")).await?;
        return Ok(page::again(&page));
    };
    let (_, journey, fact) = form_page(&state, &who, path.clone(), None, String::new()).await?;
    match confirm(&state.ctx, who.person(), journey, &fact, on).await {
        Ok(()) => Ok(page::go_to(super::journey(journey))),
        Err(Failure::Refused(ConfirmRefusal::NotYet)) => {
            let problem = w.with("fact-not-yet", &[("date", long_date(on))]);
            Ok(page::again(&form_page(&state, &who, path, Some(&form), problem).await?.0))
        }
        Err(other) => Err(other.into()),
    }
}

fn read(form: &FormData) -> Option<Date> {
    let part = |name: &str| form.text(&format!("done-{name}"));
    Date::new(part("year").parse().ok()?, part("month").parse().ok()?, part("day").parse().ok()?).ok()
}

/// The page, for those of whom the programme asks it; to anybody else there is none.
async fn form_page(
    state: &AppState,
    who: &SignedIn,
    (journey, fact): (String, String),
    typed: Option<&FormData>,
    problem: String,
) -> Result<(ConfirmPage, JourneyId, FactKey), Error> {
    let w = Words::english();
    let journey: JourneyId = journey.parse().map_err(|_| Error::NotFound)?;
    let fact: FactKey = fact.parse().map_err(|_| Error::NotFound)?;
    let reader = state.ctx.db.reader();
    let today = state.ctx.today();
    let standing = store::access::standing(reader, who.person(), journey, today).await?;
    let head = overview::head(reader, &state.ctx.programmes, journey, today).await?.ok_or(Error::NotFound)?;
    let expectation = asked(&head.programme, &standing, &fact).ok_or(Error::NotFound)?;
    let progress = "progress".parse().expect("written here, and a key");
    if decide(&head.programme.sharing, &standing, &progress) == domain::access::Decision::Hide {
        return Err(Error::NotFound);
    }
    let heading = w.with("fact-title", [("what", expectation.what.as_str())]);
    let mut layout = who.layout(state, heading.clone());
    layout.has_errors = !problem.is_empty();
    let shown = |name: &str, otherwise: i16| match typed {
        Some(form) => form.text(&format!("done-{name}")),
        None => otherwise.to_string(),
    };
    let page = ConfirmPage {
        back: super::journey(journey),
        action: super::confirm(journey, &fact),
        names: head.supportee_name,
        day: shown("day", today.day().into()),
        month: shown("month", today.month().into()),
        year: shown("year", today.year()),
        problems: if problem.is_empty() { Vec::new() } else { vec![Problem::at("done-day", problem.clone())] },
        layout,
        heading,
        problem,
    };
    Ok((page, journey, fact))
}

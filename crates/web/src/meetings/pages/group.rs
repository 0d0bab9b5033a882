//! Planning a meeting of the people of several journeys: who, when, where (S1).

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use domain::ids::JourneyId;
use domain::keys::MeetingKey;
use domain::programmes::{Party, Together};
use operations::Failure;
use operations::meetings::{Times, propose_group};
use store::meetings::Circle;
use store::overview::Relationship;

use crate::components::{Choice, Problem};
use crate::error::Error;
use crate::form::{FormData, Posted};
use crate::layout::Layout;
use crate::meetings::times::TimesForm;
use crate::meetings::{circle, paths};
use crate::page;
use crate::session::SignedIn;
use crate::state::AppState;
use crate::words::Words;

#[derive(Template)]
#[template(path = "meetings/group.html")]
struct GroupPage {
    layout: Layout,
    back: String,
    action: String,
    kinds: Vec<Choice>,
    people: Vec<Choice>,
    people_error: String,
    times: TimesForm,
    ways: Vec<Choice>,
    problems: Vec<Problem>,
}

/// The kinds of meeting of a group that the viewer may plan in this journey.
pub(in crate::meetings) fn kinds(circle: &Circle) -> Vec<&MeetingKey> {
    let kinds = circle.programme.meeting_kinds.iter().filter(|kind| kind.together == Together::Group);
    kinds.map(|kind| &kind.key).filter(|kind| circle.opens(kind)).collect()
}

pub(in crate::meetings) async fn get(
    State(state): State<AppState>,
    who: SignedIn,
    Path(path): Path<String>,
) -> Result<Response, Error> {
    let circle = supporting(&state, &who, &path).await?;
    let minutes = kinds(&circle)
        .first()
        .and_then(|kind| circle.programme.meeting_kind(kind))
        .map_or(60, |kind| kind.suggested_minutes);
    let times = TimesForm::begin(minutes, None);
    Ok(page::show(&form_page(&state, &who, &circle, &FormData::default(), times).await?))
}

pub(in crate::meetings) async fn post(
    State(state): State<AppState>,
    who: SignedIn,
    Path(path): Path<String>,
    Posted(form): Posted,
) -> Result<Response, Error> {
    let circle = supporting(&state, &who, &path).await?;
    let w = Words::english();
    let kind = kinds(&circle).into_iter().find(|kind| kind.as_str() == form.text("kind")).ok_or(Error::NotFound)?;
    let slot = match TimesForm::read(&form, w) {
        Ok(Times::Together(slot)) => slot,
        Ok(Times::Offered(slots)) => match slots.into_iter().next() {
            Some(slot) => slot,
            None => return Err(Error::NotFound),
        },
        Err(typed) => return Ok(page::again(&form_page(&state, &who, &circle, &form, *typed).await?)),
    };
    let journeys: Vec<JourneyId> = form.all("journeys").iter().filter_map(|id| id.parse().ok()).collect();
    match propose_group(&state.ctx, who.person(), &journeys, kind, slot).await {
        Ok(meeting) => Ok(page::go_to(format!("{}?done=sent", paths::show(meeting)))),
        Err(Failure::Refused(refusal)) => {
            let mut typed = TimesForm::refused(&form, w.say(refusal.key()));
            if refusal == operations::meetings::GroupRefusal::TwoToTwelve {
                typed.boxes[0].day_error.clear();
                typed.problems = vec![Problem::at("journeys", w.say(refusal.key()))];
            }
            Ok(page::again(&form_page(&state, &who, &circle, &form, *typed).await?))
        }
        Err(other) => Err(other.into()),
    }
}

/// The circle of a journey in which the viewer supports somebody, and whose programme knows groups.
async fn supporting(state: &AppState, who: &SignedIn, path: &str) -> Result<Circle, Error> {
    let circle = circle(state, who, path).await?;
    let supports = circle.capacities().iter().any(|party| *party != Party::Supportee);
    if supports && !kinds(&circle).is_empty() { Ok(circle) } else { Err(Error::NotFound) }
}

/// The running journeys of this programme in which the viewer supports somebody, this one among them.
pub(in crate::meetings) async fn journeys(
    state: &AppState,
    who: &SignedIn,
    circle: &Circle,
) -> Result<Vec<Relationship>, Error> {
    let reader = state.ctx.db.reader();
    let mut found = store::overview::relationships(reader, &state.ctx.programmes, who.viewer).await?;
    found.retain(|one| {
        one.programme.key == circle.programme.key && one.ended_on.is_none() && one.mine != Party::Supportee
    });
    found.dedup_by_key(|one| one.journey);
    Ok(found)
}

async fn form_page(
    state: &AppState,
    who: &SignedIn,
    circle: &Circle,
    form: &FormData,
    times: TimesForm,
) -> Result<GroupPage, Error> {
    let w = Words::english();
    let mut layout = who.layout(state, w.say("group-title"));
    layout.has_errors = !times.problems.is_empty();
    let known = kinds(circle);
    let chosen = if form.text("kind").is_empty() { known[0].to_string() } else { form.text("kind") };
    let name = |kind: &MeetingKey| domain::programmes::capitalised(circle.programme.words.meeting(kind));
    let ticked: Vec<String> =
        if form.has("kind") { form.all("journeys").to_vec() } else { vec![circle.journey.to_string()] };
    let people = journeys(state, who, circle).await?;
    let problems = times.problems.clone();
    let error = problems.iter().find(|problem| problem.href == "#journeys");
    Ok(GroupPage {
        back: paths::list(circle.journey),
        action: paths::group(circle.journey),
        kinds: known.iter().map(|kind| Choice::new(kind.as_str(), name(kind)).chosen_if(&chosen)).collect(),
        people: people
            .iter()
            .map(|one| Choice::new(one.journey.to_string(), one.supportee_name.clone()).chosen_among(&ticked))
            .collect(),
        people_error: error.map_or_else(String::new, |problem| problem.text.to_string()),
        ways: times.ways(w),
        times,
        problems,
        layout,
    })
}

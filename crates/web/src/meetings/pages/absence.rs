//! Saying that somebody did not come.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use domain::ids::PersonId;
use domain::meetings::Absence;
use operations::Failure;
use operations::meetings::not_attended;
use store::meetings::{Circle, Meeting};

use crate::components::{Choice, Problem};
use crate::error::Error;
use crate::form::{FormData, Posted};
use crate::layout::Layout;
use crate::meetings::{caption, load, paths, readers};
use crate::page;
use crate::session::SignedIn;
use crate::state::AppState;
use crate::words::Words;

#[derive(Template)]
#[template(path = "meetings/absence.html")]
struct AbsencePage {
    layout: Layout,
    back: String,
    action: String,
    caption: String,
    people: Vec<Choice>,
    person_error: String,
    note: String,
    note_error: String,
    problems: Vec<Problem>,
    readers: String,
}

pub(in crate::meetings) async fn get(
    State(state): State<AppState>,
    who: SignedIn,
    Path(path): Path<String>,
) -> Result<Response, Error> {
    let (meeting, circle) = load(&state, &who, &path).await?;
    if !meeting.state.name().is_open() || circle.is_group() {
        return Ok(page::go_to(paths::show(meeting.id)));
    }
    Ok(page::show(&form_page(&state, &who, &circle, &meeting, &FormData::default(), Vec::new())))
}

pub(in crate::meetings) async fn post(
    State(state): State<AppState>,
    who: SignedIn,
    Path(path): Path<String>,
    Posted(form): Posted,
) -> Result<Response, Error> {
    let (meeting, circle) = load(&state, &who, &path).await?;
    let w = Words::english();
    let mut problems = Vec::new();
    let note = form.text("note");
    if note.chars().count() > 500 {
        problems.push(Problem::at("note", w.say("absence-note-long")));
    }
    let person = form.text("person").parse::<PersonId>().ok().filter(|id| circle.name_of(*id).is_some());
    match person {
        None => problems.insert(0, Problem::at("person", w.say("absence-person-missing"))),
        Some(person) if problems.is_empty() => {
            match not_attended(&state.ctx, who.person(), meeting.id, Absence { person, note }).await {
                Ok(()) => return Ok(page::go_to(format!("{}?done=noted", paths::show(meeting.id)))),
                Err(Failure::Refused(refusal)) => problems.push(Problem::at("person", w.say(refusal.key()))),
                Err(other) => return Err(other.into()),
            }
        }
        Some(_) => {}
    }
    Ok(page::again(&form_page(&state, &who, &circle, &meeting, &form, problems)))
}

fn form_page(
    state: &AppState,
    who: &SignedIn,
    circle: &Circle,
    meeting: &Meeting,
    form: &FormData,
    problems: Vec<Problem>,
) -> AbsencePage {
    let w = Words::english();
    let mut layout = who.layout(state, w.say("absence-title"));
    layout.has_errors = !problems.is_empty();
    let error_at = |field: &str| {
        let found = problems.iter().find(|problem| problem.href == format!("#{field}"));
        found.map_or_else(String::new, |problem| problem.text.to_string())
    };
    let chosen = form.text("person");
    let people = circle.people().into_iter().map(|participant| {
        let own = participant.person == circle.viewer;
        let name = if own { w.say("absence-me") } else { participant.name.clone() };
        Choice::new(participant.person.to_string(), name).chosen_if(&chosen)
    });
    AbsencePage {
        back: paths::show(meeting.id),
        action: paths::absence(meeting.id),
        caption: caption(w, circle, meeting),
        people: people.collect(),
        person_error: error_at("person"),
        note: form.raw("note"),
        note_error: error_at("note"),
        problems,
        readers: readers(w, circle),
        layout,
    }
}

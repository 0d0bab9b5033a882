//! Entering a meeting that was held without having been planned: the kind, when it was, and on to its record.

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use domain::ids::PersonId;
use domain::keys::MeetingKey;
use operations::Failure;
use operations::meetings::record_held;
use serde::Deserialize;
use store::meetings::Circle;

use super::propose::likely_kind;
use crate::components::{Choice, Problem};
use crate::error::Error;
use crate::form::Posted;
use crate::layout::Layout;
use crate::meetings::times::HeldForm;
use crate::meetings::{attendance, circle, others, paths, telling};
use crate::page;
use crate::session::SignedIn;
use crate::state::AppState;
use crate::words::Words;

#[derive(Template)]
#[template(path = "meetings/enter.html")]
struct EnterPage {
    layout: Layout,
    back: String,
    action: String,
    caption: String,
    kinds: Vec<Choice>,
    /// Who may have been there, where that has to be asked.
    people: Vec<Choice>,
    people_error: String,
    held: HeldForm,
}

/// What the link that led here knows.
#[derive(Deserialize)]
pub(in crate::meetings) struct Known {
    #[serde(default)]
    kind: String,
}

pub(in crate::meetings) async fn get(
    State(state): State<AppState>,
    who: SignedIn,
    Path(path): Path<String>,
    Query(known): Query<Known>,
) -> Result<Response, Error> {
    let circle = circle(&state, &who, &path).await?;
    let meetings = store::meetings::list_for_journey(state.ctx.db.reader(), circle.journey).await?;
    let kind = if known.kind.is_empty() { likely_kind(&circle, &meetings).to_string() } else { known.kind };
    Ok(page::show(&form_page(&state, &who, &circle, &kind, HeldForm::default(), None)))
}

pub(in crate::meetings) async fn post(
    State(state): State<AppState>,
    who: SignedIn,
    Path(path): Path<String>,
    Posted(form): Posted,
) -> Result<Response, Error> {
    let circle = circle(&state, &who, &path).await?;
    let w = Words::english();
    let typed_kind = form.text("kind");
    let kind: MeetingKey = typed_kind.parse().map_err(|_| Error::NotFound)?;
    let mut held = HeldForm::typed(&form);
    let there = attendance::ticked(&form);
    if there.as_ref().is_some_and(Vec::is_empty) {
        held.problems.push(Problem::at(attendance::NAME, w.say("attended-nobody")));
    }
    if let Some(time) = held.read(w).filter(|_| held.problems.is_empty()) {
        match record_held(&state.ctx, who.person(), circle.journey, &kind, time).await {
            Ok(meeting) => {
                attendance::keep(&state, &who, &circle, (meeting, &kind), &form).await?;
                return Ok(page::go_to(paths::record(meeting)));
            }
            Err(Failure::Refused(refusal)) => held.refuse(w.say(refusal.key())),
            Err(other) => return Err(other.into()),
        }
    }
    Ok(page::again(&form_page(&state, &who, &circle, &typed_kind, held, there.as_deref())))
}

fn form_page(
    state: &AppState,
    who: &SignedIn,
    circle: &Circle,
    kind: &str,
    held: HeldForm,
    there: Option<&[PersonId]>,
) -> EnterPage {
    let w = Words::english();
    let mut layout = who.layout(state, w.say("enter-title"));
    layout.has_errors = !held.problems.is_empty();
    let kinds = circle.programme.meeting_kinds.iter().map(|kind| &kind.key).filter(|kind| circle.opens(kind));
    let people = attendance::boxes(circle, kinds, there);
    let nobody = there.is_some_and(<[_]>::is_empty);
    EnterPage {
        back: paths::list(circle.journey),
        action: paths::enter(circle.journey),
        caption: w.with("times-with", &[("others", others(w, circle))]),
        kinds: telling::kinds(circle, kind),
        people,
        people_error: if nobody { w.say("attended-nobody") } else { String::new() },
        held,
        layout,
    }
}

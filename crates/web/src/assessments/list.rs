//! All assessments of a journey at a glance.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use domain::calendar::long_date;
use domain::programmes::{Assessment, Counts, Passed, capitalised};
use jiff::civil::Date;
use operations::assessments::{View, standing_outcomes};
use store::assessments::{Dated, Entered};

use super::list_of;
use crate::error::Error;
use crate::layout::Layout;
use crate::page;
use crate::session::SignedIn;
use crate::state::AppState;
use crate::words::Words;

#[derive(Template)]
#[template(path = "assessments/list.html")]
struct ListPage {
    layout: Layout,
    back: String,
    over: String,
    lines: Vec<Line>,
}

/// An assessment as a line.
struct Line {
    href: String,
    name: String,
    counts: String,
    due: String,
    tag: (String, &'static str),
    outcomes: Vec<String>,
    /// What a fail called.
    calls: String,
}

pub(super) async fn get(
    State(state): State<AppState>,
    who: SignedIn,
    Path(id): Path<String>,
) -> Result<Response, Error> {
    let w = Words::english();
    let view = super::view(&state, &who, &id).await?;
    let reader = state.ctx.db.reader();
    let dates = store::assessments::dates(reader, view.journey).await?;
    let entered = store::assessments::outcomes(reader, view.journey).await?;
    let today = state.ctx.today();
    let lines = view.programme.assessments.iter();
    let mut lines: Vec<(Option<Date>, Line)> =
        lines.map(|assessment| line(w, &view, assessment, &dates, &entered, today)).collect();
    lines.sort_by_key(|(due, _)| due.unwrap_or(Date::MAX));
    Ok(page::show(&ListPage {
        layout: who.layout(&state, w.say("assessments-title")),
        back: crate::journeys::journey(view.journey),
        over: format!("{}, {}", capitalised(view.programme.words.say("journey")), view.supportee_name),
        lines: lines.into_iter().map(|(_, line)| line).collect(),
    }))
}

fn line(
    w: Words,
    view: &View,
    assessment: &Assessment,
    dates: &[Dated],
    entered: &[Entered],
    today: Date,
) -> (Option<Date>, Line) {
    let due = due(w, view, assessment, dates);
    let standing = standing_outcomes(entered, &assessment.key);
    let outcomes = standing.iter().map(|one| outcome(w, assessment, one)).collect();
    let last = standing.last().and_then(|one| assessment.outcome(&one.outcome));
    let tag = match (last.map(|outcome| outcome.passed), due.0) {
        (Some(Passed::Yes), _) => (w.say("assessment-tag-done"), "green"),
        (Some(Passed::No), _) => (w.say("assessment-tag-again"), "orange"),
        (None, Some(on)) if on < today => (w.say("assessment-tag-outcome-open"), "yellow"),
        (None, _) => (w.say("assessment-tag-ahead"), "grey"),
    };
    let failed = last.filter(|outcome| outcome.passed == Passed::No);
    let calls = failed.and_then(|outcome| assessment.called_by(outcome)).and_then(|fact| {
        let mut expected = view.programme.expectations.iter();
        expected.find(|one| one.when.counts_from(fact)).map(|one| one.what.clone())
    });
    let line = Line {
        href: format!("{}/{}", list_of(view.journey), assessment.key),
        name: assessment.name.clone(),
        counts: counts(w, assessment),
        due: due.1,
        tag,
        outcomes,
        calls: calls.map(|what| w.with("assessment-calls", [("what", what.as_str())])).unwrap_or_default(),
    };
    (due.0, line)
}

/// Whether the training depends on it.
pub(super) fn counts(w: Words, assessment: &Assessment) -> String {
    w.say(match assessment.counts {
        Counts::Formative => "assessment-formative",
        Counts::Summative => "assessment-summative",
    })
}

/// When it is due, and in words who says so: somebody who entered it, or the programme.
pub(super) fn due(w: Words, view: &View, assessment: &Assessment, dates: &[Dated]) -> (Option<Date>, String) {
    if let Some(dated) = dates.iter().find(|one| one.assessment == assessment.key) {
        let date = long_date(dated.due_on);
        return (
            Some(dated.due_on),
            w.with("assessment-due", [("date", date.as_str()), ("name", dated.entered_by.as_str())]),
        );
    }
    match view.usually_due(assessment) {
        Some(on) => (Some(on), w.with("assessment-due-usually", [("date", long_date(on).as_str())])),
        None => (None, w.say("assessment-due-unknown")),
    }
}

/// “Not passed on 3 March 2027, entered by Naomi Feld”.
pub(super) fn outcome(w: Words, assessment: &Assessment, one: &Entered) -> String {
    let name = assessment.outcome(&one.outcome).map_or_else(|| one.outcome.to_string(), |outcome| outcome.name.clone());
    let (attempt, date) = (one.attempt.to_string(), long_date(one.happened_on));
    let values =
        [("outcome", name.as_str()), ("date", date.as_str()), ("name", one.by.as_str()), ("attempt", attempt.as_str())];
    w.with(if one.attempt > 1 { "assessment-outcome-again" } else { "assessment-outcome" }, values)
}

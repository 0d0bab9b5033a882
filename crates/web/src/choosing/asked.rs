//! A question, as its two see it: what was asked, and the answer.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use domain::calendar::{date_of, long_date, weekday_date};
use domain::choosing::State as AskingState;
use operations::Failure;
use operations::choosing::{Answer, ChoosingRefusal, answer};
use store::choosing::Asking;

use super::search::tag;
use super::{PATH, path_of, question};
use crate::components::{Problem, SummaryRow};
use crate::error::Error;
use crate::form::Posted;
use crate::layout::Layout;
use crate::page;
use crate::session::SignedIn;
use crate::state::AppState;
use crate::words::Words;

#[derive(Template)]
#[template(path = "choosing/asked.html")]
struct AskedPage {
    layout: Layout,
    back: String,
    path: String,
    problems: Vec<Problem>,
    tag: (String, &'static str),
    rows: Vec<SummaryRow>,
    text: String,
    answers: bool,
    withdraws: bool,
    journey: String,
    words: String,
    error: String,
    seen_by: String,
}

pub(super) async fn get(
    State(state): State<AppState>,
    who: SignedIn,
    Path(id): Path<String>,
) -> Result<Response, Error> {
    let asking = question(&state, &who, &id).await?;
    Ok(page::show(&build(&state, &who, &asking, "", None)))
}

fn build(state: &AppState, who: &SignedIn, one: &Asking, words: &str, problem: Option<String>) -> AskedPage {
    let w = Words::english();
    let mine = one.asker == who.person();
    let waits = one.state == AskingState::Asked;
    let title = if mine {
        w.with("choosing-you-asked", [("name", one.asked_name.as_str())])
    } else {
        w.with("choosing-asked-you", [("name", one.asker_name.as_str())])
    };
    let mut rows = vec![SummaryRow::new(w.say("choosing-row-asked"), long_date(date_of(one.asked_at)))];
    let programme = state.ctx.programmes.newest(&one.programme);
    let context = programme.and_then(|programme| programme.context(one.context.as_ref()?).map(|it| it.name.clone()));
    if let Some(context) = context {
        rows.push(SummaryRow::new(w.say("choosing-row-context"), context));
    }
    if waits {
        rows.push(SummaryRow::new(w.say("choosing-row-due"), weekday_date(one.due_on)));
    }
    if let Some(at) = one.settled_at {
        rows.push(SummaryRow::new(w.say("choosing-row-settled"), long_date(date_of(at))));
    }
    if !one.answer.is_empty() {
        rows.push(SummaryRow::new(w.say("choosing-row-answer"), one.answer.clone()));
    }
    let mut layout = who.layout(state, title);
    layout.has_errors = problem.is_some();
    AskedPage {
        layout,
        back: PATH.to_owned(),
        path: path_of(one.id),
        problems: problem.iter().map(|text| Problem::at("words", text.clone())).collect(),
        tag: tag(w, one.state),
        rows,
        text: one.words.clone(),
        answers: waits && !mine,
        withdraws: waits && mine,
        journey: one.journey.map(crate::journeys::journey).unwrap_or_default(),
        words: words.to_owned(),
        error: problem.unwrap_or_default(),
        seen_by: w.with("choosing-words-seen-by", [("name", one.asker_name.as_str())]),
    }
}

pub(super) async fn post(
    State(state): State<AppState>,
    who: SignedIn,
    Path(id): Path<String>,
    Posted(form): Posted,
) -> Result<Response, Error> {
    let w = Words::english();
    let asking = question(&state, &who, &id).await?;
    let what = match form.text("act").as_str() {
        "accept" => Answer::Accept,
        "decline" => Answer::Decline,
        "withdraw" => Answer::Withdraw,
        _ => return Err(Error::NotFound),
    };
    let words = form.raw("words");
    match answer(&state.ctx, who.person(), asking.id, what, &words).await {
        Ok(Some(journey)) => Ok(page::go_to(crate::journeys::journey(journey))),
        Ok(None) => Ok(page::go_to(path_of(asking.id))),
        Err(Failure::Refused(refusal)) => {
            let key = match refusal {
                ChoosingRefusal::TooLong => "choosing-too-long",
                ChoosingRefusal::NotPossible(_) => "choosing-not-possible",
                _ => "choosing-settled",
            };
            let asking = question(&state, &who, &id).await?;
            Ok(page::again(&build(&state, &who, &asking, &words, Some(w.say(key)))))
        }
        Err(other) => Err(other.into()),
    }
}

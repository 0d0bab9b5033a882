//! One request: what is asked for, who decides, and what the viewer can do about it.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use domain::leave::Act;
use domain::programmes::capitalised;
use operations::Failure;
use operations::leave::{AnswerRefusal, View, act};
use store::leave::Leave;

use super::{list_of, path_of, telling};
use crate::components::{Problem, SummaryRow};
use crate::error::Error;
use crate::form::Posted;
use crate::layout::Layout;
use crate::page;
use crate::session::SignedIn;
use crate::state::AppState;
use crate::words::Words;

#[derive(Template)]
#[template(path = "leave/show.html")]
struct ShowPage {
    layout: Layout,
    back: String,
    over: String,
    path: String,
    problems: Vec<Problem>,
    tag: (String, &'static str),
    rows: Vec<SummaryRow>,
    decides: bool,
    withdraws: bool,
    cancels: bool,
    word: String,
    word_error: String,
    seen_by: String,
    seen_href: String,
}

pub(super) async fn get(
    State(state): State<AppState>,
    who: SignedIn,
    Path(id): Path<String>,
) -> Result<Response, Error> {
    let (leave, view) = super::found(&state, &who, &id).await?;
    Ok(page::show(&build(&state, &who, &leave, &view, "", None)))
}

fn build(
    state: &AppState,
    who: &SignedIn,
    leave: &Leave,
    view: &View,
    word: &str,
    refusal: Option<AnswerRefusal>,
) -> ShowPage {
    let w = Words::english();
    let today = state.ctx.today();
    let open = |act: Act| leave.state.after(act).is_some();
    let mut rows = vec![
        SummaryRow::new(w.say("leave-row-kind"), telling::kind(view, leave)),
        SummaryRow::new(w.say("leave-row-days"), telling::days(w, &leave.span)),
        SummaryRow::new(w.say("leave-row-length"), telling::length(w, leave.half_days)),
        SummaryRow::new(w.say("leave-row-answer"), telling::answer(w, leave, view, today)),
    ];
    if !leave.word.is_empty() {
        rows.push(SummaryRow::new(w.say("leave-row-word"), leave.word.clone()));
    }
    let said = refusal.map(|refusal| match refusal {
        AnswerRefusal::Settled => w.say("leave-settled-meanwhile"),
        AnswerRefusal::WordMissing => w.say("leave-word-missing"),
        AnswerRefusal::WordTooLong => w.say("leave-word-long"),
        AnswerRefusal::Over => w.say("leave-over"),
    });
    let at_word = matches!(refusal, Some(AnswerRefusal::WordMissing | AnswerRefusal::WordTooLong));
    let mut layout = who.layout(state, w.with("leave-show-title", [("name", view.supportee_name.as_str())]));
    layout.has_errors = said.is_some();
    let field = if at_word { "word" } else { "leave" };
    ShowPage {
        layout,
        back: list_of(view.journey),
        over: capitalised(view.programme.words.say("journey")),
        path: path_of(leave.id),
        problems: said.iter().map(|text| Problem::at(field, text.clone())).collect(),
        tag: telling::tag(w, leave.state),
        rows,
        decides: view.decides() && open(Act::Approve),
        withdraws: view.is_own() && open(Act::Withdraw),
        cancels: view.is_own() && open(Act::Cancel) && leave.span.until >= today,
        word: word.to_owned(),
        word_error: said.filter(|_| at_word).unwrap_or_default(),
        seen_by: w.with("leave-word-seen-by", [("name", view.supportee_name.as_str())]),
        seen_href: crate::journeys::who_can_see(view.journey),
    }
}

pub(super) async fn post(
    State(state): State<AppState>,
    who: SignedIn,
    Path(id): Path<String>,
    Posted(form): Posted,
) -> Result<Response, Error> {
    let (leave, _) = super::found(&state, &who, &id).await?;
    let what = match form.text("act").as_str() {
        "approve" => Act::Approve,
        "decline" => Act::Decline,
        "withdraw" => Act::Withdraw,
        "cancel" => Act::Cancel,
        _ => return Err(Error::NotFound),
    };
    let word = form.raw("word");
    match act(&state.ctx, who.person(), leave.id, what, &word).await {
        Ok(_) => Ok(page::go_to(path_of(leave.id))),
        Err(Failure::Refused(refusal)) => {
            let (leave, view) = super::found(&state, &who, &id).await?;
            Ok(page::again(&build(&state, &who, &leave, &view, &word, Some(refusal))))
        }
        Err(other) => Err(other.into()),
    }
}

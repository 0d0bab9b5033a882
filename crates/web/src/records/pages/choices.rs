//! Choosing between texts that two people wrote in one box at once: both are shown, one of them chooses.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use domain::calendar::{clock_time, time_of};
use domain::forms::{Field, FieldKind};
use domain::keys::FieldKey;
use domain::records::{AnswerValue, shown};
use operations::Failure;
use operations::records::{Choice as Chosen, Paper, Sheet, choose};
use store::records::{Answer, AnswerState};

use crate::components::{Choice, Problem};
use crate::error::Error;
use crate::form::{FormData, Posted};
use crate::layout::Layout;
use crate::page;
use crate::records::at::{At, readers};
use crate::records::{Noun, load_to_write};
use crate::session::SignedIn;
use crate::state::AppState;
use crate::words::Words;

#[derive(Template)]
#[template(path = "records/choices.html")]
struct ChoicesPage {
    layout: Layout,
    back: String,
    action: String,
    page: String,
    field: String,
    label: String,
    seen: i32,
    texts: Vec<WrittenText>,
    keep: Vec<Choice>,
    keep_error: String,
    can_join: bool,
    together: String,
    readers: String,
    problems: Vec<Problem>,
}

/// One of the texts, and who wrote it.
struct WrittenText {
    who: String,
    text: String,
}

pub(in crate::records) async fn get<N: Noun>(
    State(state): State<AppState>,
    who: SignedIn,
    Path(path): Path<String>,
) -> Result<Response, Error> {
    let sheet = load_to_write::<N>(&state, &who, &path).await?;
    match choices_page(&state, &who, &sheet, &FormData::default(), None) {
        Some(page) => Ok(page::show(&page)),
        None => Ok(page::go_to(At(sheet.which).record())),
    }
}

pub(in crate::records) async fn post<N: Noun>(
    State(state): State<AppState>,
    who: SignedIn,
    Path(path): Path<String>,
    Posted(form): Posted,
) -> Result<Response, Error> {
    let sheet = load_to_write::<N>(&state, &who, &path).await?;
    let paper = &sheet.paper;
    let w = Words::english();
    let key: FieldKey = form.text("field").parse().map_err(|_| Error::NotFound)?;
    let field = paper.form.field(&key).ok_or(Error::NotFound)?;
    let problem = match chosen(&form, field, paper) {
        None => w.say("choices-missing"),
        Some(Err(problem)) => crate::records::typed::say(w, field, problem),
        Some(Ok(value)) => {
            let seen = form.text("seen").parse().unwrap_or(0);
            let choice = Chosen { field: key, value, seen };
            let opened: String = form.text("page").chars().take(40).collect();
            match choose(&state.ctx, who.person(), sheet.which, &opened, &choice).await {
                Ok(()) => return Ok(page::go_to(At(sheet.which).choices())),
                Err(Failure::Refused(refusal)) => w.say(refusal.key()),
                Err(other) => return Err(other.into()),
            }
        }
    };
    let sheet = load_to_write::<N>(&state, &who, &path).await?;
    match choices_page(&state, &who, &sheet, &form, Some(problem)) {
        Some(page) => Ok(page::again(&page)),
        None => Ok(page::go_to(At(sheet.which).record())),
    }
}

/// The text that was chosen: one of those shown, or both put together in the box.
fn chosen(
    form: &FormData,
    field: &Field,
    paper: &Paper,
) -> Option<Result<Option<AnswerValue>, domain::records::AnswerProblem>> {
    let keep = form.text("keep");
    if keep == "together" {
        let raw = domain::records::Raw::of(&form.raw("together"));
        return Some(AnswerValue::parse(field, &raw));
    }
    let revision: i32 = keep.parse().ok()?;
    let answer = paper.answers.iter().find(|answer| answer.field == field.key && answer.revision == revision)?;
    Some(Ok(AnswerValue::from_json(field, &answer.value)))
}

/// The page for the first field that waits; none when nothing does.
fn choices_page(
    state: &AppState,
    who: &SignedIn,
    sheet: &Sheet,
    form: &FormData,
    problem: Option<String>,
) -> Option<ChoicesPage> {
    let w = Words::english();
    let (circle, paper) = (&sheet.circle, &sheet.paper);
    let waiting = paper.answers.iter().find(|answer| answer.state == AnswerState::Waiting)?;
    let field = paper.form.field(&waiting.field)?;
    let answers: Vec<&Answer> = paper.answers.iter().filter(|answer| answer.field == field.key).collect();
    let read = |answer: &Answer| {
        AnswerValue::from_json(field, &answer.value).map_or_else(String::new, |value| shown(field, &value))
    };
    let name = |answer: &Answer| {
        if answer.author == circle.viewer {
            w.say("choices-you")
        } else {
            circle.anyones_name(answer.author).map_or_else(|| w.say("choices-somebody"), str::to_owned)
        }
    };
    let head = |answer: &Answer| {
        let time = clock_time(time_of(answer.saved_at));
        w.with("choices-written", &[("name", name(answer)), ("time", time)])
    };
    let same_field = form.text("field") == field.key.as_str();
    let kept = if same_field { form.text("keep") } else { String::new() };
    let can_join = matches!(field.kind, FieldKind::LongText { .. } | FieldKind::Text { .. });
    let joined =
        || answers.iter().map(|answer| read(answer)).filter(|t| !t.is_empty()).collect::<Vec<_>>().join("\n\n");
    let keep_one = |answer: &&Answer| {
        Choice::new(answer.revision.to_string(), w.with("choices-keep", &[("whose", head(answer))])).chosen_if(&kept)
    };
    let mut keep: Vec<Choice> = answers.iter().map(keep_one).collect();
    if can_join {
        keep.push(Choice::new("together", w.say("choices-together")).chosen_if(&kept));
    }
    let mut layout = who.layout(state, w.say("choices-title"));
    layout.has_errors = problem.is_some();
    let error = problem.unwrap_or_default();
    Some(ChoicesPage {
        back: At(sheet.which).record(),
        action: At(sheet.which).choices(),
        page: state.ctx.new_secret()[..16].to_owned(),
        field: field.key.to_string(),
        label: field.label.clone(),
        seen: answers.iter().map(|answer| answer.revision).max().unwrap_or(0),
        texts: answers.iter().map(|answer| WrittenText { who: head(answer), text: read(answer) }).collect(),
        keep,
        problems: if error.is_empty() { Vec::new() } else { vec![Problem::at("keep", error.clone())] },
        keep_error: error,
        can_join,
        together: if same_field && form.has("together") { form.raw("together") } else { joined() },
        readers: readers(w, sheet),
        layout,
    })
}

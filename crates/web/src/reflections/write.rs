//! Writing a reflection: its prompts one after another. Saved as one types, and by the button.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use domain::calendar::{clock_time, time_of};
use domain::patient_details::NhsNumber;
use domain::reflections::{ANSWER_LETTERS, TITLE_LETTERS, Wrong, model};
use jiff::Timestamp;
use operations::Failure;
use operations::reflections::{Entry, SaveRefusal, save};
use operations::shares::Shared;
use store::reflections::{Reflection, TITLE};

use super::own;
use crate::components::{Choice, Problem};
use crate::error::Error;
use crate::form::{FormData, Posted};
use crate::layout::Layout;
use crate::page;
use crate::session::SignedIn;
use crate::shares;
use crate::state::AppState;
use crate::words::Words;

#[derive(Template)]
#[template(path = "reflections/write.html")]
struct WritePage {
    layout: Layout,
    path: String,
    caption: String,
    what: String,
    storage: String,
    sign_in_again: String,
    page: String,
    title: PromptView,
    prompts: Vec<PromptView>,
    readers: String,
    /// Numbers that look like NHS numbers, to be said that they are none.
    guard: Vec<Choice>,
    guard_error: String,
    saved: String,
    problems: Vec<Problem>,
}

/// A prompt with what stands in its box.
struct PromptView {
    key: String,
    name: String,
    base_name: String,
    ask: String,
    hint: String,
    content: String,
    base: i32,
    error: String,
}

pub(super) async fn get(
    State(state): State<AppState>,
    who: SignedIn,
    Path(id): Path<String>,
) -> Result<Response, Error> {
    let one = own(&state, &who, &id).await?;
    Ok(page::show(&build(&state, &who, &one, None, None).await?))
}

/// What is said while and after saving: “Saved 2:02pm. Only you can see it.”
pub(super) fn saved_line(w: Words, readers: &str, at: Option<Timestamp>) -> String {
    match at {
        Some(at) => w.with("reflection-saved", [("time", clock_time(time_of(at))), ("readers", readers.to_owned())]),
        None => w.with("reflection-nothing-saved", [("readers", readers)]),
    }
}

async fn build(
    state: &AppState,
    who: &SignedIn,
    one: &Reflection,
    typed: Option<&FormData>,
    refusal: Option<&SaveRefusal>,
) -> Result<WritePage, Error> {
    let w = Words::english();
    let model = model(&one.model).ok_or(Error::NotFound)?;
    let view = |key: &str, ask: String, hint: String| {
        let (content, base) = one.answer(key);
        let name = format!("a-{key}");
        PromptView {
            content: typed.map_or_else(|| content.to_owned(), |form| form.raw(&name)),
            error: refusal.map_or_else(String::new, |refusal| error_of(w, refusal, key, content)),
            key: key.to_owned(),
            base_name: format!("b-{key}"),
            name,
            ask,
            hint,
            base,
        }
    };
    let title = view(TITLE, w.say("reflection-title"), String::new());
    let prompts: Vec<PromptView> =
        model.prompts.iter().map(|prompt| view(&prompt.key, prompt.ask.clone(), prompt.hint.clone())).collect();
    let numbers: Vec<NhsNumber> = match refusal {
        Some(SaveRefusal::NhsNumbers(numbers)) => numbers.iter().map(|(_, number)| number.clone()).collect(),
        _ => Vec::new(),
    };
    let mut problems: Vec<Problem> = std::iter::once(&title)
        .chain(&prompts)
        .filter(|prompt| !prompt.error.is_empty())
        .map(|prompt| Problem::at(&prompt.name, prompt.error.clone()))
        .collect();
    let guard = guard(w, &numbers);
    if !guard.is_empty() && problems.is_empty() {
        problems.push(Problem::at("said", w.say("guard-say")));
    }
    let mut layout = who.layout(state, w.say("reflection-write"));
    layout.has_errors = !problems.is_empty();
    let what = Shared::Reflection(one.id);
    let readers = shares::readers(w, &shares::lines(state, who, what).await?);
    let written = (!one.is_empty()).then_some(one.changed_at);
    Ok(WritePage {
        caption: if model.after.is_empty() {
            model.name.clone()
        } else {
            w.with("reflection-model", [("name", model.name.as_str()), ("after", model.after.as_str())])
        },
        what: model.what.clone(),
        storage: format!("alongside-reflection-{}", one.id),
        sign_in_again: format!("/sign-in?return_to={}/write", what.path()),
        page: state.ctx.new_secret()[..16].to_owned(),
        path: what.path(),
        title,
        prompts,
        saved: saved_line(w, &readers, written),
        readers,
        guard_error: if guard.is_empty() { String::new() } else { w.say("guard-say") },
        guard,
        problems,
        layout,
    })
}

/// A box to tick for each number: “943 476 5919 is not an NHS number”.
pub(crate) fn guard(w: Words, numbers: &[NhsNumber]) -> Vec<Choice> {
    let choice =
        |number: &NhsNumber| Choice::new(number.digits(), w.with("guard-is-none", [("number", number.spaced())]));
    let mut found: Vec<Choice> = Vec::new();
    for number in numbers {
        if !found.iter().any(|known| known.value == number.digits()) {
            found.push(choice(number));
        }
    }
    found
}

/// What is wrong with one box.
pub(super) fn error_of(w: Words, refusal: &SaveRefusal, key: &str, other: &str) -> String {
    match refusal {
        SaveRefusal::Wrong { prompt, wrong } if prompt == key => match wrong {
            Wrong::TitleTooLong => w.with("reflection-too-long", [("most", TITLE_LETTERS)]),
            Wrong::TooLong => w.with("reflection-too-long", [("most", ANSWER_LETTERS)]),
        },
        SaveRefusal::ChangedMeanwhile(prompt) if prompt == key => {
            w.with("reflection-changed-meanwhile", [("other", other)])
        }
        SaveRefusal::NhsNumbers(numbers) => {
            let here = numbers.iter().filter(|(prompt, _)| prompt == key).map(|(_, number)| number.spaced());
            let here: Vec<String> = here.collect();
            if here.is_empty() { String::new() } else { w.with("guard-found", [("numbers", here.join(", "))]) }
        }
        _ => String::new(),
    }
}

pub(super) async fn post(
    State(state): State<AppState>,
    who: SignedIn,
    Path(id): Path<String>,
    Posted(form): Posted,
) -> Result<Response, Error> {
    let one = own(&state, &who, &id).await?;
    let model = model(&one.model).ok_or(Error::NotFound)?;
    let keys = std::iter::once(TITLE).chain(model.prompts.iter().map(|prompt| prompt.key.as_str()));
    let entry = |key: &str| Entry {
        prompt: key.to_owned(),
        base: form.text(&format!("b-{key}")).parse().unwrap_or(0),
        content: form.raw(&format!("a-{key}")),
    };
    let entries: Vec<Entry> = keys.map(entry).collect();
    match save(&state.ctx, who.person(), one.id, &entries, form.all("said")).await {
        Ok(_) if form.text("then") == "stay" => Ok(page::go_to(format!("/reflections/{}/write#saved", one.id))),
        Ok(_) => Ok(page::go_to(format!("/reflections/{}?done=saved", one.id))),
        Err(Failure::Refused(refusal)) => {
            let one = own(&state, &who, &id).await?;
            Ok(page::again(&build(&state, &who, &one, Some(&form), Some(&refusal)).await?))
        }
        Err(failure) => Err(failure.into()),
    }
}

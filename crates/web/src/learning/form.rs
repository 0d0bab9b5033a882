//! Noting something learnt, or changing what was noted.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use domain::keys::ThemeKey;
use domain::learning::{Kind, Line, Wrong};
use operations::Failure;
use operations::learning::{KeepRefusal, New, keep};
use operations::time::Promised;
use store::learning::Learning;

use super::own;
use crate::components::{Choice, Problem};
use crate::days::{self, Day};
use crate::error::Error;
use crate::form::{FormData, Posted};
use crate::layout::Layout;
use crate::page;
use crate::reflections::guard;
use crate::session::SignedIn;
use crate::shares;
use crate::state::AppState;
use crate::time::{key_of, name_of};
use crate::words::Words;

#[derive(Template)]
#[template(path = "learning/form.html")]
struct FormPage {
    layout: Layout,
    back: String,
    action: String,
    version: String,
    title: String,
    title_error: String,
    on: Day,
    hours: String,
    minutes: String,
    length_error: String,
    kinds: Vec<Choice>,
    kind_error: String,
    themes: Vec<Choice>,
    taken: String,
    taken_error: String,
    counts: Vec<Choice>,
    counts_error: String,
    guard: Vec<Choice>,
    guard_error: String,
    readers: String,
    problems: Vec<Problem>,
}

/// What is wrong, by field.
#[derive(Default)]
struct Errors {
    title: String,
    on: String,
    length: String,
    kind: String,
    taken: String,
    counts: String,
    guard: Vec<Choice>,
}

pub(super) async fn new(State(state): State<AppState>, who: SignedIn) -> Result<Response, Error> {
    let mut page = build(&state, &who, None, &FormData::default(), Errors::default()).await?;
    page.on = Day::at(state.ctx.today());
    Ok(page::show(&page))
}

pub(super) async fn get(
    State(state): State<AppState>,
    who: SignedIn,
    Path(id): Path<String>,
) -> Result<Response, Error> {
    let one = own(&state, &who, &id).await?;
    let accounts = accounts(&state, &who).await?;
    let form = as_form(&one, &accounts);
    Ok(page::show(&build(&state, &who, Some(&one), &form, Errors::default()).await?))
}

/// A line as its form shows it.
fn as_form(one: &Learning, accounts: &[Promised]) -> FormData {
    let line = &one.line;
    let mut pairs = vec![
        ("title", line.title.clone()),
        ("on-day", line.on.day().to_string()),
        ("on-month", line.on.month().to_string()),
        ("on-year", line.on.year().to_string()),
        ("hours", (line.minutes / 60).to_string()),
        ("minutes", (line.minutes % 60).to_string()),
        ("kind", line.kind.as_str().to_owned()),
        ("taken", line.taken.clone()),
        ("version", one.version.to_string()),
    ];
    pairs.extend(line.theme.as_ref().map(|theme| ("theme", theme.to_string())));
    let holds = |account: &&Promised| account.lines.iter().any(|line| line.learning == Some(one.id));
    pairs.extend(accounts.iter().find(holds).map(|account| ("counts", key_of(&account.account.which))));
    FormData::of(pairs.into_iter().map(|(name, value)| (name.to_owned(), value)))
}

async fn accounts(state: &AppState, who: &SignedIn) -> Result<Vec<Promised>, Error> {
    Ok(operations::time::accounts(&state.ctx, state.ctx.db.reader(), who.viewer).await?)
}

async fn build(
    state: &AppState,
    who: &SignedIn,
    one: Option<&Learning>,
    form: &FormData,
    errors: Errors,
) -> Result<FormPage, Error> {
    let w = Words::english();
    let accounts = accounts(state, who).await?;
    let guard_error = if errors.guard.is_empty() { String::new() } else { w.say("guard-say") };
    let fields = [
        ("title", &errors.title),
        ("on-day", &errors.on),
        ("hours", &errors.length),
        ("kind", &errors.kind),
        ("taken", &errors.taken),
        ("counts", &errors.counts),
        ("said", &guard_error),
    ];
    let wrong = fields.iter().filter(|(_, text)| !text.is_empty());
    let problems: Vec<Problem> = wrong.map(|(at, text)| Problem::at(at, (*text).clone())).collect();
    let mut layout = who.layout(state, w.say(if one.is_some() { "learning-change" } else { "learning-new" }));
    layout.has_errors = !problems.is_empty();
    let shared = match one {
        Some(one) => shares::lines(state, who, operations::shares::Shared::Learning(one.id)).await?,
        None => Vec::new(),
    };
    Ok(FormPage {
        back: one.map_or_else(|| "/learning".to_owned(), |one| format!("/learning/{}", one.id)),
        action: one.map_or_else(|| "/learning/new".to_owned(), |one| format!("/learning/{}/change", one.id)),
        version: form.text("version"),
        title: form.raw("title"),
        on: Day::of(form, "on", errors.on),
        hours: form.text("hours"),
        minutes: form.text("minutes"),
        kinds: kinds(w, form),
        themes: themes(w, &accounts, form),
        taken: form.raw("taken"),
        counts: counts(w, &accounts, form),
        title_error: errors.title,
        length_error: errors.length,
        kind_error: errors.kind,
        taken_error: errors.taken,
        counts_error: errors.counts,
        guard: errors.guard,
        guard_error,
        readers: shares::readers(w, &shared),
        problems,
        layout,
    })
}

fn kinds(w: Words, form: &FormData) -> Vec<Choice> {
    let chosen = form.text("kind");
    let choice = |kind: Kind| {
        let key = format!("learning-kind-{}", kind.as_str());
        let choice = Choice::new(kind.as_str(), w.say(&key)).chosen_if(&chosen);
        if kind == Kind::Mandatory { choice.hint(w.say("learning-mandatory-hint")) } else { choice }
    };
    Kind::ALL.into_iter().map(choice).collect()
}

/// The content themes of the programmes that one takes part in; nothing when they have none.
fn themes(w: Words, accounts: &[Promised], form: &FormData) -> Vec<Choice> {
    let chosen = form.text("theme");
    let mut found: Vec<Choice> = Vec::new();
    for theme in accounts.iter().flat_map(|one| &one.programme.content) {
        if !found.iter().any(|known| known.value == theme.key.as_str()) {
            found.push(Choice::new(theme.key.as_str(), theme.name.clone()).chosen_if(&chosen));
        }
    }
    if !found.is_empty() {
        found.insert(0, Choice::new("", w.say("learning-theme-none")));
    }
    found
}

/// In which account its hours count, if in any.
fn counts(w: Words, accounts: &[Promised], form: &FormData) -> Vec<Choice> {
    let chosen = form.text("counts");
    let mut found: Vec<Choice> = Vec::new();
    for one in accounts {
        let text = w.with("learning-counts-in", [("account", name_of(w, one))]);
        found.push(Choice::new(key_of(&one.account.which), text).chosen_if(&chosen));
    }
    if !found.is_empty() {
        found.insert(0, Choice::new("", w.say("learning-counts-not")).chosen_if(&chosen));
    }
    found
}

pub(super) async fn note(
    State(state): State<AppState>,
    who: SignedIn,
    Posted(form): Posted,
) -> Result<Response, Error> {
    send(&state, &who, None, &form).await
}

pub(super) async fn change(
    State(state): State<AppState>,
    who: SignedIn,
    Path(id): Path<String>,
    Posted(form): Posted,
) -> Result<Response, Error> {
    let one = own(&state, &who, &id).await?;
    send(&state, &who, Some(one), &form).await
}

async fn send(state: &AppState, who: &SignedIn, one: Option<Learning>, form: &FormData) -> Result<Response, Error> {
    let w = Words::english();
    let line = match read(w, form) {
        Ok(line) => line,
        Err(errors) => return Ok(page::again(&build(state, who, one.as_ref(), form, *errors).await?)),
    };
    let accounts = accounts(state, who).await?;
    let counts_in = match form.filled("counts") {
        Some(key) => {
            let found = accounts.iter().find(|one| key_of(&one.account.which) == key);
            Some(found.ok_or(Error::NotFound)?.account.which.clone())
        }
        None => None,
    };
    let version = form.text("version").parse().unwrap_or(0);
    let new = New {
        of: one.as_ref().map(|one| (one.id, version)),
        journey: counts_in.as_ref().and_then(|which| which.journey()),
        line,
        counts_in,
        said: form.all("said").to_vec(),
    };
    match keep(&state.ctx, who.person(), &new).await {
        Ok(id) if one.is_some() => Ok(page::go_to(format!("/learning/{id}?done=saved"))),
        Ok(_) => Ok(page::go_to("/learning?done=noted")),
        Err(Failure::Refused(refusal)) => {
            let errors = errors_of(w, refusal);
            Ok(page::again(&build(state, who, one.as_ref(), form, errors).await?))
        }
        Err(failure) => Err(failure.into()),
    }
}

fn read(w: Words, form: &FormData) -> Result<Line, Box<Errors>> {
    let mut errors = Errors::default();
    let on = days::read(form, "on").ok().flatten();
    if on.is_none() {
        errors.on = w.say("time-wrong-date");
    }
    let minutes = days::length(form);
    if minutes.is_none() {
        errors.length = w.say("learning-wrong-length");
    }
    let kind = Kind::of(&form.text("kind"));
    if kind.is_none() {
        errors.kind = w.say("learning-wrong-kind");
    }
    if form.text("title").is_empty() {
        errors.title = w.say("learning-wrong-title");
    }
    let theme: Option<ThemeKey> = form.filled("theme").and_then(|theme| theme.parse().ok());
    match (on, minutes, kind, errors.title.is_empty()) {
        (Some(on), Some(minutes), Some(kind), true) => {
            Ok(Line { on, minutes, kind, title: form.text("title"), theme, taken: form.text("taken") })
        }
        _ => Err(Box::new(errors)),
    }
}

fn errors_of(w: Words, refusal: KeepRefusal) -> Errors {
    match refusal {
        KeepRefusal::Wrong(wrong) => {
            let text = w.say(wrong.key());
            match wrong {
                Wrong::TitleMissing | Wrong::TitleTooLong => Errors { title: text, ..Errors::default() },
                Wrong::TooLong => Errors { taken: text, ..Errors::default() },
                Wrong::NotYet => Errors { on: text, ..Errors::default() },
                Wrong::Length => Errors { length: text, ..Errors::default() },
                Wrong::Mandatory => Errors { counts: text, ..Errors::default() },
            }
        }
        KeepRefusal::NhsNumbers(numbers) => Errors { guard: guard(w, &numbers), ..Errors::default() },
        KeepRefusal::ChangedMeanwhile => Errors { title: w.say("learning-changed-meanwhile"), ..Errors::default() },
        KeepRefusal::Outside => Errors { on: w.say("time-wrong-outside"), ..Errors::default() },
    }
}
